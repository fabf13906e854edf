"""Intraclass correlation: agreement of raters on a scale of numbers, in the six forms of Shrout and Fleiss."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

FITS = {
    "ICC(1,1)": "olika bedömare för varje bedömt; en bedömares värde används",
    "ICC(2,1)": "samma bedömare bedömer allt, ett urval av möjliga; en bedömares värde används, nivån räknas",
    "ICC(3,1)": "samma bedömare bedömer allt, just de som används; en bedömares värde, nivån räknas inte",
    "ICC(1,k)": "olika bedömare för varje bedömt; medelvärdet av dem används",
    "ICC(2,k)": "samma bedömare bedömer allt, ett urval av möjliga; medelvärdet används, nivån räknas",
    "ICC(3,k)": "samma bedömare bedömer allt, just de som används; medelvärdet, nivån räknas inte",
}
"""Which form fits which design, Swedish."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """
    One intraclass correlation.

    Parameters
    ----------
    name, fits : str
        Shrout and Fleiss's name, and which design it fits.
    value, low, high : float
    f, p : float
        Test of no differences between what is judged.
    freedom : (int, int)
    """

    name: str
    fits: str
    value: float
    low: float
    high: float
    f: float
    p: float
    freedom: tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Intraclass:
    """The six forms, and how much was judged: units that every rater has judged, raters, units left out."""

    forms: tuple[Form, ...]
    units: int
    raters: int
    left_out: int
    reading: str = (
        "Andelen av variationen som beror på det bedömda och inte på bedömarna. Välj den form som passar hur "
        "bedömningen gjordes, före du ser talen."
    )
    not_when: str = (
        "Använd inte för namn eller få steg, eller när det bedömda knappt skiljer sig: då blir talet lågt fast "
        "bedömarna är ense."
    )


def intraclass(ratings: ArrayLike, *, level: float = 0.95) -> Intraclass:
    """
    Compute the six intraclass correlations of Shrout and Fleiss with intervals.

    Parameters
    ----------
    ratings : array_like, shape (units, raters)
        Units with a NaN are left out.
    level : float, default 0.95

    Returns
    -------
    Intraclass
        NaN where every value is the same.

    Raises
    ------
    BadInput
        If fewer than two units are judged by all of at least two raters, or a value is infinite.

    References
    ----------
    .. [1] P. E. Shrout & J. L. Fleiss (1979), Intraclass correlations: uses in assessing rater reliability,
       Psychological Bulletin 86(2), 420-428.
    .. [2] K. O. McGraw & S. P. Wong (1996), Forming inferences about some intraclass correlation coefficients,
       Psychological Methods 1(1), 30-46.
    """
    given = np.asarray(ratings, dtype=np.float64)
    if given.ndim != 2:
        raise ValueError("ratings have the shape (units, raters)")
    if np.any(np.isinf(given)):
        raise BadInput("Ett värde är oändligt.")
    table = given[~np.isnan(given).any(axis=1)]
    n, k = table.shape
    if n < 2 or k < 2:
        raise BadInput(
            "Minst två bedömda behöver ha värden från alla av minst två bedömare. Välj annars Krippendorffs alfa, "
            "som klarar luckor."
        )
    with np.errstate(divide="ignore", invalid="ignore"):
        forms = _forms(_mean_squares(table), n, k, (1 - level) / 2)
    return Intraclass(forms=forms, units=n, raters=k, left_out=len(given) - n)


def _mean_squares(table: NDArray[np.float64]) -> tuple[np.float64, np.float64, np.float64, np.float64]:
    """Return mean squares between units, within units, between raters and of the residual."""
    n, k = table.shape
    centred = table - table.mean()
    units = k * (centred.mean(axis=1) ** 2).sum()
    raters = n * (centred.mean(axis=0) ** 2).sum()
    total = (centred**2).sum()
    rest = np.maximum(total - units - raters, 0.0)
    return (
        np.float64(units / (n - 1)),
        np.float64((total - units) / (n * (k - 1))),
        np.float64(raters / (k - 1)),
        np.float64(rest / ((n - 1) * (k - 1))),
    )


def _forms(squares: tuple[np.float64, ...], n: int, k: int, tail: float) -> tuple[Form, ...]:
    between, within, raters, rest = squares
    one_way, two_way = (n - 1, n * (k - 1)), (n - 1, (n - 1) * (k - 1))
    f1, f3 = between / within, between / rest
    ends1 = _f_limits(f1, one_way, tail)
    ends3 = _f_limits(f3, two_way, tail)
    value2 = (between - rest) / (between + (k - 1) * rest + k * (raters - rest) / n)
    ends2 = _absolute(value2, squares, n, k, tail)
    mean2 = (between - rest) / (between + (raters - rest) / n)
    single1, single3 = (
        tuple(1 - k / (f + k - 1) for f in (one, *ends)) for one, ends in ((f1, ends1), (f3, ends3))
    )
    mean1, mean3 = (tuple(1 - 1 / f for f in (one, *ends)) for one, ends in ((f1, ends1), (f3, ends3)))
    averaged = tuple(k * end / (1 + (k - 1) * end) for end in ends2)
    return (
        _form("ICC(1,1)", single1, f1, one_way),
        _form("ICC(2,1)", (value2, *ends2), f3, two_way),
        _form("ICC(3,1)", single3, f3, two_way),
        _form("ICC(1,k)", mean1, f1, one_way),
        _form("ICC(2,k)", (mean2, *averaged), f3, two_way),
        _form("ICC(3,k)", mean3, f3, two_way),
    )


def _form(name: str, found: tuple[np.float64, ...], f: np.float64, freedom: tuple[int, int]) -> Form:
    from scipy.special import fdtrc

    value, low, high = map(float, found)
    return Form(
        name=name,
        fits=FITS[name],
        value=value,
        low=low,
        high=high,
        f=float(f),
        p=float(fdtrc(*freedom, f)),
        freedom=freedom,
    )


def _f_limits(f: np.float64, freedom: tuple[int, int], tail: float) -> tuple[np.float64, np.float64]:
    from scipy.special import fdtri

    return f / fdtri(*freedom, 1 - tail), f * fdtri(*reversed(freedom), 1 - tail)


def _absolute(
    value: np.float64, squares: tuple[np.float64, ...], n: int, k: int, tail: float
) -> tuple[np.float64, np.float64]:
    """Return the limits of ICC(2,1), with Satterthwaite's degrees of freedom."""
    from scipy.special import fdtri

    between, _, raters, rest = squares
    ratio = raters / rest
    weight = k * value * ratio + n * (1 + (k - 1) * value) - k * value
    freedom = ((k - 1) * (n - 1) * weight**2) / (
        (n - 1) * k**2 * value**2 * ratio**2 + (n * (1 + (k - 1) * value) - k * value) ** 2
    )
    if not np.isfinite(freedom):  # no residual: what is left is how much the raters' levels differ
        freedom = np.float64(k - 1)
    upper, lower = fdtri(n - 1, freedom, 1 - tail), fdtri(freedom, n - 1, 1 - tail)
    spread = k * raters + (k * n - k - n) * rest
    low = n * (between / upper - rest) / (spread + n * between / upper)  # upper can be all but without end
    high = n * (lower * between - rest) / (spread + n * lower * between)
    return np.float64(low), np.float64(high)
