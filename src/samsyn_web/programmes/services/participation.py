"""Participants meet, plan, sign and go from phase to phase."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes import policies, queries
from samsyn_web.programmes.models import Participant, Programme
from samsyn_web.programmes.models.participation import (
    LetterOfIntent,
    LetterSignature,
    MeetingKind,
    ParticipantPlan,
    PhaseGate,
    PhaseMeeting,
    PhaseMilestone,
    ProgrammeCalendar,
)
from samsyn_web.programmes.services.recording import record


@transaction.atomic
def set_phase_due(*, by: Scope, at: datetime, participant: Participant, phase: str, due: date) -> PhaseGate:
    """Say when a participant should enter a phase at the latest."""
    policies.check_works_on(by, participant.programme)
    made, _new = PhaseGate.objects.update_or_create(
        participant=participant, phase=phase, defaults={"due": due}
    )
    record(by=by, at=at, verb="programme.phase_due", programme=participant.programme)
    return made


@transaction.atomic
def open_phase(
    *, by: Scope, at: datetime, participant: Participant, phase: str, on: date, reason: str = ""
) -> PhaseGate:
    """Let a participant enter the next phase; where something is missing the reason is kept."""
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    policies.check_works_on(by, participant.programme)
    policies.check_words({_("Motiveringen"): reason})
    standing = queries.standings(by, participant.programme_id)[participant.pk]
    policies.check_gate(phase, standing, reason.strip())
    made, _new = PhaseGate.objects.update_or_create(
        participant=participant,
        phase=phase,
        defaults={"passed_on": on, "reason": reason.strip(), "passed_by_id": by.user_id},
    )
    record(by=by, at=at, verb="programme.phase_opened", programme=participant.programme)
    return made


@transaction.atomic
def add_meeting(
    *,
    by: Scope,
    at: datetime,
    participant: Participant,
    kind: str,
    on: date,
    is_held: bool = False,
    functions: str = "",
    about: str = "",
    n_present: int | None = None,
) -> PhaseMeeting:
    """Plan a meeting, or note one that was held."""
    policies.check_works_with(by, participant)
    policies.check_words({_("Funktionerna"): functions, _("Texten"): about})
    if kind not in MeetingKind.values:
        raise BadInput(_("Välj vad det är för möte."))
    made = PhaseMeeting.objects.create(
        participant=participant,
        kind=kind,
        on=on,
        is_held=is_held,
        functions=functions.strip(),
        about=about.strip(),
        n_present=n_present,
    )
    record(by=by, at=at, verb="programme.meeting_added", programme=participant.programme)
    return made


@transaction.atomic
def hold_meeting(*, by: Scope, at: datetime, meeting: PhaseMeeting, is_held: bool = True) -> PhaseMeeting:
    """Say that a planned meeting was held, or that it was not."""
    policies.check_works_with(by, meeting.participant)
    meeting.is_held = is_held
    meeting.save(update_fields=["is_held"])
    record(by=by, at=at, verb="programme.meeting_held", programme=meeting.participant.programme)
    return meeting


@transaction.atomic
def add_phase_milestone(
    *, by: Scope, at: datetime, participant: Participant, phase: str, title: str, due: date
) -> PhaseMilestone:
    """Add a step that is to be done within a phase."""
    policies.check_works_with(by, participant)
    policies.check_words({_("Delsteget"): title})
    if not title.strip():
        raise BadInput(_("Skriv vad som ska göras."))
    made = PhaseMilestone.objects.create(participant=participant, phase=phase, title=title.strip(), due=due)
    record(by=by, at=at, verb="programme.milestone_added", programme=participant.programme)
    return made


@transaction.atomic
def finish_phase_milestone(
    *, by: Scope, at: datetime, milestone: PhaseMilestone, done_on: date | None
) -> PhaseMilestone:
    """Say that a step is done, or with no day that it is not."""
    policies.check_works_with(by, milestone.participant)
    milestone.done_on = done_on
    milestone.save(update_fields=["done_on"])
    record(by=by, at=at, verb="programme.milestone_done", programme=milestone.participant.programme)
    return milestone


@transaction.atomic
def write_plan(
    *, by: Scope, at: datetime, participant: Participant, focus_areas: Sequence[int], text: str
) -> ParticipantPlan:
    """Write a new version of a participant's plan."""
    policies.check_works_with(by, participant)
    policies.check_version(text.strip(), _("Planen"))
    known = {int(number) for number in participant.programme.facts["focus_areas"]}
    if not focus_areas or not set(focus_areas) <= known:
        raise BadInput(_("Välj minst ett av programmets fokusområden."))
    made = ParticipantPlan.objects.create(
        focus_areas=sorted(set(focus_areas)), **_version(ParticipantPlan, participant, text, by, at)
    )
    record(by=by, at=at, verb="programme.plan_written", programme=participant.programme)
    return made


@transaction.atomic
def write_letter(*, by: Scope, at: datetime, participant: Participant, text: str) -> LetterOfIntent:
    """Write a new version of the letter of intent; it is signed anew."""
    policies.check_works_with(by, participant)
    policies.check_version(text.strip(), _("Avsiktsförklaringen"))
    made = LetterOfIntent.objects.create(**_version(LetterOfIntent, participant, text, by, at))
    record(by=by, at=at, verb="programme.letter_written", programme=participant.programme)
    return made


@transaction.atomic
def note_signature(
    *, by: Scope, at: datetime, letter: LetterOfIntent, side: str, function: str, signed_on: date
) -> LetterSignature:
    """Note that a side has signed the letter: the function and the day."""
    participant = letter.participant
    policies.check_works_with(by, participant)
    policies.check_words({_("Funktionen"): function})
    if not function.strip():
        raise BadInput(_("Skriv vilken funktion som har undertecknat."))
    if LetterSignature.objects.filter(letter=letter, side=side).exists():
        raise Refused(_("Den parten har redan undertecknat den här versionen."))
    made = LetterSignature.objects.create(
        letter=letter,
        side=side,
        function=function.strip(),
        signed_on=signed_on,
        noted_by_id=by.user_id,
        noted_at=at,
    )
    record(by=by, at=at, verb="programme.letter_signed", programme=participant.programme)
    return made


@transaction.atomic
def make_programme_calendar(*, by: Scope, at: datetime, programme: Programme) -> str:
    """Return the token of a new address; one from before stops working. It is told once: only its digest is kept."""
    member = Membership.objects.select_for_update().filter(
        pk=by.membership_id, user_id=by.user_id, organisation_id=by.organisation_id
    )
    one = member.first()
    if one is None or by.by_link or queries.programme(by, programme.pk) is None:
        raise Refused(_("Logga in för att få en kalenderadress."))
    own = ProgrammeCalendar.objects.filter(programme=programme, membership=one, revoked_at=None)
    own.update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    ProgrammeCalendar.objects.create(
        programme=programme, membership=one, digest=sha256(token.encode()).hexdigest(), created_at=at
    )
    record(by=by, at=at, verb="programme.calendar_made", programme=programme)
    return token


@transaction.atomic
def revoke_programme_calendar(*, by: Scope, at: datetime, programme: Programme) -> int:
    """Stop one's own address at once; returns how many there were."""
    own = ProgrammeCalendar.objects.filter(
        programme=programme, membership_id=by.membership_id, membership__user_id=by.user_id, revoked_at=None
    )
    stopped = own.update(revoked_at=at)
    if stopped:
        record(by=by, at=at, verb="programme.calendar_revoked", programme=programme)
    return stopped


def _version(model: Any, participant: Participant, text: str, by: Scope, at: datetime) -> dict[str, Any]:
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)  # numbers come one at a time
    return {
        "participant": participant,
        "number": model.objects.filter(participant=participant).count() + 1,
        "text": text.strip(),
        "made_by_id": by.user_id,
        "made_at": at,
    }
