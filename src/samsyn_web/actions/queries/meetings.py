"""Reads of what meetings have decided and said, and of who is where."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from samsyn_web.actions.models import LIVE, Action, DecisionNote, MeetingDecision, MeetingNote, Presence
from samsyn_web.actions.policies import LIVE_ACTION
from samsyn_web.base.scope import Permission, Scope


def decisions(scope: Scope) -> QuerySet[MeetingDecision]:
    """
    Return what has been decided and not withdrawn, the newest first.

    All of it for those who read the week or the picture, one's own for those who carry out, nothing for others.
    """
    found = MeetingDecision.objects.filter(organisation_id=scope.organisation_id, withdrawn_at=None)
    if not (scope.can(Permission.READ_WEEK) or scope.can(Permission.READ_PICTURE)):
        if not scope.can(Permission.CARRY_OUT) or not scope.membership_id:
            return MeetingDecision.objects.none()
        found = found.filter(owner_id=scope.membership_id)
    return found.select_related("owner__user", "problem").order_by("-decided_at", "-pk")


def decision(scope: Scope, decision_id: int) -> MeetingDecision | None:
    """Return one decision, or none."""
    return decisions(scope).filter(pk=decision_id).first()


def withdrawn_decision(scope: Scope, decision_id: int) -> MeetingDecision | None:
    """Return a decision, taken back or not, for those who decide."""
    if not scope.can(Permission.DECIDE):
        return None
    return MeetingDecision.objects.filter(organisation_id=scope.organisation_id, pk=decision_id).first()


def open_decisions(scope: Scope) -> QuerySet[MeetingDecision]:
    """Return what is still to be done, the most urgent first."""
    return decisions(scope).filter(status__in=LIVE).order_by("until", "pk")


def number_in_hand(scope: Scope, user_id: int) -> int:
    """Return how many open decisions and actions a member answers for, to those who keep members: only a number."""
    if not scope.can(Permission.ADMINISTER):
        return 0
    found = MeetingDecision.objects.filter(organisation_id=scope.organisation_id, withdrawn_at=None)
    planned = Action.objects.filter(organisation_id=scope.organisation_id, status__in=LIVE_ACTION)
    decided = found.filter(owner__user_id=user_id, status__in=LIVE).count()
    return decided + planned.filter(owner__user_id=user_id).count()


def decisions_of(scope: Scope, period: str) -> QuerySet[MeetingDecision]:
    """Return what the meeting about a period decided, in the order that it was decided."""
    return decisions(scope).filter(period=period).order_by("pk")


def decisions_between(scope: Scope, start: date, end: date) -> QuerySet[MeetingDecision]:
    """Return what was decided, or told about, on the days from `start` up to but not including `end`."""
    touched = Q(decided_at__date__gte=start, decided_at__date__lt=end)
    told = Q(changed_at__date__gte=start, changed_at__date__lt=end)
    return decisions(scope).filter(touched | told)


def notes(scope: Scope, decision: MeetingDecision) -> QuerySet[DecisionNote]:
    """Return all that was told about a decision, the newest first."""
    found = DecisionNote.objects.filter(decision__in=decisions(scope), decision=decision)
    return found.select_related("written_by").order_by("-pk")


def minutes(scope: Scope, period: str) -> QuerySet[MeetingNote]:
    """Return what was said in the meeting about a period, in the order of its agenda, for those who read the week."""
    if not scope.can(Permission.READ_WEEK):
        return MeetingNote.objects.none()
    found = MeetingNote.objects.filter(organisation_id=scope.organisation_id, period=period)
    return found.select_related("changed_by").order_by("position", "pk")


def presence(scope: Scope) -> QuerySet[Presence]:
    """Return who is where and when, for those who read the week."""
    if not scope.can(Permission.READ_WEEK):
        return Presence.objects.none()
    found = Presence.objects.filter(organisation_id=scope.organisation_id, removed_at=None)
    return found.order_by("weekday", "day", "starts", "function")


def presence_between(scope: Scope, start: date, end: date) -> QuerySet[Presence]:
    """Return the presence that holds on some day from `start` up to but not including `end`."""
    dated = Q(day__gte=start, day__lt=end)
    began = Q(first_day=None) | Q(first_day__lt=end)
    goes_on = Q(last_day=None) | Q(last_day__gte=start)
    return presence(scope).filter(dated | (Q(day=None) & began & goes_on))


def one_presence(scope: Scope, presence_id: int) -> Presence | None:
    """Return one of them, removed or not, or none."""
    if not scope.can(Permission.READ_WEEK):
        return None
    return Presence.objects.filter(organisation_id=scope.organisation_id, pk=presence_id).first()
