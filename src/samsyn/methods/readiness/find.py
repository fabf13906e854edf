"""What a measurement of readiness says: its dimensions, the total, sectors, agreement, and change where it can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

import numpy as np

from samsyn.cycle import Estimate, Finding, Found, Refusal, Round, Status
from samsyn.errors import BadInput
from samsyn.instruments.load import readiness
from samsyn.methods.readiness.agree import Agreed, agreement
from samsyn.methods.readiness.change import Compared, DimensionChange, Validity, compare
from samsyn.methods.readiness.profile import DimensionScore, mean_interval, profile, sector_profiles
from samsyn.methods.readiness.register import BEFORE, NOW, Measured, scores_of
from samsyn.methods.readiness.scores import Scores
from samsyn.provenance import Provenance, Rows

NAME = "readiness"
VERSION = "readiness/2"
UNIT, SEED = "poäng", 20260401
FEW = "Färre än tre intervjuer: inget intervall kan räknas."
SAME = "Bedömarna skiljer sig för lite åt, eller intervjuerna är för få, för att måttet ska kunna räknas."
SHARES = ("exact", "within_one")


def find(observed: Round) -> Found:
    """
    Score a measurement.

    Parameters
    ----------
    observed : Round
        Rows as in `register.AGREED`; options as the fields of `register.Measured`.

    Returns
    -------
    Found
        `dimension` for each dimension and `overall`; `sector` for each dimension of sectors with three interviews or
        more; `exact`, `within_one`, `difference`, `kappa` and `icc` of the scorers; `change` for each dimension, or the
        refusal to compare.

    Notes
    -----
    Intervals come from drawing interviews anew, with the same draws each time, so that a figure is the same tomorrow.
    """
    frame = observed.table.frame
    if frame.is_empty():
        return Found()
    said = measured(observed.options)
    now = scores_of(frame, NOW, name=said.wave, mode=said.mode)
    if now is None:
        return Found()
    work = Measurement(observed=observed, said=said, now=now)
    findings, refusals = work.profile(), list(work.thin_sectors())
    findings += work.sectors()
    findings += work.agreement()
    before = scores_of(frame, BEFORE, name=said.previous_wave or BEFORE, mode=said.previous_mode or said.mode)
    if before is not None:
        compared = work.compared(before)
        findings += [work.change(one) for one in compared.changes]
        refusals += [compared.refusal] if compared.refusal else []
    return Found(findings=tuple(findings), refusals=tuple(refusals))


def measured(options: Mapping[str, Any]) -> Measured:
    """
    Return what a round's options say.

    Raises
    ------
    BadInput
        If they do not name what was measured.
    """
    try:
        return Measured(**options)
    except TypeError as error:
        raise BadInput(f"Mätningens uppgifter går inte att läsa: {error}.") from None


def _rng() -> np.random.Generator:
    return np.random.default_rng(SEED)


@dataclass(frozen=True, kw_only=True)
class Measurement:
    """A measurement that is being scored."""

    observed: Round
    said: Measured
    now: Scores

    def profile(self) -> list[Finding]:
        """Each dimension, then the total."""
        told = profile(self.now, rng=_rng())
        found = [self.dimension(one) for one in told.dimensions]
        low, high = _whole_interval(self.now)
        figures = (float(told.overall), low, high)
        doubts = {"stage": told.stage, "lowest": list(told.lowest), "doubts": list(told.doubts)}
        return [*found, self.finding("overall", figures, told.interviews, None, doubts)]

    def dimension(self, one: DimensionScore, sector: str = "") -> Finding:
        """The score of one dimension, of all or of a sector."""
        detail: dict[str, Any] = {"stage": one.stage, "least": float(one.least), "most": float(one.most)}
        if sector:
            detail["sector"] = sector
        figures = (float(one.score), one.low, one.high)
        return self.finding("sector" if sector else "dimension", figures, one.n, one.dimension, detail)

    def sectors(self) -> list[Finding]:
        """The dimensions of each sector with enough interviews."""
        profiles = sector_profiles(self.now, rng=_rng())
        return [
            self.dimension(one, sector)
            for sector, told in profiles.items()
            if sector and told is not None
            for one in told.dimensions
        ]

    def thin_sectors(self) -> tuple[Refusal, ...]:
        """That sectors with fewer than three interviews are not told."""
        sectors = list(self.now.sectors.values())
        thin = sorted({one for one in sectors if sectors.count(one) < 3})
        if not thin:
            return ()
        why = "Färre än tre är intervjuade där, så att någon skulle kunna kännas igen."
        return (Refusal(key="sectors", what=f"Profilen för {', '.join(thin)}", why=why),)

    def agreement(self) -> list[Finding]:
        """How well the scorers agree, over all dimensions."""
        if len(self.now.raters) != 2:
            return []
        told, _ = agreement(self.now, rng=_rng())
        return [self.agreed(told, key) for key in ("exact", "within_one", "difference", "kappa", "icc")]

    def agreed(self, told: Agreed, key: str) -> Finding:
        """One measure of agreement."""
        value = float(getattr(told, key))
        low, high = told.intervals.get(key, (float("nan"), float("nan")))
        unit = "andel" if key in SHARES else UNIT if key == "difference" else "från −1 till 1"
        return self.finding(key, (value, low, high), told.n, None, {"of": "scorers"}, unit=unit, missing=SAME)

    def compared(self, before: Scores) -> Compared:
        """The measurement set against the one before it, or refused."""
        return compare(before, self.now, Validity(**dict(self.said.validity or {})), rng=_rng())

    def change(self, one: DimensionChange) -> Finding:
        """The change of one dimension."""
        status = {"ökat": Status.ABOVE, "minskat": Status.BELOW}.get(one.word, Status.STATED)
        detail = {"before": one.before, "after": one.after, "word": one.word}
        n = len(self.now.settled(one.dimension))
        figures = (one.change, one.low, one.high)
        return self.finding("change", figures, n, one.dimension, detail, status=status, kind=None)

    def finding(
        self,
        key: str,
        figures: tuple[float, float, float],
        n: int,
        category: str | None,
        detail: Mapping[str, Any],
        *,
        unit: str = UNIT,
        status: Status = Status.STATED,
        kind: str | None = NOW,
        missing: str = FEW,
    ) -> Finding:
        """Put a figure together with where it comes from; without an interval it is told in `detail` only."""
        known = all(isfinite(one) for one in figures)
        value, low, high = figures if known else (None, None, None)
        point = None if known or not isfinite(figures[0]) else figures[0]
        told = dict(detail) if point is None else {**detail, "point": point}
        if known and low is not None and high is not None and value is not None:
            low, high = min(low, value), max(high, value)
        reason = f"Hela intervallet ligger på ena sidan om noll: {detail.get('word')}." if known else missing
        return Finding(
            method=NAME,
            key=key,
            period=self.observed.period,
            estimate=Estimate(value=value, low=low, high=high, unit=unit, n=n),
            category=category,
            status=status if known else Status.STATED,
            reason="" if known and status is Status.STATED else reason,
            detail=told,
            provenance=Provenance(
                sources=self.observed.sources,
                function="samsyn.methods.readiness.find.find",
                version=VERSION,
                rows=Rows(kind=kind, category=category, reporter=detail.get("sector")),
                parameters={"texts": readiness().version, "seed": SEED},
            ),
        )


def _whole_interval(scores: Scores) -> tuple[float, float]:
    """Return the interval of the total: interviews drawn anew whole, each by the mean of its dimensions."""
    by_dimension = [scores.settled(key) for key in scores.dimensions]
    complete = [one for one in scores.interviews if all(one in some for some in by_dimension)]
    means = [sum(some[one] for some in by_dimension) / len(by_dimension) for one in complete]
    return mean_interval(list(means), _rng(), 2000)  # type: ignore[arg-type]
