"""Rounding, and what two releases give away together."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from samsyn.disclosure.tables import THRESHOLD


def rounded(counts: Any, *, base: int = 5) -> np.ndarray[Any, Any]:
    """
    Round counts to the nearest multiple of a base, halves up.

    Parameters
    ----------
    counts : array_like of int
    base : int

    Notes
    -----
    Sums must be rounded from the true sums, not added up from rounded parts.
    """
    return np.asarray((np.asarray(counts, dtype=np.int64) * 2 + base) // (2 * base) * base)


@dataclass(frozen=True, kw_only=True)
class Revealed:
    """What two releases give away together: which figure, the amount, and why, one Swedish sentence."""

    key: Hashable
    amount: float
    why: str


def differences(
    old: Mapping[Any, float | None], new: Mapping[Any, float | None], *, threshold: int = THRESHOLD
) -> tuple[Revealed, ...]:
    """
    Return what a new release reveals together with an old one about the same table.

    Parameters
    ----------
    old, new : mapping
        Key → count as shown; none where withheld. Keys must mean the same in both.
    threshold : int
        Smallest count that is shown.
    """
    found: list[Revealed] = []
    for key in [key for key in old if key in new]:
        before, after = old[key], new[key]
        if before is None and after is not None:
            found.append(Revealed(key=key, amount=after, why="Antalet visades inte i den förra upplagan."))
        elif after is None and before is not None:
            found.append(Revealed(key=key, amount=before, why="Antalet visades i den förra upplagan."))
        elif before is not None and after is not None and 0 < abs(after - before) < threshold:
            why = f"Skillnaden mot den förra upplagan är mindre än {threshold}."
            found.append(Revealed(key=key, amount=after - before, why=why))
    return tuple(found)
