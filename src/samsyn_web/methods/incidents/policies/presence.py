"""When it happens against who is there: the hours of the week that weigh most, and how much of each is covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Protocol

BLOCK_HOURS, BLOCKS, MOST = 4, 6, 5
TWICE = 2.0
DAY_MINUTES = 24 * 60


class There(Protocol):
    """A presence, as far as time goes."""

    weekday: int | None
    day: date | None
    starts: time
    ends: time
    first_day: date | None
    last_day: date | None


@dataclass(frozen=True, kw_only=True)
class Hot:
    """Four hours of a day of the week, their share of what happened in a year, and how much of them is covered."""

    weekday: int
    hour: int
    share: float
    covered: float

    @property
    def is_gap(self) -> bool:
        """Whether nobody is there for at least half of the time."""
        return self.covered < 0.5


def hot_blocks(weights: Sequence[Sequence[float]]) -> list[tuple[int, int, float]]:
    """
    Return weekday, first hour and share of the blocks that weigh at least twice an even share, the heaviest five first.

    `weights` has 7 days of 24 hours, as the rhythm of a picture.
    """
    total = sum(map(sum, weights))
    if total <= 0:
        return []
    blocks = [
        (sum(day[n * BLOCK_HOURS : (n + 1) * BLOCK_HOURS]) / total, weekday, n * BLOCK_HOURS)
        for weekday, day in enumerate(weights)
        for n in range(BLOCKS)
    ]
    heavy = [one for one in blocks if one[0] >= TWICE / (7 * BLOCKS)]
    return [
        (weekday, hour, share)
        for share, weekday, hour in sorted(heavy, key=lambda one: (-one[0], *one[1:]))[:MOST]
    ]


def minutes_there(some: Iterable[There], monday: date) -> list[set[int]]:
    """Return the minutes of each day of a week, from Monday, on which anybody is there, as sets of 7 days."""
    found: list[set[int]] = [set() for _day in range(7)]
    for one in some:
        begins = one.starts.hour * 60 + one.starts.minute
        ends = one.ends.hour * 60 + one.ends.minute
        length = (ends - begins) % DAY_MINUTES or DAY_MINUTES
        for back in range(-1, 7):  # what began on Sunday evening goes on into Monday
            day = monday + timedelta(days=back)
            if not _holds(one, day):
                continue
            for minute in range(begins, begins + length):
                place = back + minute // DAY_MINUTES
                if 0 <= place < 7:
                    found[place].add(minute % DAY_MINUTES)
    return found


def _holds(one: There, day: date) -> bool:
    if one.day is not None:
        return one.day == day
    began = one.first_day is None or one.first_day <= day
    goes_on = one.last_day is None or day <= one.last_day
    return one.weekday == day.weekday() and began and goes_on


def against(weights: Sequence[Sequence[float]], some: Iterable[There], monday: date) -> list[Hot]:
    """Return the hot hours with how much of each is covered in a week."""
    there = minutes_there(some, monday)
    block = BLOCK_HOURS * 60
    return [
        Hot(
            weekday=weekday,
            hour=hour,
            share=share,
            covered=sum(hour * 60 <= minute < hour * 60 + block for minute in there[weekday]) / block,
        )
        for weekday, hour, share in hot_blocks(weights)
    ]
