"""Farrington's methods: a week against the same season of earlier years."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samsyn.stats.change import fit as model
from samsyn.stats.change.assess import Options, assess
from samsyn.stats.change.design import design
from samsyn.stats.change.judgement import Threshold
from samsyn.stats.change.result import Assessed, ChangeResult, read_assessed, read_counts

NOT_WHEN = "Använd inte med mindre än två års historia (pröva bayes) eller över ett avbrott i källan."
ORIGINAL_NOT_WHEN = (
    "Använd hellre farrington-flexible: metoden från 1996 finns för jämförelse och larmar för ofta."
)
CHUNK = 256  # streams at a time, so that a week's arrays stay in the cache
COMPILED_FROM = 5000  # streams x assessed times from which loading the compiler pays


def farrington_flexible(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    frequency: int = 52,
    years_back: int = 5,
    half_window: int = 3,
    periods: int = 10,
    weights_threshold: float = 2.58,
    excluded_recent: int = 26,
    exposure: ArrayLike | None = None,
    trend_p: float = 1.0,
    level: float = 0.95,
    threshold: Threshold | None = None,
    compat: Literal["surveillance"] | None = None,
) -> ChangeResult:
    """
    Judge counts against what season, trend and earlier years lead one to expect, for many streams at once.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
        Events per week (or month). NaN means missing: never read as zero, and left out of the baseline.
    assessed : slice, int or array of int
        The time indices to judge.
    frequency : int, default 52
        Times per year.
    years_back : int, default 5
        Earlier years in the baseline; where there are fewer, those that there are.
    half_window : int, default 3
        Weeks on both sides of the same week in earlier years that count as the same season.
    periods : int, default 10
        Seasons of a year, the window included; 1 uses the windows only.
    weights_threshold : float, default 2.58
        Anscombe residuals above this are weighed down as past outbreaks; infinity turns it off.
    excluded_recent : int, default 26
        Weeks just before the assessed one that are left out, so that a slow rise does not hide itself.
    exposure : array_like, shape (streams, times), optional
        What the counts are proportional to (inhabitants, open hours). Zero or NaN: the week says nothing.
    trend_p : float, default 1.0
        A trend is kept when its p-value is below this: 1 always (Noufaily), 0.05 (Farrington 1996), 0 never.
        It also needs three years of history and may not expect more than was ever seen.
    level : float, default 0.95
        Of the central predictive range; a one-sided alarm at alpha has level 1 - 2 alpha.
    threshold : {"predictive", "negative_binomial", "mean_uncertain", "two_thirds"}, optional
        How the range is made. "predictive" (default): negative binomial whose variance is phi mu plus that of
        the estimated mean. "negative_binomial" (default in compatibility mode): variance phi mu.
        "mean_uncertain": as that one, around the confidence limits of the mean. "two_thirds": normal in the
        power 2/3 (Farrington 1996).
    compat : "surveillance", optional
        Repeat R surveillance 1.20.3, its standard errors after reweighting included, and without the rule for
        few events.

    Returns
    -------
    ChangeResult
        Shape (streams, assessed). phi is never below 1: counts are at least as variable as Poisson counts.

    Raises
    ------
    BadInput
        If a count is negative.

    Notes
    -----
    Few events: where the baseline of the season holds fewer than 5 events, its mean comes from Jeffreys'
    prior, (events + 1/2) / exposure, without trend; for phi = 1 the predictive distribution is then exactly
    the negative binomial of the Poisson-gamma model. An area in which nothing ever happened is thus expected
    to have nearly nothing, a first event is unusual but possible, and no p-value is zero.

    The standard errors of the peer are wrong after reweighting (its prior weights replace the working
    weights); here they are right unless `compat` asks otherwise.

    References
    ----------
    .. [1] A. Noufaily, D. G. Enki, C. P. Farrington, P. Garthwaite, N. Andrews & A. Charlett (2013), An
       improved algorithm for outbreak detection in multiple surveillance systems, Statistics in Medicine
       32(7), 1206-1222.
    .. [2] C. P. Farrington, N. J. Andrews, A. D. Beale & M. A. Catchpole (1996), A statistical algorithm for
       the early detection of outbreaks of infectious disease, JRSS A 159(3), 547-563.
    .. [3] M. Salmon, D. Schumacher & M. Höhle (2016), Journal of Statistical Software 70(10), 1-35.

    Examples
    --------
    >>> found = farrington_flexible([[4] * 311 + [20]], assessed=-1)
    >>> round(float(found.expected[0, 0]), 2), bool(found.high[0, 0] < 20)
    (4.0, True)
    """
    options = Options(
        weights_threshold=weights_threshold,
        trend_p=trend_p,
        level=level,
        threshold=threshold or ("negative_binomial" if compat else "predictive"),
        peer="flexible" if compat == "surveillance" else "",
        compiled=False,
    )
    layout = Layout(frequency, years_back, half_window, periods, excluded_recent)
    return _over_times(counts, exposure, assessed, layout, options, NOT_WHEN)


def farrington_original(
    counts: ArrayLike,
    *,
    assessed: Assessed,
    frequency: int = 52,
    years_back: int = 5,
    half_window: int = 3,
    exposure: ArrayLike | None = None,
    level: float = 0.95,
    compat: Literal["surveillance"] | None = None,
) -> ChangeResult:
    """
    Judge counts as Farrington, Andrews, Beale & Catchpole did in 1996, for comparison with other systems.

    Parameters
    ----------
    counts, assessed, frequency, years_back, half_window, exposure
        As in `farrington_flexible`; only the weeks around the same week of earlier years count.
    level : float, default 0.95
        Of the central range; both tails, so an alarm at alpha (the paper's and R's) has level 1 - alpha.
    compat : "surveillance", optional
        Repeat R surveillance 1.20.3's `farrington`: no rule for few events, and the trend is tested with a
        dispersion that may be below 1.

    Returns
    -------
    ChangeResult
        Shape (streams, assessed), by the 2/3 power. The method has known faults, which is why it was revised:
        every residual above 1 is weighed down, so that limits are too low, and the seasons' ends are not used.

    Raises
    ------
    BadInput
        If a count is negative.

    References
    ----------
    .. [1] C. P. Farrington, N. J. Andrews, A. D. Beale & M. A. Catchpole (1996), A statistical algorithm for
       the early detection of outbreaks of infectious disease, JRSS A 159(3), 547-563.
    .. [2] A. Noufaily et al. (2013), Statistics in Medicine 32(7), 1206-1222, section 2 (the faults).
    """
    options = Options(
        weights_threshold=1.0,
        trend_p=0.05,
        level=level,
        threshold="two_thirds",
        peer="original" if compat == "surveillance" else "",
        compiled=False,
    )
    layout = Layout(frequency, years_back, half_window, 1, half_window)
    return _over_times(counts, exposure, assessed, layout, options, ORIGINAL_NOT_WHEN)


class Layout(NamedTuple):
    """The arguments of `design` that are the same for every assessed time."""

    frequency: int
    years_back: int
    half_window: int
    periods: int
    excluded_recent: int


def _over_times(
    counts: ArrayLike,
    exposure: ArrayLike | None,
    assessed: Assessed,
    layout: Layout,
    options: Options,
    not_when: str,
) -> ChangeResult:
    """Judge one assessed time after the other: the baseline is the same for all streams."""
    array, units = read_counts(counts, exposure)
    when = read_assessed(assessed, array.shape[1])
    options = replace(options, compiled=array.shape[0] * when.size >= COMPILED_FROM)
    result = ChangeResult.unknown(array.shape[0], when.size, not_when=not_when)
    present = np.where(np.isnan(array), 0.0, 1.0)
    filled = np.nan_to_num(array)
    power = np.cbrt(filled) ** 2
    for column, time in enumerate(when):
        plan = design(int(time), **layout._asdict())
        for first in range(0, array.shape[0], CHUNK):
            rows = slice(first, first + CHUNK)
            base = model.Baseline(
                plan=plan,
                counts=filled[rows, plan.weeks],
                power=power[rows, plan.weeks],
                used=present[rows, plan.weeks],
                exposure=None if units is None else units[rows, plan.weeks],
            )
            now = None if units is None else units[rows, time]
            assess(result, rows, column, array[rows, time], base, now, options)
    return result
