"""Reads of what participants ask for and were given, and of their load: all to who coordinates, own to the others."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from samsyn.programme.load import Task, within
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import LoadLimit, SupportGiven, SupportRequest, Undertaking
from samsyn_web.programmes.queries.participation import followed
from samsyn_web.programmes.queries.programmes import programmes


def support_requests(scope: Scope, programme_id: int) -> QuerySet[SupportRequest]:
    """Return the requests, the newest first."""
    found = SupportRequest.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    found = found.select_related("participant__programme").defer("participant__programme__facts")
    return found.order_by("-asked_on", "-pk")


def support_request(scope: Scope, request_id: int) -> SupportRequest | None:
    """Return one request that the person may read, or none."""
    found = SupportRequest.objects.select_related("participant__programme").filter(pk=request_id).first()
    if found is None or not followed(scope, found.participant.programme_id).filter(pk=found.participant_id):
        return None
    return found


def support_given(scope: Scope, programme_id: int) -> QuerySet[SupportGiven]:
    """Return what was given, the newest first."""
    found = SupportGiven.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("participant").order_by("-given_on", "-pk")


def undertakings(scope: Scope, programme_id: int) -> QuerySet[Undertaking]:
    """Return what takes time, by the day that it begins."""
    found = Undertaking.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return found.select_related("participant").order_by("starts", "pk")


def tasks(scope: Scope, programme_id: int, between: tuple[date, date] | None = None) -> list[Task]:
    """Return what takes time, as the library counts it; of two days and those between them only that, and cut to it."""
    rows = undertakings(scope, programme_id)
    if between is not None:
        rows = rows.filter(starts__lte=between[1], ends__gte=between[0])
    found = [
        Task(
            name=one.initiative,
            municipality=one.participant.name,
            unit=one.unit,
            function=one.function,
            starts=one.starts,
            ends=one.ends,
            hours_per_week=float(one.hours_per_week),
            focus_area=one.focus_area,
        )
        for one in rows
    ]
    return found if between is None else list(within(found, *between))


def load_limit(scope: Scope, programme_id: int) -> LoadLimit | None:
    """Return how much is too much in a programme, or none where nothing is set."""
    readable = programmes(scope).filter(pk=programme_id)
    return LoadLimit.objects.filter(programme__in=readable.values("pk")).first()
