"""Differences of two estimates of which only value and limits are known."""

from __future__ import annotations

from math import sqrt

from scipy.stats import norm

from samsyn.errors import BadInput

Limits = tuple[float, float, float]
"""Value, low, high."""


def recovered_difference(one: Limits, other: Limits) -> Limits:
    """
    Return the difference between two independent estimates, from their values and limits alone.

    Parameters
    ----------
    one, other : tuple of float
        Value, low, high; the same unit and the same confidence level.

    Returns
    -------
    tuple of float
        Value, low and high of `one` minus `other`, at the same level.

    Raises
    ------
    BadInput
        If a value lies outside its own limits, or is not a number.

    Notes
    -----
    The method of variance estimates recovery: each limit is as far from the difference as the two nearest limits are
    from their values, added in squares. The limits may be uneven. It assumes that the two are independent.

    References
    ----------
    .. [1] G. Y. Zou & A. Donner (2008), Construction of confidence limits about effect measures: a general approach,
       Statistics in Medicine 27(10), 1693-1702 (eq. 3).
    .. [2] R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, Statistics in
       Medicine 17(8), 873-890 (method 10, which this is for Wilson's limits).

    Examples
    --------
    >>> value, low, high = recovered_difference((5.0, 4.0, 6.0), (2.0, 1.0, 3.0))
    >>> round(value, 3), round(low, 3), round(high, 3)
    (3.0, 1.586, 4.414)
    """
    for value, low, high in (one, other):
        if not low <= value <= high:  # false for what is not a number too
            raise BadInput("Ett värde ligger utanför sin egen osäkerhet.")
    value = one[0] - other[0]
    below = sqrt((one[0] - one[1]) ** 2 + (other[2] - other[0]) ** 2)
    above = sqrt((one[2] - one[0]) ** 2 + (other[0] - other[1]) ** 2)
    return value, value - below, value + above


def widened(given: Limits, *, level: float, to: float) -> Limits:
    """
    Return an estimate with its limits at another confidence level.

    Parameters
    ----------
    given : tuple of float
        Value, low, high.
    level, to : float
        Confidence level of the limits, and the wanted one, between 0 and 1.

    Raises
    ------
    BadInput
        If a level is not between 0 and 1.

    Notes
    -----
    Each side is stretched as a normal distribution's would be: an approximation, used to allow for many comparisons.

    Examples
    --------
    >>> value, low, high = widened((10.0, 8.04, 11.96), level=0.95, to=0.99)
    >>> round(low, 2), round(high, 2)
    (7.42, 12.58)
    """
    if not (0 < level < 1 and 0 < to < 1):
        raise BadInput("En konfidensgrad ligger mellan 0 och 1.")
    times = float(norm.ppf((1 + to) / 2) / norm.ppf((1 + level) / 2))
    value, low, high = given
    return value, value - times * (value - low), value + times * (high - value)
