"""A finished measurement as a picture takes it: how often each score was agreed on, no interview by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from samsyn.cycle import Round
from samsyn.errors import Refused
from samsyn.methods.picked_method import PICKED
from samsyn.methods.readiness.register import BEFORE, NOW, QUARTER, SOURCE, Measured
from samsyn.methods.readiness.scores import Scores
from samsyn.period import Period
from samsyn.table import ColumnRule, Source, Table

PROFILE, CHANGE = "profile", "change"
WHOLE = "whole"
MEASUREMENT, SEED, INVENTED, OURS = "measurement", "seed", "invented", "our_text"
VALIDITY_CHANGED = "Svaren om giltighet har ändrats efter att bilden gjordes."
RATERS = ("first", "second")

COUNTED: tuple[ColumnRule, ...] = (
    ColumnRule(name="row", dtype=pl.Int64(), meaning="the line's number", nullable=False),
    ColumnRule(name="day", dtype=pl.Date(), meaning="local day that the measurement closed", nullable=False),
    ColumnRule(name="category", dtype=pl.String(), meaning="dimension; none for the mean over all of them"),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="this measurement, the one before it, or the mean of an interview over its dimensions",
        nullable=False,
        domain=(NOW, BEFORE, WHOLE),
    ),
    ColumnRule(
        name="points", dtype=pl.Float64(), meaning="what was agreed on", unit="points, 1 to 9", nullable=False
    ),
    ColumnRule(name="interviews", dtype=pl.Int64(), meaning="how many interviews", nullable=False),
)


def picked_round(
    now: Scores,
    said: Measured,
    picks: Sequence[str],
    *,
    before: Scores | None,
    period: Period,
    closed: date,
    sources: tuple[str, ...],
    seed: int,
    is_invented: bool = False,
    is_our_text: bool = True,
) -> Round:
    """
    Return a round of a finished measurement.

    Parameters
    ----------
    now, before : Scores
        The measurement, and the one before it where there is one.
    said : Measured
    picks : sequence of str
        "profile", which is always told whole and lowest first; and "change", which is told where the answers about
        validity allow it, else refused with the reason.
    period, closed : Period, date
        When it was measured, and the local day that it closed.
    sources : tuple of str
        Names of the measurements.
    seed : int
        Where the randomness of the intervals begins.
    is_invented : bool
    is_our_text : bool
        Whether it was taken with our own texts; what they suggest is told only then.

    Raises
    ------
    Refused
        If nothing was picked, or a change without a measurement before.
    """
    chosen = sorted(set(picks))
    if not chosen or set(chosen) - {PROFILE, CHANGE}:
        raise Refused("Välj minst en siffra.")
    if CHANGE in chosen and before is None:
        raise Refused("Det finns ingen mätning före att jämföra med.")
    lines = [*_lines(now, NOW), *_whole(now)]
    if CHANGE in chosen and before is not None:
        lines += _lines(before, BEFORE)
    about = said if CHANGE in chosen else replace(said, previous_wave="", previous_mode="", validity=None)
    options: dict[str, Any] = {
        MEASUREMENT: asdict(about),
        PICKED: chosen,
        SEED: str(seed),
        INVENTED: is_invented,
        OURS: is_our_text,
    }
    return Round(
        table=counted_table(lines, closed),
        period=period,
        source=picked_source(f"{said.unit}, {said.wave}", options),
        sources=sources,
        options=options,
    )


def picked_source(name: str, options: Mapping[str, Any]) -> Source:
    """Return the measurement as a source: what its figures must be read with."""
    invented = ("Uppdiktad mätning: intervjuerna finns inte.",) if options.get(INVENTED) else ()
    about = str(options[MEASUREMENT]["definition"])
    return replace(SOURCE, name=name, caveats=(about, *invented))


Line = tuple[str | None, str, float, int]
"""Dimension, kind, points, how many interviews."""


def _lines(scores: Scores, kind: str) -> list[Line]:
    return [
        (key, kind, float(points), n)
        for key in scores.dimensions
        for points, n in sorted(Counter(scores.settled(key).values()).items())
    ]


def _whole(scores: Scores) -> list[Line]:
    """Return how often each mean over the dimensions occurs, of the interviews that are settled in all."""
    own = [scores.settled(key) for key in scores.dimensions]
    whole = [one for one in scores.interviews if all(one in some for some in own)]
    means = Counter(sum((some[one] for some in own), Decimal(0)) / len(own) for one in whole)
    return [(None, WHOLE, float(points), n) for points, n in sorted(means.items())]


def counted_table(lines: Sequence[Line], day: date) -> Table:
    """Return counted scores as a checked table; none gives an empty one."""
    schema = {rule.name: rule.dtype for rule in COUNTED}
    rows = [(number, day, *line) for number, line in enumerate(lines, start=1)]
    return Table(frame=pl.DataFrame(rows, schema=schema, orient="row"), rules=COUNTED)


def counted_points(frame: pl.DataFrame, kind: str, dimension: str | None) -> list[Decimal]:
    """Return the points of a dimension, or of the whole, each as often as it occurs, the lowest first."""
    own = frame.filter(pl.col("kind") == kind)
    own = own.filter(pl.col("category").is_null() if dimension is None else pl.col("category") == dimension)
    every = own.sort("points").select("points", "interviews").iter_rows()
    return [Decimal(repr(points)) for points, n in every for _ in range(n)]


def counted_scores(frame: pl.DataFrame, kind: str, *, wave: str, mode: str) -> Scores | None:
    """
    Return counted scores as `profile` and `compare` take them; none without a row.

    Interviews are numbered anew in each dimension, so that none of them is an interview that was held.
    """
    keys = sorted(one for one in frame.filter(pl.col("kind") == kind)["category"].unique() if one is not None)
    consensus = {
        (f"{number:04d}", key): (points * QUARTER).to_integral_value() / QUARTER
        for key in keys
        for number, points in enumerate(counted_points(frame, kind, key), start=1)
    }
    if not consensus:
        return None
    names = tuple(sorted({name for name, _ in consensus}))
    return Scores(
        wave=wave, dimensions=tuple(keys), interviews=names, raters=RATERS, given={}, consensus=consensus,
        sectors={}, mode=mode,
    )  # fmt: skip
