"""One search: every circle of areas with the last weeks, and the same areas in the same weeks of earlier years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.methods.incidents.chance import generator
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.grid import Grid
from samsyn.stats.scan import ScanCluster, cylinder_tail, scan

LONGEST = 8  # weeks in a cluster
YEAR, BESIDE = 52, 1  # weeks in a year, and on each side of the same weeks in an earlier one
REPLICATIONS, ENOUGH = 999, 20
MOST_SHARE = 0.5
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Area:
    """Positions of the areas that can be compared, and the middle of each in metres."""

    position: Ints
    x_m: Floats
    y_m: Floats


@dataclass(frozen=True, kw_only=True)
class Search:
    """What is searched: a category (none means all), its events by area and week, how many weeks, and how they vary."""

    category: int | None
    counts: Ints
    weeks: int
    spread: float


@dataclass(frozen=True, kw_only=True)
class Cluster:
    """
    Areas and weeks with more than expected.

    Parameters
    ----------
    category : int, optional
        Position in the grid; none means all.
    areas : tuple of int
        Positions in the grid, from the middle outwards.
    weeks : int
        Up to the period's end.
    observed : int
    expected : float
        As the last half year has it: by how many each of the areas, and each week, has in all.
    radius_m : float
    p_search : float
        How often chance alone gives as strong a cluster anywhere, up to eight weeks back.
    expected_season, p_season : float, optional
        The same areas against the same weeks of earlier years; none where they are not known.
    searches, replications : int
    values, usual : tuple of int and of float
        Events of the areas in each week that was searched, and what areas and weeks by themselves give.
    q : float
        Adjusted over all searches.
    """

    category: int | None
    areas: tuple[int, ...]
    weeks: int
    observed: int
    expected: float
    radius_m: float
    p_search: float
    expected_season: float | None
    p_season: float | None
    replications: int
    values: tuple[int, ...]
    usual: tuple[float, ...]
    searches: int = 1
    q: float = 1.0

    @property
    def p(self) -> float:
        """Both demands together: the larger p-value (Berger 1982)."""
        return max(self.p_search, self.p_season or 0.0)


def areas_to_compare(maker: Maker, weekly: Grid, weeks: int) -> Area:
    """
    Return the areas that have a place and were heard from before the weeks that a cluster may hold.

    Where an area's middle is, is the median of what was reported there. An area from which reports have begun to come
    would be a cluster of itself.
    """
    frame = maker.observed.table.frame
    known = pl.col("x_m").is_finite() & pl.col("y_m").is_finite()
    placed = frame.filter(known & (pl.col("day") < maker.observed.period.end)).drop_nulls("area")
    medians = placed.group_by("area").agg(pl.median("x_m"), pl.median("y_m"))
    middle = {area: (x, y) for area, x, y in medians.select("area", "x_m", "y_m").iter_rows()}
    first = slice(-weeks, -weeks + (weeks - LONGEST) // 2)
    heard = weekly.by_area[:, first].sum(axis=1) > 0
    if weekly.exposure is not None:
        heard |= weekly.exposure[:, first].sum(axis=1) > 0
    kept = [i for i, area in enumerate(weekly.areas) if area in middle and heard[i]]
    x, y = (np.array([middle[weekly.areas[i]][axis] for i in kept], dtype=np.float64) for axis in (0, 1))
    return Area(position=np.array(kept, dtype=np.int64), x_m=x, y_m=y)


def searched(maker: Maker, weekly: Grid, areas: Area, asked: Search) -> list[Cluster]:
    """Return the clusters of one search, the strongest first."""
    key = None if asked.category is None else weekly.categories[asked.category]
    made = scan(
        asked.counts[areas.position, -asked.weeks :],
        areas.x_m,
        areas.y_m,
        rng=generator(maker, "cluster", key),
        prospective=True,
        most_areas=max(len(areas.position) // 2, 1),
        most_share=MOST_SHARE,
        longest=LONGEST,
        replications=REPLICATIONS,
        enough=ENOUGH,
        dispersion=asked.spread,
    )
    return [_cluster(weekly, areas, asked, one, made.replications) for one in made.clusters]


def _cluster(weekly: Grid, areas: Area, asked: Search, one: ScanCluster, replications: int) -> Cluster:
    length, recent = one.end - one.first, asked.counts[areas.position, -asked.weeks :]
    inside = list(one.areas)
    mine = recent[inside].sum(axis=0)
    expected_season, p_season = None, None
    before, heard = earlier(asked.counts, length), earlier(weekly.by_area, length)
    if before is not None and heard is not None and (heard[areas.position[inside]] > 0).all():
        now = recent[:, -length:].sum(axis=1)
        expected_season, p_season = cylinder_tail(
            now, before[areas.position], inside, dispersion=asked.spread
        )
    return Cluster(
        category=asked.category,
        areas=tuple(int(areas.position[i]) for i in inside),
        weeks=length,
        observed=one.observed,
        expected=one.expected,
        radius_m=one.radius_m,
        p_search=min(one.p, 1.0),
        expected_season=expected_season,
        p_season=p_season,
        replications=replications,
        values=tuple(int(n) for n in mine),
        usual=tuple(float(n) for n in recent.sum(axis=0) * (mine.sum() / recent.sum())),
    )


def earlier(counts: Ints, length: int) -> Ints | None:
    """
    Return the events of each area in the same last weeks of earlier years, and one week on each side.

    Not more: what is different when schools are closed would be mixed with what is not. None where no earlier year has
    them all.
    """
    held = counts.shape[1]
    spans: list[Any] = [
        counts[:, held - back - length - BESIDE : held - back + BESIDE].sum(axis=1)
        for back in range(YEAR, held, YEAR)
        if held - back - length - BESIDE >= 0
    ]
    return np.sum(spans, axis=0) if spans else None
