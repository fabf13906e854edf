"""What a method of change detection answers, and the reading of its input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Assessed = slice | int | ArrayLike
READING = (
    "Ett larm betyder att antalet är större än det brukar kunna bli av en slump; det är en fråga, inget svar."
)


@dataclass(frozen=True)
class ChangeResult:
    """
    What was expected of each assessed count, and how unusual it is. All arrays have the shape (streams,
    assessed).

    Parameters
    ----------
    expected : ndarray
        Expected count; NaN where nothing can be said (no history, no count, no exposure).
    low, high : ndarray
        Central predictive range: a count above `high` or below `low` is outside it.
    p_above, p_below : ndarray
        Probability of a count at least as large, and of one at least as small, when nothing has changed.
    dispersion : ndarray
        Variance of a count divided by its mean; 1 is Poisson.
    history : ndarray of int
        The number of earlier periods that the expected count rests on.
    trend : ndarray
        Change of the logarithm of the expected count per period; NaN where no trend is used.
    error : ndarray
        Standard error of the logarithm of the expected count.
    reading, not_when : str
        How to read the answer, and when not to use the method: Swedish.
    """

    expected: Floats
    low: Floats
    high: Floats
    p_above: Floats
    p_below: Floats
    dispersion: Floats
    history: Ints
    trend: Floats
    error: Floats
    reading: str = READING
    not_when: str = ""

    @classmethod
    def unknown(cls, streams: int, assessed: int, *, not_when: str = "") -> ChangeResult:
        """Return a result that says nothing, to be filled in."""
        shape = (streams, assessed)
        names = ("expected", "low", "high", "p_above", "p_below", "dispersion", "trend", "error")
        unknown = {name: np.full(shape, np.nan) for name in names}
        return cls(history=np.zeros(shape, dtype=np.int64), reading=READING, not_when=not_when, **unknown)


def read_counts(counts: ArrayLike, exposure: ArrayLike | None = None) -> tuple[Floats, Floats | None]:
    """Return counts and exposure as (streams, times); what is missing or unexposed is NaN in the counts."""
    array = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    if array.ndim != 2:
        raise ValueError(f"counts have the shape (streams, times), not {array.shape}")
    if np.any(array < 0):
        raise BadInput("Antalet händelser kan inte vara negativt.")
    if np.any(np.isinf(array)):
        raise BadInput("Antalet händelser kan inte vara oändligt.")
    array = np.where(np.isfinite(array), array, np.nan)
    if exposure is None:
        return array, None
    units = np.broadcast_to(np.asarray(exposure, dtype=np.float64), array.shape)
    usable = np.isfinite(units) & (units > 0)
    return np.where(usable, array, np.nan), np.where(usable, units, 1.0)


def read_assessed(assessed: Assessed, times: int) -> Ints:
    """Return the assessed time indices, counted from the start."""
    if isinstance(assessed, slice):
        return np.arange(times)[assessed]
    wanted = np.atleast_1d(np.asarray(assessed, dtype=np.int64))
    if np.any((wanted < -times) | (wanted >= times)):
        raise ValueError(f"assessed times must lie in 0..{times - 1}")
    return np.where(wanted < 0, wanted + times, wanted)


def enough_events(
    counts: ArrayLike, *, assessed: Assessed, events: int = 5, periods: int = 4
) -> NDArray[np.bool_]:
    """
    Say where the last periods hold enough events for an alarm to be worth anybody's time.

    Parameters
    ----------
    counts : array_like, shape (streams, times)
    assessed : slice, int or array of int
        Time indices.
    events, periods : int
        At least `events` during the assessed period and the ones before it, `periods` in all.

    Returns
    -------
    ndarray of bool, shape (streams, assessed)

    References
    ----------
    .. [1] C. P. Farrington et al. (1996), A statistical algorithm for the early detection of outbreaks of
       infectious disease, JRSS A 159(3), 547-563: fewer than 5 in the past 4 weeks gives no
       alarm.

    Examples
    --------
    >>> enough_events([[0, 1, 0, 2], [2, 1, 3, 2]], assessed=-1).ravel().tolist()
    [False, True]
    """
    array, _ = read_counts(counts)
    when = read_assessed(assessed, array.shape[1])
    total = np.concatenate([np.zeros((array.shape[0], 1)), np.cumsum(np.nan_to_num(array), axis=1)], axis=1)
    return np.asarray(total[:, when + 1] - total[:, np.maximum(when + 1 - periods, 0)] >= events)
