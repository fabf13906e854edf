"""Rounds of reports with points in five areas, for tests of places."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import shapely

from samsyn.methods.incidents.find import find
from samsyn.table import AreaSet, LocationPrecision, Table
from tests.support.rounds import SOURCE, frame, observed

POINT = replace(SOURCE, location_precision=LocationPrecision.POINT)
START = date(2023, 10, 2)
SIDE = 3_000.0
HOT = (1_125.0, 1_425.0)  # the middle of a square of 150 m
AREAS = AreaSet(
    keys=("a", "b", "c", "d", "e"),
    names=("Åsen", "Backa", "Centrum", "Dal", "Ekeby"),
    version="prov",
    polygons=np.array([shapely.box(600 * n, 0, 600 * (n + 1), SIDE) for n in range(5)], dtype=object),
)


def rows(points, **more):
    """One report per point, spread over a year; the area is the strip that the point lies in."""
    return [
        {
            "day": START + timedelta(days=n * 363 // max(len(points) - 1, 1)),
            "x_m": float(x),
            "y_m": float(y),
            "area": AREAS.keys[min(max(int(x // 600), 0), 4)],
            **more,
        }
        for n, (x, y) in enumerate(points)
    ]


def even(n=900, seed=1):
    return np.random.default_rng(seed).uniform(1, SIDE - 1, (n, 2))


def peak(n=60, seed=2):
    return np.array(HOT) + np.random.default_rng(seed).uniform(-20, 20, (n, 2))


def asked(points, period="2024-W39", *, areas=AREAS, crs="EPSG:3006", source=POINT, listed=None, **chosen):
    table = Table(frame=frame(listed or rows(points)), crs=crs)
    return observed([], period, table=table, source=source, areas=areas, options=chosen)


def found(points, **changes):
    return find(asked(points, **changes))
