"""Support asked for and given, counted; and load by week, for pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from django.utils.translation import gettext as _

from samsyn.programme.load import Task, concurrent_focus_areas, weekly_load, within
from samsyn_web.base import words
from samsyn_web.programmes.models import LoadLimit, SupportGiven, SupportRequest

SHOWN = 8  # weeks of the table


@dataclass(frozen=True, kw_only=True)
class LoadRow:
    """A function's coming weeks: hours as text, whether it is too much, and what it is for."""

    municipality: str
    unit: str
    function: str
    cells: tuple[tuple[str, bool, str], ...]


def waiting(requests: Iterable[SupportRequest], today: date) -> str:
    """Return how long answers took, and how long the longest that waits has waited."""
    several = list(requests)
    took = [(one.answered_on - one.asked_on).days for one in several if one.answered_on]
    left = [(today - one.asked_on).days for one in several if one.state == "new"]
    said = []
    if took:
        n = median(took)
        said.append(
            _("Svar har tagit %(days)s dagar i median (%(n)s besvarade).")
            % {"days": words.number(n, 0 if n == int(n) else 1), "n": len(took)}
        )
    if left:
        said.append(
            _("%(n)s väntar på svar, den längst väntande sedan %(days)s dagar.")
            % {"n": len(left), "days": max(left)}
        )
    return " ".join(said)


def support_counts(
    requests: Iterable[SupportRequest],
    given: Iterable[SupportGiven],
    names: Mapping[int, str],
    focus_areas: Mapping[int, str],
) -> list[tuple[str, list[tuple[int, int]]]]:
    """Return for each focus area, and each participant in order, how many were asked for and how many given."""
    asked = Counter((one.focus_area, one.participant_id) for one in requests)
    gave = Counter((one.focus_area, one.participant_id) for one in given)
    return [
        (f"{number}. {name}", [(asked[number, key], gave[number, key]) for key in names])
        for number, name in focus_areas.items()
    ]


def coming_weeks(today: date) -> list[date]:
    """Return the Mondays of the weeks that are shown."""
    monday = today - timedelta(days=today.weekday())
    return [monday + timedelta(weeks=n) for n in range(SHOWN)]


def load_rows(tasks: Sequence[Task], limit: LoadLimit | None, weeks: Sequence[date]) -> list[LoadRow]:
    """Return each function with its hours in the weeks; too much is what is above the limit."""
    most = float(limit.hours_per_week) if limit else None
    found: dict[tuple[str, str, str], dict[date, tuple[str, bool, str]]] = {
        key: {} for key in sorted({(one.municipality, one.unit, one.function) for one in tasks})
    }
    for one in weekly_load(_within(tasks, weeks)):
        is_over = most is not None and one.hours > most
        whole = one.hours == int(one.hours)
        cell = (words.number(one.hours, 0 if whole else 1), is_over, ", ".join(one.tasks))
        found[one.municipality, one.unit, one.function][one.week] = cell
    return [
        LoadRow(
            municipality=place,
            unit=unit,
            function=function,
            cells=tuple(cells.get(week, ("", False, "")) for week in weeks),
        )
        for (place, unit, function), cells in found.items()
    ]


def _within(tasks: Sequence[Task], weeks: Sequence[date]) -> Sequence[Task]:
    return within(tasks, weeks[0], weeks[-1] + timedelta(days=6))


def too_many_areas(tasks: Sequence[Task], limit: LoadLimit | None, weeks: Sequence[date]) -> list[str]:
    """Return where a municipality has more focus areas at once than the limit in the weeks, once for each."""
    if limit is None:
        return []
    found: dict[str, tuple[date, int]] = {}
    for (place, week), areas in concurrent_focus_areas(_within(tasks, weeks)).items():
        if len(areas) > limit.focus_areas:
            found.setdefault(place, (week, len(areas)))
    return [
        _("%(name)s har %(n)s fokusområden samtidigt från vecka %(week)s; gränsen är %(limit)s.")
        % {"name": name, "n": n, "week": week.isocalendar().week, "limit": limit.focus_areas}
        for name, (week, n) in found.items()
    ]
