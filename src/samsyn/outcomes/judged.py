"""What every design answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from samsyn.cycle import Estimate
from samsyn.outcomes.verdict import Verdict

MARGIN = 0.2
"""Changes of less than a fifth are taken as too small to matter where nobody has said otherwise."""
FEW = 5
"""Counts below this make intervals that rest on normal approximation unreliable."""


Found = TypeVar("Found")


@dataclass(frozen=True, kw_only=True)
class Judged(Generic[Found]):
    """
    An effect with its verdict.

    Parameters
    ----------
    design : str
        "weighted_difference", "interrupted", "difference", "synthetic" or "before_after".
    estimate : Estimate
        The effect, and the interval that the verdict rests on.
    interval : str
        Which interval that is.
    verdict : Verdict
    found : object
        Everything that was computed.
    """

    design: str
    estimate: Estimate
    interval: str
    verdict: Verdict
    found: Found
