"""A ratio of means with its intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.effect.regression import CountModel, Floats


@dataclass(frozen=True, kw_only=True)
class Interval:
    """
    Limits of a ratio, and the two-sided p-value of a ratio of 1; arrays of one shape.

    Parameters
    ----------
    standard_error : ndarray
        Of the logarithm.
    low, high, p : ndarray
    """

    standard_error: Floats
    low: Floats
    high: Floats
    p: Floats


@dataclass(frozen=True, kw_only=True)
class Contrast:
    """
    A ratio with intervals that allow for more and more.

    Parameters
    ----------
    ratio, log : ndarray, shape (series,)
    poisson : Interval
        Counts vary as Poisson.
    quasi : Interval
        ... as many times more as the residuals say, fewer too; normal quantiles, as R's `confint.default`.
    t : Interval
        ... never less than Poisson; quantiles of the t distribution.
    robust : Interval, optional
        From a covariance that allows for any dependence over a few times; quantiles of the t distribution.
    related : Interval, optional
        From a covariance with the dependence of a time on the one before; quantiles of the t distribution.
    """

    ratio: Floats
    log: Floats
    poisson: Interval
    quasi: Interval
    t: Interval
    robust: Interval | None
    related: Interval | None


def interval_of(
    log: ArrayLike, error: ArrayLike, *, level: float, freedom: ArrayLike | None = None
) -> Interval:
    """
    Return the interval of a ratio from its logarithm.

    Parameters
    ----------
    log, error : array_like
        Logarithm of the ratio and its standard error.
    level : float
    freedom : array_like, optional
        Degrees of freedom of the t distribution; the normal one where none.
    """
    from scipy.special import ndtr, ndtri, stdtr, stdtrit

    value, spread = np.asarray(log, dtype=np.float64), np.asarray(error, dtype=np.float64)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        distance = -np.abs(value / spread)
        if freedom is None:
            reach, tail = ndtri(0.5 + level / 2), ndtr(distance)
        else:
            able = np.where(np.asarray(freedom) > 0, freedom, np.nan)
            reach, tail = stdtrit(able, 0.5 + level / 2), stdtr(able, distance)
        low, high = np.exp(value - reach * spread), np.exp(value + reach * spread)
    return Interval(standard_error=spread, low=low, high=high, p=np.asarray(2 * tail))


def contrast_of(
    model: CountModel,
    weights: ArrayLike,
    *,
    level: float,
    robust: Floats | None = None,
    related: Floats | None = None,
) -> Contrast:
    """
    Return exp(weighted sum of coefficients) with its intervals.

    Parameters
    ----------
    model : CountModel
    weights : array_like, shape (coefficients,)
    level : float
    robust, related : ndarray, optional
        Other covariances of the coefficients.
    """
    log, plain = model.value(weights), model.spread(weights, model.inverse)
    wider = np.sqrt(model.dispersion)

    def other(covariance: Floats | None) -> Interval | None:
        if covariance is None:
            return None
        return interval_of(log, model.spread(weights, covariance), level=level, freedom=model.freedom)

    return Contrast(
        ratio=np.exp(log),
        log=log,
        poisson=interval_of(log, plain, level=level),
        quasi=interval_of(log, plain * wider, level=level),
        t=interval_of(log, plain * np.maximum(wider, 1.0), level=level, freedom=model.freedom),
        robust=other(robust),
        related=other(related),
    )
