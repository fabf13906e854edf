"""A small round of the example, for tests that run on every method."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import polars as pl

from samsyn.cycle import Round
from samsyn.methods.incidents.example.places import CRS, VERSION, area_set
from samsyn.methods.incidents.example.world import SEED, ZONE, simulate
from samsyn.period import Period, PeriodKind
from samsyn.provenance import digest
from samsyn.table import AreaSet, LocationPrecision, Source, Table, TimePrecision

SMALL = ("EX01", "EX03", "EX04", "EX06")


def example_source() -> Source:
    """Return what the example declares about itself."""
    return Source(
        key="exempelkoping",
        name="Exempelköping (uppdiktad)",
        time_precision=TimePrecision.INTERVAL,
        location_precision=LocationPrecision.ADDRESS,
        zone=ZONE,
        crs=CRS,
        area_version=VERSION,
        credit="Samsyn, uppdiktat exempel",
        licence="CC0 1.0",
    )


def example_round(*, seed: int = SEED, weeks: int = 60, keys: tuple[str, ...] = SMALL) -> Round:
    """
    Return the last weeks of some areas of the example, as they were reported.

    Parameters
    ----------
    seed : int
    weeks : int
        How many weeks up to the end; the round asks about the last of them.
    keys : tuple of str
        Which areas.

    Returns
    -------
    Round
        With reports, zero reports and positive observations, areas with polygons, and a digest of the rows.
    """
    world = simulate(seed=seed)
    whole = world.table()
    since = world.end - timedelta(weeks=weeks)
    frame = whole.frame.filter(pl.col("area").is_in(list(keys)) & (pl.col("day") >= since))
    last = Period(start=world.end - timedelta(days=7), end=world.end, kind=PeriodKind.WEEK)
    return Round(
        table=Table(frame=frame, crs=whole.crs),
        period=last,
        source=example_source(),
        sources=(digest(["exempelkoping", seed, weeks, keys]),),
        areas=_only(keys),
    )


def _only(keys: tuple[str, ...]) -> AreaSet:
    every = area_set()
    where = [every.keys.index(key) for key in keys]
    return replace(
        every,
        keys=keys,
        names=tuple(every.names[number] for number in where),
        polygons=None if every.polygons is None else every.polygons[where],
        population=tuple(every.population[number] for number in where),
    )
