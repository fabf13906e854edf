"""What happens in the invented municipality, and when and where: arrays with one element per event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from samsyn.instruments.load import categories
from samsyn.methods.incidents.example.draw import choose, overdispersed
from samsyn.methods.incidents.example.places import PLACE_KINDS, areas, index_of, named_places
from samsyn.methods.incidents.example.planted import HOT_SPOT, add_summer, plant, usual
from samsyn.methods.incidents.example.rhythm import CATEGORIES, hot_hours, hour_weights, season

Array = np.ndarray[Any, Any]

DISPERSION = 1.25
"""Variance of a week's number in an area and category, divided by its mean."""

NO_SEVERITY = -1

_WHERE = {  # category → weight of each kind of place, in the order of PLACE_KINDS
    "SKA": (1.0, 1.0, 2.0, 1.5, 1.0, 2.0, 1.0, 1.0, 1.0),
    "BRN": (0.5, 1.0, 1.0, 0.5, 1.5, 0.5, 2.0, 0.5, 1.0),
    "NAR": (1.5, 3.0, 0.5, 1.5, 1.0, 1.0, 1.0, 0.5, 0.5),
    "VAH": (3.0, 1.0, 1.0, 1.0, 0.5, 1.5, 1.0, 0.5, 0.3),
    "STO": (1.5, 0.1, 1.0, 0.1, 2.0, 0.3, 4.0, 0.5, 2.0),
    "SAM": (3.0, 1.5, 1.0, 0.7, 1.0, 1.0, 2.0, 0.5, 0.2),
    "ORD": (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 2.0, 1.0, 0.5),
    "TRA": (1.0, 0.5, 0.7, 0.5, 3.0, 1.0, 1.5, 1.0, 2.0),
    "PLA": (0.7, 1.5, 0.7, 3.0, 1.0, 1.5, 0.5, 0.7, 0.5),
    "ANS": (2.0, 1.0, 1.5, 0.2, 0.5, 2.0, 1.0, 0.5, 0.5),
    "ORO": (2.0, 0.5, 3.0, 0.2, 0.2, 0.5, 1.0, 0.5, 0.2),
}
_SEVERITY = {  # category → chance of no answer, and of 0 to 3
    "VAH": (0.05, 0.05, 0.35, 0.43, 0.12),
    "ANS": (0.05, 0.05, 0.40, 0.42, 0.08),
    "BRN": (0.05, 0.15, 0.40, 0.34, 0.06),
    "PLA": (0.10, 0.45, 0.37, 0.08, 0.0),
    "": (0.08, 0.25, 0.43, 0.23, 0.01),
}
_INTERVAL = {"STO": 0.6, "SKA": 0.45, "BRN": 0.1}
_WHOLE_DAY = {"PLA": 0.3}


@dataclass(frozen=True, kw_only=True)
class Events:
    """
    One element per event: indices of area, category, week, hour of the week and named place, and position in metres.

    `hot` marks the events of the planted hot spot.
    """

    area: Array
    category: Array
    week: Array
    hour: Array
    place: Array
    x_m: Array
    y_m: Array
    hot: Array


def happen(weeks: tuple[date, ...], *, planted: bool, scale: float, rng: np.random.Generator) -> Events:
    """Return what happens in these weeks."""
    means = usual()[:, :, None] * season(weeks)[None]
    add_summer(means, weeks)
    if planted:
        plant(means, weeks)
    counts = overdispersed(means * scale, DISPERSION, rng)
    cell = np.repeat(np.arange(counts.size), counts.ravel())
    area, category, week = np.unravel_index(cell, counts.shape)
    hot_week = _hot_weeks(weeks, scale, rng) if planted else np.array([], dtype=np.int64)
    hot = np.concatenate([np.zeros(len(area), dtype=bool), np.ones(len(hot_week), dtype=bool)])
    area = np.concatenate([area, np.full(len(hot_week), index_of(HOT_SPOT.areas[0]))])
    category = np.concatenate([category, np.full(len(hot_week), CATEGORIES.index(str(HOT_SPOT.category)))])
    week = np.concatenate([week, hot_week])
    hours = np.vstack([*(hour_weights(name) for name in CATEGORIES), hot_hours()])
    hour = choose(hours, np.where(hot, len(CATEGORIES), category), rng)
    place = _places(area, category, hot, rng)
    x_m, y_m = positions(place, rng)
    return Events(area=area, category=category, week=week, hour=hour, place=place, x_m=x_m, y_m=y_m, hot=hot)


def _hot_weeks(weeks: tuple[date, ...], scale: float, rng: np.random.Generator) -> Array:
    during = np.array([HOT_SPOT.start <= week < HOT_SPOT.end for week in weeks])
    return np.repeat(np.arange(len(weeks)), rng.poisson((HOT_SPOT.per_week or 0) * scale * during))


def _places(area: Array, category: Array, hot: Array, rng: np.random.Generator) -> Array:
    places = named_places()
    weights = np.array([_WHERE[name] for name in CATEGORIES])[:, places.kind]
    inside = places.area[None, :] == np.arange(len(areas()))[:, None]
    chances = (weights[None] * inside[:, None]).reshape(-1, len(places.names))
    drawn = choose(chances, area * len(CATEGORIES) + category, rng)
    return np.where(hot, places.names.index(str(HOT_SPOT.place)), drawn)


def positions(place: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Return positions at the places: some metres off, but for dwellings always the place's own point."""
    places = named_places()
    off = rng.normal(0, 15, (2, len(place))) * (places.kind[place] != PLACE_KINDS.index("dwelling"))
    return np.round(places.x_m[place] + off[0]), np.round(places.y_m[place] + off[1])


def subcategories(category: Array, rng: np.random.Generator) -> tuple[Array, tuple[str, ...]]:
    """Return a subcategory for each event, as an index, and the codes; the first of each list is the most common."""
    found = [categories().get(name) for name in CATEGORIES]
    codes = [[each.code for each in one.subcategories if each.enabled] if one else [] for one in found]
    every = tuple(code for one in codes for code in one)
    chances = np.zeros((len(CATEGORIES), len(every)))
    for number, one in enumerate(codes):
        for rank, code in enumerate(one):
            chances[number, every.index(code)] = (1 + rank) ** -1.8
    return choose(chances, category, rng), every


def severities(category: Array, rng: np.random.Generator) -> Array:
    """Return 0 to 3 for each event, or NO_SEVERITY where the question was left out."""
    chances = np.array([_SEVERITY.get(name, _SEVERITY[""]) for name in CATEGORIES])
    return choose(chances, category, rng) + NO_SEVERITY


def times(events: Events, end_minute: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """
    Return when each event began and ended, in local minutes from the first Monday; −1 is no end.

    Some are known as an interval (left in the evening, found later), some only as a day; the rest as a moment.
    """
    n = len(events.week)
    start = events.week * 10_080 + events.hour * 60 + 5 * rng.integers(0, 12, n)
    u, hours = rng.random(n), np.clip(np.ceil(3 + rng.exponential(12, n)), 4, 72).astype(np.int64)
    interval = u < np.array([_INTERVAL.get(name, 0.0) for name in CATEGORIES])[events.category]
    whole = u < np.array([_WHOLE_DAY.get(name, 0.0) for name in CATEGORIES])[events.category]
    interval &= ~events.hot & (start + hours * 60 < end_minute)
    start = np.where(whole, start // 1440 * 1440, start)
    end = np.where(interval, start + hours * 60, np.where(whole, start + 1440, -1))
    return start, end
