"""Reads of one week: what has come, what is left to do, and what its picture rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import TO_REVIEW, ReportingPeriod, Submission, SubmissionKind
from samsyn_web.methods.incidents.queries import rhythm
from samsyn_web.methods.incidents.queries.answers import sent_in
from samsyn_web.methods.incidents.queries.gathering import KEY
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Source


def counted_together(scope: Scope) -> list[Source]:
    """The sources of a week that have rows: Samsyn's reports, and those that the rhythm counts with them."""
    keys = [KEY, *rhythm.rules(scope).sources]
    found = {one.key: one for one in observations.sources(scope).filter(key__in=keys)}
    sources = [found[key] for key in keys if key in found]
    with_rows = {one.source_id for one in observations.committed(scope, sources)}
    return [one for one in sources if one.pk in with_rows]


@dataclass(frozen=True, kw_only=True)
class Come:
    """How much has come for a period, by what it is; `waiting` is not looked at yet, `late` came after the freeze."""

    incidents: int = 0
    zero: int = 0
    positive: int = 0
    forward: int = 0
    waiting: int = 0
    returned: int = 0
    late: int = 0

    @property
    def all(self) -> int:
        """Everything."""
        return self.incidents + self.zero + self.positive + self.forward


def come(scope: Scope, held: ReportingPeriod, until: datetime | None = None) -> Come:
    """How much has come for a period; nothing for those who do not read the week."""
    kinds = {name: Count("pk", filter=Q(kind=kind)) for name, kind in (
        ("incidents", SubmissionKind.INCIDENT), ("zero", SubmissionKind.ZERO),
        ("positive", SubmissionKind.POSITIVE), ("forward", SubmissionKind.FORWARD),
    )}  # fmt: skip
    waiting = {
        "waiting": Count("pk", filter=Q(state__in=TO_REVIEW)),
        "returned": Count("pk", filter=Q(state="returned")),
    }
    found = sent_in(scope, held, until).aggregate(**kinds, **waiting)
    return Come(**found, late=late(scope, held))


def late(scope: Scope, held: ReportingPeriod) -> int:
    """How many reports about days of a period came after it was frozen."""
    if held.frozen_at is None or not rhythm.periods(scope).filter(pk=held.pk).exists():
        return 0
    found = Submission.objects.filter(
        organisation_id=scope.organisation_id,
        received_at__gt=held.frozen_at,
        day__gte=held.start,
        day__lt=held.end,
        kind__in=(SubmissionKind.INCIDENT, SubmissionKind.POSITIVE),
    )
    return found.count()


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one function told in a period, in plain categories."""

    works_as: str
    counts: tuple[tuple[str, str, str, int], ...]
    zero: int
    needs: tuple[str, ...]


def told_by_function(scope: Scope, held: ReportingPeriod) -> list[Told]:
    """What each function told: category, subcategory, area and number; no words, and no name."""
    if not scope.can(Permission.READ_WEEK):
        return []
    counting = ("accepted", "masked", "in_picture")
    rows = sent_in(scope, held).filter(state__in=counting).order_by("works_as", "category", "area")
    found: dict[str, dict[tuple[str, str, str], int]] = {}
    zero: dict[str, int] = {}
    needs: dict[str, dict[str, None]] = {}
    for one in rows:
        cells, name = found.setdefault(one.works_as, {}), one.works_as
        if one.kind == SubmissionKind.ZERO:
            zero[name] = zero.get(name, 0) + 1
            continue
        key = (one.category, one.subcategory, one.area)
        cells[key] = cells.get(key, 0) + 1
        if one.needs:
            needs.setdefault(name, {})[one.needs] = None
    return [
        Told(
            works_as=name,
            counts=tuple((*key, n) for key, n in sorted(cells.items(), key=lambda item: (-item[1], item[0]))),
            zero=zero.get(name, 0),
            needs=tuple(needs.get(name, ())),
        )
        for name, cells in found.items()
    ]


def coming(scope: Scope, held: ReportingPeriod) -> list[Submission]:
    """What reporters have said is coming after a period, four weeks ahead, the nearest first."""
    if not rhythm.periods(scope).filter(pk=held.pk).exists():
        return []
    found = Submission.objects.filter(
        organisation_id=scope.organisation_id,
        kind=SubmissionKind.FORWARD,
        state__in=("accepted", "masked", "in_picture"),
        day__gte=held.end,
        day__lt=held.end + timedelta(weeks=4),
    )
    return list(found.select_related("named_place").order_by("day", "pk"))
