"""Rates made comparable: standardised for who lives there, and drawn towards the whole where little was counted."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.rate.interval import Floats, events_of


class Standardised(NamedTuple):
    """Standardised rates with their intervals; arrays of shape (groups,)."""

    rate: Floats
    low: Floats
    high: Floats


def standardised(
    count: ArrayLike, exposure: ArrayLike, standard: ArrayLike, *, level: float = 0.95
) -> Standardised:
    """
    Standardise rates directly: what each group's rate would be with the standard's mixture of strata.

    Parameters
    ----------
    count, exposure : array_like, shape (groups, strata)
        Events and what they are divided by, e.g. inhabitants of an age.
    standard : array_like, shape (strata,)
        How much of the standard population each stratum is, in any unit.
    level : float, default 0.95

    Returns
    -------
    Standardised
        Rates per unit of exposure with the gamma interval of Fay & Feuer, which holds for few events. A group
        without exposure in a stratum that the standard has cannot be standardised: NaN.

    Raises
    ------
    BadInput
        If something is negative, or the standard is empty.

    References
    ----------
    .. [1] M. P. Fay & E. J. Feuer (1997), Confidence intervals for directly standardized rates: a method based
       on the gamma distribution, Statistics in Medicine 16(7), 791-801, equations 2-5.
    """
    from scipy.special import gammaincinv

    events = np.atleast_2d(events_of(count))
    units = np.broadcast_to(events_of(exposure, "Befolkningen (eller tiden)"), events.shape)
    share = events_of(standard, "Standardbefolkningen")
    if not share.sum() > 0:
        raise BadInput("Standardbefolkningen är tom: det finns inget att standardisera mot.")
    with np.errstate(divide="ignore", invalid="ignore"):
        weight = np.where(share > 0, share / share.sum() / units, 0.0)
        weight = np.where(np.isfinite(weight), weight, np.nan)
        rate = (weight * events).sum(axis=1)
        variance = (weight**2 * events).sum(axis=1)
        most = weight.max(axis=1)
        tail = (1 - level) / 2
        shape = np.where(rate > 0, rate**2 / variance, 1.0)
        low = np.where(rate > 0, gammaincinv(shape, tail) * variance / rate, rate)
        one_more, spread = rate + most, variance + most**2
        high = gammaincinv(one_more**2 / spread, 1 - tail) * spread / one_more
    return Standardised(rate=rate, low=low, high=high)


def smoothed(count: ArrayLike, exposure: ArrayLike) -> Floats:
    """
    Draw rates towards the rate of all, the more the less each rests on.

    Parameters
    ----------
    count, exposure : array_like, shape (areas,)
        Events and what they are divided by. NaN, and no exposure, are left out.

    Returns
    -------
    ndarray, shape (areas,)
        Rates per unit of exposure: the rate of all where the areas differ no more than chance makes them, and
        for an area without exposure.

    Raises
    ------
    BadInput
        If a count or an exposure is negative.

    Notes
    -----
    An area's rate is weighed by a / (a + m / exposure), where m is the rate of all and a the variance between
    areas, by moments; never below 0. For maps of small areas; not for telling areas apart.

    References
    ----------
    .. [1] R. J. Marshall (1991), Mapping disease and mortality rates using empirical Bayes estimators, Applied
       Statistics 40(2), 283-294, section 2.
    """
    events, units = np.broadcast_arrays(events_of(count), events_of(exposure, "Befolkningen (eller tiden)"))
    used = ~np.isnan(events) & (np.nan_to_num(units) > 0)
    if not used.any():
        return np.full(events.shape, np.nan)
    total = units[used].sum()
    whole = events[used].sum() / total
    rate = np.divide(events, units, out=np.full(events.shape, whole), where=used)
    between = (units[used] * (rate[used] - whole) ** 2).sum() / total - whole / (total / used.sum())
    between = max(between, 0.0)
    chance = np.divide(whole, units, out=np.ones(events.shape), where=used)
    trust = np.divide(between, between + chance, out=np.zeros(events.shape), where=between + chance > 0)
    return np.asarray(whole + np.where(used, trust, 0.0) * (rate - whole))
