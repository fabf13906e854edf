"""Whether what is left of a series depends on what came just before, and standard errors that allow for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samsyn.stats.effect.regression import CountModel, Floats


@dataclass(frozen=True, kw_only=True)
class Dependence:
    """
    Autocorrelation of residuals; arrays of shape (series,).

    Parameters
    ----------
    first : ndarray
        Correlation of a time with the next.
    statistic, p : ndarray
        Ljung and Box's test of no autocorrelation up to `lags`.
    lags : int
    """

    first: Floats
    statistic: Floats
    p: Floats
    lags: int


def autocorrelation(residuals: Floats, lags: int) -> Dependence:
    """
    Test residuals for autocorrelation.

    Parameters
    ----------
    residuals : ndarray, shape (series, times)
        NaN where unknown; a pair of times with an unknown one is left out.
    lags : int
        How far back.

    Returns
    -------
    Dependence

    References
    ----------
    .. [1] G. M. Ljung & G. E. P. Box (1978), On a measure of lack of fit in time series models, Biometrika 65(2),
       297-303.
    """
    from scipy.special import chdtrc

    known = ~np.isnan(residuals)
    n = known.sum(axis=1)
    centred = np.where(known, residuals - np.nansum(residuals, axis=1, keepdims=True) / n[:, None], 0.0)
    total = (centred**2).sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        lagged = np.stack(
            [(centred[:, k:] * centred[:, : centred.shape[1] - k]).sum(axis=1) for k in range(1, lags + 1)]
        )
        share = lagged / total
        weight = n[None, :] - np.arange(1, lags + 1)[:, None]
        statistic = n * (n + 2) * (share**2 / weight).sum(axis=0)
    return Dependence(first=share[0], statistic=statistic, p=np.asarray(chdtrc(lags, statistic)), lags=lags)


def newey_west(model: CountModel, lags: int) -> Floats:
    """
    Covariance of the coefficients that holds when counts vary unevenly and depend on the times just before.

    Parameters
    ----------
    model : CountModel
    lags : int
        How many times back the dependence reaches; its weight falls linearly.

    Returns
    -------
    ndarray, shape (series, coefficients, coefficients)
        With the factor n / (n - coefficients) for short series.

    Notes
    -----
    Unknown counts add nothing to the sums. In short series (under about 40 times) it is still too small.

    References
    ----------
    .. [1] W. K. Newey & K. D. West (1987), A simple, positive semi-definite, heteroskedasticity and
       autocorrelation consistent covariance matrix, Econometrica 55(3), 703-708.
    .. [2] W. K. Newey & K. D. West (1994), Automatic lag selection in covariance matrix estimation, Review of
       Economic Studies 61(4), 631-653 (`usual_lags`).
    """
    score = (model.counts - model.mean)[:, :, None] * model.design
    middle = np.einsum("sti,stj->sij", score, score)
    for lag in range(1, lags + 1):
        pairs = np.einsum("sti,stj->sij", score[:, lag:], score[:, : score.shape[1] - lag])
        middle += (1 - lag / (lags + 1)) * (pairs + pairs.transpose(0, 2, 1))
    n = model.used.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(model.freedom > 0, n / model.freedom, np.nan)
    return np.asarray(factor[:, None, None] * (model.inverse @ middle @ model.inverse))


def usual_lags(times: int) -> int:
    """Return how far back dependence is allowed for: 4 (n / 100)^(2/9), rounded down, at least 1."""
    return max(int(4 * (times / 100) ** (2 / 9)), 1)


def tested_lags(times: int, period: int | None) -> int:
    """Return how many lags are tested: 10, two seasons where there are some, at most a fifth of the series."""
    return max(min(10 if period is None else 2 * period, times // 5), 1)
