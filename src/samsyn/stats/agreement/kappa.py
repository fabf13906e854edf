"""Cohen's kappa: agreement of two raters beyond chance, plain or weighted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput
from samsyn.stats.agreement.values import few_enough

Floats = NDArray[np.float64]
Weights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, kw_only=True)
class Kappa:
    """
    Cohen's kappa.

    Parameters
    ----------
    value : float
        NaN where both raters gave one and the same value throughout.
    standard_error, low, high : float
    agreement, chance : float
        Observed and expected agreement, with weights.
    n : int
        Units that both have judged.
    """

    value: float
    standard_error: float
    low: float
    high: float
    agreement: float
    chance: float
    n: int
    reading: str = (
        "1 är full samstämmighet, 0 vad slumpen ger. Vägd kappa räknar nära som bättre än långt ifrån."
    )
    not_when: str = (
        "Använd bara för två bedömare. Med ojämnt fördelade värden blir talet lågt fast bedömarna sällan skiljer "
        "sig."
    )


def cohen_kappa(
    first: ArrayLike, second: ArrayLike, *, weights: Weights = "none", level: float = 0.95
) -> Kappa:
    """
    Compute Cohen's kappa of two raters.

    Parameters
    ----------
    first, second : array_like, shape (units,)
        NaN where one did not judge; such units are left out.
    weights : {"none", "linear", "quadratic"}
        How bad it is to differ: always as much, by steps, or by squared steps between the values that occur. Values are
        taken in order, one step apart.
    level : float, default 0.95

    Returns
    -------
    Kappa
        With the standard error for large samples; the interval is cut at -1 and 1.

    Raises
    ------
    BadInput
        If no unit is judged by both, or the raters have not as many values.

    References
    ----------
    .. [1] J. Cohen (1968), Weighted kappa, Psychological Bulletin 70(4), 213-220.
    .. [2] J. L. Fleiss, J. Cohen & B. S. Everitt (1969), Large sample standard errors of kappa and weighted kappa,
       Psychological Bulletin 72(5), 323-327, eq. 8.

    Examples
    --------
    >>> round(cohen_kappa([1, 1, 0, 0], [1, 0, 0, 0]).value, 2)
    0.5
    """
    from scipy.special import ndtri

    shares, n = _shares(first, second)
    weight = _weights(len(shares), weights)
    rows, columns = shares.sum(axis=1), shares.sum(axis=0)
    agreement, chance = float((weight * shares).sum()), float(rows @ weight @ columns)
    if chance >= 1 - 1e-12:
        return Kappa(
            value=np.nan,
            standard_error=np.nan,
            low=np.nan,
            high=np.nan,
            agreement=agreement,
            chance=chance,
            n=n,
        )
    value = (agreement - chance) / (1 - chance)
    means = (weight @ columns)[:, None] + (rows @ weight)[None, :]
    inner = (shares * (weight - means * (1 - value)) ** 2).sum() - (value - chance * (1 - value)) ** 2
    error = float(np.sqrt(max(inner, 0.0) / n) / (1 - chance))
    reach = float(ndtri(0.5 + level / 2)) * error
    return Kappa(
        value=value,
        standard_error=error,
        low=max(value - reach, -1.0),
        high=min(value + reach, 1.0),
        agreement=agreement,
        chance=chance,
        n=n,
    )


def _shares(first: ArrayLike, second: ArrayLike) -> tuple[Floats, int]:
    """Return the table of shares, over the values that either gave."""
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    if a.ndim != 1 or a.shape != b.shape:
        raise BadInput("De två bedömarna behöver lika många värden, ett per bedömt.")
    both = ~(np.isnan(a) | np.isnan(b))
    if not both.any():
        raise BadInput("Ingenting har bedömts av båda.")
    if np.isinf(a).any() or np.isinf(b).any():
        raise BadInput("Ett värde är oändligt.")
    scale, codes = np.unique(np.concatenate([a[both], b[both]]), return_inverse=True)
    n, size = int(both.sum()), len(scale)
    few_enough(size)
    found = np.bincount(codes[:n] * size + codes[n:], minlength=size**2).reshape(size, size)
    return found / n, n


def _weights(size: int, kind: Weights) -> Floats:
    """Return weights of agreement: 1 on the diagonal, 0 farthest away (or everywhere else)."""
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size))) / max(size - 1, 1)
    match kind:
        case "none":
            return np.eye(size)
        case "linear":
            return np.asarray(1 - steps)
        case "quadratic":
            return np.asarray(1 - steps**2)
