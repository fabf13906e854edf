"""A count against the predictive distribution of the periods just before it, and of the same season."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.change import predictive
from samsyn.stats.change.result import Assessed, ChangeResult, Floats, Ints, read_assessed, read_counts

NOT_WHEN = (
    "Använd inte när antalen har en tydlig årsrytm eller varierar mer än Poisson: då larmar den för ofta."
)


def bayes(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    years_back: int = 0,
    half_window: int = 6,
    current_year: bool = True,
    frequency: int = 52,
    exposure: ArrayLike | None = None,
    level: float = 0.9,
) -> ChangeResult:
    """
    Judge counts by the predictive distribution of a Poisson count whose mean has Jeffreys' prior.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
        Events per period; NaN means missing and is left out.
    assessed : slice, int or array of int
        Time indices to judge.
    years_back : int, default 0
        Earlier years whose same season is used.
    half_window : int, default 6
        Periods just before the assessed one, and on both sides of the same period in earlier years.
    current_year : bool, default True
        Whether the periods just before are used.
    frequency : int, default 52
        Periods per year.
    exposure : array_like, shape (streams, times), optional
        What the counts are proportional to.
    level : float, default 0.9
        Of the central predictive range; a one-sided alarm at alpha has level 1 - 2 alpha.

    Returns
    -------
    ChangeResult
        A new count is negative binomial of size events + 1/2: above `high` is an alarm. `dispersion` is that
        of the predictive distribution; nothing is said (NaN) where no period lies in the baseline.

    Raises
    ------
    BadInput
        If a count is negative.

    Notes
    -----
    The counts are taken to be Poisson. Where they vary more, alarms come oftener than alpha says; use
    `short_history`, which asks the window how much they vary. R surveillance 1.20.3's `bayes` gives the same
    limits, and refuses where the baseline is cut short; here the periods that there are serve.

    References
    ----------
    .. [1] M. Höhle (2007), surveillance: an R package for the monitoring of infectious diseases,
       Computational Statistics 22(4), 571-582, section 3.1.
    .. [2] A. Gelman et al. (2013), Bayesian Data Analysis, 3rd ed., pp. 43-46.

    Examples
    --------
    >>> round(float(bayes([[9, 1, 2, 3, 1, 2, 3, 7]], assessed=7).expected[0, 0]), 2)
    2.08
    """
    array, units = read_counts(counts, exposure)
    when = read_assessed(assessed, array.shape[1])
    size = np.ones_like(array) if units is None else units
    events, offered, periods = (
        _summed(np.nan_to_num(values), when, years_back, half_window, current_year, frequency)
        for values in (array, np.where(np.isnan(array), 0.0, size), ~np.isnan(array))
    )
    observed, now = array[:, when], size[:, when]
    with np.errstate(divide="ignore", invalid="ignore"):
        expected = np.where((periods > 0) & ~np.isnan(observed), (events + 0.5) / offered * now, np.nan)
        spread = 1 + now / offered
    tail = (1 - level) / 2
    return ChangeResult(
        expected=expected,
        low=predictive.quantile(tail, expected, spread),
        high=predictive.quantile(1 - tail, expected, spread),
        p_above=predictive.at_least(observed, expected, spread),
        p_below=predictive.at_most(observed, expected, spread),
        dispersion=np.where(np.isnan(expected), np.nan, spread),
        history=periods.astype(np.int64),
        trend=np.full(expected.shape, np.nan),
        error=np.where(np.isnan(expected), np.nan, 1 / np.sqrt(events + 0.5)),
        not_when=NOT_WHEN,
    )


def _summed(
    values: ArrayLike, when: Ints, years_back: int, half_window: int, current_year: bool, frequency: int
) -> Floats:
    """Sum values over the baseline of each assessed time by running totals."""
    array = np.asarray(values, dtype=np.float64)
    running = np.concatenate([np.zeros((len(array), 1)), np.cumsum(array, axis=1)], axis=1)
    total = np.zeros((len(array), when.size))
    for year in range(years_back + 1):
        if year == 0 and not current_year:
            continue
        centre = when - year * frequency
        end = centre if year == 0 else centre + half_window + 1
        total += running[:, np.maximum(end, 0)] - running[:, np.maximum(centre - half_window, 0)]
    return total
