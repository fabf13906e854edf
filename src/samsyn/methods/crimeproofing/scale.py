"""
What several assessors say of a risk, put beside each other: whole steps of the scale, never an average.

The product of likelihood and consequence orders risks; it is no amount. So it only gives a level, and what is shown is
both steps, the level, and how far apart the assessors are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samsyn.errors import BadInput
from samsyn.instruments.crimeproofing import ProofInstrument, RiskLevel

APART = 2
"""From how many levels between assessors the risk is to be talked over before anything is decided."""


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """One assessor's view: likelihood, and the consequence in each dimension."""

    likelihood: int
    consequence: Mapping[str, int]

    @property
    def worst(self) -> int:
        """The largest consequence, which counts."""
        return max(self.consequence.values())


@dataclass(frozen=True, kw_only=True)
class Spread:
    """
    The middle step and the outermost ones.

    Of an even number the higher of the two in the middle is taken: no step is made that nobody chose.
    """

    middle: int
    low: int
    high: int

    def __str__(self) -> str:
        return str(self.middle) if self.low == self.high else f"{self.middle} ({self.low}–{self.high})"


@dataclass(frozen=True, kw_only=True)
class Weighed:
    """
    What the assessors say together.

    Parameters
    ----------
    assessors : int
    likelihood, consequence : Spread
        Each by itself.
    level : RiskLevel
        The middle of the assessors' own levels; a proposal to people.
    lowest, highest : RiskLevel
        The outermost levels.
    apart : bool
        Whether those are `APART` levels from each other or more.
    """

    assessors: int
    likelihood: Spread
    consequence: Spread
    level: RiskLevel
    lowest: RiskLevel
    highest: RiskLevel
    apart: bool


def level_of(product: int, instrument: ProofInstrument) -> RiskLevel:
    """
    Return the level of a product of likelihood and consequence.

    Raises
    ------
    BadInput
        If the product is outside the scale.
    """
    if not 1 <= product <= instrument.levels[-1].most:
        raise BadInput(f"Produkten {product} ligger utanför skalan 1–{instrument.levels[-1].most}.")
    return next(one for one in instrument.levels if product <= one.most)


def middle(values: Sequence[int]) -> int:
    """Return the middle value, the higher of two; one of those given."""
    return sorted(values)[len(values) // 2]


def weigh(judgements: Sequence[Judgement], instrument: ProofInstrument) -> Weighed:
    """
    Put the assessors' views together.

    Parameters
    ----------
    judgements : sequence of Judgement
        At least one, in any order.
    instrument : ProofInstrument

    Raises
    ------
    BadInput
        If there is none, or one lies outside the scale.
    """
    if not judgements:
        raise BadInput("Ingen har bedömt risken.")
    steps = len(instrument.likelihood)
    for one in judgements:
        if not all(1 <= value <= steps for value in (one.likelihood, *one.consequence.values())):
            raise BadInput(f"Sannolikhet och konsekvens ska vara 1–{steps}.")
    places = [_place(one, instrument) for one in judgements]
    levels = instrument.levels
    return Weighed(
        assessors=len(judgements),
        likelihood=_spread([one.likelihood for one in judgements]),
        consequence=_spread([one.worst for one in judgements]),
        level=levels[middle(places)],
        lowest=levels[min(places)],
        highest=levels[max(places)],
        apart=max(places) - min(places) >= APART,
    )


def _place(one: Judgement, instrument: ProofInstrument) -> int:
    return instrument.levels.index(level_of(one.likelihood * one.worst, instrument))


def _spread(values: Sequence[int]) -> Spread:
    return Spread(middle=middle(values), low=min(values), high=max(values))
