"""
How readings of an indicator's areas and periods become one figure: the only place where they are added up.

A reading that is missing is never zero, a stock is never added up over time, and a share is made anew from its parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from samsyn.errors import BadInput
from samsyn.period import Period


class Kind(StrEnum):
    """What kind of figure an indicator is."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"
    MEAN = "mean"

    @property
    def word(self) -> str:
        """The same in Swedish."""
        return KINDS[self]


class Adding(StrEnum):
    """How readings become one."""

    SUM = "sum"
    WEIGHTED = "weighted"
    LAST = "last"
    NONE = "none"

    @property
    def word(self) -> str:
        """The same in Swedish."""
        return WAYS[self]


KINDS = {
    Kind.FLOW: "antal under en period",
    Kind.STOCK: "läge vid en tidpunkt",
    Kind.SHARE: "andel",
    Kind.MEAN: "medelvärde",
}
WAYS = {
    Adding.SUM: "läggs ihop",
    Adding.WEIGHTED: "räknas om ur täljare och nämnare",
    Adding.LAST: "det senaste gäller",
    Adding.NONE: "läggs inte ihop",
}
OVER_TIME = {
    Kind.FLOW: (Adding.SUM, Adding.NONE),
    Kind.STOCK: (Adding.LAST, Adding.NONE),
    Kind.SHARE: (Adding.WEIGHTED, Adding.LAST, Adding.NONE),
    Kind.MEAN: (Adding.WEIGHTED, Adding.LAST, Adding.NONE),
}
OVER_AREAS = {
    Kind.FLOW: (Adding.SUM, Adding.NONE),
    Kind.STOCK: (Adding.SUM, Adding.NONE),
    Kind.SHARE: (Adding.WEIGHTED, Adding.NONE),
    Kind.MEAN: (Adding.WEIGHTED, Adding.NONE),
}
RATIOS = (Kind.SHARE, Kind.MEAN)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    How the readings of an indicator become one.

    Parameters
    ----------
    kind : Kind
    over_time, over_areas : Adding

    Raises
    ------
    BadInput
        If the kind of figure cannot be added up so.
    """

    kind: Kind
    over_time: Adding
    over_areas: Adding

    def __post_init__(self) -> None:
        for way, allowed, what in (
            (self.over_time, OVER_TIME[self.kind], "perioder"),
            (self.over_areas, OVER_AREAS[self.kind], "områden"),
        ):
            if way not in allowed:
                ways = " eller ".join(f"”{one.word}”" for one in allowed)
                raise BadInput(f"För {self.kind.word} över {what} går det att välja {ways}.")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """
    One figure of one area and period.

    Parameters
    ----------
    area : str
        Key; empty for the whole.
    period : Period
    value : float
        Of flows and stocks; of shares and means what they are a share of goes into `part` and `whole` instead.
    part, whole : float

    Raises
    ------
    BadInput
        If there is neither a value nor a part with its whole, or a figure is not finite.
    """

    area: str
    period: Period
    value: float | None = None
    part: float | None = None
    whole: float | None = None

    def __post_init__(self) -> None:
        given = [one for one in (self.value, self.part, self.whole) if one is not None]
        if not all(isfinite(one) for one in given):
            raise BadInput("En avläsning är ett vanligt tal.")
        if self.value is None and (self.part is None or self.whole is None):
            raise BadInput("En avläsning är ett värde, eller en täljare och en nämnare.")
        if self.whole is not None and self.whole <= 0:
            raise BadInput("Nämnaren är större än 0. Finns inget att dela med finns ingen avläsning.")


@dataclass(frozen=True, kw_only=True)
class Added:
    """
    A figure, and what it rests on.

    Parameters
    ----------
    value : float, optional
        None where something is missing, or where the figures are not added up.
    part, whole : float, optional
        What a share or mean was made of.
    so_far : float, optional
        The sum or share of what there is, where something is missing.
    n : int
        Readings that were used.
    missing : tuple of str
        Where and when a reading is missing, Swedish.
    why_not : str
        Why there is no value though nothing is missing.
    """

    value: float | None
    n: int
    part: float | None = None
    whole: float | None = None
    so_far: float | None = None
    missing: tuple[str, ...] = ()
    why_not: str = ""


def check_readings(rule: Rule, readings: Iterable[Reading]) -> None:
    """
    Check that readings can be added up.

    Raises
    ------
    BadInput
        If two readings of an area have days in common (as a month and the quarter around it), if a share lacks its
        denominator, or if readings of the whole stand beside readings of areas.
    """
    by_area: dict[str, list[Reading]] = {}
    for one in readings:
        by_area.setdefault(one.area, []).append(one)
        if rule.kind in RATIOS and one.whole is None:
            raise BadInput(
                f"{one.period.label}: skriv täljare och nämnare. Ett färdigt tal går inte att lägga ihop med andra."
            )
        if rule.kind not in RATIOS and one.value is None:
            raise BadInput(f"{one.period.label}: skriv ett värde.")
    if "" in by_area and len(by_area) > 1:
        raise BadInput(
            "Avläsningar för hela kommunen och för områden kan inte blandas: något skulle räknas två gånger."
        )
    for found in by_area.values():
        ordered = sorted(found, key=lambda one: one.period.start)
        for before, after in zip(ordered, ordered[1:], strict=False):
            if after.period.start < before.period.end:
                raise BadInput(
                    f"{before.period.label} och {after.period.label} har dagar gemensamt: inget räknas två gånger."
                )


def add_up(rule: Rule, readings: Sequence[Reading], *, within: Period, areas: Sequence[str] = ("",)) -> Added:
    """
    Make one figure of the readings of areas within a period.

    Parameters
    ----------
    rule : Rule
    readings : sequence of Reading
        Those in force: a reading that has been corrected is not among them.
    within : Period
        Readings that reach outside are not used.
    areas : sequence of str
        The areas that the figure is about; each must have its readings.

    Returns
    -------
    Added
        The value is None where any of the areas lacks a reading of any day of the period (flows, shares and means over
        time) or of the same last period (stocks). What is missing is said, and what there is stands in `so_far`.

    Raises
    ------
    BadInput
        As `check_readings`; or an area is named twice, or none is.

    Examples
    --------
    >>> from samsyn.period import parse
    >>> rule = Rule(kind=Kind.SHARE, over_time=Adding.WEIGHTED, over_areas=Adding.WEIGHTED)
    >>> half = Reading(area="", period=parse("2026-01"), part=1, whole=2)
    >>> most = Reading(area="", period=parse("2026-02"), part=90, whole=98)
    >>> add_up(rule, [half, most], within=parse("2026-01-01..2026-03-01")).value
    0.91
    """
    if not areas or len(set(areas)) < len(areas):
        raise BadInput("Räkna på minst ett område, och varje område en gång.")
    mine = [one for one in readings if one.area in set(areas)]
    check_readings(rule, mine)
    used = [one for one in mine if one.period.start >= within.start and one.period.end <= within.end]
    by_area = {
        area: sorted((one for one in used if one.area == area), key=lambda one: one.period.start)
        for area in areas
    }
    chosen = {area: found[-1:] if rule.over_time is Adding.LAST else found for area, found in by_area.items()}
    missing = _unlike_ends(chosen) if rule.over_time is Adding.LAST else _gaps(by_area, within)
    every = [one for found in chosen.values() for one in found]
    why_not = _refused(rule, chosen)
    part, whole, total = _total(rule, every)
    held = total if every and not why_not else None
    return Added(
        value=None if missing else held,
        so_far=held if missing else None,
        part=part,
        whole=whole,
        n=len(every),
        missing=tuple(missing),
        why_not=why_not,
    )


def _total(rule: Rule, every: Sequence[Reading]) -> tuple[float | None, float | None, float | None]:
    if not every:
        return None, None, None
    if rule.kind in RATIOS:
        part, whole = sum(one.part or 0.0 for one in every), sum(one.whole or 0.0 for one in every)
        return part, whole, part / whole
    return None, None, float(sum(one.value or 0.0 for one in every))


def _refused(rule: Rule, chosen: dict[str, list[Reading]]) -> str:
    if rule.over_areas is Adding.NONE and len(chosen) > 1:
        return "Områdena läggs inte ihop för den här indikatorn."
    if rule.over_time is Adding.NONE and any(len(found) > 1 for found in chosen.values()):
        return "Perioderna läggs inte ihop för den här indikatorn."
    return ""


def _gaps(by_area: dict[str, list[Reading]], within: Period) -> list[str]:
    """Return the spans that no reading speaks of."""
    told = []
    for area, found in by_area.items():
        day = within.start
        for start, end in [*((one.period.start, one.period.end) for one in found), (within.end, within.end)]:
            if start > day:
                told.append(_said(area, Period(start=day, end=start)))
            day = end
    return told


def _unlike_ends(chosen: dict[str, list[Reading]]) -> list[str]:
    """Return the areas whose last reading is older than that of others: their stock is not known at the same time."""
    ends = {area: found[0].period for area, found in chosen.items() if found}
    if not ends:
        return ["Det finns ingen avläsning."]
    last = max(ends.values(), key=lambda one: one.end)
    return [_said(area, last) for area in chosen if area not in ends or ends[area].end != last.end]


def _said(area: str, period: Period) -> str:
    return f"{area}: {period.label}" if area else period.label
