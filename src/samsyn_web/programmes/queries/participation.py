"""Reads of how far participants have come: all of them to who coordinates, its own to a participant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.programmes.models import Participant, Programme
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


def readable(scope: Scope) -> QuerySet[Participant]:
    """Return the participants of all programmes whose progress the person may read."""
    if not scope.can(Permission.READ_PICTURE):
        return Participant.objects.none()
    own = Q(programme__organisation_id=scope.organisation_id) | Q(organisation_id=scope.organisation_id)
    return Participant.objects.filter(own).select_related("programme")


def followed(scope: Scope, programme_id: int) -> QuerySet[Participant]:
    """Return the participants whose progress the person may read; all of them share one programme."""
    found = readable(scope).filter(programme_id=programme_id).order_by("position")
    return found.select_related(None).prefetch_related(
        Prefetch("programme", Programme.objects.defer("facts"))
    )


def followed_names(scope: Scope, programme_id: int) -> Mapping[int, str]:
    """Return what the participants whose progress the person may read are called."""
    return dict(followed(scope, programme_id).values_list("pk", "name"))


def followed_one(scope: Scope, participant_id: int) -> Participant | None:
    """Return one participant whose progress the person may read, or none."""
    return readable(scope).filter(pk=participant_id).first()


def gates(scope: Scope, programme_id: int) -> QuerySet[PhaseGate]:
    """Return the phases of the participants that the person may read."""
    return PhaseGate.objects.filter(participant__in=followed(scope, programme_id).values("pk")).order_by("pk")


def meetings(scope: Scope, programme_id: int) -> QuerySet[PhaseMeeting]:
    """Return the meetings by day."""
    found = PhaseMeeting.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("participant").order_by("on", "pk")


def meeting(scope: Scope, met_id: int) -> PhaseMeeting | None:
    """Return one meeting that the person may read, or none."""
    found = PhaseMeeting.objects.filter(pk=met_id, participant__in=readable(scope).values("pk"))
    return found.select_related("participant__programme").first()


def points(scope: Scope, programme_id: int, participant_id: int | None = None) -> QuerySet[MeetingPoint]:
    """Return what meetings agreed on, of all participants that the person may read or of one, by day."""
    readable = followed(scope, programme_id)
    if participant_id is not None:
        readable = readable.filter(pk=participant_id)
    found = MeetingPoint.objects.filter(meeting__participant__in=readable.values("pk"))
    found = found.select_related("meeting__participant__programme")
    return found.defer("meeting__participant__programme__facts").order_by("due", "pk")


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
    newest = dict(_of_each(letters(scope, programme_id).order_by("number", "pk"), "pk"))
    signed = _gathered(signatures(scope, programme_id).values_list("letter_id", "side"))
    passed = _gathered(_of_each(gates(scope, programme_id).exclude(passed_on=None), "phase"))
    held = _gathered(_of_each(meetings(scope, programme_id).filter(is_held=True), "kind"))
    having_plan = set(plans(scope, programme_id).values_list("participant_id", flat=True))
    left: dict[int, dict[str, list[str]]] = {}
    for key, phase, title in _of_each(
        phase_milestones(scope, programme_id).filter(done_on=None), "phase", "title"
    ):
        left.setdefault(key, {}).setdefault(phase, []).append(title)
    return {
        key: Standing(
            passed=passed.get(key, set()),
            held=held.get(key, set()),
            has_plan=key in having_plan,
            signed=signed.get(newest.get(key), set()),
            left=left.get(key, {}),
        )
        for key in followed_names(scope, programme_id)
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


def _of_each(rows: QuerySet[Any], *names: str) -> Iterable[tuple[Any, ...]]:
    """Return the participant of each row and what is named of it, without what else the rows hold."""
    return rows.values_list("participant_id", *names)


def _gathered(pairs: Iterable[tuple[Any, ...]]) -> dict[int | None, set[str]]:
    found: dict[int | None, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return found
