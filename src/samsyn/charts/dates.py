"""Where periods begin and end on a time axis, and what the axis says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.errors import BadPeriod
from samsyn.period import MONTHS, PeriodKind, containing

Day = date | str
LABEL_ROOM = 42  # px that one label needs
FREE = (PeriodKind.SPAN, PeriodKind.TERM)


def ordinal(day: Day) -> int:
    """Return a day as a running number; days are drawn on a plain scale, free of time zones."""
    return (date.fromisoformat(day[:10]) if isinstance(day, str) else day).toordinal()


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """Half-open periods as running numbers of days; the middle is where a dot is drawn."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    kind: PeriodKind

    @property
    def middles(self) -> tuple[float, ...]:
        """The middle of each period."""
        return tuple((start + end) / 2 for start, end in zip(self.starts, self.ends, strict=True))

    @property
    def domain(self) -> list[int]:
        """First day, and the day after the last."""
        return [self.starts[0], self.ends[-1]]


def timeline(periods: Sequence[Day], kind: str) -> Timeline:
    """Return the periods of a kind that begin on the given days."""
    starts = [ordinal(day) for day in periods]
    known = PeriodKind(kind) if kind in set(PeriodKind) else PeriodKind.SPAN
    return Timeline(starts=tuple(starts), ends=tuple(_ends(starts, known)), kind=known)


def _ends(starts: Sequence[int], kind: PeriodKind) -> list[int]:
    if kind not in FREE:
        try:
            return [containing(date.fromordinal(start), kind).end.toordinal() for start in starts]
        except BadPeriod:
            pass
    following = list(starts[1:])
    last = starts[-1] - starts[-2] if len(starts) > 1 else 1
    return [*following, starts[-1] + last]


def date_ticks(line: Timeline, room: float, keep: int | None = None) -> list[tuple[float, list[str]]]:
    """
    Choose the labels of a time axis.

    Parameters
    ----------
    line : Timeline
    room : float
        Width of the axis, px.
    keep : int, optional
        Index of a period that must have a label.

    Returns
    -------
    list of (position, lines of text)
    """
    most = max(int(room / LABEL_ROOM), 2)
    count = len(line.starts)
    if line.kind is PeriodKind.MONTH or (line.kind is PeriodKind.WEEK and count > 4 * most):
        return _month_ticks(line, most)
    step = next(step for step in (1, 2, 4, 5, 10, 20, 50, 100, 1000, 10**6) if count <= step * most)
    anchor = (count - 1 if keep is None else keep) % step
    chosen = range(anchor, count, step)
    return _with_years([(line.middles[n], line.starts[n], _short(line, n)) for n in chosen], line.kind)


def _short(line: Timeline, n: int) -> str:
    day = date.fromordinal(line.starts[n])
    match line.kind:
        case PeriodKind.WEEK:
            return f"v. {day.isocalendar().week}"
        case PeriodKind.QUARTER:
            return f"kv {(day.month + 2) // 3}"
        case PeriodKind.TERTIAL:
            return f"T{(day.month + 3) // 4}"
        case PeriodKind.TERM:
            return "VT" if day.month < 7 else "HT"
        case PeriodKind.YEAR:
            return str(day.year)
        case _:
            return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _month_ticks(line: Timeline, most: int) -> list[tuple[float, list[str]]]:
    own = line.kind is PeriodKind.MONTH
    days = line.starts if own else _first_days(*line.domain)
    at = dict(zip(line.starts, line.middles, strict=True)) if own else {day: float(day) for day in days}
    for step in (1, 2, 3, 6):
        chosen = [day for day in days if (date.fromordinal(day).month - 1) % step == 0]
        if len(chosen) <= most:
            named = [(at[day], day, MONTHS[date.fromordinal(day).month - 1][:3]) for day in chosen]
            return _with_years(named, PeriodKind.MONTH)
    years = [day for day in days if date.fromordinal(day).month == 1]
    step = next(step for step in (1, 2, 5, 10, 20, 50, 10**6) if len(years) <= step * most)
    return [(at[day], [str(date.fromordinal(day).year)]) for day in years[::step]]


def _first_days(start: int, end: int) -> list[int]:
    return [day for day in range(start, end) if date.fromordinal(day).day == 1]


def _with_years(named: Sequence[tuple[float, int, str]], kind: PeriodKind) -> list[tuple[float, list[str]]]:
    ticks: list[tuple[float, list[str]]] = []
    last = None
    for position, start, text in named:
        day = date.fromordinal(start)
        year = day.isocalendar().year if kind is PeriodKind.WEEK else day.year
        second = [] if year == last or kind is PeriodKind.YEAR else [str(year)]
        ticks.append((position, [text, *second]))
        last = year
    return ticks
