"""Counts before and after where something was done and where it was not: the weighted difference and quotient."""

from __future__ import annotations

from dataclasses import dataclass
from math import erfc, inf, isfinite, nan, sqrt

from samsyn.errors import BadInput

Pair = tuple[float, float]
NOTHING: Pair = (0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    A difference of changes, in events.

    Parameters
    ----------
    value, standard_error, low, high : float
    z, p : float
        Statistic and two-sided p-value of no difference; NaN and 1 where every count is zero.
    """

    value: float
    standard_error: float
    low: float
    high: float
    z: float
    p: float


@dataclass(frozen=True, kw_only=True)
class WeightedDifference:
    """
    What changed beyond the comparison, in events.

    Parameters
    ----------
    local : Difference
        Where something was done.
    displacement : Difference, optional
        Where it may have moved to.
    total : Difference
        Both together.
    expected : float
        The later count that the comparison gives reason to expect where something was done.
    """

    local: Difference
    displacement: Difference | None
    total: Difference
    expected: float
    reading: str = (
        "Talet är hur många fler (plus) eller färre (minus) händelser det blev än om ändringen hade varit lika "
        "stor som i jämförelsen."
    )
    not_when: str = (
        "Använd inte när perioderna är olika långa, när något antal är under 5, eller när jämförelsen har en helt "
        "annan nivå: då är lika många färre inte samma sak."
    )


def weighted_difference(
    control: Pair,
    treated: Pair,
    *,
    displacement: Pair | None = None,
    displacement_control: Pair | None = None,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> WeightedDifference:
    """
    Compute the weighted displacement difference (WDD).

    Parameters
    ----------
    control, treated : (float, float)
        Events before and after, over periods of equal length.
    displacement, displacement_control : (float, float), optional
        The same for the places that events may have moved to and for what these are compared with; both or none.
    dispersion : float, default 1
        How many times more the counts vary than Poisson, as known from longer series.
    level : float, default 0.95

    Returns
    -------
    WeightedDifference

    Raises
    ------
    BadInput
        If a count is negative or not whole, only one of the two displacement pairs is given, or the dispersion is
        not positive.

    Notes
    -----
    The counts are taken as independent, and the variance of the difference as their sum times the dispersion. With
    counts that vary more than that the interval is too short.

    References
    ----------
    .. [1] A. P. Wheeler & J. H. Ratcliffe (2018), A simple weighted displacement difference test to evaluate
       place based crime interventions, Crime Science 7:11, eqs. 1-3.

    Examples
    --------
    >>> found = weighted_difference((308, 318), (207, 110))
    >>> found.local.value, round(found.local.standard_error, 2)
    (-107.0, 30.71)
    """
    if (displacement is None) != (displacement_control is None):
        raise BadInput("Området dit händelser kan ha flyttat behöver en egen jämförelse, och tvärtom.")
    pairs = [control, treated, displacement or NOTHING, displacement_control or NOTHING]
    control, treated, moved, moved_control = (pair_of(pair) for pair in pairs)
    local = change(treated) - change(control)
    moved_by = change(moved) - change(moved_control)
    if not 0 < dispersion < inf:
        raise BadInput("Spridningen är ett tal större än 0; 1 är slumpens.")
    variances = dispersion * sum(control + treated), dispersion * sum(moved + moved_control)
    return WeightedDifference(
        local=_difference(local, variances[0], level),
        displacement=None if displacement is None else _difference(moved_by, variances[1], level),
        total=_difference(local + moved_by, sum(variances), level),
        expected=treated[0] + change(control),
    )


def pair_of(pair: Pair) -> Pair:
    """
    Return two counts as floats.

    Raises
    ------
    BadInput
        If one is not a whole number from 0.
    """
    before, after = (float(count) for count in pair)
    if not all(isfinite(one) and one >= 0 and one == int(one) for one in (before, after)):
        raise BadInput(f"{pair[0]:g},{pair[1]:g}: antalen före och efter är hela tal, minst 0.")
    return before, after


def change(pair: Pair) -> float:
    """Return after less before."""
    return pair[1] - pair[0]


def _difference(value: float, variance: float, level: float) -> Difference:
    from scipy.special import ndtri

    error = sqrt(variance)
    reach = float(ndtri(0.5 + level / 2)) * error
    z = value / error if error > 0 else nan
    return Difference(
        value=value,
        standard_error=error,
        low=value - reach,
        high=value + reach,
        z=z,
        p=erfc(abs(z) / sqrt(2)) if error > 0 else 1.0,
    )


@dataclass(frozen=True, kw_only=True)
class Quotient:
    """
    Change in the places around, weighed against the change where something was done.

    Parameters
    ----------
    value : float
        NaN where it has no meaning.
    success : float
        Change of the treated share of the control; the quotient has a meaning only where it is negative.
    around : float
        Change of the share around.
    """

    value: float
    success: float
    around: float
    reading: str = (
        "Över 1: det minskade mer runt omkring än på platsen. 0 till 1: nyttan spred sig. −1 till 0: något "
        "flyttade, men mindre än det som vanns. Under −1: mer flyttade än vad som vanns."
    )
    not_when: str = (
        "Kvoten har ingen osäkerhet och betyder något bara om det minskade på platsen mot jämförelsen. Visa "
        "den viktade skillnaden med intervall bredvid."
    )


def displacement_quotient(treated: Pair, around: Pair, control: Pair) -> Quotient:
    """
    Compute the weighted displacement quotient (WDQ).

    Parameters
    ----------
    treated, around, control : (float, float)
        Events before and after where something was done, around it, and in the comparison.

    Returns
    -------
    Quotient
        NaN where the comparison has no event in a period, or nothing fell against the comparison.

    Raises
    ------
    BadInput
        If a count is negative or not whole.

    References
    ----------
    .. [1] K. J. Bowers & S. D. Johnson (2003), Measuring the geographical displacement and diffusion of benefit
       effects of crime prevention activity, Journal of Quantitative Criminology 19(3), 275-301.

    Examples
    --------
    >>> round(displacement_quotient((100, 60), (100, 90), (100, 100)).value, 2)
    0.25
    """
    a, b, c = pair_of(treated), pair_of(around), pair_of(control)
    if 0 in c:
        return Quotient(value=nan, success=nan, around=nan)
    success, moved = a[1] / c[1] - a[0] / c[0], b[1] / c[1] - b[0] / c[0]
    value = moved / success if success < 0 else nan
    return Quotient(value=value if abs(value) < inf else nan, success=success, around=moved)
