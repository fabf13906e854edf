"""Times as whole microseconds, checked before anything is counted."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from samsyn.errors import BadInput

DAY_US = 86_400_000_000


def microseconds(time: ArrayLike) -> NDArray[np.int64]:
    """
    Return times as whole microseconds.

    Parameters
    ----------
    time : array_like, shape (events,)
        datetime64, or numbers of days.

    Raises
    ------
    BadInput
        If a time is missing or no number.

    Examples
    --------
    >>> microseconds([0.5]).tolist()
    [43200000000]
    """
    given = np.asarray(time).ravel()
    if given.dtype.kind == "M":
        if np.isnat(given).any():
            raise BadInput("Minst en tid saknas; ta bort händelser utan känd tid först.")
        return given.astype("datetime64[us]").astype(np.int64)
    number = given.astype(np.float64)
    if not np.isfinite(number).all():
        raise BadInput("Minst en tid är inget tal; ta bort händelser utan känd tid först.")
    return np.rint(number * DAY_US).astype(np.int64)
