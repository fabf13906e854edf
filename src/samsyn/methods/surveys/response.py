"""How many answered, and what those who did not could have changed."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from samsyn.errors import BadInput
from samsyn.stats.proportion import wilson

Interval = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Response:
    """
    The response.

    Parameters
    ----------
    invited, answered : int
    rate : float
        From 0 to 1.
    wilson : (float, float)
        95 %, which has a meaning only where those invited are a sample.
    """

    invited: int
    answered: int
    rate: float
    wilson: Interval


def response(answered: int, invited: int) -> Response:
    """
    Return the response rate.

    Raises
    ------
    BadInput
        If nobody was invited, or more answered than were.
    """
    if invited < 1:
        raise BadInput(f"Antalet inbjudna är {invited}: det ska vara minst 1.")
    if answered > invited:
        raise BadInput(f"{answered} har svarat men bara {invited} är inbjudna: kontrollera antalet.")
    return Response(
        invited=invited, answered=answered, rate=answered / invited, wilson=_wilson(answered, invited)
    )


def nonresponse_bounds(hits: int, answered: int, population: int) -> Interval:
    """
    Return the share if all the silent had answered otherwise, and if all had answered so.

    References
    ----------
    .. [1] C. F. Manski (1989), Anatomy of the selection problem, Journal of Human Resources 24(3), 343-360.
    """
    return hits / population, (hits + population - answered) / population


def finite_interval(hits: int, answered: int, population: int, z: float = 1.959963984540054) -> Interval:
    """
    Return a 95 % interval for a sample drawn from a finite population: Wilson with the population correction.

    Its half width is Wilson's with n replaced by n (N − 1) / (N − n); where everybody answered the share is exact.

    References
    ----------
    .. [1] W. G. Cochran (1977), Sampling Techniques, 3rd ed., section 3.6 (finite population correction).
    """
    if not answered:
        return 0.0, 1.0
    share = hits / answered
    if answered >= population:
        return share, share
    n = answered * (population - 1) / (population - answered)
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return max(0.0, centre - half), min(1.0, centre + half)


def _wilson(hits: int, n: int) -> Interval:
    low, high = wilson(hits, n)
    return float(low), float(high)


def sample_interval(hits: int, answered: int) -> Interval:
    """Return Wilson's 95 % interval; 0 to 1 where nobody answered."""
    return _wilson(hits, answered) if answered else (0.0, 1.0)
