"""
Numbers, days and periods in the reader's language: the one place for it, for presenters and, as filters, templates.

The library writes Swedish, and what it has written is frozen with a picture. Where such words stand on a page in
another language they are marked as Swedish, so that a screen reader says them right (WCAG 3.1.2).
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils import formats, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samsyn.cycle import format_number
from samsyn.period import Period, PeriodKind, parse

NO_BREAK = "\u00a0"
KEPT = 4096
"""How many days and periods a process keeps as they are written: a long table says the same ones in every row."""


def is_swedish() -> bool:
    """Whether the reader has chosen Swedish."""
    return (translation.get_language() or "sv").startswith("sv")


def number(value: float | None, decimals: int = 0) -> str:
    """Return a number: 1 234,5 or 1,234.5, with a true minus; "–" for none."""
    text = format_number(value, decimals)
    if is_swedish():
        return text
    return text.translate({ord(NO_BREAK): ",", ord(","): "."})


def percent(value: float | None, decimals: int = 0) -> str:
    """Return a share in percent: 12,5 % or 12.5%."""
    text = number(None if value is None else 100 * value, decimals)
    return text if value is None else f"{text}{NO_BREAK}%" if is_swedish() else f"{text}%"


def plain(value: float) -> str:
    """Return a number with four figures that count, as they stand in a method's settings."""
    text = f"{value:.4g}"
    return text.replace(".", ",") if is_swedish() else text


def day(value: date) -> str:
    """Return a day: 21 november 2026 or 21 November 2026."""
    if type(value) is not date:  # equal instants can be different days
        return formats.date_format(value, "j F Y")
    return _day(value, translation.get_language())


@lru_cache(maxsize=KEPT)
def _day(value: date, _language: str | None) -> str:
    return formats.date_format(value, "j F Y")


def period(value: Period | str) -> str:
    """Return what a period is called: vecka 47, 2026 or week 47, 2026."""
    return _written(value, translation.get_language()) if isinstance(value, str) else _period(value)


@lru_cache(maxsize=KEPT)
def _written(value: str, _language: str | None) -> str:
    return _period(parse(value))


def _period(one: Period) -> str:
    year, month = one.start.year, one.start.month
    match one.kind:
        case PeriodKind.WEEK:
            iso = one.start.isocalendar()
            return _("vecka %(number)s, %(year)s") % {"number": iso.week, "year": iso.year}
        case PeriodKind.MONTH:
            return formats.date_format(one.start, "F Y")
        case PeriodKind.QUARTER:
            return _("kvartal %(number)s, %(year)s") % {"number": (month - 1) // 3 + 1, "year": year}
        case PeriodKind.TERTIAL:
            return _("tertial %(number)s, %(year)s") % {"number": (month - 1) // 4 + 1, "year": year}
        case PeriodKind.TERM:
            term = _("vårterminen %(year)s") if month < 7 else _("höstterminen %(year)s")
            return term % {"year": year}
        case PeriodKind.YEAR:
            return str(year)
    return span(one.start, one.end)


def span(start: date, end: date) -> str:
    """Return the first and the last day of a half-open span: 30 september–6 oktober 2024."""
    last = end - timedelta(days=1)
    if last == start:
        return day(start)
    if last.year != start.year:
        return f"{day(start)}–{day(last)}"
    first = formats.date_format(start, "j F" if last.month != start.month else "j")
    return f"{first}–{day(last)}"


def explained(where: str, why: str) -> str:
    """Return "where: why", where the reason is the library's own sentence."""
    return f"{where}: {why}" if is_swedish() else format_html("{}: {}", where, swedish(why))


def swedish(text: Any) -> SafeString | str:
    """Return words that are Swedish whatever the reader's language, marked as such where it is another."""
    if is_swedish() or not text:
        return str(text)
    return format_html('<span lang="sv">{}</span>', text)
