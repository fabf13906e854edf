"""A short history: a handful of periods, right for small counts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.change import predictive
from samsyn.stats.change.result import Assessed, ChangeResult, Floats, read_assessed, read_counts

NOT_WHEN = "Använd inte när antalen har en tydlig årsrytm eller nivån just har ändrats; det ser metoden inte."
Tail = Callable[[Floats, Floats, Floats], Floats]
# How variable counts may be (variance / mean) and how believable each is before the baseline has been seen.
SPREADS = np.array([1.0, 1.5, 2.0, 3.0, 5.0])
BELIEF = np.array([0.35, 0.25, 0.2, 0.12, 0.08])


def short_history(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    baseline: int = 8,
    lag: int = 2,
    exposure: ArrayLike | None = None,
    level: float = 0.95,
) -> ChangeResult:
    """
    Judge counts against the few periods before them, as EARS does, but with probabilities that hold for small
    counts.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
        Events per period; NaN means missing.
    assessed : slice, int or array of int
        Time indices to judge.
    baseline : int, default 8
        Number of periods in the window; where fewer have passed, those.
    lag : int, default 2
        Periods just before the assessed one that are left out.
    exposure : array_like, shape (streams, times), optional
        What the counts are proportional to.
    level : float, default 0.95
        Of the central predictive range.

    Returns
    -------
    ChangeResult
        `dispersion` is the mean of the believed variance-to-mean ratios. Nothing is said (NaN) where no
        period lies in the window.

    Raises
    ------
    BadInput
        If a count is negative.

    Notes
    -----
    The mean is gamma distributed by Jeffreys' prior, (events + 1/2) / exposure, and a new count negative
    binomial around it. So few periods cannot tell how overdispersed counts are; the answer is therefore a
    mean over several variance-to-mean ratios, each weighed by how well the window fits it.

    In streams in which nothing changed, p_above <= 0.01 in at most 1 % of periods for Poisson counts and at a variance
    of 1.5 times the mean, in at most 2 % at 2 times and about 2.5 % at 3 times (8 periods of history, simulated for
    means from 0.1 to 60).

    References
    ----------
    .. [1] L. Hutwagner et al. (2003), Journal of Urban Health 80(2, suppl. 1), i89-i96 (the window and its
       lag).
    .. [2] A. Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., pp. 43-46 (Poisson-gamma predictive
       distribution).
    .. [3] R. E. Kass & A. E. Raftery (1995), Bayes factors, JASA 90(430), 773-795 (averaging over models).

    Examples
    --------
    >>> found = short_history([[4, 5, 3, 4, 6, 4, 5, 4, 3, 4, 5, 4, 4, 4, 20]], assessed=-1)
    >>> round(float(found.expected[0, 0]), 2), bool(found.p_above[0, 0] < 0.001)
    (4.44, True)
    """
    array, units = read_counts(counts, exposure)
    when = read_assessed(assessed, array.shape[1])
    result = ChangeResult.unknown(array.shape[0], when.size, not_when=NOT_WHEN)
    for column, time in enumerate(when):
        window = slice(max(time - lag - baseline, 0), max(time - lag, 0))
        past = array[:, window]
        offered = np.ones_like(past) if units is None else units[:, window]
        now = np.ones(len(array)) if units is None else units[:, time]
        _assess(result, column, array[:, time], past, offered, now, level)
    return result


def _assess(
    result: ChangeResult,
    column: int,
    observed: Floats,
    past: Floats,
    offered: Floats,
    now: Floats,
    level: float,
) -> None:
    used = ~np.isnan(past)
    periods = used.sum(axis=1)
    events = np.nansum(past, axis=1) if past.size else np.zeros(len(past))
    exposure = (offered * used).sum(axis=1)
    silent = (periods == 0) | np.isnan(observed)
    rate = (events + 0.5) / np.maximum(exposure, 1e-300)
    mean = np.where(silent, np.nan, rate * now)
    belief = _belief(np.nan_to_num(past), offered * used, rate)
    # the variance of the mean is phi mean^2 / (events + 1/2)
    spread = SPREADS * (1 + mean / (events + 0.5))[:, None]
    result.expected[:, column] = mean
    result.p_above[:, column] = _mixed(predictive.at_least, observed, mean, spread, belief)
    result.p_below[:, column] = _mixed(predictive.at_most, observed, mean, spread, belief)
    typical = (belief * SPREADS).sum(axis=1)
    result.dispersion[:, column] = np.where(silent, np.nan, typical)
    result.history[:, column] = periods
    result.error[:, column] = np.where(silent, np.nan, np.sqrt(typical / (events + 0.5)))
    tail = (1 - level) / 2
    result.low[:, column] = _quantile(tail, mean, spread, belief)
    result.high[:, column] = _quantile(1 - tail, mean, spread, belief)


def _belief(past: Floats, offered: Floats, rate: Floats) -> Floats:
    """Weights of the spreads: prior times the probability of the window given its sum (Dirichlet-multinomial)."""
    from scipy.special import gammaln, xlogy

    total = offered.sum(axis=1, keepdims=True)
    log_fit = np.empty((len(past), SPREADS.size))
    log_fit[:, 0] = xlogy(past, offered / np.maximum(total, 1e-300)).sum(axis=1)
    for column, spread in enumerate(SPREADS[1:], start=1):
        size = np.maximum(rate[:, None] * offered / (spread - 1), 1e-12)
        each = np.where(offered > 0, gammaln(past + size) - gammaln(size), 0.0).sum(axis=1)
        whole = (rate[:, None] * total / (spread - 1))[:, 0]
        whole = np.maximum(whole, 1e-12)
        log_fit[:, column] = each + gammaln(whole) - gammaln(whole + past.sum(axis=1))
    belief = BELIEF * np.exp(log_fit - log_fit.max(axis=1, keepdims=True))
    return np.asarray(belief / belief.sum(axis=1, keepdims=True))


def _mixed(tail: Tail, count: Floats, mean: Floats, spread: Floats, belief: Floats) -> Floats:
    mixed = (belief * tail(count[:, None], mean[:, None], spread)).sum(axis=1)
    return np.asarray(np.minimum(mixed, 1.0))


def _quantile(share: float, mean: Floats, spread: Floats, belief: Floats) -> Floats:
    """Smallest count with P(Y <= y) >= share in the mixture: it lies between those of its parts."""
    parts = predictive.quantile(share, mean[:, None], spread)
    low, high = parts.min(axis=1), parts.max(axis=1)
    while np.any(low < high):
        middle = np.floor((low + high) / 2)
        reached = _mixed(predictive.at_most, middle, mean, spread, belief) >= share
        low, high = np.where(reached, low, np.minimum(middle + 1, high)), np.where(reached, middle, high)
    return np.asarray(high)
