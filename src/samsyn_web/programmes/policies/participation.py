"""When a phase may begin, and who may write what about a participant."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import LONG, Participant
from samsyn_web.programmes.models.participation import MeetingKind, Phase, Side
from samsyn_web.programmes.policies.programmes import reports_for
from samsyn_web.programmes.policies.selection import check_works_on, is_retold, works_on

HELD: Mapping[str, MeetingKind] = {
    Phase.PLAN: MeetingKind.PLANNING,
    Phase.ACTIVITIES: MeetingKind.KICKOFF,
    Phase.CLOSING: MeetingKind.MIDTERM,
    Phase.FINAL: MeetingKind.CLOSING,
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is in place for a participant: phases begun, kinds of meeting held, plan, who has signed, steps left."""

    passed: Collection[str]
    held: Collection[str]
    has_plan: bool
    signed: Collection[str]
    left: Mapping[str, Collection[str]]


def works_with(scope: Scope, participant: Participant) -> bool:
    """Whether the person writes about a participant: whoever leads the programme, or who reports for it."""
    programme = participant.programme
    return works_on(scope, programme) or (not is_retold(programme) and reports_for(scope, participant))


def check_works_with(scope: Scope, participant: Participant) -> None:
    """Raise unless the person may write about the participant."""
    if not works_with(scope, participant):
        check_works_on(scope, participant.programme)


def next_phase(passed: Collection[str]) -> str:
    """Return the phase whose gate is next, or "" when all have begun."""
    return next((one for one in Phase.values if one not in passed), "")


def missing_before(phase: str, standing: Standing) -> list[str]:
    """Return what is missing before a phase may begin."""
    order = list(Phase.values)
    before = order[order.index(phase) - 1] if phase != Phase.PREPARATION else ""
    missing = []
    if before and before not in standing.passed:
        missing.append(_("Fasen före har inte börjat: %(phase)s.") % {"phase": Phase(before).label})
    kind = HELD.get(phase)
    if kind is not None and kind not in standing.held:
        missing.append(_("Mötet är inte hållet: %(what)s.") % {"what": kind.label})
    if phase == Phase.LETTER and not standing.has_plan:
        missing.append(_("Det finns ingen plan."))
    if phase == Phase.KICKOFF:
        unsigned = [one for one in Side if one not in standing.signed]
        missing += [
            _("Avsiktsförklaringen är inte undertecknad av %(who)s.") % {"who": one.label} for one in unsigned
        ]
    missing += [
        _("Delsteg är inte klart: %(what)s.") % {"what": one} for one in standing.left.get(before, ())
    ]
    return missing


def check_gate(phase: str, standing: Standing, reason: str) -> None:
    """Raise unless the gate is the next one, and is whole or opened with a reason."""
    if phase != next_phase(standing.passed):
        raise Refused(_("Faserna börjar i ordning. Öppna den som står på tur."))
    missing = missing_before(phase, standing)
    if missing and not reason:
        raise Refused(
            _("Något saknas: %(what)s Ordna det, eller skriv varför fasen ändå börjar.")
            % {"what": " ".join(missing)}
        )


def check_version(text: str, name: str) -> None:
    """Raise unless a plan or letter says something, and points at no person."""
    if not text:
        raise BadInput(_("Skriv en text."))
    check_text(text, name, LONG)
