"""Numbers and intervals as Swedish text."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.cycle import Cell, Estimate, format_number

NBSP = "\u00a0"
MISSING = "–"
PER_CENT = f"{NBSP}%"
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def number(value: float | None, decimals: int = 0) -> str:
    """
    Return a number in Swedish form.

    Examples
    --------
    >>> number(1234.5, 1).replace(NBSP, " ")
    '1 234,5'
    >>> number(-3)
    '−3'
    >>> number(None)
    '–'
    """
    if value is None or not math.isfinite(value):
        return MISSING
    return format_number(value, decimals)


def decimals_of(values: Sequence[float | None], *, limit: int = 2) -> int:
    """Return how many decimals a column needs so that no figure loses more than it should: 0 for whole numbers."""
    known = [abs(value) for value in values if value is not None and math.isfinite(value)]
    if all(value == round(value) for value in known):
        return 0
    largest = max(known)
    return limit if largest < 1 else 1 if largest < 100 else 0


def interval(low: float | None, high: float | None, decimals: int = 0) -> str:
    """
    Return an interval in words.

    Examples
    --------
    >>> interval(2, 9)
    'mellan 2 och 9'
    >>> interval(None, 9)
    'högst 9'
    >>> interval(2, None)
    'minst 2'
    """
    if low is None or high is None:
        if high is not None:
            return f"högst {number(high, decimals)}"
        return MISSING if low is None else f"minst {number(low, decimals)}"
    return f"mellan {number(low, decimals)} och {number(high, decimals)}"


def span(low: float | None, high: float | None, decimals: int = 0) -> str:
    """
    Return an interval in signs, for tables and labels.

    Examples
    --------
    >>> span(2, 9)
    '2–9'
    >>> span(-2, 9)
    '−2 till 9'
    """
    if low is None or high is None:
        return MISSING
    joint = " till " if low < 0 or high < 0 else "–"
    return f"{number(low, decimals)}{joint}{number(high, decimals)}"


def share(value: float | None, decimals: int = 0) -> str:
    """
    Return a share between 0 and 1 as per cent.

    Examples
    --------
    >>> share(0.125, 1).replace(NBSP, " ")
    '12,5 %'
    """
    return MISSING if value is None else f"{number(value * 100, decimals)}{PER_CENT}"


def signed(value: float | None, decimals: int = 0) -> str:
    """
    Return a number with its sign.

    Examples
    --------
    >>> signed(4), signed(-4), signed(0)
    ('+4', '−4', '0')
    """
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,") else text


def estimate(value: Estimate, decimals: int = 0) -> str:
    """
    Return an estimate with unit and interval, as running text.

    Examples
    --------
    >>> estimate(Estimate(value=5, low=2, high=9, unit="rapporter", n=5))
    '5 rapporter (mellan 2 och 9)'
    """
    text = f"{number(value.value, decimals)} {value.unit}".strip()
    if value.value is None or (value.low is None and value.high is None):
        return text
    return f"{text} ({interval(value.low, value.high, decimals)})"


def printable(text: str) -> str:
    """Return a text without control characters and half characters, which no document may hold."""
    return UNPRINTABLE.sub("", text)


def cleaned(value: Any) -> Any:
    """Return plain JSON values with every text printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: cleaned(one) for key, one in value.items()}
    return [cleaned(one) for one in value] if isinstance(value, list | tuple) else value


def cell(value: Cell, *, decimals: int = 0) -> str:
    """Return what a table cell shows: numbers in Swedish form, text as it is, a dash for none."""
    if value is None or isinstance(value, int | float):
        return number(value, decimals)
    return value
