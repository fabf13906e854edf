"""
Two waves compared, where they can be.

A second measurement is worth its name only if the work had a chance to reach those who are asked, and the
organisation is still the same. So five questions must be answered first; where they say no, the comparison is
refused in the words that the programme itself used, and what to do instead is named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from samsyn.cycle import Refusal
from samsyn.methods.readiness.scores import Scores

RESAMPLES = 4000
QUESTIONS = ("reach", "turnover", "reorganisation", "vacancy", "other_initiatives")


class Code(StrEnum):
    """Why two waves are not compared."""

    UNANSWERED = "validity_unanswered"
    NOT_RELEVANT = "not_relevant"
    ACTIVITY_LEVEL = "activity_level_more_relevant"
    OTHER_EDITION = "other_edition"
    OTHER_MODE = "other_mode"
    NO_COMMON_DIMENSION = "no_common_dimension"


@dataclass(frozen=True, kw_only=True)
class Validity:
    """Answers to the five questions; empty where not answered. The keys are those of the instrument's options."""

    reach: str = ""
    turnover: str = ""
    reorganisation: str = ""
    vacancy: str = ""
    other_initiatives: str = ""

    @property
    def unanswered(self) -> tuple[str, ...]:
        """Questions without an answer."""
        return tuple(name for name in QUESTIONS if not getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class DimensionChange:
    """
    How one dimension has changed; `word` is "ökat", "minskat" or "kan inte skiljas från slump".

    `low` and `high` are a 95 % percentile interval from drawing the interviews of each wave anew.
    """

    dimension: str
    before: float
    after: float
    change: float
    low: float
    high: float
    word: str


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two waves: changes, or a refusal with its code; doubts are for the reader whatever is said."""

    before: str
    after: str
    changes: tuple[DimensionChange, ...]
    refusal: Refusal | None
    code: Code | None
    doubts: tuple[str, ...]
    reading: str = "En ändring räknas bara när hela intervallet ligger på ena sidan om noll."
    not_when: str = "Jämför inte när nyckelpersoner bytts ut eller arbetet bara nått en liten grupp."


def compare(
    before: Scores,
    after: Scores,
    validity: Validity,
    *,
    rng: np.random.Generator,
    resamples: int = RESAMPLES,
) -> Compared:
    """
    Compare two waves, or refuse.

    Parameters
    ----------
    before, after : Scores
    validity : Validity
        All five answered, or the comparison is refused.
    rng : Generator
    resamples : int

    Returns
    -------
    Compared
    """
    if refused := _refusal(before, after, validity):
        code, why = refused
        refusal = Refusal(key="readiness_change", what="Förändringen mellan mätningarna", why=why)
        return Compared(
            before=before.wave,
            after=after.wave,
            changes=(),
            refusal=refusal,
            code=code,
            doubts=_doubts(validity),
        )
    common = [key for key in before.dimensions if key in after.dimensions]
    changes = tuple(_change(key, before, after, rng, resamples) for key in common)
    return Compared(
        before=before.wave,
        after=after.wave,
        changes=changes,
        refusal=None,
        code=None,
        doubts=_doubts(validity),
    )


TEXTS: Mapping[Code, str] = {
    Code.UNANSWERED: "Frågorna om giltighet är inte besvarade: räckvidd, personalomsättning, omorganisation, "
    "vakans och andra initiativ. Utan dem går det inte att säga vad en ändring beror på.",
    Code.NOT_RELEVANT: "Uppföljningen är inte relevant: arbetet avgränsades till en liten grupp, och metoden "
    "mäter hur mycket det har spridits i organisationen. Följ upp det som gruppen gjorde i stället.",
    Code.ACTIVITY_LEVEL: "En uppföljning av varje aktivitet är mer relevant: nyckelpersoner har bytts ut eller "
    "organisationen gjorts om, så mätningarna beskriver inte samma organisation.",
    Code.OTHER_EDITION: "Mätningarna har olika utgåvor, med sex och fem dimensioner.",
    Code.OTHER_MODE: "Den ena mätningen är gjord som intervjuer och den andra som webbsvar, som blir "
    "systematiskt högre.",
    Code.NO_COMMON_DIMENSION: "Mätningarna har ingen dimension gemensam.",
}


def _refusal(before: Scores, after: Scores, validity: Validity) -> tuple[Code, str] | None:
    conditions = {
        Code.OTHER_EDITION: before.edition != after.edition,
        Code.OTHER_MODE: before.mode != after.mode,
        Code.NO_COMMON_DIMENSION: not set(before.dimensions) & set(after.dimensions),
        Code.UNANSWERED: bool(validity.unanswered),
        Code.NOT_RELEVANT: validity.reach == "small_group",
        Code.ACTIVITY_LEVEL: validity.turnover == "key_persons" or validity.reorganisation == "major",
    }
    return next(((code, TEXTS[code]) for code, holds in conditions.items() if holds), None)


def _doubts(validity: Validity) -> tuple[str, ...]:
    said = {
        "Arbetet nådde bara en del av organisationen.": validity.reach == "part",
        "Några nyckelpersoner har bytts ut.": validity.turnover == "some",
        "Organisationen har gjorts om i mindre delar.": validity.reorganisation == "minor",
        "Projektledaren har saknats en tid.": validity.vacancy in ("short", "long"),
        "Andra initiativ med samma mål har pågått samtidigt: ändringen kan bero på dem.": (
            validity.other_initiatives == "yes"
        ),
    }
    return tuple(text for text, holds in said.items() if holds)


def _change(
    key: str, before: Scores, after: Scores, rng: np.random.Generator, resamples: int
) -> DimensionChange:
    old = np.sort([float(value) for value in before.settled(key).values()])
    new = np.sort([float(value) for value in after.settled(key).values()])
    low, high = _interval(old, new, rng, resamples)
    change = float(new.mean() - old.mean())
    word = "ökat" if low > 0 else "minskat" if high < 0 else "kan inte skiljas från slump"
    return DimensionChange(
        dimension=key,
        before=float(old.mean()),
        after=float(new.mean()),
        change=change,
        low=low,
        high=high,
        word=word,
    )


def _interval(
    old: np.ndarray, new: np.ndarray, rng: np.random.Generator, resamples: int
) -> tuple[float, float]:
    if min(len(old), len(new)) < 3:
        return float("-inf"), float("inf")
    drawn = [wave[rng.integers(len(wave), size=(resamples, len(wave)))].mean(axis=1) for wave in (old, new)]
    low, high = np.quantile(drawn[1] - drawn[0], [0.025, 0.975])
    return float(low), float(high)
