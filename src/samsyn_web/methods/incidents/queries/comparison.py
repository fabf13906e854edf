"""Two periods, and areas, read from the counts and compared; what cannot be compared is refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl

from samsyn.errors import Refused
from samsyn.methods.incidents.comparable import (
    Reach,
    bins_to_draw,
    check_comparable,
    check_counted,
    uncovered,
    whole_bins,
)
from samsyn.methods.incidents.compare import compare_periods, per_reporter
from samsyn.methods.incidents.compare_areas import compare_areas
from samsyn.methods.incidents.compared import Compared, Denominator
from samsyn.methods.incidents.words import plural
from samsyn.period import Period, PeriodKind, format_date
from samsyn.table import Break
from samsyn.table import Source as Declared
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import Annotation, Grain
from samsyn_web.methods.incidents.queries.everyday import AreaFacts, summed
from samsyn_web.methods.incidents.queries.register import active_reporters
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Source

BEFORE = timedelta(days=366)  # the time line begins this much before the earlier period
GRAIN_OF = {PeriodKind.WEEK: Grain.WEEK, PeriodKind.MONTH: Grain.MONTH}


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What is looked at: a period, what it is compared with, areas and categories (none means all), and the grain."""

    now: Period
    then: Period | None
    areas: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    grain: Grain = Grain.WEEK


def _breaks(declared: Declared, notes: Sequence[Annotation], areas: Sequence[str] = ()) -> tuple[Break, ...]:
    """Breaks that a source declares, and those that people have noted about it and these areas."""
    noted = [
        Break(day=one.first_day, what=one.what)
        for one in notes
        if one.is_break and (not one.area or not areas or one.area in areas)
    ]
    return (*declared.breaks, *noted)


def comparison(
    scope: Scope,
    source: Source,
    reach: Reach,
    choices: Choices,
    notes: Sequence[Annotation],
    today: date,
    facts: AreaFacts | None = None,
    names: Mapping[str, str] | None = None,
) -> Compared | None:
    """
    Compare as asked, from the counts; what cannot be compared is refused with the reason. None for strangers.

    `facts` is what is known of the source's areas, without which they have no rates; `names` is what they are called.
    """
    if source.organisation_id != scope.organisation_id or not scope.can(Permission.WORK_WITH_DATA):
        return None
    declared = observations.declared(source)
    found = _Reader(scope, source, choices)
    told: dict[str, Any] = {
        "counts": declared.counts,
        "now": choices.now,
        "then": choices.then,
        **found.timeline(reach, declared, notes, today),
        "names": names or (facts.names if facts else {}),
    }
    try:
        check_counted(choices.now, declared, reach, today)
    except Refused as error:
        return Compared(**told, total=None, refused=error.message)
    refused, then = "", choices.then
    try:
        if then is not None:
            check_counted(then, declared, reach, today)
            check_comparable(choices.now, then, _breaks(declared, notes, choices.areas))
    except Refused as error:
        refused, then = error.message, None
    return Compared(
        **told,
        refused=refused,
        uncovered=tuple(
            filter(None, (uncovered(one, declared, reach) for one in (choices.now, then) if one))
        ),
        **found.compared(then),
        denominators=found.rates(facts, plural(declared.counts)),
    )


def _said(note: Annotation) -> str:
    """What a note says on the time line; one that lasts says how long."""
    if note.last_day is None or note.last_day == note.first_day:
        return note.what
    return f"{note.what} (till {format_date(note.last_day)})"


class _Reader:
    """Reads the counts that one comparison needs."""

    def __init__(self, scope: Scope, source: Source, choices: Choices) -> None:
        self.scope, self.source, self.choices = scope, source, choices
        self.chosen: dict[str, Any] = {"areas": choices.areas, "categories": choices.categories}

    def table(self, periods: Sequence[Period], side: str | None) -> pl.DataFrame:
        """Return the counts of some periods, each in the bins that it is made of."""
        by_grain: dict[Grain, list[tuple[date, date]]] = {}
        for one in periods:
            kind = whole_bins(one) or PeriodKind.WEEK
            by_grain.setdefault(GRAIN_OF[kind], []).append((one.start, one.end))
        return pl.concat(
            summed(self.scope, self.source, grain=grain, spans=spans, side=side, **self.chosen)
            for grain, spans in by_grain.items()
        )

    def compared(self, then: Period | None) -> dict[str, Any]:
        """Return everything, categories and areas; without a period to compare with, counts alone."""
        now = self.choices.now
        periods = [now] if then is None else [now, then]
        other = then or now.previous()  # without one its counts are not shown
        tables = {side: self.table(periods, side) for side in (None, "area", "category")}
        (whole,) = compare_periods(tables[None], now, other)
        told: dict[str, Any] = {
            "total": whole.now,
            "areas": compare_periods(tables["area"], now, other, side="area", keys=self.choices.areas),
            "categories": compare_periods(
                tables["category"], now, other, side="category", keys=self.choices.categories
            ),
        }
        self.by_area = {line.key or "": line.now for line in told["areas"]}
        if then is None:
            return told
        return {**told, "whole": whole, **self._effort(tables[None], then)}

    def _effort(self, table: pl.DataFrame, then: Period) -> dict[str, Any]:
        now = self.choices.now
        kinds = {whole_bins(one) for one in (now, then)}
        if self.choices.areas or self.choices.categories:
            return {
                "effort_why": "Hur många som rapporterade är känt för hela källan, inte för ett urval ur den, så "
                "antalet per aktiv rapportör visas inte."
            }
        if len(kinds) > 1:
            return {
                "effort_why": "Perioderna räknas i veckor och i månader, så antalet per aktiv rapportör går inte att "
                "jämföra."
            }
        grain = GRAIN_OF[kinds.pop() or PeriodKind.WEEK]
        first, last = min(now.start, then.start), max(now.end, then.end)
        sent = active_reporters(self.scope, self.source, grain=grain, start=first, end=last)
        line = per_reporter(table, sent, now, then)
        if line is None:
            return {
                "effort_why": "Källan säger inte vem som rapporterar. Fler rapporter kan betyda fler som rapporterar."
            }
        return {"effort": line}

    def _everywhere(self) -> dict[str, int]:
        """Return the period's counts in every area, also where only some are looked at."""
        if not self.choices.areas:
            return self.by_area
        kind = whole_bins(self.choices.now) or PeriodKind.WEEK
        table = summed(
            self.scope,
            self.source,
            grain=GRAIN_OF[kind],
            spans=[(self.choices.now.start, self.choices.now.end)],
            side="area",
            categories=self.choices.categories,
        )
        return {key: int(n) for key, n in table.group_by("area").agg(pl.col("n").sum()).iter_rows()}

    def rates(self, facts: AreaFacts | None, unit: str) -> tuple[Denominator, ...]:
        """Return the areas with fair denominators, those that are known."""
        if facts is None:
            return ()
        known = (
            ("invanare", "Per 1 000 invånare", f"{unit} per 1 000 invånare", 1000.0, facts.people),
            ("yta", "Per kvadratkilometer", f"{unit} per kvadratkilometer", 1.0, facts.km2),
        )
        chosen = self.choices.areas
        counts = {area: n for area, n in self._everywhere().items() if area}
        return tuple(
            Denominator(
                key=key,
                heading=heading,
                unit=words,
                per=per,
                lines=tuple(
                    line
                    for line in compare_areas(
                        counts, {area: sizes.get(area) for area in facts.names}, unit=words, per=per
                    )
                    if not chosen or line.key in chosen
                ),
                everywhere=sum(counts.get(area, 0) for area, size in sizes.items() if size)
                / sum(size for size in sizes.values() if size)
                * per,
            )
            for key, heading, words, per, sizes in known
            if any(sizes.values())
        )

    def timeline(
        self, reach: Reach, declared: Declared, notes: Sequence[Annotation], today: date
    ) -> dict[str, Any]:
        """Return the time line from a year before the earlier period, and the bins that are left out of it."""
        begin = min(one.start for one in (self.choices.now, self.choices.then) if one) - BEFORE
        kind = PeriodKind(self.choices.grain.value)
        whole, cut = bins_to_draw(kind, begin, declared, reach, today)
        return {"series": self._series(whole, declared, notes), "cut": cut}

    def _series(
        self, bins: Sequence[Period], declared: Declared, notes: Sequence[Annotation]
    ) -> dict[str, Any]:
        """Return the counts of whole bins, with the marks of their time line."""
        if not bins:
            return {}
        periods = [one for one in (self.choices.now, self.choices.then) if one]
        table = summed(
            self.scope,
            self.source,
            grain=self.choices.grain,
            spans=[(bins[0].start, bins[-1].end)],
            **self.chosen,
        )
        n = dict(table.select("start", "n").iter_rows())
        areas = self.choices.areas
        events = [
            one for one in notes if not one.is_break and (not one.area or not areas or one.area in areas)
        ]
        return {
            "periods": [one.start.isoformat() for one in bins],
            "values": [n.get(one.start, 0) for one in bins],
            "period_kind": self.choices.grain.value,
            "spans": [
                {"start": one.start.isoformat(), "end": one.end.isoformat(), "what": one.label}
                for one in periods
            ],
            "breaks": [
                {"day": one.day.isoformat(), "what": one.what} for one in _breaks(declared, notes, areas)
            ],
            "events": [{"day": one.first_day.isoformat(), "what": _said(one)} for one in events],
        }
