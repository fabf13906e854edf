"""
Reads of what is asked of units and functions: everything that stands in Samsyn and that the person may read.

Whoever coordinates a programme counts what its own programmes ask of their participants; a municipality counts that,
and what its own surveys, measurements, courses, council and duties ask. Reads are bound by days, never by all rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samsyn.programme.demands import Demand, folded, read_units
from samsyn_web.base.registry import AskedTime, asked_time
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import (
    Activity,
    ActivityStatus,
    MeetingPoint,
    NationalInitiative,
    OwnLoadLimit,
    Participant,
    PhaseMeeting,
    QuarterlyReport,
    QuarterState,
    Undertaking,
    numbers_in,
)
from samsyn_web.programmes.models.participation import MeetingKind
from samsyn_web.programmes.queries.participation import followed, readable

COUNTED = (ActivityStatus.PLANNED, ActivityStatus.MOVED, ActivityStatus.DONE)


@dataclass(frozen=True, kw_only=True)
class Load:
    """
    What is asked between two days, `first` to `last`.

    `own` are rows of other apps by list and key, and `unnamed` how many activities of each municipality name no unit.
    """

    first: date
    last: date
    demands: tuple[Demand, ...]
    own: Mapping[tuple[str, str], AskedTime]
    unnamed: Mapping[str, int]


def load_of(
    scope: Scope, programme_id: int, from_day: date, to_day: date, *, key: str = "", unnamed: bool = False
) -> Load:
    """
    Return what is asked of a programme's participants, or of one of them, in all programmes that the person may read.

    Activities that name no unit are only counted, unless `unnamed` asks for them too.
    """
    there = followed(scope, programme_id)
    places = list((there.filter(key=key) if key else there).values_list("name", "organisation_id"))
    names = {name for name, _owner in places}
    several = readable(scope).filter(name__in=names)
    others = asked_time(scope, from_day, to_day) if places else ()
    rows: list[Demand] = []
    for find in (_activities, _undertakings, _initiatives, _meetings, _points, _quarters):
        rows += find(several, from_day, to_day)
    here = next((name for name, owner in places if owner == scope.organisation_id), "")
    rows += _others(others, here, names)
    if unnamed:
        rows += _unnamed_demands(several, from_day, to_day)
    return Load(
        first=from_day,
        last=to_day,
        demands=tuple(rows),
        own={(app, one.key): one for app, one in others},
        unnamed=_unnamed(several, from_day, to_day),
    )


def own_load_limits(scope: Scope, programme_id: int) -> dict[int, OwnLoadLimit]:
    """Return what municipalities themselves say is too much, by the participant's key."""
    found = OwnLoadLimit.objects.filter(participant__in=followed(scope, programme_id).values("pk"))
    return {one.participant_id: one for one in found}


def _inside(first: date, last: date) -> Q:
    """Whether a row with first and perhaps last day has a day in the window; without a last day it is one day."""
    return Q(starts__lte=last) & (Q(ends__gte=first) | Q(ends=None, starts__gte=first))


def _found(several: QuerySet[Participant], first: date, last: date) -> QuerySet[Activity]:
    return Activity.objects.filter(
        _inside(first, last), participant__in=several.values("pk"), status__in=COUNTED
    )


def _activities(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    fields = ("pk", "title", "participant__name", "starts", "ends", "asks", "focus_area", "also_in")
    rows = _found(several, first, last).exclude(asks="").order_by("pk").values_list(*fields)
    for pk, title, place, starts, ends, asks, area, also in rows:
        for unit, function in read_units(asks):
            yield Demand(
                kind="activity", key=str(pk), title=title, municipality=place, starts=starts, ends=ends or starts,
                unit=unit, function=function, focus_areas=(area, *numbers_in(also)),
            )  # fmt: skip


def _unnamed_demands(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    fields = ("pk", "title", "participant__name", "starts", "ends", "focus_area", "also_in")
    own = _found(several, first, last).filter(asks="", source_document="")
    for pk, title, place, starts, ends, area, also in own.order_by("pk").values_list(*fields):
        yield Demand(
            kind="activity", key=str(pk), title=title, municipality=place, starts=starts, ends=ends or starts,
            focus_areas=(area, *numbers_in(also)),
        )  # fmt: skip


def _unnamed(several: QuerySet[Participant], first: date, last: date) -> dict[str, int]:
    own = _found(several, first, last).filter(asks="", source_document="")
    counted = own.order_by().values_list("participant__name").annotate(n=Count("pk"))
    return dict(counted)


def _undertakings(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    rows = Undertaking.objects.filter(_inside(first, last), participant__in=several.values("pk"))
    for one in rows.select_related("participant").order_by("pk"):
        yield Demand(
            kind="undertaking", key=f"{one.participant.programme_id}-{one.pk}",
            title=one.initiative, municipality=one.participant.name,
            starts=one.starts, ends=one.ends, unit=one.unit, function=one.function,
            focus_areas=() if one.focus_area is None else (one.focus_area,),
            hours_per_week=float(one.hours_per_week),
        )  # fmt: skip


def _initiatives(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    rows = NationalInitiative.objects.filter(
        Q(ends=None) | Q(ends__gte=first),
        participant__in=several.values("pk"), starts__lte=last, is_withdrawn=False,
    )  # fmt: skip
    for one in rows.select_related("participant").order_by("pk"):
        yield Demand(
            kind="initiative", key=f"{one.participant.programme_id}-{one.pk}",
            title=one.title, municipality=one.participant.name,
            starts=one.starts, ends=one.ends, unit=one.unit,
            focus_areas=() if one.focus_area is None else (one.focus_area,),
        )  # fmt: skip


def _meetings(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    rows = PhaseMeeting.objects.filter(participant__in=several.values("pk"), on__gte=first, on__lte=last)
    for one in rows.select_related("participant__programme").order_by("pk"):
        title = capfirst(f"{MeetingKind(one.kind).label}, {one.participant.programme.short_name}")
        for function in _who(one) or ("",):
            yield Demand(
                kind="meeting", key=str(one.pk), title=title, municipality=one.participant.name,
                starts=one.on, ends=one.on, function=function,
            )  # fmt: skip


def _who(met: PhaseMeeting) -> tuple[str, ...]:
    """Return the functions that were there, or, while that is not noted, those that are asked to come."""
    noted = [str(one["function"]) for one in met.present]
    said = noted or met.functions.replace(";", ",").rstrip(". ").split(",")
    return tuple(dict.fromkeys(name for one in said if (name := " ".join(one.split()))))


def _points(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    rows = MeetingPoint.objects.filter(
        meeting__participant__in=several.values("pk"), due__gte=first, due__lte=last, done_on=None
    )
    for one in rows.select_related("meeting__participant").order_by("pk"):
        yield Demand(
            kind="point", key=f"{one.meeting_id}-{one.pk}", title=one.text, municipality=one.meeting.participant.name,
            starts=one.due, ends=one.due, function=one.function,
        )  # fmt: skip


def _quarters(several: QuerySet[Participant], first: date, last: date) -> Iterator[Demand]:
    rows = QuarterlyReport.objects.filter(participant__in=several.values("pk"), due__gte=first, due__lte=last)
    left = rows.exclude(state=QuarterState.SUBMITTED).select_related("participant__programme")
    for one in left.order_by("pk"):
        yield Demand(
            kind="quarter", key=str(one.pk), municipality=one.participant.name, starts=one.due, ends=one.due,
            title=_("Kvartalsrapport {quarter}, {programme}").format(
                quarter=one.quarter, programme=one.participant.programme.short_name
            ),
            function=_("Lokal projektledare"),
        )  # fmt: skip


def _others(rows: Iterable[tuple[str, AskedTime]], here: str, names: Iterable[str]) -> Iterator[Demand]:
    """Give what other apps ask to the asker's own municipality; else to the one that they name as the unit."""
    called = {folded(name): name for name in names}
    for app, one in rows:
        place = here or called.get(folded(one.unit), "")
        if place:
            yield Demand(
                kind=app, key=one.key, title=one.title, municipality=place, starts=one.starts, ends=one.ends,
                unit="" if folded(one.unit) == folded(place) else one.unit, function=one.function,
            )  # fmt: skip
