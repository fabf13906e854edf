"""The middle of a scale's answers, and means of groups of items, with how far they could reach."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb

import numpy as np
import polars as pl
from numpy.typing import NDArray

from samsyn.instruments.surveys import Item
from samsyn.methods.surveys.register import GIVEN

Floats = NDArray[np.float64]
LEAST_OF_GROUP = 0.75
"""Share of a group's items that a person must have answered to have a mean in it."""
RESAMPLES, SEED = 2000, 20260401


def quartiles(values: Floats) -> tuple[float, float, float]:
    """
    Return the lower quartile, the median and the upper quartile, since answers are steps by Hyndman & Fan type 2.

    References
    ----------
    .. [1] R. J. Hyndman & Y. Fan (1996), Sample quantiles in statistical packages, The American Statistician 50(4).
    """
    lower, middle, upper = np.quantile(values, [0.25, 0.5, 0.75], method="averaged_inverted_cdf")
    return float(lower), float(middle), float(upper)


def median_limits(values: Floats, *, silent: int | None, least: float, most: float) -> tuple[float, float]:
    """
    Return how far a median reaches.

    Parameters
    ----------
    values : array of float, shape (answers,)
        Sorted.
    silent : int, optional
        Where the whole group was asked: how many did not answer. The limits are then the medians if all of them had
        answered at the lowest and the highest step. None where those asked are a sample: the limits are the order
        statistics that hold the median with at least 95 % probability, or the ends of the scale where too few answered.
    least, most : float
        Ends of the scale.

    References
    ----------
    .. [1] H. A. David & H. N. Nagaraja (2003), Order Statistics, 3rd ed., section 7.1 (distribution-free interval).
    """
    n = len(values)
    if silent is not None:
        ends = (np.concatenate([np.full(silent, end), values]) for end in (least, most))
        low, high = (quartiles(np.sort(all_of_them))[1] for all_of_them in ends)
        return low, high
    below, rank = 0.0, 0
    while rank < n and below + comb(n, rank) / 2**n <= 0.025:
        below += comb(n, rank) / 2**n
        rank += 1
    return (float(values[rank - 1]), float(values[n - rank])) if rank else (least, most)


def group_mean(
    frame: pl.DataFrame, items: Sequence[Item], invited: int | None
) -> tuple[float, float, float, int] | None:
    """
    Return the mean over persons of their means in a group of items, its limits, and how many persons it rests on.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as in `register.ANSWERS`.
    items : sequence of Item
        Scales; answers to a reversed one are turned round.
    invited : int, optional
        How many were asked where that was the whole group; the limits are then the means if all without a mean had had
        the lowest and the highest. Else a 95 % percentile interval from drawing persons anew, always the same draws.

    Returns
    -------
    (float, float, float, int), optional
        Mean, low, high, persons; none where nobody has answered three quarters of the items.
    """
    ends = {one.key: [float(option.code) for option in one.answers] for one in items}
    sums = {key: min(steps) + max(steps) for key, steps in ends.items()}
    turned = [one.key for one in items if one.is_reversed]
    own = frame.filter(pl.col("category").is_in(list(ends)) & (pl.col("kind") == GIVEN)).with_columns(
        value=pl.col("code").cast(pl.Float64),
        total=pl.col("category").replace_strict(sums, return_dtype=pl.Float64),
    )
    value = (
        pl.when(pl.col("category").is_in(turned))
        .then(pl.col("total") - pl.col("value"))
        .otherwise(pl.col("value"))
    )
    people = own.group_by("row").agg(mean=value.mean(), n=pl.len())
    enough = people.filter(pl.col("n") >= LEAST_OF_GROUP * len(items))
    means = np.sort(enough["mean"].to_numpy())
    if not len(means):
        return None
    mean = float(means.mean())
    if invited is not None:
        least, most = (float(np.mean([end(steps) for steps in ends.values()])) for end in (min, max))
        silent = invited - len(means)
        return (
            mean,
            (means.sum() + silent * least) / invited,
            (means.sum() + silent * most) / invited,
            len(means),
        )
    drawn = means[np.random.default_rng(SEED).integers(len(means), size=(RESAMPLES, len(means)))].mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return mean, min(float(low), mean), max(float(high), mean), len(means)
