"""The plan drawn: the board's columns, the time line and the wheel of the year. Each has its words too."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dates import MONTHS
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn_web.actions.models import ActionStatus
from samsyn_web.actions.presenters.rows import ActionLine, BriefLine

FORWARD = {ActionStatus.DECIDED: ActionStatus.UNDER_WAY, ActionStatus.UNDER_WAY: ActionStatus.DONE}
BACK = {ActionStatus.UNDER_WAY: ActionStatus.DECIDED, ActionStatus.DONE: ActionStatus.UNDER_WAY}
SPAN, INNER, OUTER = 1000.0, 62.0, 150.0  # of the time line; radii of the wheel
DAYS = ("starts", "ends", "follow_up_on")
NAMED = 12  # actions that are named in one place; the rest are counted


@dataclass(frozen=True, kw_only=True)
class Card:
    """An action on the board, and where it can be moved."""

    line: ActionLine
    forward: str
    forward_word: str
    back: str
    back_word: str


@dataclass(frozen=True, kw_only=True)
class BoardColumn:
    """A state of the board with its actions."""

    status: str
    heading: str
    cards: tuple[Card, ...]
    n: int
    hidden: int


def board(
    by_status: Mapping[str, Sequence[ActionLine]], counts: Mapping[str, int], movable: frozenset[int]
) -> tuple[BoardColumn, ...]:
    """Return the first actions in each state, and how many there are; only those in `movable` get buttons."""
    columns = []
    for value, word in ActionStatus.choices:
        n, lines = counts.get(value, 0), by_status.get(value, ())
        if n or value not in (ActionStatus.DRAFT, ActionStatus.STOPPED):
            cards = tuple(_card(line, movable=line.key in movable) for line in lines)
            columns.append(
                BoardColumn(status=value, heading=str(word), cards=cards, n=n, hidden=n - len(cards))
            )
    return tuple(columns)


def _card(line: ActionLine, *, movable: bool) -> Card:
    status = ActionStatus(line.status)
    forward, back = (FORWARD.get(status), BACK.get(status)) if movable else (None, None)
    return Card(
        line=line,
        forward=forward or "",
        forward_word=str(forward.label) if forward else "",
        back=back or "",
        back_word=str(back.label) if back else "",
    )


@dataclass(frozen=True, kw_only=True)
class Bar:
    """An action on the time line: where its bar begins, how long it is, and the same in words."""

    line: ActionLine
    x: str
    width: str
    follow_up_x: str


@dataclass(frozen=True, kw_only=True)
class TimeLine:
    """Bars over a span, with the months (or quarters) marked."""

    bars: tuple[Bar, ...]
    without: tuple[ActionLine, ...]
    ticks: tuple[tuple[str, str], ...]
    today_x: str


def time_line(lines: Sequence[ActionLine], today: date) -> TimeLine | None:
    """Return the actions on a time line that holds them all; none where no action has a day."""
    dated = [line for line in lines if line.starts or line.ends]
    days = [day for line in dated for day in (line.starts, line.ends, line.follow_up_on) if day]
    if not days:
        return None
    first = min(days).replace(day=1)
    ticks, last = _ticks(first, _next_month(max(days)))
    length = (last - first).days

    def place(day: date) -> float:
        return SPAN * (day - first).days / length

    bars = []
    for line in dated:
        start = line.starts or line.ends or first
        end = line.ends or line.starts or first
        width = max(place(end + timedelta(days=1)) - place(start), 4.0)
        follow = f"{place(line.follow_up_on):.1f}" if line.follow_up_on else ""
        bars.append(Bar(line=line, x=f"{place(start):.1f}", width=f"{width:.1f}", follow_up_x=follow))
    return TimeLine(
        bars=tuple(bars),
        without=tuple(line for line in lines if not (line.starts or line.ends)),
        ticks=tuple((f"{place(day):.1f}", date_format(day, "M Y").replace(".", "").lower()) for day in ticks),
        today_x=f"{place(today):.1f}" if first <= today < last else "",
    )


def _ticks(first: date, last: date) -> tuple[list[date], date]:
    """Return at most six first days of months, evenly far apart, and the end that the last of them needs."""
    n = (last.year - first.year) * 12 + last.month - first.month
    step = max(1, math.ceil(n / 6))
    months = [first]
    while months[-1] < last or (len(months) - 1) % step:
        months.append(_next_month(months[-1]))
    return months[:-1:step], months[-1]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month of the wheel: its sector, and what happens in it."""

    name: str
    path: str
    label_x: str
    label_y: str
    number_x: str
    number_y: str
    heat: int
    n: int
    is_now: bool
    kinds: tuple[
        tuple[str, tuple[BriefLine, ...], int], ...
    ]  # what it does, the first of them, how many more


@dataclass(frozen=True, kw_only=True)
class Wheel:
    """The wheel of a year."""

    year: int
    earlier: int
    later: int
    months: tuple[Month, ...]
    whole_year: tuple[BriefLine, ...]
    more: int


def wheel(lines: Sequence[BriefLine], year: int, today: date) -> Wheel:
    """Return the year as a wheel: by month what begins, ends and is followed up; apart what goes on all year."""
    begins, over = date(year, 1, 1), date(year + 1, 1, 1)
    whole = [
        line
        for line in lines
        if line.starts and line.ends and line.starts <= begins and line.ends >= over - timedelta(1)
    ]
    happens = _by_month(lines, year)
    counts = [sum(len(happens.get((name, number), ())) for name in DAYS) for number in range(1, 13)]
    months = []
    for number, n in enumerate(counts, start=1):
        kinds = []
        for name, word in zip(DAYS, (_("Börjar:"), _("Ska vara klart:"), _("Följs upp:")), strict=True):
            found = happens.get((name, number), [])
            if found:
                kinds.append((word, tuple(found[:NAMED]), max(0, len(found) - NAMED)))
        months.append(
            Month(
                name=str(MONTHS[number]),
                **_sector(number),
                heat=round(4 * n / max(counts)) if n else 0,
                n=n,
                is_now=(today.year, today.month) == (year, number),
                kinds=tuple(kinds),
            )
        )
    return Wheel(
        year=year,
        earlier=year - 1,
        later=year + 1,
        months=tuple(months),
        whole_year=tuple(whole[:NAMED]),
        more=max(0, len(whole) - NAMED),
    )


def _by_month(lines: Sequence[BriefLine], year: int) -> dict[tuple[str, int], list[BriefLine]]:
    """Return what happens in a year by the name of the day and the month, read through once."""
    found: dict[tuple[str, int], list[BriefLine]] = {}
    for line in lines:
        for name, day in zip(DAYS, (line.starts, line.ends, line.follow_up_on), strict=True):
            if day is not None and day.year == year:
                found.setdefault((name, day.month), []).append(line)
    return found


def _sector(number: int) -> dict[str, str]:
    """Return a twelfth of the ring, January first at the top, and where its name and number stand."""
    start, end = (math.tau * (number - 1 + step) / 12 - math.pi / 2 for step in (0.02, 0.98))
    (a, b), (c, d) = _at(OUTER, start), _at(OUTER, end)
    (e, f), (g, h) = _at(INNER, end), _at(INNER, start)
    middle = (start + end) / 2
    (lx, ly), (nx, ny) = _at(OUTER - 22, middle), _at(INNER + 24, middle)
    path = f"M{a} {b}A{OUTER} {OUTER} 0 0 1 {c} {d}L{e} {f}A{INNER} {INNER} 0 0 0 {g} {h}Z"
    return {"path": path, "label_x": lx, "label_y": ly, "number_x": nx, "number_y": ny}


def _at(radius: float, angle: float) -> tuple[str, str]:
    return f"{160 + radius * math.cos(angle):.1f}", f"{160 + radius * math.sin(angle):.1f}"


def overview(late: int, n: int, *, limited: bool) -> str:
    """Return in a sentence what the plan says of itself; `limited` where only some of it is asked for."""
    if not n:
        return _("Inga åtgärder svarar mot urvalet") if limited else _("Planen har inga åtgärder än")
    if late:
        said = ngettext(
            "En av %(n)s åtgärder skulle ha varit klar",
            "%(late)s av %(n)s åtgärder skulle ha varit klara",
            late,
        )
        return said % {"late": late, "n": n}
    return ngettext("En åtgärd, och den är inte försenad", "%(n)s åtgärder, och ingen är försenad", n) % {
        "n": n
    }
