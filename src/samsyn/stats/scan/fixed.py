"""One cylinder that is already pointed out, set against other times: how likely is it to hold so many."""

from __future__ import annotations

from math import ceil

import numpy as np
from numpy.typing import ArrayLike

from samsyn.errors import BadInput
from samsyn.stats.scan.cylinders import CLOSE


def cylinder_tail(
    now: ArrayLike, before: ArrayLike, areas: ArrayLike, *, dispersion: float = 1.0
) -> tuple[float, float]:
    """
    Return how many events are expected now in some areas, and the chance of at least as many as there are.

    Parameters
    ----------
    now, before : array_like of int, shape (areas,)
        Events of each area in the span that is asked about, and in the spans that it is set against.
    areas : array_like of int
        Positions of the areas that are pointed out.
    dispersion : float
        How many times more counts vary than events that come one by one, at least 1; the excess is divided by its root.

    Returns
    -------
    expected, p : float
        Both given how many events each area has in all, and how many there are now in all; p is exact without
        dispersion, and 1 where there is no event.

    Raises
    ------
    BadInput
        If counts are no counts, or are not as many now as before, or the dispersion is below 1.

    Notes
    -----
    Where times are dealt out among the events (the permutation model of the scan), the number in a fixed cylinder is
    hypergeometric. Nothing is searched for, so nothing is adjusted for the search: areas that were chosen because they
    have many *now* get too small a p. It is meant as a second demand on what a scan has already found.

    References
    ----------
    M. Kulldorff et al. (2005), A space-time permutation scan statistic for disease outbreak detection, PLoS Medicine
    2(3), e59.

    Examples
    --------
    >>> expected, p = cylinder_tail([3, 1], [1, 5], [0])
    >>> expected, round(p, 4)
    (1.6, 0.119)
    """
    from scipy.stats import hypergeom  # noqa: PLC0415

    here, then = (np.asarray(one, dtype=np.float64).ravel() for one in (now, before))
    for given in (here, then):
        if not np.isfinite(given).all() or np.any(given < 0) or np.any(given != np.floor(given)):
            raise BadInput("Antalen ska vara hela tal från 0, ett för varje område.")
    if here.size != then.size:
        raise BadInput(f"Det finns {here.size} områden nu men {then.size} förut.")
    if not dispersion >= 1:
        raise BadInput("Spridningen kan inte vara mindre än 1.")
    chosen = np.unique(np.asarray(areas, dtype=np.int64))
    total, drawn = int((here + then).sum()), int(here.sum())
    marked = int((here + then)[chosen].sum())
    if not total:
        return 0.0, 1.0
    expected = drawn * marked / total
    over = (here[chosen].sum() - expected) / dispersion**0.5
    least = ceil(expected + over - CLOSE * max(expected, 1))
    return expected, float(min(hypergeom.sf(least - 1, total, marked, drawn), 1.0))
