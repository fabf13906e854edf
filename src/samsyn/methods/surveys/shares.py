"""Shares as they are written."""

from __future__ import annotations

from samsyn.cycle import Finding, format_number


def percent(share: float | None) -> str:
    """Return a share as Swedish percent with one decimal, none where it is whole."""
    if share is None:
        return "–"
    number = round(100 * share, 1)
    return f"{format_number(number, 0 if number == int(number) else 1)} %"


def hundred(one: Finding) -> float | None:
    """Return a finding's value in percent, none where it has none."""
    return None if one.estimate.value is None else 100 * one.estimate.value
