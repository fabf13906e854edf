"""When things happen in the invented municipality: seasons, school terms, and the hours of the week."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]

CATEGORIES = ("SKA", "BRN", "NAR", "VAH", "STO", "SAM", "ORD", "TRA", "PLA", "ANS", "ORO")

HOURS = 168

_WEEKS_PER_YEAR = 52.1775
_SEASON = {  # category → strength (share of the mean) and the week of the year when it is highest
    "SKA": (0.15, 40),
    "BRN": (0.30, 18),
    "NAR": (0.15, 28),
    "VAH": (0.15, 28),
    "STO": (0.15, 47),
    "SAM": (0.20, 36),
    "ORD": (0.25, 28),
    "TRA": (0.30, 24),
    "PLA": (0.35, 46),
}

_WORKDAYS, _EVEN, _WEEKEND = (
    (1, 1, 1, 1, 1, 0.1, 0.1),
    (1, 1, 1, 1, 1.2, 1.2, 1),
    (0.6, 0.6, 0.7, 0.9, 1.8, 2.0, 0.8),
)
_WEEK = {  # category → weight of each day from Monday, hour of the peak, and spread in hours
    "SKA": (_WEEKEND, 22, 4.0),
    "BRN": (_EVEN, 20, 3.5),
    "NAR": (_EVEN, 18, 4.0),
    "VAH": (_WEEKEND, 21, 4.5),
    "STO": (_EVEN, 20, 6.0),
    "SAM": (_WEEKEND, 20, 2.5),
    "ORD": (_EVEN, 19, 4.0),
    "TRA": (_WEEKEND, 19, 3.5),
    "PLA": (_WORKDAYS, 10, 3.0),
    "ANS": (_WORKDAYS, 13, 3.0),
    "ORO": (_WORKDAYS, 13, 4.0),
}

# ISO weeks without school: Christmas, winter, Easter and autumn breaks, and the summer.
_NO_SCHOOL = frozenset({1, 9, 14, 44, 52, 53, *range(24, 34)})


def mondays(first: date, weeks: int) -> tuple[date, ...]:
    """Return the Mondays of so many weeks."""
    return tuple(first + timedelta(days=7 * week) for week in range(weeks))


def season(weeks: tuple[date, ...]) -> Array:
    """Return how much of each category there is in each week, mean about 1, shape (categories, weeks)."""
    of_year = np.array([monday.timetuple().tm_yday / 7 for monday in weeks])
    factors = np.ones((len(CATEGORIES), len(weeks)))
    for number, category in enumerate(CATEGORIES):
        strength, peak = _SEASON.get(category, (0.0, 1))
        factors[number] += strength * np.cos(2 * np.pi * (of_year - peak) / _WEEKS_PER_YEAR)
    return factors


def summer(weeks: tuple[date, ...]) -> Array:
    """Return how much of the summer's vehicle nuisance there is: 0 outside May to August, 1 at midsummer."""
    of_year = np.array([monday.timetuple().tm_yday / 7 for monday in weeks])
    return np.asarray(np.clip(np.cos(np.pi * (of_year - 26) / 17), 0, None) * (np.abs(of_year - 26) < 8.5))


def in_term(weeks: tuple[date, ...]) -> Array:
    """Return whether the schools are open, shape (weeks,)."""
    return np.array([monday.isocalendar().week not in _NO_SCHOOL for monday in weeks])


def hour_weights(category: str) -> Array:
    """Return the chance of each hour of the week from Monday 00, shape (168,), sum 1."""
    days, peak, spread = _WEEK[category]
    away = np.abs((np.arange(24) - peak + 12) % 24 - 12)
    shape = np.exp(-0.5 * (away / spread) ** 2) + 0.01
    weights = np.outer(days, shape / shape.sum()).ravel()
    return np.asarray(weights / weights.sum())


def hot_hours() -> Array:
    """Return the chance of each hour at the planted hot spot: Friday and Saturday evenings."""
    weights = np.zeros((7, 24))
    weights[4:6, 19:24] = 1
    return np.asarray(weights.ravel() / weights.sum())
