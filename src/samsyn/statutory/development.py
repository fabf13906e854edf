"""Development over time from published pictures: which may be compared, and what the difference says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from samsyn.cycle import format_number
from samsyn.period import format_date
from samsyn.statutory.facts import UsedPicture

PREFERRED = ("tertial", "quarter", "month", "term", "year", "week")
LONG = 3  # pictures of a kind that are enough to tell a development without the shorter kind


@dataclass(frozen=True, kw_only=True)
class Step:
    """A picture against the one before it: either what the difference is, or why none is told."""

    picture: UsedPicture
    before: UsedPicture | None
    refused: str
    low: float | None = None
    high: float | None = None
    ratio: float | None = None

    @property
    def said(self) -> str:
        """The difference in words."""
        if self.before is None:
            return "första perioden"
        if self.refused:
            return f"jämförs inte: {self.refused}"
        if self.low is None or self.high is None:
            return "inga händelser i någon av perioderna"
        if self.ratio is None:
            return "kan vara slump: från inga alls" if self.low <= 1 else "fler: från inga alls"
        span = f"{format_number(self.low, 2)}–{format_number(self.high, 2)}"
        if self.low <= 1 <= self.high:
            return f"kan vara slump: {format_number(self.ratio, 2)} gånger så många per dag ({span})"
        word = "fler" if self.ratio > 1 else "färre"
        return f"{word}: {format_number(self.ratio, 2)} gånger så många per dag ({span})"


def why_not(before: UsedPicture, after: UsedPicture) -> str:
    """
    Return why two pictures are not compared, as the end of a sentence; empty where they may be.

    They must be of one method, one kind of period and the same sources, follow each other without overlap, and no
    source may have a break after the first day of the earlier one and up to the last day of the later.

    Examples
    --------
    >>> from datetime import date
    >>> one = UsedPicture(key="a", title="A", method="x", kind="tertial", period="T1", start=date(2026, 1, 1),
    ...                   end=date(2026, 5, 1), sources=("Rapporter",))
    >>> two = UsedPicture(key="b", title="B", method="x", kind="tertial", period="T2", start=date(2026, 5, 1),
    ...                   end=date(2026, 9, 1), sources=("Rapporter", "Larm"))
    >>> why_not(one, two)
    'underlaget är ett annat (Larm och Rapporter mot Rapporter)'
    """
    if before.method != after.method:
        return "metoden är en annan"
    if before.kind != after.kind:
        return "perioderna är olika långa slag"
    if set(before.sources) != set(after.sources):
        return f"underlaget är ett annat ({_names(after.sources)} mot {_names(before.sources)})"
    if after.start < before.end:
        return "perioderna går in i varandra"
    for day, what in sorted({*before.breaks, *after.breaks}):
        if before.start < day < after.end:
            return f"källan har ett brott {format_date(day)} ({what.rstrip('.')})"
    return ""


def _names(names: Sequence[str]) -> str:
    *first, last = sorted(set(names)) or ["inget angivet underlag"]
    return f"{', '.join(first)} och {last}" if first else last


def steps(pictures: Sequence[UsedPicture]) -> tuple[Step, ...]:
    """
    Return the development: the pictures that have a count, in order of time, each against the one before it.

    Notes
    -----
    The longest kind of period that has three pictures is told, else that with most. The interval is the exact one of a
    ratio of two Poisson rates at 95 %, by days; counts of events that come in clusters vary more than it says.
    """
    counted = sorted(
        (one for one in pictures if one.total is not None),
        key=lambda one: (one.method, one.start, one.end, one.key),
    )
    told: list[Step] = []
    for _method, group in groupby(counted, key=lambda one: one.method):
        chosen = _one_kind(list(group))
        told += [Step(picture=one, before=None, refused="") for one in chosen[:1]]
        told += [_step(before, after) for before, after in pairwise(chosen)]
    return tuple(told)


def _one_kind(pictures: Sequence[UsedPicture]) -> list[UsedPicture]:
    by_kind = {kind: [one for one in pictures if one.kind == kind] for kind in PREFERRED}
    enough = next((found for found in by_kind.values() if len(found) >= LONG), None)
    return enough or max([*by_kind.values(), [o for o in pictures if o.kind not in PREFERRED]], key=len)


def _step(before: UsedPicture, after: UsedPicture) -> Step:
    refused = why_not(before, after)
    if refused or not (before.total or after.total):
        return Step(picture=after, before=before, refused=refused)
    from samsyn.stats.rate import rate_ratio

    found = rate_ratio(after.total or 0, after.days, before.total or 0, before.days)
    return Step(
        picture=after,
        before=before,
        refused="",
        ratio=float(found.ratio) if before.total else None,
        low=float(found.low),
        high=float(found.high),
    )
