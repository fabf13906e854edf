"""Reads of quarterly reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.timezone import get_current_timezone

from samsyn.programme.quarters import REMINDERS, Stand, quarter_of, stand
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes.models import (
    Activity,
    ActivityChange,
    ChangeKind,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterRule,
    QuarterState,
)
from samsyn_web.programmes.queries.activities import Chosen, activities
from samsyn_web.programmes.queries.programmes import programmes

SHOWN = 8
TAKING_PART = [role.value for role in Role if Permission.TAKE_PART in role.permissions]


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A report that a participant was asked for, how it stands, and the day of its newest version."""

    report_id: int
    participant_id: int
    quarter: str
    due: date
    handed_in: date | None
    stand: Stand


@dataclass(frozen=True, kw_only=True)
class Obstacles:
    """How many focus areas name each obstacle: in the last quarters that name any, in order, and in all quarters."""

    quarters: Sequence[str]
    counts: Mapping[tuple[str, str], int]
    totals: Mapping[str, int]

    def __len__(self) -> int:
        """How many different obstacles are named."""
        return len(self.totals)


def reports(scope: Scope, programme_id: int) -> QuerySet[QuarterlyReport]:
    """Return quarterly reports: all of them to the coordinator, its own to a participant."""
    found = QuarterlyReport.objects.filter(
        participant__programme_id=programme_id, participant__programme__in=programmes(scope).values("pk")
    )
    own = Q(participant__programme__organisation_id=scope.organisation_id) | Q(
        participant__organisation_id=scope.organisation_id
    )
    return (
        found.filter(own)
        .select_related("participant__programme")
        .defer("participant__programme__facts")
        .order_by("-quarter", "participant__position")
    )


def report(scope: Scope, report_id: int) -> QuarterlyReport | None:
    """Return one quarterly report that the person may read, or none."""
    found = QuarterlyReport.objects.select_related("participant__programme").filter(pk=report_id).first()
    if found is None or not reports(scope, found.participant.programme_id).filter(pk=report_id).exists():
        return None
    return found


def parts(scope: Scope, programme_id: int) -> QuerySet[QuarterlyPart]:
    """Return what the reports that the person may read say of each focus area."""
    return QuarterlyPart.objects.filter(report__in=reports(scope, programme_id).values("pk")).order_by(
        "report_id", "focus_area"
    )


def quarter_rule(scope: Scope, programme_id: int) -> QuarterRule | None:
    """Return when reports are due, or none where the programme has set nothing."""
    readable = programmes(scope).filter(pk=programme_id)
    return QuarterRule.objects.filter(programme__in=readable.values("pk")).first()


def asked(scope: Scope, programme_id: int, today: date, last: int = SHOWN) -> list[Asked]:
    """Return the reports that the person may read of the last quarters that were asked for, in order of quarter."""
    found = reports(scope, programme_id)
    quarters = found.order_by("-quarter").values_list("quarter", flat=True).distinct()[:last]
    rows = found.filter(quarter__in=list(quarters)).order_by("quarter", "participant__position")
    newest = QuarterlyVersion.objects.filter(report__in=rows.order_by().values("pk")).order_by()
    here = get_current_timezone()  # asked for once: there is a day for each of thousands
    days = {
        key: at.astimezone(here).date()
        for key, at in newest.values_list("report_id").annotate(at=Max("submitted_at"))
    }
    return [
        Asked(
            report_id=key,
            participant_id=participant_id,
            quarter=quarter,
            due=due,
            handed_in=(day := days.get(key)),
            stand=stand(due=due, handed_in=day, is_back=state == QuarterState.BACK, today=today),
        )
        for key, participant_id, quarter, due, state in rows.values_list(
            "pk", "participant_id", "quarter", "due", "state"
        )
    ]


def obstacles(scope: Scope, programme_id: int, last: int = SHOWN) -> Obstacles:
    """Return how often obstacles are named by reports that are handed in, by quarter and over all of them."""
    named = _naming_any(scope, programme_id)
    quarters = named.order_by("-report__quarter").values_list("report__quarter", flat=True).distinct()[:last]
    shown = sorted(quarters)
    alike = named.order_by().values_list("obstacles").annotate(n=Count("pk"))
    by_quarter = (
        named.filter(report__quarter__in=shown).order_by().values_list("report__quarter", "obstacles")
    )
    counts: Counter[tuple[str, str]] = Counter()
    for quarter, codes, n in by_quarter.annotate(n=Count("pk")):
        counts.update({(quarter, code): n for code in codes})
    totals: Counter[str] = Counter()
    for codes, n in alike:
        totals.update({code: n for code in codes})
    return Obstacles(quarters=shown, counts=counts, totals=totals)


def naming(scope: Scope, programme_id: int, obstacle: str, quarter: str = "") -> QuerySet[QuarterlyPart]:
    """Return what is said where an obstacle is named, the newest quarter first: the rows behind its figure."""
    found = _naming_any(scope, programme_id).annotate(written=Cast("obstacles", TextField()))
    found = found.filter(written__contains=f'"{obstacle}"')
    if quarter:
        found = found.filter(report__quarter=quarter)
    ordered = found.order_by("-report__quarter", "report__participant__position", "focus_area")
    return ordered.select_related("report__participant")


def _naming_any(scope: Scope, programme_id: int) -> QuerySet[QuarterlyPart]:
    return parts(scope, programme_id).filter(report__state=QuarterState.SUBMITTED).exclude(obstacles=[])


def happened(scope: Scope, quarterly: QuarterlyReport) -> list[tuple[Activity, bool]]:
    """Return a municipality's activities in the report's quarter; true for one that was moved out of it."""
    span = quarter_of(quarterly.quarter)
    chosen = Chosen(municipality=quarterly.participant.key, start=span.start, end=span.end)
    found = list(activities(scope, quarterly.participant.programme_id, chosen))
    known = {row.pk for row in found}
    moved = ActivityChange.objects.filter(
        activity__in=activities(
            scope, quarterly.participant.programme_id, Chosen(municipality=quarterly.participant.key)
        ),
        kind=ChangeKind.MOVED,
    )
    out = {
        change.activity.pk: change.activity
        for change in moved.select_related("activity").order_by("pk")
        if (day := change.before.get("starts")) and date.fromisoformat(day) in span
    }
    return [(row, False) for row in found] + [(row, True) for key, row in out.items() if key not in known]


def reminded(today: date) -> Iterator[tuple[QuarterlyReport, Membership]]:
    """Return, of all programmes, reports that are not handed in and are due soon or late, with each who writes it."""
    due = QuarterlyReport.objects.exclude(state=QuarterState.SUBMITTED).filter(
        due__lte=today + timedelta(days=max(REMINDERS))
    )
    rows = due.select_related("participant__programme").defer("participant__programme__facts")
    for one in rows.order_by("pk"):
        for member in writers(one):
            yield one, member


def writers(quarterly: QuarterlyReport) -> QuerySet[Membership]:
    """Return who writes a report: those who take part for its municipality, else those who run the programme."""
    place = quarterly.participant
    found = Membership.objects.filter(
        organisation_id=place.organisation_id or place.programme.organisation_id,
        role__in=TAKING_PART,
        is_active=True,
        user__is_active=True,
    )
    return found.select_related("user").order_by("pk")


def versions(scope: Scope, report_id: int) -> QuerySet[QuarterlyVersion]:
    """Return the versions of a report that were handed in, the newest first."""
    if report(scope, report_id) is None:
        return QuarterlyVersion.objects.none()
    return (
        QuarterlyVersion.objects.filter(report_id=report_id)
        .select_related("submitted_by")
        .order_by("-number")
    )
