"""What is asked of municipalities, units and functions, counted by month, where it meets, and the rows behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.period import Period, PeriodKind, containing
from samsyn.programme.demand_counts import Asked, Collision, asked, collisions
from samsyn.programme.demands import Demand, Occasion, folded, settle
from samsyn_web.programmes.models import Participant
from samsyn_web.programmes.policies import Limits, Meets

MONTHS, WEEKS = 6, 12


@dataclass(frozen=True, kw_only=True)
class CountRow:
    """A municipality, unit or function with how many things ask it each month, each number with its rows."""

    name: str
    href: str
    is_part: bool
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class MeetLine:
    """Weeks in a row in which the same things ask the same unit or function; `is_over` the municipality's own limit."""

    whom: str
    when: str
    titles: tuple[str, ...]
    is_over: bool
    href: str = ""


def coming_months(today: date) -> tuple[Period, ...]:
    """Return this month and those after it that are shown."""
    found = [containing(today, PeriodKind.MONTH)]
    while len(found) < MONTHS:
        found.append(containing(found[-1].end, PeriodKind.MONTH))
    return tuple(found)


def municipality_rows(
    there: Iterable[Participant], demands: Iterable[Demand], months: Sequence[Period], programme_id: int
) -> list[CountRow]:
    """Return each municipality with how many things ask it each month."""
    found = {
        (one.municipality, one.period): one.n
        for one in asked(settle(demands).occasions, months)
        if one.unit is None and one.function is None
    }
    here = reverse("programmes:load", args=[programme_id])
    opened = reverse(
        "programmes:load_events", args=[programme_id]
    )  # once: there are hundreds of municipalities
    return [
        CountRow(
            name=one.name,
            href=f"{here}?{urlencode({'kommun': one.key})}",
            is_part=False,
            cells=tuple(
                (n, f"{opened}?{urlencode({'kommun': one.key, 'period': str(month)})}" if n else "")
                for month in months
                for n in [found.get((one.name, month), 0)]
            ),
        )
        for one in there
    ]


def unit_rows(place: Participant, occasions: Sequence[Occasion], months: Sequence[Period]) -> list[CountRow]:
    """Return the units of a municipality with their functions, then the functions that are named without a unit."""
    found: dict[tuple[str, str | None], dict[Period, Asked]] = {}
    for one in asked(occasions, months):
        if one.unit is not None:
            name = None if one.function is None else folded(one.function)
            found.setdefault((folded(one.unit), name), {})[one.period] = one
    return [
        _count_row(place, by_month, months)
        for (unit, _function), by_month in sorted(
            found.items(), key=lambda item: (not item[0][0], item[0][0], item[0][1] or "")
        )
    ]


def meet_lines(place: Participant, found: Iterable[Collision], limits: Limits) -> list[MeetLine]:
    """Return where several things ask the same in the same week; weeks in a row with the same things are one line."""
    said = [
        (one, (one.unit, one.function, tuple(sorted({each.title for each in one.occasions}))))
        for one in found
    ]
    lines = []
    for (unit, function, titles), several in groupby(said, key=lambda each: each[1]):
        for first, last, n in _runs([one for one, _key in several]):
            lines.append(
                MeetLine(
                    whom=whom(unit, function),
                    when=_weeks(first, last),
                    titles=titles,
                    is_over=limits.per_week is not None and n > limits.per_week,
                    href=opens(
                        place.programme_id, place.key, containing(first, PeriodKind.WEEK), unit, function
                    )
                    + "&krock=1",
                )
            )
    return sorted(lines, key=lambda line: (not line.is_over, folded(line.whom)))


def met(occasions: Sequence[Occasion], today: date) -> tuple[Collision, ...]:
    """Return where things meet in the weeks that are shown."""
    return collisions(occasions, today, today + timedelta(weeks=WEEKS - 1))


def warning_lines(meets: Meets) -> list[str]:
    """Return what a planned activity meets, in sentences."""
    said = []
    by_whom: dict[tuple[str, str, tuple[str, ...]], list[Collision]] = {}
    for one in meets.collisions:
        titles = tuple(sorted({each.title for each in one.occasions if not _is_new(each)}))
        by_whom.setdefault((one.unit, one.function, titles), []).append(one)
    most = meets.limits.per_week
    for (unit, function, titles), several in by_whom.items():
        for first, last, n in _runs(several):
            text = _("{when}: {whom} har redan {titles}.").format(
                when=capfirst(_weeks(first, last)), whom=whom(unit, function), titles=", ".join(titles)
            )
            if most is not None and n > most:
                text += " " + _("Det blir {n} anspråk i veckan, och kommunens gräns är {limit}.").format(
                    n=n, limit=most
                )
            said.append(text)
    if meets.areas:
        week, n = max(meets.areas, key=lambda one: one[1])
        weeks = len(meets.areas)
        said.append(
            ngettext(
                "Kommunen får {n} fokusområden samtidigt i vecka {week}, och gränsen är {limit}.",
                "Kommunen får {n} fokusområden samtidigt, som mest från vecka {week} och över gränsen {weeks} veckor. "
                "Gränsen är {limit}.",
                weeks,
            ).format(n=n, week=week.isocalendar().week, limit=meets.limits.focus_areas, weeks=weeks)
        )
    return said


def whom(unit: str, function: str) -> str:
    """Return a unit or function as it is called: "rektor, Grundskolan"."""
    return ", ".join(text for text in (function, unit) if text)


def opens(
    programme_id: int, key: str, period: Period, unit: str | None = None, function: str | None = None
) -> str:
    """Return the address of the rows behind a number."""
    given = {"kommun": key, "period": str(period), "enhet": unit, "funktion": function}
    asked_for = {name: value for name, value in given.items() if value is not None}
    return f"{reverse('programmes:load_events', args=[programme_id])}?{urlencode(asked_for)}"


def last_day(period: Period) -> date:
    """Return the last day of a period."""
    return period.end - timedelta(days=1)


def met_in(occasions: Sequence[Occasion], period: Period) -> tuple[Collision, ...]:
    """Return where things meet in a week."""
    return collisions(occasions, period.start, last_day(period))


def _count_row(place: Participant, by_month: Mapping[Period, Asked], months: Sequence[Period]) -> CountRow:
    one = next(iter(by_month.values()))
    name = one.unit if one.function is None else one.function
    return CountRow(
        name=str(name),
        href="",
        is_part=bool(one.unit) and one.function is not None,
        cells=tuple(
            (
                by_month[month].n if month in by_month else 0,
                opens(place.programme_id, place.key, month, one.unit, one.function),
            )
            for month in months
        ),
    )


def _runs(found: Sequence[Collision]) -> Iterator[tuple[date, date, int]]:
    """Give the first and last week of each run of weeks, and the most things that meet in one of them."""
    run: list[Collision] = []
    for one in sorted(found, key=lambda each: each.week):
        if run and one.week != run[-1].week + timedelta(weeks=1):
            yield run[0].week, run[-1].week, max(len(each.occasions) for each in run)
            run = []
        run.append(one)
    if run:
        yield run[0].week, run[-1].week, max(len(each.occasions) for each in run)


def _weeks(first: date, last: date) -> str:
    if first == last:
        return _("vecka {week}").format(week=first.isocalendar().week)
    return _("vecka {first}–{last}").format(first=first.isocalendar().week, last=last.isocalendar().week)


def _is_new(one: Occasion) -> bool:
    return any(part.kind == "planned" for part in one.parts)
