"""The things behind a number of the load: when, of whom, and each row that tells of them; and what is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.period import Period
from samsyn.programme.demand_counts import Collision, asked
from samsyn.programme.demands import Demand, Occasion, Uncounted, Why, folded
from samsyn_web.base import words
from samsyn_web.base.registry import AskedTime
from samsyn_web.programmes.presenters.loads import whom

KINDS: Mapping[str, Any] = {
    "activity": gettext_lazy("aktivitet"),
    "undertaking": gettext_lazy("åtagande"),
    "initiative": gettext_lazy("nationellt initiativ"),
    "meeting": gettext_lazy("möte i programmet"),
    "point": gettext_lazy("punkt från ett möte"),
    "quarter": gettext_lazy("kvartalsrapport"),
}
PAGES = {
    "activity": "programmes:activity",
    "undertaking": "programmes:load",
    "initiative": "programmes:initiatives",
    "meeting": "programmes:meeting",
    "point": "programmes:meeting",
    "quarter": "programmes:report",
}
WHY_NOT: Mapping[Why, Any] = {
    Why.NO_UNIT: gettext_lazy("Ingen enhet eller funktion är namngiven."),
    Why.NO_DAY: gettext_lazy("Ingen dag är satt."),
}


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """Something that is asked: when, of whom, and each row that tells of it with its address."""

    title: str
    when: str
    whom: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class LeftLine:
    """A row that cannot be counted, and why."""

    title: str
    kind: str
    href: str
    why: str


def event_lines(
    occasions: Iterable[Occasion],
    period: Period,
    own: Mapping[tuple[str, str], AskedTime],
    unit: str | None,
    function: str | None,
) -> list[EventLine]:
    """Return the things behind a number: those of a period, of a unit or function where one is asked for."""
    chosen = [
        one for one in asked(occasions, [period]) if _same(one.unit, unit) and _same(one.function, function)
    ]
    return [
        EventLine(
            title=one.title,
            when=_days(one),
            whom=tuple(dict.fromkeys(whom(part.unit, part.function) for part in one.parts)),
            rows=tuple(dict.fromkeys(_row(part, own) for part in one.parts)),
        )
        for cell in chosen
        for one in cell.occasions
    ]


def meeting_lines(
    found: Iterable[Collision], own: Mapping[tuple[str, str], AskedTime], unit: str, function: str
) -> list[EventLine]:
    """Return the things that meet in a week for a unit or function."""
    return [
        EventLine(
            title=each.title,
            when=_days(each),
            whom=tuple(dict.fromkeys(whom(part.unit, part.function) for part in each.parts)),
            rows=tuple(dict.fromkeys(_row(part, own) for part in each.parts)),
        )
        for one in found
        if _same(one.unit, unit) and _same(one.function, function)
        for each in one.occasions
    ]


def left_lines(left: Iterable[Uncounted], own: Mapping[tuple[str, str], AskedTime]) -> list[LeftLine]:
    """Return the rows that cannot be counted."""
    lines = []
    for one in left:
        kind, href = _row(one.demand, own)
        lines.append(LeftLine(title=one.demand.title, kind=kind, href=href, why=str(WHY_NOT[one.why])))
    return lines


def _days(one: Occasion) -> str:
    starts = min(part.starts for part in one.parts if part.starts is not None)
    if any(part.ends is None for part in one.parts):
        return _("från {day} tills vidare").format(day=words.day(starts))
    return words.span(
        starts, max(part.ends for part in one.parts if part.ends is not None) + timedelta(days=1)
    )


def _row(part: Demand, own: Mapping[tuple[str, str], AskedTime]) -> tuple[str, str]:
    told = own.get((part.kind, part.key))
    if told is not None:
        return told.kind, reverse(told.page, args=list(told.given)) if told.page else ""
    page = PAGES.get(part.kind)
    return str(KINDS[part.kind]), reverse(page, args=[part.key.split("-")[0]]) if page else ""


def _same(one: str | None, other: str | None) -> bool:
    return one == other if one is None or other is None else folded(one) == folded(other)
