"""The profile of a wave: each dimension before the total, the lowest first."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from samsyn.methods.readiness.scores import Scores

LEAST_INTERVIEWS = 6
LEAST_SECTOR = 3
RESAMPLES = 2000
WHOLE = ("B", "C", "D", "E", "F")
"""The dimensions that both editions have."""


@dataclass(frozen=True, kw_only=True)
class DimensionScore:
    """
    One dimension.

    Parameters
    ----------
    score : Decimal
        Mean of the consensus over interviews, exact.
    stage : int
        The whole part of the score, never rounded up.
    low, high : float
        95 % percentile interval from drawing interviews anew; NaN with fewer than three.
    n : int
        Interviews that count.
    """

    dimension: str
    score: Decimal
    stage: int
    low: float
    high: float
    n: int
    least: Decimal
    most: Decimal


@dataclass(frozen=True, kw_only=True)
class Profile:
    """
    A wave's profile; `overall` is the mean of the dimensions and never shown without them.

    `doubts` are sentences for the reader, Swedish.
    """

    wave: str
    edition: str
    dimensions: tuple[DimensionScore, ...]
    overall: Decimal
    stage: int
    lowest: tuple[str, ...]
    highest: tuple[str, ...]
    interviews: int
    is_provisional: bool
    doubts: tuple[str, ...]
    reading: str = (
        "Läs dimensionerna först, den lägsta främst: där börjar arbetet. Stadiet är poängens heltalsdel, aldrig "
        "uppåt avrundad."
    )
    not_when: str = (
        "Jämför inte totaler mellan utgåvor med sex och fem dimensioner, eller mellan intervjuer och "
        "webbsvar."
    )


def profile(scores: Scores, *, rng: np.random.Generator, resamples: int = RESAMPLES) -> Profile:
    """
    Compute a wave's profile.

    Parameters
    ----------
    scores : Scores
        With at least one interview.
    rng : Generator
        For the intervals.
    resamples : int

    Returns
    -------
    Profile
        Dimension = mean of the consensus; overall = mean of the dimensions; stage = whole part.

    References
    ----------
    .. [1] Plested, Edwards & Jumper-Thurman (2006), Community Readiness: A Handbook for Successful Change, scoring
       sheet.
    """
    found = tuple(_dimension(scores, key, rng, resamples) for key in scores.dimensions)
    overall = sum((one.score for one in found), Decimal(0)) / len(found)
    least, most = min(one.score for one in found), max(one.score for one in found)
    return Profile(
        wave=scores.wave,
        edition=scores.edition,
        dimensions=found,
        overall=overall,
        stage=int(overall),
        lowest=tuple(one.dimension for one in found if one.score == least),
        highest=tuple(one.dimension for one in found if one.score == most),
        interviews=len(scores.interviews),
        is_provisional=scores.is_provisional,
        doubts=_doubts(scores, found),
    )


def sector_profiles(
    scores: Scores, *, rng: np.random.Generator, resamples: int = RESAMPLES
) -> dict[str, Profile | None]:
    """Return a profile for each sector; none where fewer than three were interviewed, since one could be recognised."""
    found: dict[str, Profile | None] = {}
    for sector in sorted(set(scores.sectors.values())):
        own = {name for name, theirs in scores.sectors.items() if theirs == sector}
        if len(own) < LEAST_SECTOR:
            found[sector] = None
            continue
        part = Scores(
            wave=scores.wave,
            dimensions=scores.dimensions,
            interviews=tuple(one for one in scores.interviews if one in own),
            raters=scores.raters,
            given={key: value for key, value in scores.given.items() if key[0] in own},
            consensus={key: value for key, value in scores.consensus.items() if key[0] in own},
            sectors={name: sector for name in own},
            mode=scores.mode,
        )
        found[sector] = profile(part, rng=rng, resamples=resamples)
    return found


def _dimension(scores: Scores, key: str, rng: np.random.Generator, resamples: int) -> DimensionScore:
    values = list(scores.settled(key).values())
    mean = sum(values, Decimal(0)) / len(values) if values else Decimal("NaN")
    low, high = mean_interval(values, rng, resamples)
    return DimensionScore(
        dimension=key,
        score=mean,
        stage=int(mean) if values else 0,
        low=low,
        high=high,
        n=len(values),
        least=min(values, default=mean),
        most=max(values, default=mean),
    )


def mean_interval(values: list[Decimal], rng: np.random.Generator, resamples: int) -> tuple[float, float]:
    """
    Return the 95 % percentile interval of a mean, interviews drawn anew; NaN with fewer than three.

    The same scores give the same interval in whatever order the interviews stand.
    """
    if len(values) < LEAST_SECTOR:
        return float("nan"), float("nan")
    given = np.sort([float(value) for value in values])
    means = given[rng.integers(len(given), size=(resamples, len(given)))].mean(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def _doubts(scores: Scores, found: tuple[DimensionScore, ...]) -> tuple[str, ...]:
    doubts = []
    if missing := [key for key in WHOLE if key not in scores.dimensions]:
        doubts.append(
            f"Poäng saknas i dimension {', '.join(missing)}: totalen är medelvärdet av de andra och säger inget om "
            "hela beredskapen."
        )
    if len(scores.interviews) < LEAST_INTERVIEWS:
        doubts.append(
            f"{len(scores.interviews)} intervjuer är få: metoden rekommenderar minst sex, och intervallen är för korta."
        )
    if scores.is_provisional:
        doubts.append(
            "Konsensus saknas: medelvärdet av bedömarna används så länge. Metoden räknar bara på konsensus."
        )
    elif uneven := [one.dimension for one in found if one.n < len(scores.interviews)]:
        doubts.append(f"Konsensus saknas för någon intervju i dimension {', '.join(uneven)}.")
    if len(scores.raters) < 2:
        doubts.append("Bara en bedömare: metoden kräver två som är oberoende av varandra.")
    return tuple(doubts)
