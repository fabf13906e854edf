"""Whether like values lie beside each other: the global statistics of Moran and Geary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.neighbours import Neighbours

Floats = NDArray[np.float64]
Weights = Literal["row", "binary"]


@dataclass(frozen=True, kw_only=True)
class Autocorrelation:
    """
    One global statistic beside what it is where values lie in any order.

    Parameters
    ----------
    value, expected : float
    variance_normal, variance_random : float
        Where the values are drawn from a normal distribution, and where they are given and only their order is random.
    z_normal, z_random : float
        Standard deviations from what is expected; positive where like values lie beside each other.
    p_normal, p_random : float
        Two-sided.
    p_permuted : float
        That a random order gives at least as high a likeness, by permutation, one-sided; NaN without permutations.
    """

    value: float
    expected: float
    variance_normal: float
    variance_random: float
    z_normal: float
    z_random: float
    p_normal: float
    p_random: float
    p_permuted: float
    reading: str = (
        "Moran över sitt väntade värde, eller Geary under 1, betyder att enheter liknar sina grannar mer än i slumpvis "
        "ordning. Det säger inte var."
    )
    not_when: str = (
        "Använd inte för tal som vilar på mycket olika stora grupper utan att jämna ut dem först, eller för färre än "
        "ett par tiotal enheter."
    )


def neighbour_weights(near: Neighbours, weights: Weights) -> Floats:
    """Return the weight of each entry of `near.index`: 1, or 1 by the number of neighbours."""
    each = 1 / np.maximum(near.count, 1) if weights == "row" else np.ones(near.units)
    return np.asarray(np.repeat(each, near.count), dtype=np.float64)


def checked_values(values: ArrayLike, near: Neighbours) -> Floats:
    """
    Return values as an array.

    Raises
    ------
    BadInput
        If they are not as many as the units, or one is no number.
    """
    x = np.asarray(values, dtype=np.float64).ravel()
    if x.size != near.units:
        raise BadInput(f"Det finns {x.size} värden men {near.units} enheter; varje enhet behöver ett värde.")
    if not np.isfinite(x).all():
        raise BadInput("Minst ett värde är inget tal; ta bort enheten eller ge den ett värde.")
    return x


def moran(
    values: ArrayLike,
    near: Neighbours,
    *,
    weights: Weights = "row",
    permutations: int = 0,
    rng: np.random.Generator | None = None,
) -> Autocorrelation:
    """
    Compute Moran's I.

    Parameters
    ----------
    values : array_like, shape (units,)
    near : Neighbours
    weights : {"row", "binary"}
        The neighbours of each unit weigh 1 together, or each.
    permutations : int
    rng : numpy.random.Generator, optional
        Needed for permutations.

    Raises
    ------
    BadInput
        If the values are not as many as the units, or one is no number.

    Notes
    -----
    NaN where all values are equal, or nobody has a neighbour.

    References
    ----------
    .. [1] P. A. P. Moran (1950), Notes on continuous stochastic phenomena, Biometrika 37(1/2), 17-23.
    .. [2] A. D. Cliff & J. K. Ord (1981), Spatial Processes: Models and Applications, Pion, 42-46.

    Examples
    --------
    >>> from samsyn.stats.neighbours import neighbours_of_pairs
    >>> line = neighbours_of_pairs([0, 1, 2], [1, 2, 3], 4)
    >>> round(moran([1, 2, 4, 5], line, weights="binary").value, 2)
    0.4
    """
    x = checked_values(values, near)
    w, n = neighbour_weights(near, weights), x.size
    s0, s1, s2 = _sums(near, w)
    z = x - x.mean()
    square = float((z**2).sum())
    if n < 4 or s0 == 0 or not square > 1e-18 * max(float((x**2).sum()), 1e-300):
        return _unknown()
    value = n / s0 * float((w * z[near.owner] * z[near.index]).sum()) / square
    expected = -1 / (n - 1)
    normal = (n**2 * s1 - n * s2 + 3 * s0**2) / ((n**2 - 1) * s0**2) - expected**2
    peaked = n * float((z**4).sum()) / square**2
    random = (
        n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
        - peaked * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    ) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2

    def again(order: NDArray[np.int64]) -> float:
        drawn = z[order]
        return n / s0 * float((w * drawn[near.owner] * drawn[near.index]).sum()) / square

    permuted = _permuted(value, again, n, permutations, rng)
    return _result(value, expected, normal, random, permuted, sign=1)


def geary(
    values: ArrayLike,
    near: Neighbours,
    *,
    weights: Weights = "row",
    permutations: int = 0,
    rng: np.random.Generator | None = None,
) -> Autocorrelation:
    """
    Compute Geary's c: 1 where neighbours are as any others, below 1 where they are alike. Otherwise as `moran`.

    Raises
    ------
    BadInput
        As `moran`.

    References
    ----------
    .. [1] R. C. Geary (1954), The contiguity ratio and statistical mapping, The Incorporated Statistician 5(3),
       115-145.
    .. [2] Cliff & Ord (1981), as in `moran`.

    Examples
    --------
    >>> from samsyn.stats.neighbours import neighbours_of_pairs
    >>> line = neighbours_of_pairs([0, 1, 2], [1, 2, 3], 4)
    >>> round(geary([1, 2, 4, 5], line, weights="binary").value, 2)
    0.3
    """
    x = checked_values(values, near)
    w, n = neighbour_weights(near, weights), x.size
    s0, s1, s2 = _sums(near, w)
    z = x - x.mean()
    square = float((z**2).sum())
    if n < 4 or s0 == 0 or not square > 1e-18 * max(float((x**2).sum()), 1e-300):
        return _unknown()

    def of(one: Floats) -> float:
        return (n - 1) / (2 * s0) * float((w * (one[near.owner] - one[near.index]) ** 2).sum()) / square

    normal = ((2 * s1 + s2) * (n - 1) - 4 * s0**2) / (2 * (n + 1) * s0**2)
    peaked = n * float((z**4).sum()) / square**2
    random = (
        (n - 1) * s1 * (n**2 - 3 * n + 3 - (n - 1) * peaked)
        - (n - 1) * s2 * (n**2 + 3 * n - 6 - (n**2 - n + 2) * peaked) / 4
        + s0**2 * (n**2 - 3 - (n - 1) ** 2 * peaked)
    ) / (n * (n - 2) * (n - 3) * s0**2)
    value = of(z)
    permuted = _permuted(-value, lambda order: -of(z[order]), n, permutations, rng)
    return _result(value, 1.0, normal, random, permuted, sign=-1)


def _sums(near: Neighbours, w: Floats) -> tuple[float, float, float]:
    """Return S0, S1 and S2 of Cliff & Ord; every pair of neighbours stands in both directions."""
    n = near.units
    out = np.bincount(near.owner, w, minlength=n)
    into = np.bincount(near.index, w, minlength=n)
    back = w[
        np.lexsort((near.owner, near.index))
    ]  # the entries of the opposite directions, in the same order
    return float(w.sum()), float(((w + back) ** 2).sum() / 2), float(((out + into) ** 2).sum())


def _permuted(
    value: float,
    again: Callable[[NDArray[np.int64]], float],
    n: int,
    permutations: int,
    rng: np.random.Generator | None,
) -> float:
    """Return how often a random order gives as high a value."""
    if not permutations:
        return float("nan")
    if rng is None:
        raise ValueError("permutations need rng")
    slack = 1e-12 * max(abs(value), 1.0)
    more = sum(again(rng.permutation(n)) >= value - slack for _ in range(permutations))
    return float((more + 1) / (permutations + 1))


def _unknown() -> Autocorrelation:
    nothing = float("nan")
    return Autocorrelation(
        value=nothing,
        expected=nothing,
        variance_normal=nothing,
        variance_random=nothing,
        z_normal=nothing,
        z_random=nothing,
        p_normal=nothing,
        p_random=nothing,
        p_permuted=nothing,
    )


def _result(
    value: float, expected: float, normal: float, random: float, permuted: float, *, sign: int
) -> Autocorrelation:
    from scipy.special import ndtr  # noqa: PLC0415

    def standard(variance: float) -> float:
        return sign * (value - expected) / variance**0.5 if variance > 0 else float("nan")

    by_normal, by_random = standard(normal), standard(random)
    return Autocorrelation(
        value=value,
        expected=expected,
        variance_normal=normal,
        variance_random=random,
        z_normal=by_normal,
        z_random=by_random,
        p_normal=float(2 * ndtr(-abs(by_normal))),
        p_random=float(2 * ndtr(-abs(by_random))),
        p_permuted=permuted,
    )
