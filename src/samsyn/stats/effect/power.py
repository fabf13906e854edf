"""Power before the start: how likely a true change is to be seen, and the smallest one that is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.effect.regression import Floats

COARSE = 25
EXACT = 5000  # events; above, the normal approximation is as good


@dataclass(frozen=True, kw_only=True)
class Power:
    """
    What a design can see.

    Parameters
    ----------
    ratio : float
        The true change that was asked about, e.g. 0.8 for a fifth less.
    power : float
        The probability that the interval excludes no change.
    decrease, increase : float
        The smallest changes that are seen with the probability `goal`; NaN where none is.
    goal, level : float
    """

    ratio: float
    power: float
    decrease: float
    increase: float
    goal: float
    level: float
    reading: str = (
        "Styrkan är hur ofta en verklig ändring av den storleken skulle synas. Är den under 0,8 är ett uteblivet "
        "utslag inget besked."
    )
    not_when: str = (
        "Räkna före starten, med antal från samma årstid. Att räkna styrka efteråt på den ändring som syntes säger "
        "inget nytt."
    )


def weighted_difference_power(
    treated: float,
    control: float,
    *,
    ratio: float,
    displacement: float = 0.0,
    displacement_control: float = 0.0,
    dispersion: float = 1.0,
    goal: float = 0.8,
    level: float = 0.95,
) -> Power:
    """
    Power of the weighted displacement difference.

    Parameters
    ----------
    treated, control, displacement, displacement_control : float
        Expected events before; afterwards as many, but for the treated, `ratio` times as many.
    ratio : float
    dispersion, goal, level : float
        As of `two_period_power`.

    Returns
    -------
    Power
        By normal approximation: the difference has the variance of the sum of all counts.
    """
    mean = _positive(treated, "antalet där något görs")
    others = 2.0 * (control + displacement + displacement_control)

    def power(change: float) -> float:
        error = np.sqrt(dispersion * (mean * (1 + change) + others))
        return _two_sided(mean * (change - 1) / error, level)

    return _found(power, ratio, goal, level)


def two_period_power(
    before: float,
    *,
    ratio: float,
    length: float = 1.0,
    dispersion: float = 1.0,
    goal: float = 0.8,
    level: float = 0.95,
) -> Power:
    """
    Power of two counts against each other.

    Parameters
    ----------
    before : float
        Expected events before.
    ratio : float
    length : float, default 1
        Length of the period after, in lengths of the period before.
    dispersion : float, default 1
        How many times more counts vary than Poisson.
    goal : float, default 0.8
    level : float, default 0.95

    Returns
    -------
    Power
        With dispersion 1 and not more than 5,000 events exact, for the exact conditional test; else by normal
        approximation of the log ratio.
    """
    mean = _positive(before, "antalet före")
    _positive(length, "längden efter")

    def power(change: float) -> float:
        after = mean * length * change
        if dispersion != 1 or mean + after > EXACT:
            error = np.sqrt(dispersion * (1 / mean + 1 / after))
            return _two_sided(np.log(change) / error, level)
        return _conditional(mean, after, length / (1 + length), level)

    return _found(power, ratio, goal, level)


def difference_power(
    treated: float,
    control: float,
    *,
    ratio: float,
    length: float = 1.0,
    dispersion: float = 1.0,
    goal: float = 0.8,
    level: float = 0.95,
) -> Power:
    """
    Power of the ratio of ratios of a difference in differences.

    Parameters
    ----------
    treated, control : float
        Expected events before.
    ratio, length, dispersion, goal, level : float
        As of `two_period_power`.

    Returns
    -------
    Power
        By normal approximation: the logarithm's variance is the sum of one over each of the four counts.
    """
    here, there = _positive(treated, "antalet där något görs"), _positive(control, "antalet i jämförelsen")
    _positive(length, "längden efter")

    def power(change: float) -> float:
        error = np.sqrt(dispersion * ((1 + 1 / (length * change)) / here + (1 + 1 / length) / there))
        return _two_sided(np.log(change) / error, level)

    return _found(power, ratio, goal, level)


def interrupted_power(
    design: ArrayLike,
    contrast: ArrayLike,
    *,
    mean: float,
    ratio: float,
    dispersion: float = 1.0,
    correlation: float = 0.0,
    goal: float = 0.8,
    level: float = 0.95,
) -> Power:
    """
    Power of an interrupted series.

    Parameters
    ----------
    design : array_like, shape (times, coefficients)
        As of `interrupted_design`.
    contrast : array_like, shape (coefficients,)
        What is judged, e.g. the step.
    mean : float
        Expected events per time before.
    ratio : float
        True value of the contrast.
    dispersion, correlation : float
        How many times more counts vary than Poisson, and how a time goes with the next (first-order autoregression).
    goal : float, default 0.8
    level : float, default 0.95

    Returns
    -------
    Power
        By normal approximation with quantiles of the t distribution.
    """
    from scipy.special import stdtr, stdtrit

    level_of = _positive(mean, "antalet per tid")
    x, weight = np.asarray(design, dtype=np.float64), np.asarray(contrast, dtype=np.float64)
    if not -1 < correlation < 1:
        raise BadInput("Sambandet mellan en tid och nästa ligger mellan −1 och 1.")
    times, freedom = len(x), len(x) - x.shape[1]
    if freedom < 1:
        raise BadInput("Serien är för kort för modellen.")
    lag = np.abs(np.subtract.outer(np.arange(times), np.arange(times)))
    related = dispersion * correlation**lag if correlation else dispersion * np.eye(times)
    limit = float(stdtrit(freedom, 0.5 + level / 2))

    def power(change: float) -> float:
        expected = level_of * np.where(x[:, 1] > 0, change, 1.0)
        bread = np.linalg.inv((x * expected[:, None]).T @ x)
        root = x * np.sqrt(expected)[:, None]
        error = np.sqrt(weight @ bread @ (root.T @ related @ root) @ bread @ weight)
        away = np.log(change) / error
        return float(stdtr(freedom, away - limit) + stdtr(freedom, -away - limit))

    return _found(power, ratio, goal, level)


def _positive(value: float, what: str) -> float:
    if not np.isfinite(value) or value <= 0:
        raise BadInput(f"{value:g}: {what} är ett tal större än 0.")
    return float(value)


def _two_sided(away: float, level: float) -> float:
    """Return the probability that a normal statistic with mean `away` is outside the limits of no change."""
    from scipy.special import ndtr, ndtri

    limit = ndtri(0.5 + level / 2)
    return float(ndtr(away - limit) + ndtr(-away - limit))


def _conditional(before: float, after: float, share: float, level: float) -> float:
    """
    Return the power of the exact conditional test.

    Given their sum n, the later count is binomial; the test rejects outside the limits of Binomial(n, `share`), so the
    power is the mean over n of the two tails of Binomial(n, after / (before + after)).
    """
    from scipy.special import gammaln, xlogy
    from scipy.stats import binom

    total = before + after
    reach = 8 * np.sqrt(total) + 16
    n = np.arange(max(np.floor(total - reach), 0), np.ceil(total + reach) + 1)
    chance = np.exp(xlogy(n, total) - total - gammaln(n + 1))
    tail = (1 - level) / 2
    low, high = _limits(n, share, tail)
    true = after / total
    return float((chance * (binom.cdf(low, n, true) + binom.sf(high - 1, n, true))).sum())


def _limits(n: Floats, share: float, tail: float) -> tuple[Floats, Floats]:
    """Return the highest and the lowest count whose lower and upper tail is within `tail`; -1 and n + 1 where none."""
    from scipy.stats import binom

    low = binom.ppf(tail, n, share)
    low = np.where(binom.cdf(low, n, share) <= tail, low, low - 1)
    high = binom.isf(tail, n, share) + 1
    high = np.where(binom.sf(high - 2, n, share) <= tail, high - 1, high)
    return np.where(n > 0, low, -1.0), np.where(n > 0, high, n + 1)


def _found(power: Callable[[float], float], ratio: float, goal: float, level: float) -> Power:
    if not 0 < goal < 1 or not 0 < level < 1:
        raise BadInput("Nivå och önskad styrka ligger mellan 0 och 1.")
    _positive(ratio, "ändringen (1 är oförändrat)")
    return Power(
        ratio=ratio,
        power=power(ratio),
        decrease=_smallest(power, goal, np.linspace(0.999, 0.001, 999)),
        increase=_smallest(power, goal, np.geomspace(1.001, 100, 999)),
        goal=goal,
        level=level,
    )


def _smallest(power: Callable[[float], float], goal: float, ratios: Floats) -> float:
    """
    Return the first ratio whose power reaches the goal; NaN where none does.

    A coarse look from the smallest change outwards comes first, since so few events may be left after a large decrease
    that the power falls again; then halving.
    """
    coarse = np.linspace(0, len(ratios) - 1, COARSE).astype(int)
    reached = next((one for one in coarse if power(float(ratios[one])) >= goal), None)
    if reached is None:
        return float("nan")
    low, high = int(coarse[max(int(np.searchsorted(coarse, reached)) - 1, 0)]), int(reached)
    while low < high:
        middle = (low + high) // 2
        if power(float(ratios[middle])) >= goal:
            high = middle
        else:
            low = middle + 1
    return float(ratios[high])
