"""Before and after, of the same persons: how many moved, and whether more moved up than down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

from samsyn.errors import BadInput

FEW = 6
"""With fewer that moved, the sign test cannot reach 5 %."""


@dataclass(frozen=True, kw_only=True)
class PairedChange:
    """
    Two waves of the same persons.

    Parameters
    ----------
    up, down, same : int
    p : float
        Exact sign test, two-sided, of those who moved; 1 where nobody did.
    word : str
        Swedish.
    """

    pairs: int
    up: int
    down: int
    same: int
    p: float
    word: str
    reading: str = "Besked ges bara när fler rör sig åt ett håll än slumpen ger (tvåsidigt teckentest, 5 %)."
    not_when: str = "Använd inte när svaren inte kan paras ihop: jämför då fördelningarna, med försiktighet."


def paired_change(before: Sequence[float | None], after: Sequence[float | None]) -> PairedChange:
    """
    Compare answers of the same persons before and after.

    Parameters
    ----------
    before, after : sequence of float or None, same length
        In the same order; pairs with a missing answer are left out.

    References
    ----------
    .. [1] W. J. Dixon & A. M. Mood (1946), The statistical sign test, J. American Statistical Association 41, 557-566.
    """
    if len(before) != len(after):
        raise BadInput("Före och efter ska ha svar från samma personer i samma ordning.")
    pairs = [(b, a) for b, a in zip(before, after, strict=True) if b is not None and a is not None]
    up, down = sum(a > b for b, a in pairs), sum(a < b for b, a in pairs)
    moved, least = up + down, min(up, down)
    tail = sum(comb(moved, k) for k in range(least + 1)) / 2**moved
    p = min(1.0, 2 * tail) if moved else 1.0
    word = "kan inte skiljas från slump"
    if p < 0.05:
        word = "ökat" if up > down else "minskat"
    elif moved < FEW:
        word = "för få rörde sig för att säga något"
    return PairedChange(pairs=len(pairs), up=up, down=down, same=len(pairs) - moved, p=p, word=word)
