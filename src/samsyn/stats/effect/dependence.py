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
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.nansum(residuals, axis=1, keepdims=True) / n[:, None]
        centred = np.where(known, residuals - mean, 0.0)
        total = (centred**2).sum(axis=1)
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
    spread = score.copy()  # each time with its neighbours, weighted: one product instead of one per lag
    for lag in range(1, min(lags, score.shape[1] - 1) + 1):
        weight = 1 - lag / (lags + 1)
        spread[:, lag:] += weight * score[:, :-lag]
        spread[:, :-lag] += weight * score[:, lag:]
    middle = score.transpose(0, 2, 1) @ spread
    n = model.used.sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(model.freedom > 0, n / model.freedom, np.nan)
    return np.asarray(factor[:, None, None] * (model.inverse @ middle @ model.inverse))


def corrected(first: Floats, model: CountModel) -> Floats:
    """
    Return the correlation of a time with the next, corrected for what short series hide; from 0 to 0.95.

    Parameters
    ----------
    first : ndarray, shape (series,)
        Of the residuals.
    model : CountModel

    Notes
    -----
    Kendall's correction for a mean, and (1 + r) / n for each coefficient more, which follows the series in the same
    way; the coverage is simulated in `benchmarks/validation/effect.py`. A negative correlation would shorten
    intervals, and is taken as none.

    References
    ----------
    .. [1] M. G. Kendall (1954), Note on bias in the estimation of autocorrelation, Biometrika 41(3/4), 403-404.
    """
    n, more = model.used.sum(axis=1), model.design.shape[1] - 1
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.clip(first + ((1 + 3 * first) + more * (1 + first)) / n, 0.0, 0.95))


def autoregressive(model: CountModel, correlation: Floats) -> Floats:
    """
    Covariance of the coefficients where a time depends on the one before.

    Parameters
    ----------
    model : CountModel
    correlation : ndarray, shape (series,)
        Of a time with the next; with the k-th, its k-th power.

    Returns
    -------
    ndarray, shape (series, coefficients, coefficients)
        Never with less variation than Poisson; with correlation 0 `inverse` times the dispersion.

    References
    ----------
    .. [1] S. L. Zeger (1988), A regression model for time series of counts, Biometrika 75(4), 621-629.
    """
    root = np.sqrt(model.mean)[:, :, None] * model.design
    ahead, back = root.copy(), root.copy()
    pull = correlation[:, None]
    for time in range(1, root.shape[1]):  # the powers of the correlation, summed in both directions
        ahead[:, time] += pull * ahead[:, time - 1]
        back[:, -1 - time] += pull * back[:, -time]
    middle = root.transpose(0, 2, 1) @ (ahead + back - root)
    wider = np.maximum(model.dispersion, 1.0)[:, None, None]
    return np.asarray(wider * (model.inverse @ middle @ model.inverse))


def usual_lags(times: int) -> int:
    """Return how far back dependence is allowed for: 4 (n / 100)^(2/9), rounded down, at least 1."""
    return max(int(4 * (times / 100) ** (2 / 9)), 1)


def tested_lags(times: int, period: int | None) -> int:
    """Return how many lags are tested: 10, two seasons where there are some, at most a fifth of the series."""
    return max(min(10 if period is None else 2 * period, times // 5), 1)
