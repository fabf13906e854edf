"""Reads of how far participants have come: all of them to who coordinates, its own to a participant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.db.models import Q, QuerySet

from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.programmes.models import Participant
from samsyn_web.programmes.models.participation import (
    LetterOfIntent,
    LetterSignature,
    MeetingPoint,
    ParticipantPlan,
    PhaseGate,
    PhaseMeeting,
    PhaseMilestone,
    ProgrammeCalendar,
)
from samsyn_web.programmes.policies.participation import Standing


def followed(scope: Scope, programme_id: int) -> QuerySet[Participant]:
    """Return the participants whose progress the person may read; a programme's facts are not read for each of them."""
    found = _followed(scope).defer("programme__facts")
    return found.filter(programme_id=programme_id).order_by("position")


def followed_names(scope: Scope, programme_id: int) -> Mapping[int, str]:
    """Return what the participants whose progress the person may read are called."""
    return dict(followed(scope, programme_id).values_list("pk", "name"))


def followed_one(scope: Scope, participant_id: int) -> Participant | None:
    """Return one participant whose progress the person may read, or none."""
    return _followed(scope).filter(pk=participant_id).first()


def gates(scope: Scope, programme_id: int) -> QuerySet[PhaseGate]:
    """Return the phases of the participants that the person may read."""
    return PhaseGate.objects.filter(participant__in=followed(scope, programme_id).values("pk")).order_by("pk")


def meetings(scope: Scope, programme_id: int) -> QuerySet[PhaseMeeting]:
    """Return the meetings by day."""
    found = PhaseMeeting.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("participant").order_by("on", "pk")


def meeting(scope: Scope, met_id: int) -> PhaseMeeting | None:
    """Return one meeting that the person may read, or none."""
    found = PhaseMeeting.objects.filter(pk=met_id, participant__in=_followed(scope).values("pk"))
    return found.select_related("participant__programme").first()


def points(scope: Scope, programme_id: int, participant_id: int | None = None) -> QuerySet[MeetingPoint]:
    """Return what meetings agreed on, of all participants that the person may read or of one, by day."""
    readable = followed(scope, programme_id)
    if participant_id is not None:
        readable = readable.filter(pk=participant_id)
    found = MeetingPoint.objects.filter(meeting__participant__in=readable.values("pk"))
    return found.select_related("meeting__participant__programme").order_by("due", "pk")


def phase_milestones(scope: Scope, programme_id: int) -> QuerySet[PhaseMilestone]:
    """Return the milestones by day."""
    found = PhaseMilestone.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("participant").order_by("due", "pk")


def plans(scope: Scope, programme_id: int) -> QuerySet[ParticipantPlan]:
    """Return the versions of the plans, the newest first."""
    found = ParticipantPlan.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("made_by").order_by("-number", "-pk")


def letters(scope: Scope, programme_id: int) -> QuerySet[LetterOfIntent]:
    """Return the versions of the letters of intent, the newest first."""
    found = LetterOfIntent.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("made_by").order_by("-number", "-pk")


def signatures(scope: Scope, programme_id: int) -> QuerySet[LetterSignature]:
    """Return who has signed which letter, by day."""
    found = LetterSignature.objects.filter(letter__in=letters(scope, programme_id).values("pk"))
    return found.order_by("signed_on", "pk")


def standings(scope: Scope, programme_id: int) -> dict[int, Standing]:
    """Return what is in place for each participant."""
    signed = list(signatures(scope, programme_id))
    newest: dict[int, int] = {}
    for letter in letters(scope, programme_id):
        newest.setdefault(letter.participant_id, letter.pk)
    having_plan = set(plans(scope, programme_id).values_list("participant_id", flat=True))
    all_gates, all_meetings = list(gates(scope, programme_id)), list(meetings(scope, programme_id))
    steps = [one for one in phase_milestones(scope, programme_id) if one.done_on is None]
    return {
        one.pk: Standing(
            passed={gate.phase for gate in all_gates if gate.participant_id == one.pk and gate.passed_on},
            held={met.kind for met in all_meetings if met.participant_id == one.pk and met.is_held},
            has_plan=one.pk in having_plan,
            signed={sign.side for sign in signed if sign.letter_id == newest.get(one.pk)},
            left=_by_phase(step for step in steps if step.participant_id == one.pk),
        )
        for one in followed(scope, programme_id)
    }


def programme_calendar(scope: Scope, programme_id: int) -> ProgrammeCalendar | None:
    """Return the asker's own address of the programme's calendar, or none."""
    own = ProgrammeCalendar.objects.filter(
        programme_id=programme_id,
        membership_id=scope.membership_id,
        membership__user_id=scope.user_id,
        membership__organisation_id=scope.organisation_id,
        revoked_at=None,
    )
    return own.first()


def scope_of_programme_calendar(token: str) -> tuple[Scope, int] | None:
    """Return whose calendar a secret address is, and of which programme; none where it is unknown or over."""
    link = ProgrammeCalendar.objects.filter(
        digest=sha256(token.encode()).hexdigest(),
        revoked_at=None,
        membership__is_active=True,
        membership__user__is_active=True,
    )
    one = link.select_related("membership").first()
    if one is None:
        return None
    member = one.membership
    scope = Scope(
        user_id=member.user_id,
        organisation_id=member.organisation_id,
        role=Role(member.role),
        membership_id=member.pk,
    )
    return scope, one.programme_id


def _followed(scope: Scope) -> QuerySet[Participant]:
    if not scope.can(Permission.READ_PICTURE):
        return Participant.objects.none()
    own = Q(programme__organisation_id=scope.organisation_id) | Q(organisation_id=scope.organisation_id)
    return Participant.objects.filter(own).select_related("programme")


def _by_phase(steps: Iterable[PhaseMilestone]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for step in steps:
        found.setdefault(step.phase, []).append(step.title)
    return found
