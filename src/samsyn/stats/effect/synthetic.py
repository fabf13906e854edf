"""Synthetic control: a mixture of other units that moved as the treated one did before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.effect.regression import Floats


@dataclass(frozen=True, kw_only=True)
class Synthetic:
    """
    One treated unit against a mixture of the others.

    Parameters
    ----------
    weights : ndarray, shape (others,)
        From 0, with sum 1.
    synthetic : ndarray, shape (times,)
        The mixture.
    gap : ndarray, shape (times,)
        Treated less mixture.
    ratio : float
        Sum of the treated after, divided by that of the mixture.
    error_before, error_after : float
        Root mean squared gap.
    misfit : float
        `error_before` divided by the mean of the treated before.
    p : float
        The share of units, the treated one among them, whose gap grew at least as many times: two-sided.
    placebo_ratios : ndarray, shape (others,)
        `ratio` where each of the others is taken as treated.
    placebo_growth : ndarray, shape (others,)
        `error_after` / `error_before` of each of them.
    growth : float
        The same of the treated unit.
    low, high : float
        `ratio` divided by the central share of the placebos' ratios: what chance and misfit leave open.
    """

    weights: Floats
    synthetic: Floats
    gap: Floats
    ratio: float
    error_before: float
    error_after: float
    misfit: float
    p: float
    placebo_ratios: Floats
    placebo_growth: Floats
    growth: float
    low: float
    high: float
    reading: str = (
        "Kvoten är det som hände efteråt delat med den blandning av andra områden som följde området före. p är "
        "hur ofta ett område där inget gjordes skiljer sig minst lika mycket."
    )
    not_when: str = (
        "Använd inte när blandningen inte följer området före, när de andra områdena påverkades, eller när de är "
        "så få att inget kan visas (under 19 kan p inte bli 0,05)."
    )


def convex_weights(target: ArrayLike, others: ArrayLike) -> Floats:
    """
    Return the weights from 0 with sum 1 whose mixture comes nearest.

    Parameters
    ----------
    target : array_like, shape (times,)
    others : array_like, shape (units, times)

    Returns
    -------
    ndarray, shape (units,)
        Minimises the sum of squares; one of several where the minimum is not unique.

    Notes
    -----
    The nearest point to the origin in the hull of `others - target` is the non-negative least squares solution of
    the same points with a row of ones, scaled to sum 1: exact, with no penalty to choose.

    References
    ----------
    .. [1] C. L. Lawson & R. J. Hanson (1974), Solving Least Squares Problems, chapter 23 (LDP).
    """
    from scipy.optimize import nnls

    apart = np.asarray(others, dtype=np.float64).T - np.asarray(target, dtype=np.float64)[:, None]
    scale = float(np.abs(apart).max(initial=0.0)) or 1.0
    rows = np.vstack([apart / scale, np.ones(apart.shape[1])])
    goal = np.zeros(len(rows))
    goal[-1] = 1.0
    found = nnls(rows, goal)[0]
    return np.asarray(found / found.sum())


def synthetic_control(target: ArrayLike, others: ArrayLike, before: int, *, level: float = 0.95) -> Synthetic:
    """
    Compare one treated unit with a mixture of others.

    Parameters
    ----------
    target : array_like, shape (times,)
        Counts or rates of the treated unit.
    others : array_like, shape (units, times)
        The same of units where nothing was done.
    before : int
        How many times are from before.
    level : float, default 0.95
        The central share of the placebos behind `low` and `high`.

    Returns
    -------
    Synthetic

    Raises
    ------
    BadInput
        If a value is unknown or negative, there are fewer than two others, or no time on either side.

    References
    ----------
    .. [1] A. Abadie, A. Diamond & J. Hainmueller (2010), Synthetic control methods for comparative case studies,
       JASA 105(490), 493-505 (placebos, section 3.4).
    """
    own, pool = np.asarray(target, dtype=np.float64), np.asarray(others, dtype=np.float64)
    if pool.ndim != 2 or own.shape != pool.shape[1:]:
        raise ValueError("others have one row per unit and as many times as the target")
    if not (np.all(np.isfinite(own)) and np.all(np.isfinite(pool)) and own.min() >= 0 and pool.min() >= 0):
        raise BadInput("Varje område behöver ett tal från 0 för varje tid.")
    if len(pool) < 2 or not 1 <= before < len(own):
        raise BadInput("Det behövs minst två andra områden, och tider både före och efter.")
    weights = convex_weights(own[:before], pool[:, :before])
    mixture = weights @ pool
    ratio, errors = _compare(own, mixture, before)
    placebos = [_placebo(pool, one, before) for one in range(len(pool))]
    growths = np.array([growth for _, growth in placebos])
    ratios = np.array([one for one, _ in placebos])
    growth = _growth(own, errors)
    low, high = _central(ratios[np.isfinite(ratios) & (ratios > 0)], level)
    mean = float(own[:before].mean())
    return Synthetic(
        weights=weights,
        synthetic=mixture,
        gap=own - mixture,
        ratio=ratio,
        error_before=errors[0],
        error_after=errors[1],
        misfit=errors[0] / mean if mean > 0 else float("inf"),
        p=float(1 + (growths >= growth * (1 - 1e-12)).sum()) / (len(pool) + 1),
        placebo_ratios=ratios,
        placebo_growth=growths,
        growth=growth,
        low=ratio / high,
        high=ratio / low,
    )


def _placebo(pool: Floats, one: int, before: int) -> tuple[float, float]:
    """Return ratio and growth of the gap with one of the others taken as treated."""
    rest = np.delete(pool, one, axis=0)
    mixture = convex_weights(pool[one, :before], rest[:, :before]) @ rest
    ratio, errors = _compare(pool[one], mixture, before)
    return ratio, _growth(pool[one], errors)


def _compare(own: Floats, mixture: Floats, before: int) -> tuple[float, tuple[float, float]]:
    """Return the ratio afterwards and the root mean squared gap before and after."""
    gap = own - mixture
    errors = float(np.sqrt((gap[:before] ** 2).mean())), float(np.sqrt((gap[before:] ** 2).mean()))
    total = float(mixture[before:].sum())
    return float(own[before:].sum()) / total if total > 0 else float("nan"), errors


def _growth(own: Floats, errors: tuple[float, float]) -> float:
    """Return how many times the gap grew; a mixture that fits exactly is taken to miss by 1e-9 of the mean."""
    return errors[1] / max(errors[0], 1e-9 * float(own.mean()), 1e-300)


def _central(ratios: Floats, level: float) -> tuple[float, float]:
    """Return the ends of the central share; nothing is known from fewer than three."""
    if len(ratios) < 3:
        return 0.0, float("inf")
    low, high = np.quantile(ratios, [0.5 - level / 2, 0.5 + level / 2])
    return float(low), float(high)
