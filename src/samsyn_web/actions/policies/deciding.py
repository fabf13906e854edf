"""
What an action must say before it is decided, and what one should think of once more.

Without a cause, an owner, days, a goal and an indicator nobody can tell afterwards whether the action helped, so these
are required. The doubts are weaker: they can be right, and then a person confirms them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn.plans import Remark, Severity
from samsyn_web.actions.models import Action, ActionCause, ActionStatus
from samsyn_web.causes.models import Cause, CauseDecision, Influence

LIVE_ACTION = (ActionStatus.DECIDED, ActionStatus.UNDER_WAY)


@dataclass(frozen=True, kw_only=True)
class Lack:
    """Something that must be there: `field` is where to write it, `text` says what."""

    field: str
    text: str


class NotReady(BadInput):
    """The action cannot be decided; `lacks` says all that is missing."""

    def __init__(self, lacks: Sequence[Lack]) -> None:
        super().__init__(_("Åtgärden kan inte beslutas än. ") + " ".join(lack.text for lack in lacks))
        self.lacks = tuple(lacks)


class Unsure(BadInput):
    """The action can be decided, if somebody confirms what looks wrong; `doubts` says what."""

    def __init__(self, doubts: Sequence[str]) -> None:
        super().__init__(_("Bekräfta först: ") + " ".join(doubts))
        self.doubts = tuple(doubts)


def live_causes(action: Action) -> list[Cause]:
    """Return the causes that an action is meant to change: those of its own organisation, not withdrawn."""
    found = Cause.objects.filter(
        pk__in=ActionCause.objects.filter(action=action).values("cause_id"),
        problem__organisation_id=action.organisation_id,
        withdrawn_at=None,
    )
    return list(found.select_related("problem").order_by("problem_id", "position", "pk"))


def lacking(action: Action, causes: Sequence[Cause]) -> list[Lack]:
    """Return all that is missing before the action can be decided."""
    needs = (
        (
            "causes",
            bool(causes) or bool(action.no_cause_reason),
            _("Välj minst en orsak som åtgärden ska påverka, eller skriv varför ingen orsak anges."),
        ),
        ("function", bool(action.function), _("Ange vilken funktion som ansvarar.")),
        ("starts", action.starts is not None, _("Ange när åtgärden börjar.")),
        ("ends", action.ends is not None, _("Ange när åtgärden ska vara klar.")),
        ("goal", bool(action.goal), _("Skriv det operativa målet.")),
        ("indicator", bool(action.indicator), _("Skriv vilken indikator som visar om målet nås.")),
    )
    return [Lack(field=field, text=text) for field, is_there, text in needs if not is_there]


def doubts(action: Action, causes: Sequence[Cause]) -> list[str]:
    """Return what looks wrong in what only Samsyn knows, though it can be right; the rest the logic checker says."""
    said = []
    if causes and all(cause.decision == CauseDecision.LEAVE for cause in causes):
        said.append(_("Ni har beslutat att lämna orsaken som åtgärden gäller."))
    if causes and all(cause.influence == Influence.NO for cause in causes):
        said.append(_("Ni har bedömt att orsaken inte går att påverka."))
    if action.follow_up_on and action.starts and action.follow_up_on <= action.starts:
        said.append(_("Uppföljningen ligger före åtgärdens början."))
    return said


def serious(remarks: Iterable[Remark]) -> list[Remark]:
    """Return the remarks of the logic checker that whoever decides confirms: errors and warnings, not notes."""
    return [one for one in remarks if one.severity is not Severity.NOTE]


def is_ready(action: Action) -> bool:
    """Whether nothing that is required is missing."""
    return not lacking(action, live_causes(action))


def check_ready(action: Action, *, confirmed: bool, remarks: Iterable[Remark] = ()) -> None:
    """
    Raise while something required is missing, or something that looks wrong is not confirmed.

    `remarks` are what the logic checker says of the action.
    """
    causes = live_causes(action)
    if lacks := lacking(action, causes):
        raise NotReady(lacks)
    if not confirmed and (said := [*doubts(action, causes), *(one.text for one in serious(remarks))]):
        raise Unsure(said)
