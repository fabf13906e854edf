"""
The clock of quarterly reports: when one is due, how it stands, when to remind, and what activities propose.

A quarter is written as in `samsyn.period`, "2026-Q3". Nothing here knows who reports or in which words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from samsyn.errors import BadPeriod
from samsyn.period import Period, PeriodKind, containing, parse

DAYS_AFTER = 15
REMINDERS = (7, 1, -1, -14)
"""Days left at which one is reminded; below zero the day has passed."""


class Standing(StrEnum):
    """How a report that was asked for stands."""

    WAITING = "waiting"
    LATE = "late"
    BACK = "back"
    HANDED_IN = "handed_in"
    HANDED_IN_LATE = "handed_in_late"


@dataclass(frozen=True, kw_only=True)
class Stand:
    """A standing, with the days (d) that it is past due; 0 where it is not."""

    standing: Standing
    days_late: int = 0

    @property
    def is_late(self) -> bool:
        """Whether something is missing after its day."""
        return self.standing in (Standing.LATE, Standing.BACK) and self.days_late > 0


def quarter_of(text: str) -> Period:
    """
    Return the days of a quarter.

    Raises
    ------
    BadPeriod
        For what is no quarter.
    """
    found = parse(text)
    if found.kind is not PeriodKind.QUARTER:
        raise BadPeriod(f"”{text}” är inget kvartal. Skriv till exempel 2027-Q1.")
    return found


def due_date(quarter: str, days_after: int = DAYS_AFTER) -> date:
    """
    Return the last day to hand in: so many days after the last day of the quarter.

    Parameters
    ----------
    quarter : str
        Such as "2026-Q3".
    days_after : int
        Days (d), from 1.

    Raises
    ------
    BadPeriod
        For what is no quarter.

    Examples
    --------
    >>> due_date("2026-Q3", 15)
    datetime.date(2026, 10, 15)
    """
    return quarter_of(quarter).end - timedelta(days=1) + timedelta(days=days_after)


def last_ended(today: date) -> str:
    """
    Return the last quarter that is over.

    Examples
    --------
    >>> last_ended(date(2026, 9, 30)), last_ended(date(2026, 10, 1))
    ('2026-Q2', '2026-Q3')
    """
    return str(containing(today, PeriodKind.QUARTER).previous())


def stand(*, due: date, handed_in: date | None, is_back: bool, today: date) -> Stand:
    """
    Return how a report stands.

    Parameters
    ----------
    due : date
        The last day.
    handed_in : date or None
        The day of its newest version.
    is_back : bool
        Whether changes have been asked for since then: it is late again only after its new day.
    today : date
        The day to look from.

    Examples
    --------
    >>> stand(due=date(2026, 10, 15), handed_in=None, is_back=False, today=date(2026, 10, 18)).days_late
    3
    """
    if handed_in is not None and not is_back:
        late = max(0, (handed_in - due).days)
        return Stand(standing=Standing.HANDED_IN_LATE if late else Standing.HANDED_IN, days_late=late)
    late = max(0, (today - due).days)
    if is_back:
        return Stand(standing=Standing.BACK, days_late=late)
    return Stand(standing=Standing.LATE if late else Standing.WAITING, days_late=late)


def reminder(days_left: int, steps: Collection[int] = REMINDERS) -> int | None:
    """
    Return the last step that has come, or none before the first.

    A machine that stood still over several steps makes up for them with one reminder.

    Examples
    --------
    >>> reminder(8), reminder(7), reminder(0), reminder(-20)
    (None, 7, 1, -14)
    """
    return min((step for step in steps if days_left <= step), default=None)


def proposed_status(statuses: Iterable[str]) -> str:
    """
    Return what a quarter's activities propose for a focus area: none, on_plan or deviation.

    It deviates where an activity was moved or cancelled, or is still only planned when the quarter is over. People
    decide what is handed in, and only they say that something has stopped.

    Examples
    --------
    >>> proposed_status([]), proposed_status(["done"]), proposed_status(["done", "cancelled"])
    ('none', 'on_plan', 'deviation')
    """
    found = set(statuses)
    if not found:
        return "none"
    return "on_plan" if found == {"done"} else "deviation"
