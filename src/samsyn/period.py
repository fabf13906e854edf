"""Half-open periods of local days: ISO weeks, months, quarters, tertials, school terms, years, free spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.errors import BadPeriod

FIRST_YEAR, LAST_YEAR = 1900, 2200
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]


class PeriodKind(StrEnum):
    """The kinds of period that a picture can be made for."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    TERM = "term"
    YEAR = "year"
    SPAN = "span"


@dataclass(frozen=True, kw_only=True, order=True)
class Period:
    """
    Local days from `start` up to, but not including, `end`.

    Parameters
    ----------
    start, end : date
        First day, and the day after the last.
    kind : PeriodKind
        What the period is called by.

    Raises
    ------
    BadPeriod
        If the period holds no day.
    """

    start: date
    end: date
    kind: PeriodKind = PeriodKind.SPAN

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise BadPeriod(
                f"Perioden {self.start}..{self.end} innehåller ingen dag: slutet ska ligga efter början."
            )

    def __str__(self) -> str:
        year, month = self.start.year, self.start.month
        match self.kind:
            case PeriodKind.WEEK:
                iso = self.start.isocalendar()
                return f"{iso.year}-W{iso.week:02d}"
            case PeriodKind.MONTH:
                return f"{year}-{month:02d}"
            case PeriodKind.QUARTER:
                return f"{year}-Q{(month - 1) // 3 + 1}"
            case PeriodKind.TERTIAL:
                return f"{year}-T{(month - 1) // 4 + 1}"
            case PeriodKind.TERM:
                return f"{year}-{'VT' if month < 7 else 'HT'}"
            case PeriodKind.YEAR:
                return f"{year}"
            case _:
                return f"{self.start}..{self.end}"

    @property
    def days(self) -> int:
        """The number of days."""
        return (self.end - self.start).days

    @property
    def label(self) -> str:
        """What the period is called in Swedish, e.g. "vecka 40, 2024" or "1 januari–31 mars 2024"."""
        year, month = self.start.year, self.start.month
        match self.kind:
            case PeriodKind.WEEK:
                iso = self.start.isocalendar()
                return f"vecka {iso.week}, {iso.year}"
            case PeriodKind.MONTH:
                return f"{MONTHS[month - 1]} {year}"
            case PeriodKind.QUARTER:
                return f"kvartal {(month - 1) // 3 + 1}, {year}"
            case PeriodKind.TERTIAL:
                return f"tertial {(month - 1) // 4 + 1}, {year}"
            case PeriodKind.TERM:
                return f"{'vårterminen' if month < 7 else 'höstterminen'} {year}"
            case PeriodKind.YEAR:
                return f"{year}"
            case _:
                return self.span_label

    @property
    def span_label(self) -> str:
        """First and last day in Swedish, e.g. "30 september–6 oktober 2024"."""
        last = self.end - timedelta(days=1)
        if last == self.start:
            return format_date(self.start)
        if last.year != self.start.year:
            return f"{format_date(self.start)}–{format_date(last)}"
        if last.month != self.start.month:
            return f"{self.start.day} {MONTHS[self.start.month - 1]}–{format_date(last)}"
        return f"{self.start.day}–{format_date(last)}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def previous(self) -> Period:
        """Return the period of the same kind just before."""
        if self.kind is PeriodKind.SPAN:
            return Period(start=self.start - timedelta(days=self.days), end=self.start)
        if self.kind is PeriodKind.TERM:
            if self.start.month < 7:
                return parse(f"{self.start.year - 1}-HT")
            return parse(f"{self.start.year}-VT")
        return containing(self.start - timedelta(days=1), self.kind)

    def years_back(self, years: int) -> Period:
        """
        Return the same period some years earlier.

        A week becomes the week of the same number (week 53 becomes the year's last), 29 February the 28th.
        """
        if self.kind is PeriodKind.WEEK:
            iso = self.start.isocalendar()
            last = date(iso.year - years, 12, 28).isocalendar().week
            return containing(date.fromisocalendar(iso.year - years, min(iso.week, last), 1), PeriodKind.WEEK)
        return Period(
            start=_year_shift(self.start, -years), end=_year_shift(self.end, -years), kind=self.kind
        )


def _year_shift(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _months(year: int, month: int, length: int, kind: PeriodKind) -> Period:
    after = month + length
    end = date(year + (after - 1) // 12, (after - 1) % 12 + 1, 1)
    return Period(start=date(year, month, 1), end=end, kind=kind)


def containing(day: date, kind: PeriodKind) -> Period:
    """
    Return the period of a kind that holds a day.

    Raises
    ------
    BadPeriod
        If the kind is a free span, which no single day decides, or a term that does not hold the day (July).
    """
    match kind:
        case PeriodKind.WEEK:
            start = day - timedelta(days=day.weekday())
            return Period(start=start, end=start + timedelta(days=7), kind=kind)
        case PeriodKind.MONTH:
            return _months(day.year, day.month, 1, kind)
        case PeriodKind.QUARTER:
            return _months(day.year, (day.month - 1) // 3 * 3 + 1, 3, kind)
        case PeriodKind.TERTIAL:
            return _months(day.year, (day.month - 1) // 4 * 4 + 1, 4, kind)
        case PeriodKind.YEAR:
            return _months(day.year, 1, 12, kind)
        case PeriodKind.TERM if day.month != 7:
            return parse(f"{day.year}-{'VT' if day.month < 7 else 'HT'}")
        case _:
            raise BadPeriod(f"Ingen period av slaget {kind} innehåller {day}.")


_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")
_NAMED = re.compile(r"(\d{4})(?:-(?:W(\d\d)|Q([1-4])|T([1-3])|(VT|HT)|(\d\d)))?")


def parse(text: str) -> Period:
    """
    Read a period from text.

    Parameters
    ----------
    text : str
        `2024-W40`, `2024-10`, `2024-Q3`, `2024-T3`, `2024-HT`, `2024`, or `2024-01-01..2024-02-01` (the end
        is not included).
        Spring terms are January to June and autumn terms August to December.

    Raises
    ------
    BadPeriod
        If the text is none of these, or names a day or week that does not exist or lies far away.
    """
    try:
        period = _parse(text.strip())
    except (ValueError, OverflowError):
        raise BadPeriod(
            f"”{text}” är ingen period. Skriv till exempel 2024-W40 (vecka), 2024-10 (månad), "
            "2024-Q3 (kvartal), 2024-T3 (tertial), 2024 (år) eller 2024-01-01..2024-02-01 "
            "(till men inte med den sista dagen)."
        ) from None
    return _in_reach(period)


def _in_reach(period: Period) -> Period:
    """Return the period, with years on both sides to compare with."""
    if not FIRST_YEAR <= period.start.year <= period.end.year <= LAST_YEAR:
        raise BadPeriod(f"Perioden {period} ligger utanför åren {FIRST_YEAR}–{LAST_YEAR}.")
    return period


def _parse(text: str) -> Period:
    if span := _SPAN.fullmatch(text):
        return Period(start=date.fromisoformat(span[1]), end=date.fromisoformat(span[2]))
    named = _NAMED.fullmatch(text.upper())
    if named is None:
        raise ValueError(text)
    year = int(named[1])
    week, quarter, tertial, term, month = named.groups()[1:]
    if week:
        start = date.fromisocalendar(year, int(week), 1)
        return Period(start=start, end=start + timedelta(days=7), kind=PeriodKind.WEEK)
    if quarter:
        return _months(year, int(quarter) * 3 - 2, 3, PeriodKind.QUARTER)
    if tertial:
        return _months(year, int(tertial) * 4 - 3, 4, PeriodKind.TERTIAL)
    if term:
        return _months(year, 1, 6, PeriodKind.TERM) if term == "VT" else _months(year, 8, 5, PeriodKind.TERM)
    if month:
        return _months(year, int(month), 1, PeriodKind.MONTH)
    return _months(year, 1, 12, PeriodKind.YEAR)


def periods_between(start: date, end: date, kind: PeriodKind) -> Iterator[Period]:
    """Yield the whole periods of a kind that begin on or after `start` and end on or before `end`."""
    period = containing(start, kind)
    if period.start < start:
        period = containing(period.end, kind)
    while period.end <= end:
        yield period
        period = containing(period.end, kind)


def format_date(day: date) -> str:
    """Return a date in Swedish, e.g. "21 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
