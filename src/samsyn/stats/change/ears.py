"""EARS C1, C2 and C3 as published: a count against the mean and standard deviation of the periods just before."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.change.result import Assessed, ChangeResult, Floats, Ints, read_assessed, read_counts

NOT_WHEN = "Använd inte när antalen är små eller har en tydlig årsrytm: då larmar EARS oftare än nivån säger."
LAG = {"C1": 0, "C2": 2, "C3": 2}
LIMIT = {"C1": 3.0, "C2": 3.0, "C3": 2.0}


def ears(
    counts: ArrayLike,
    *,
    variant: Literal["C1", "C2", "C3"] = "C1",
    baseline: int = 7,
    assessed: Assessed,
    limit: float | None = None,
    compat: Literal["surveillance"] | None = None,
) -> ChangeResult:
    """
    Compare counts with a short window before them, by EARS.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
    variant : {"C1", "C2", "C3"}
        C1 uses the periods just before; C2 leaves the last two out, so that a slow outbreak does not raise
        its own limit; C3 sums what the period and the two before it exceeded one standard deviation by.
    baseline : int, default 7
        Number of periods in the window, at least 3.
    assessed : slice, int or array of int
        Time indices.
    limit : float, optional
        Standard deviations that make an alarm: 3 for C1 and C2, 2 for C3 unless given.
    compat : "surveillance", optional
        Let C3 be as in R surveillance 1.20.3, which leaves the assessed period itself out of the sum.

    Returns
    -------
    ChangeResult
        Above `high` is an alarm. `p_above` and `p_below` are the normal tails of the statistic, nominal only:
        for small counts EARS alarms far oftener than that; use `short_history`. A window without a whole
        baseline says nothing (NaN).

    References
    ----------
    .. [1] L. Hutwagner, W. Thompson, G. M. Seeman & T. Treadwell (2003), The bioterrorism preparedness and
       response Early Aberration Reporting System (EARS), Journal of Urban Health 80(2, suppl. 1), i89-i96.
    .. [2] M. Salmon, D. Schumacher & M. Höhle (2016), Monitoring count time series in R: aberration detection
       in public health surveillance, Journal of Statistical Software 70(10), 1-35 (formulas).

    Examples
    --------
    >>> found = ears([[1, 2, 3, 4, 5, 6, 7, 12]], assessed=7)
    >>> float(found.expected[0, 0]), round(float(found.high[0, 0]), 2)
    (4.0, 10.48)
    """
    from scipy.special import ndtr

    if baseline < 3:
        raise ValueError("an EARS baseline holds at least 3 periods")
    array, _ = read_counts(counts)
    when = read_assessed(assessed, array.shape[1])
    stop = LIMIT[variant] if limit is None else limit
    mean, deviation = _window(array, when, baseline, LAG[variant])
    observed = array[:, when]
    score = _score(observed, mean, deviation)
    high, statistic = mean + stop * deviation, score
    if variant == "C3":
        carried = np.zeros_like(score)
        for back in (1, 2):
            before = _score(_take(array, when - back), *_window(array, when - back, baseline, LAG[variant]))
            carried += np.maximum(before - 1, 0)
        statistic = carried if compat else carried + np.maximum(score - 1, 0)
        with np.errstate(invalid="ignore"):  # no deviation at all and an infinite sum
            if compat:
                high = np.maximum(observed + deviation * (stop - carried), 0.0)
            else:
                high = np.where(carried > stop, 0.0, mean + deviation * (1 + stop - carried))
    with np.errstate(divide="ignore", invalid="ignore"):
        dispersion = np.where(mean > 0, deviation**2 / mean, np.nan)
        error = np.where(mean > 0, deviation / mean / np.sqrt(baseline), np.nan)
    return ChangeResult(
        expected=mean,
        low=np.maximum(mean - stop * deviation, 0),
        high=high,
        p_above=ndtr(-statistic),
        p_below=ndtr(statistic),
        dispersion=dispersion,
        history=np.where(np.isnan(mean), 0, baseline).astype(np.int64),
        trend=np.full(mean.shape, np.nan),
        error=error,
        not_when=NOT_WHEN,
    )


def _take(array: Floats, when: Ints) -> Floats:
    return np.where(when >= 0, array[:, np.maximum(when, 0)], np.nan)


def _window(array: Floats, when: Ints, baseline: int, lag: int) -> tuple[Floats, Floats]:
    """Mean and standard deviation of the `baseline` periods that end `lag` before each time."""
    past = when[:, None] - lag - np.arange(1, baseline + 1)
    values = _take(array, past.ravel()).reshape(array.shape[0], *past.shape)
    return values.mean(axis=2), values.std(axis=2, ddof=1)


def _score(observed: Floats, mean: Floats, deviation: Floats) -> Floats:
    """Standard deviations above the mean; with no deviation at all any excess is infinite."""
    with np.errstate(divide="ignore", invalid="ignore"):
        score = (observed - mean) / deviation
    return np.where((deviation == 0) & (observed == mean), 0.0, score)
