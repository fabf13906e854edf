"""
How near the truth the hours of the week come when most times are known as intervals only, beside the usual shortcuts.

    ./samsyn dev benchmarks/validation/rhythm.py

Simulated with a fixed seed: 20,000 events with a known rhythm, two thirds of them seen only as the time from when
something was left to when it was missed: over the day or over the night. VALIDATION holds records with `method`,
`kind`, `what` and `compute`, which returns `found` (text) and `holds`.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from samsyn.stats.rhythm import weekday_hour

EVENTS, HOUR = 20_000, np.timedelta64(1, "h")


@cache
def seen() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """True instants, a third of them known, and otherwise from when something was left to when it was missed."""
    rng = np.random.default_rng(2013)
    hour = np.arange(168)
    share = 1 + 0.8 * np.cos(2 * np.pi * (hour % 24 - 22) / 24) + (hour // 24 >= 4)
    place = rng.choice(168, EVENTS, p=share / share.sum())
    minute = place * 60 + rng.integers(0, 60, EVENTS) + 7 * 24 * 60 * rng.integers(0, 52, EVENTS)
    of_day, day = minute % 1440, minute - minute % 1440
    by_day = (of_day >= 8 * 60) & (of_day < 18 * 60)
    left = np.where(by_day, day + 8 * 60, np.where(of_day < 8 * 60, day - 6 * 60, day + 18 * 60))
    missed = np.where(by_day, day + 18 * 60, np.where(of_day < 8 * 60, day + 8 * 60, day + 32 * 60))
    known = rng.random(EVENTS) < 1 / 3
    spread = rng.integers(0, 90, (2, EVENTS))  # people leave and come back at somewhat different times
    start = np.where(known, minute, np.minimum(minute, left + spread[0] - 45))
    end = np.where(known, minute, np.maximum(minute, missed + spread[1] - 45))
    first = np.datetime64("2023-01-02", "us")
    truth, start, end = (first + one.astype("timedelta64[m]") for one in (minute, start, end))
    return truth, start, end


def apart(found: np.ndarray) -> float:
    """The share of the events that would have to be moved to make the rhythm right."""
    truth, _, _ = seen()
    return float(np.abs(found - weekday_hour(truth, zone="UTC")).sum() / 2 / EVENTS)


def compared() -> dict[str, Any]:
    """Shared evenly over the interval, and put at its beginning, middle and end."""
    _, start, end = seen()
    middle = start + (end - start) // 2
    shared = apart(weekday_hour(start, end, "UTC"))
    others = {
        name: apart(weekday_hour(time, zone="UTC"))
        for name, time in (("beginning", start), ("middle", middle), ("end", end - np.timedelta64(1, "us")))
    }
    told = ", ".join(f"{name} {value:.1%}" for name, value in others.items())
    return {
        "found": f"{shared:.1%} of the events in the wrong hour; {told}",
        "holds": shared < min(others.values()),
    }


def ratcliffe() -> dict[str, Any]:
    """Ratcliffe's example: from 8 to 16 weighs 0.125 in each hour."""
    day = np.datetime64("2024-05-15", "us")
    week = weekday_hour([day + 8 * HOUR], [day + 16 * HOUR], "UTC")[48:72]
    return {
        "found": f"{week[8]:.3f} in each of {int((week > 1e-12).sum())} hours",
        "holds": np.allclose(week[8:16], 0.125),
    }


VALIDATION = [
    {
        "method": "weekday_hour",
        "kind": "known answer",
        "what": "Ratcliffe's example A",
        "compute": ratcliffe,
    },
    {
        "method": "weekday_hour",
        "kind": "simulated truth",
        "what": "the week's rhythm from intervals",
        "compute": compared,
    },
]


if __name__ == "__main__":
    for record in VALIDATION:
        answer = record["compute"]()
        print(
            f"{record['method']}; {record['what']}: {answer['found']}{'' if answer['holds'] else '  FAILS'}"
        )
