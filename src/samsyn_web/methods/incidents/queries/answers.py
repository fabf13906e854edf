"""Which reports are answers in which period."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from django.db.models import QuerySet

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import ReportingPeriod, Submission
from samsyn_web.methods.incidents.policies.answers import Sent, Turn, assigned
from samsyn_web.methods.incidents.policies.rhythm import instant

AROUND = 3  # periods before one that decide what is an answer in it


def sent_in(scope: Scope, held: ReportingPeriod, until: datetime | None = None) -> QuerySet[Submission]:
    """The reports that are answers in a period; until it is frozen it is open to its deadline, or to `until`."""
    own = ReportingPeriod.objects.filter(organisation_id=scope.organisation_id)
    if not scope.can(Permission.READ_WEEK) or held.organisation_id != scope.organisation_id:
        return Submission.objects.none()
    before = list(own.filter(start__lt=held.start).order_by("-start")[:AROUND])[::-1]
    after = own.filter(start__gt=held.start).order_by("start").first()
    some = [*before, held, *([after] if after else ())]
    place = len(before)
    found = _assigned(scope, some, {place: until} if until else {})
    return Submission.objects.filter(pk__in=[key for key, turn in found.items() if turn == place])


def last_days(scope: Scope) -> dict[int, ReportingPeriod]:
    """The period that each of the organisation's reports is an answer in, by report; for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return {}
    some = list(ReportingPeriod.objects.filter(organisation_id=scope.organisation_id).order_by("start"))
    return {key: some[turn] for key, turn in _assigned(scope, some, {}).items()}


def _assigned(scope: Scope, some: list[ReportingPeriod], until: dict[int, datetime]) -> dict[int, int]:
    if not some:
        return {}
    turns = [_turn(one, until.get(n)) for n, one in enumerate(some)]
    rows = Submission.objects.filter(organisation_id=scope.organisation_id, received_at__gte=turns[0].begins)
    rows = rows.filter(received_at__lte=max(one.closes for one in turns))
    fields = rows.order_by("received_at", "pk").values_list(
        "pk", "membership_id", "kind", "day", "received_at"
    )
    return assigned(_sent(fields.iterator(chunk_size=5000)), turns)


def _sent(rows: Iterable[tuple[int, int | None, str, object, datetime]]) -> Iterable[Sent]:
    for key, member, kind, day, received in rows:
        yield Sent(key=key, member=member, kind=kind, day=day, received=received)  # type: ignore[arg-type]


def _turn(one: ReportingPeriod, until: datetime | None) -> Turn:
    return Turn(
        first_day=one.start,
        after_day=one.end,
        begins=instant(one.start, time()),
        closes=one.frozen_at or max(one.deadline, until or one.deadline),
    )
