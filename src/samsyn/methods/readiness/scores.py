"""Scores of interviews, checked: between 1 and 9, in quarter points, one for each rater, interview and dimension."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from samsyn.errors import BadInput

LOWEST, HIGHEST, STEP = Decimal(1), Decimal(9), Decimal("0.25")
DIFFERS = Decimal(1)
"""From this difference between two scorers a written reason for the consensus is asked for."""


@dataclass(frozen=True, kw_only=True)
class Score:
    """What one rater gave one interview in one dimension; `consensus` is what both agreed on, where they have."""

    interview: str
    dimension: str
    rater: str
    value: Decimal
    wave: str = ""
    consensus: Decimal | None = None
    sector: str = ""
    mode: str = ""


@dataclass(frozen=True, kw_only=True)
class Scores:
    """
    One wave.

    Parameters
    ----------
    wave : str
    dimensions, interviews, raters : tuple of str
        That occur, in alphabetical order.
    given : mapping of (interview, dimension, rater) to Decimal
    consensus : mapping of (interview, dimension) to Decimal
        Only what was agreed on; see `provisional`.
    sectors : mapping of interview to str
    """

    wave: str
    dimensions: tuple[str, ...]
    interviews: tuple[str, ...]
    raters: tuple[str, ...]
    given: dict[tuple[str, str, str], Decimal]
    consensus: dict[tuple[str, str], Decimal]
    sectors: dict[str, str]
    mode: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether no consensus is stated, so that the mean of the raters stands in for it."""
        return not self.consensus

    @property
    def edition(self) -> str:
        """ "six" with dimension A, "five" without."""
        return "six" if "A" in self.dimensions else "five"

    def settled(self, dimension: str) -> dict[str, Decimal]:
        """Return the score of each interview that counts in a dimension: consensus, else the mean while provisional."""
        if not self.is_provisional:
            return {
                i: self.consensus[i, dimension] for i in self.interviews if (i, dimension) in self.consensus
            }
        found: dict[str, Decimal] = {}
        for interview in self.interviews:
            values = [
                self.given[interview, dimension, rater]
                for rater in self.raters
                if (interview, dimension, rater) in self.given
            ]
            if values:
                found[interview] = sum(values, Decimal(0)) / len(values)
        return found

    def reasons_needed(self) -> tuple[tuple[str, str], ...]:
        """Return interviews and dimensions where the raters differ by a point or more: there the consensus says why."""
        found = []
        for interview in self.interviews:
            for dimension in self.dimensions:
                values = [v for (i, d, _), v in self.given.items() if (i, d) == (interview, dimension)]
                if len(values) > 1 and max(values) - min(values) >= DIFFERS:
                    found.append((interview, dimension))
        return tuple(found)


def check_value(value: Decimal) -> None:
    """
    Refuse what is no score.

    Raises
    ------
    BadInput
        If it lies outside 1–9, or between quarter points.
    """
    if not LOWEST <= value <= HIGHEST:
        raise BadInput(f"{value}: en poäng ligger mellan 1 och 9.")
    if value % STEP:
        raise BadInput(f"{value}: poäng sätts i kvartssteg, till exempel 3,25.")


def gather(scores: Iterable[Score]) -> dict[str, Scores]:
    """
    Gather scores by wave.

    Raises
    ------
    BadInput
        If a score is no score, is given twice, or rows of one interview and dimension state different consensus; and if
        answers from interviews and from web forms stand in one wave, since the latter come out systematically higher.

    References
    ----------
    .. [1] P. Kostadinov et al. (2015), Online versus telephone interviews for Community Readiness, BMC Public Health
       15:657.
    """
    waves: dict[str, list[Score]] = {}
    for score in scores:
        check_value(score.value)
        if score.consensus is not None:
            check_value(score.consensus)
        waves.setdefault(score.wave, []).append(score)
    return {wave: _wave(wave, rows) for wave, rows in waves.items()}


def _wave(wave: str, rows: list[Score]) -> Scores:
    given: dict[tuple[str, str, str], Decimal] = {}
    consensus: dict[tuple[str, str], Decimal] = {}
    sectors: dict[str, str] = {}
    for row in rows:
        key = (row.interview, row.dimension, row.rater)
        if key in given:
            raise BadInput(
                f"Intervju {row.interview}, dimension {row.dimension}: {row.rater} har satt poäng två gånger."
            )
        given[key] = row.value
        if row.consensus is not None:
            agreed = consensus.setdefault(key[:2], row.consensus)
            if agreed != row.consensus:
                raise BadInput(
                    f"Intervju {row.interview}, dimension {row.dimension}: två olika konsensuspoäng, {agreed} och "
                    f"{row.consensus}."
                )
        if row.sector and sectors.setdefault(row.interview, row.sector) != row.sector:
            raise BadInput(f"Intervju {row.interview} står i två sektorer.")
    modes = sorted({row.mode for row in rows if row.mode})
    if len(modes) > 1:
        raise BadInput(
            "Intervjuer och webbsvar blandas inte i en mätning: webbsvar blir systematiskt högre. "
            f"Här finns {', '.join(modes)}."
        )
    return Scores(
        wave=wave,
        dimensions=tuple(sorted({row.dimension for row in rows})),
        interviews=tuple(sorted({row.interview for row in rows})),
        raters=tuple(sorted({row.rater for row in rows})),
        given=given,
        consensus=consensus,
        sectors=sectors,
        mode=modes[0] if modes else "",
    )
