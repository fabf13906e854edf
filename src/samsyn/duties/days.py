"""The day some months after another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """
    Return the same day of the month some months later, or the last of that month where it is shorter.

    Parameters
    ----------
    day : date
    months : int
        Zero or more, in months.

    Returns
    -------
    date
        Two years after 29 February is 28 February: the last day that is not later than two whole years.

    Examples
    --------
    >>> add_months(date(2024, 2, 29), 24).isoformat(), add_months(date(2024, 8, 31), 6).isoformat()
    ('2026-02-28', '2025-02-28')
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
