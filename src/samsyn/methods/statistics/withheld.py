"""What an edition withholds, and how a figure and its uncertainty stand in a cell."""

from __future__ import annotations

import polars as pl

from samsyn.cycle import Cell, Finding, Round, format_number
from samsyn.errors import BadInput
from samsyn.methods.statistics.figures import COUNT
from samsyn.methods.statistics.find import NO_INTERVAL
from samsyn.sweden import municipality

Spot = tuple[str | None, str | None, int]


def area_name(area: str | None) -> str:
    """Return the municipality of a code, or what stands."""
    try:
        return municipality(area or "").name
    except BadInput:
        return area or ""


def spot(one: Finding) -> Spot:
    """Return which figure a finding is about."""
    return one.area, one.category, int(one.detail["year"])


def hidden_spots(observed: Round, threshold: int) -> frozenset[Spot]:
    """
    Return the figures that the public edition withholds: small counts, and what would give a single one away.

    All rows count, also where people have picked a few: others have been given the same file's other figures.
    """
    counts = observed.table.frame.filter(
        (pl.col("kind") == COUNT) & pl.col("value").is_not_null() & (pl.col("day") < observed.period.end)
    )
    known = {
        (area, category, day.year): value
        for area, category, day, value in counts.select("area", "category", "day", "value").iter_rows()
    }
    small: set[Spot] = {spot for spot, value in known.items() if 0 < value < threshold}
    for area, year in {(spot[0], spot[2]) for spot in small}:
        here = {spot for spot in small if (spot[0], spot[2]) == (area, year)}
        others = sorted(
            (value, str(spot[1]), spot)
            for spot, value in known.items()
            if (spot[0], spot[2]) == (area, year) and spot not in small and value > 0
        )
        if len(here) == 1 and others:  # else a sum in the table gives the small one away
            small.add(others[0][2])
    return frozenset(small)


def is_hidden(one: Finding, hidden: frozenset[Spot]) -> bool:
    """Return whether a finding is, or was computed from, a figure that is withheld."""
    area, category, year = spot(one)
    if one.key == "above_group_median":
        return any(spot[1:] == (category, year) for spot in hidden)
    years = (year, year - 1) if one.key == "change_from_year_before" else (year,)
    return any((area, category, when) in hidden for when in years)


def shown_number(one: Finding | None, hidden: frozenset[Spot], decimals: int = 0) -> Cell:
    """Return the figure as a cell; none where it is missing or withheld."""
    if one is None or one.estimate.value is None or is_hidden(one, hidden):
        return None
    return round(one.estimate.value, decimals) if decimals else round(one.estimate.value)


def shown_interval(one: Finding, hidden: frozenset[Spot]) -> str:
    """Return the uncertainty of a figure in words."""
    low, high = one.estimate.low, one.estimate.high
    if one.estimate.value is None:
        return "saknas i källan"
    if is_hidden(one, hidden):
        return "visas inte"
    if one.reason == NO_INTERVAL:
        return "inget intervall i källan"
    return (
        f"{format_number(low, 1)}–{format_number(high, 1)}"
        if one.detail.get("has_interval")
        else "allt räknat"
    )  # noqa: RUF001
