"""How the values of each column look, from a sample."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from samsyn.files.names import plain
from samsyn.files.numbers import read_numbers
from samsyn.files.sensitive import of_heading, of_values
from samsyn.files.timetext import CLOCK, read_clock, read_times
from samsyn.files.values import KIND_WORDS
from samsyn.table import Sensitivity

SAMPLE = 2000
_NUMERIC_STYLES = {"serial", "epoch", "month_compact", "compact"}


@dataclass(frozen=True, kw_only=True)
class Look:
    """
    What the values of a column look like.

    Parameters
    ----------
    sample : polars.Series
        Up to 2,000 values, evenly spread over the file.
    filled, distinct : int
        Of the whole column.
    times, dated, clocks, numbers, kinds : float
        Shares of the sample that can be read as a time; as a time that is no bare number; as a time of day alone; as a
        number; as a kind of report.
    clocked : float
        Share of the times that have a clock.
    sensitivity : Sensitivity
        By heading and values.
    """

    sample: pl.Series
    filled: int
    distinct: int
    times: float
    dated: float
    clocks: float
    clocked: float
    numbers: float
    kinds: float
    sensitivity: Sensitivity


def looks(frame: pl.DataFrame) -> dict[str, Look]:
    """Return how each column of a text frame looks."""
    return {name: _look(name, frame[name]) for name in frame.columns}


def _look(name: str, column: pl.Series) -> Look:
    filled = column.count()
    values = column.drop_nulls()
    sample = values.gather_every(max(1, filled // SAMPLE)).head(SAMPLE) if filled else values
    sensitivity = of_heading(name)
    if sensitivity is Sensitivity.HARMLESS:
        sensitivity = of_values(sample)
    size = max(1, sample.len())
    written = read_times(sample)
    read = written.local.count()
    bare = sum(count for style, count in written.styles.items() if style in _NUMERIC_STYLES)
    clocked = int((written.unit == CLOCK).sum())
    return Look(
        sample=sample,
        filled=filled,
        distinct=values.n_unique(),
        times=read / size,
        dated=max(0, read - bare) / size,
        clocks=read_clock(sample).count() / size,
        clocked=clocked / max(1, read),
        numbers=read_numbers(sample).count() / size,
        kinds=sum(plain(value) in KIND_WORDS for value in sample.to_list()) / size
        if values.n_unique() <= 6
        else 0.0,
        sensitivity=sensitivity,
    )
