"""Figures of several municipalities beside each other, from what they have shared and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from samsyn.programme.shared_figures import SharedFigure
from samsyn.stats.recovered import Limits, recovered_difference, widened

LEVEL = 0.95


class Why(StrEnum):
    """Why figures are not compared; the codes never change meaning."""

    ALONE = "too_few"
    COUNT = "not_comparable"
    VERSION = "version"
    EDITION = "edition"
    PERIOD = "period"
    UNIT = "unit"
    LEVEL = "level"
    ASKED = "asked"
    SENDER = "sender"
    MODE = "mode"


TEXTS = {
    Why.ALONE: "Bara en kommun i gruppen har delat siffran.",
    Why.COUNT: "Siffran jämförs inte mellan kommuner.",
    Why.VERSION: "Kommunerna har räknat med olika versioner av metoden.",
    Why.EDITION: "Kommunerna har använt olika utgåvor av instrumentet eller lägesbilden.",
    Why.PERIOD: "Siffrorna gäller olika perioder.",
    Why.UNIT: "Siffrorna har olika enheter.",
    Why.ASKED: "Kommunerna har inte frågat om samma sak.",
    Why.SENDER: "Det är inte samma avsändare som har frågat.",
    Why.MODE: "Svaren har inte kommit in på samma sätt.",
    Why.LEVEL: "Osäkerheten är angiven med olika konfidensgrad.",
}


ASKING = (Why.ASKED, Why.SENDER, Why.MODE)
"""What a measurement is about, who asked and how: texts of people, the same but for case, spaces and a last dot."""


@dataclass(frozen=True, kw_only=True)
class Sharer:
    """Who has shared a figure; only those of the same group are compared."""

    name: str
    figure: SharedFigure
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two municipalities: the first minus the second, with limits that allow for all comparisons of the group."""

    first: str
    second: str
    difference: float
    low: float
    high: float

    @property
    def differs(self) -> bool:
        """Whether no difference lies outside the limits."""
        return not self.low <= 0 <= self.high


@dataclass(frozen=True, kw_only=True)
class Beside:
    """
    One kind of figure in one group of municipalities.

    Parameters
    ----------
    sharers : tuple of Sharer
        In the order of their names: never of their values.
    pairs : tuple of Pair
        Empty where they are not compared; `refused` then says why, in code, and `why` in Swedish.
    """

    key: str
    label: str
    category: str
    group: str
    sharers: tuple[Sharer, ...]
    pairs: tuple[Pair, ...] = ()
    refused: Why | None = None
    why: str = ""

    @property
    def sentence(self) -> str:
        """What the comparison says, one Swedish sentence."""
        if self.refused is not None:
            return f"Jämförs inte. {self.why}"
        apart = [one for one in self.pairs if one.differs]
        if not apart:
            return "Skillnaderna är inte större än vad slumpen kan ge."
        said = "; ".join(
            f"{one.first} har {'högre' if one.difference > 0 else 'lägre'} värde än {one.second}"
            for one in apart
        )
        return f"Säkra skillnader, med hänsyn till antalet jämförelser: {said}."


def beside(shared: Iterable[Sharer]) -> tuple[Beside, ...]:
    """
    Put shared figures of the same kind beside each other, in fair groups, and compare where that is fair.

    Parameters
    ----------
    shared : iterable of Sharer
        The figures; those of one kind have the same method, key and category.

    Returns
    -------
    tuple of Beside
        By label, category and group. Where a municipality has shared several periods the newest common to all in the
        group is taken, else its newest.

    Notes
    -----
    Refused with a reason where what was asked, who asked or how answers came in differ (then with what each has), where
    the method's version, edition, period, unit or level differ, where the method says that the figure is not compared,
    and where fewer than two have shared it. Differences are recovered from values and
    limits (Zou & Donner); with m pairs each is drawn at the level 1 - 0.05 / m (Bonferroni), so that no ranking comes
    of chance. Nothing is ranked.
    """
    kinds: dict[tuple[str, ...], list[Sharer]] = {}
    for one in shared:
        kind = (one.figure.title, one.figure.category, one.group, one.figure.method, one.figure.key)
        kinds.setdefault(kind, []).append(one)
    return tuple(_beside(kind, kinds[kind]) for kind in sorted(kinds))


def _beside(kind: tuple[str, ...], given: list[Sharer]) -> Beside:
    label, category, group, _method, key = kind
    kept = tuple(_one_each(given))
    refused = _refusal(kept)
    alone = next((one.figure.why_alone for one in kept if one.figure.why_alone), "")
    return Beside(
        key=key,
        label=label,
        category=category,
        group=group,
        sharers=kept,
        pairs=() if refused else _pairs(kept),
        refused=refused,
        why="" if refused is None else alone if refused is Why.COUNT else _in_words(refused, kept),
    )


def _in_words(refused: Why, kept: Sequence[Sharer]) -> str:
    """Return a reason; where the circumstances of asking differ, with what each has."""
    if refused not in ASKING:
        return TEXTS[refused]
    own = (f"{one.name}: {getattr(one.figure, refused.value) or 'ej angivet'}".rstrip(".") for one in kept)
    return f"{TEXTS[refused]} {'; '.join(own)}."


def _same(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


def _one_each(given: Sequence[Sharer]) -> list[Sharer]:
    """Return one figure of each municipality: of the newest period that all have, else each its newest."""
    own: dict[str, dict[str, Sharer]] = {}
    for one in given:
        own.setdefault(one.name, {})[one.figure.period] = one
    common = set.intersection(*(set(periods) for periods in own.values()))
    return [own[name][max(common or own[name])] for name in sorted(own)]


def _refusal(kept: Sequence[Sharer]) -> Why | None:
    figures = [one.figure for one in kept]
    for why in ASKING:
        if len({_same(getattr(one, why.value)) for one in figures}) > 1:
            return why
    if any(one.why_alone for one in figures):
        return Why.COUNT
    if len(kept) < 2:
        return Why.ALONE
    for name, why in (
        ("version", Why.VERSION),
        ("edition", Why.EDITION),
        ("period", Why.PERIOD),
        ("unit", Why.UNIT),
        ("level", Why.LEVEL),
    ):
        if len({getattr(one, name) for one in figures}) > 1:
            return why
    return None


def _pairs(kept: Sequence[Sharer]) -> tuple[Pair, ...]:
    pairs = list(combinations(kept, 2))
    to = 1 - (1 - LEVEL) / len(pairs)
    return tuple(_pair(first, second, to) for first, second in pairs)


def _pair(first: Sharer, second: Sharer, to: float) -> Pair:
    difference, low, high = recovered_difference(_limits(first.figure, to), _limits(second.figure, to))
    return Pair(first=first.name, second=second.name, difference=difference, low=low, high=high)


def _limits(one: SharedFigure, to: float) -> Limits:
    return widened((one.value, one.low, one.high), level=one.level, to=to)
