"""The figures of a round as findings: as the source gives them, per 100 000, changed since last year, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median
from typing import Any

from samsyn.cycle import Estimate, Finding, Found, Refusal, Round
from samsyn.errors import BadInput
from samsyn.methods.statistics.figures import COUNT, KEY, RATE, SHARE
from samsyn.methods.statistics.groups import LEAST
from samsyn.methods.statistics.picking import Pick, carried, picks_of
from samsyn.period import parse
from samsyn.provenance import Provenance, Rows
from samsyn.sweden import municipality
from samsyn.table import Break

NAME = "statistics"
VERSION = "statistics/1"
UNITS = {COUNT: "antal", SHARE: "procent", RATE: "per 100 000 invånare"}
PER = 100_000
LEVEL = 0.95
MISSING = "Källan har inget värde. Det är inte noll."
NO_INTERVAL = "Källan anger inget osäkerhetsintervall. Det går inte att säga hur osäker andelen är."
NO_BASE = "Folkmängden är inte känd för året, så talet per 100 000 invånare räknas inte."


@dataclass(frozen=True, kw_only=True)
class _Figure:
    """A row as values: `rate` is per 100 000 where it can be computed, else the figure itself for a share."""

    area: str
    category: str
    kind: str
    day: date
    value: float | None
    low: float | None
    high: float | None
    answers: int | None
    population: int | None


def find(observed: Round) -> Found:
    """
    Tell the figures of the period's year and of the years before it.

    Parameters
    ----------
    observed : Round
        Rows as in `figures.RULES`; `options` may hold `home` (an area) and `group` (areas) with `criteria` (text), and
        what people picked, see `picking.with_picks`: then nothing else is told, and what cannot be told is refused.

    Returns
    -------
    Found
        `reported`, `share` and `rate` as the source gives them; `rate_per_100000` from counts and the population of the
        same year; `change_from_year_before`, refused across a break; `above_group_median` for `home`.
        A count is of all that was registered, so its interval is the number itself. A share has the source's own
        interval, or none and a reason.
        Nothing is spread to smaller areas.
    """
    frame = observed.table.frame.sort(KEY)
    names = [name for name in frame.columns if name != "row"]
    every = [
        _Figure(**{**row, "population": _base(row)}) for row in frame.select(names).iter_rows(named=True)
    ]
    figures = {_key(one): one for one in every if one.day < observed.period.end}
    findings: list[Finding] = []
    refusals: list[Refusal] = []
    told = [one for one in figures.values() if _is_told(observed, one)]
    for one in told:
        findings += _stated(observed, one)
        if one.day.year == _latest(observed):
            earlier = figures.get((one.area, one.category, one.kind, one.day.year - 1))
            findings += _changed(observed, one, earlier, refusals)
    findings += _compared(observed, figures, refusals)
    if picks_of(observed.options) is not None:
        unsure = [one for one in told if one.kind == SHARE and one.value is not None and one.low is None]
        latest = [one for one in unsure if one.day.year == _latest(observed)]
        refusals += carried(observed.options, [(o.area, o.category, o.day.year) for o in latest])
    return Found(findings=tuple(findings), refusals=tuple(dict.fromkeys(refusals)))


def _is_told(observed: Round, one: _Figure) -> bool:
    picks = picks_of(observed.options)
    return picks is None or Pick(area=one.area, category=one.category, kind=one.kind) in picks


def _latest(observed: Round) -> int:
    return observed.period.start.year


def _key(one: _Figure) -> tuple[str, str, str, int]:
    return one.area, one.category, one.kind, one.day.year


def _base(row: Mapping[str, Any]) -> int | None:
    if row["population"] is not None:
        return int(row["population"])
    known = _known(row["area"])
    return known.population_in(row["day"].year) if known else None


def _known(area: str) -> Any:
    try:
        return municipality(area)
    except BadInput:
        return None


def level_value(one: _Figure) -> float | None:
    """Return what years and areas are compared by: per 100 000 for a count, the figure itself otherwise."""
    if one.kind != COUNT or one.value is None:
        return one.value
    return one.value / one.population * PER if one.population else None


def _stated(observed: Round, one: _Figure) -> Iterator[Finding]:
    key = {COUNT: "reported", SHARE: "share", RATE: "rate"}[one.kind]
    detail = {"year": one.day.year, "population": one.population, "answers": one.answers}
    if one.value is None:
        yield _finding(observed, one, key, (None, None, None), detail, reason=MISSING)
        return
    told = one.low is not None and one.high is not None
    numbers = (one.value, one.low, one.high) if told else (one.value,) * 3
    reason = NO_INTERVAL if one.kind == SHARE and not told else ""
    yield _finding(observed, one, key, numbers, {**detail, "has_interval": told}, reason=reason)
    if one.kind == COUNT:
        rate = level_value(one)
        base = {"count": int(one.value), **detail}
        why = "" if rate is not None else NO_BASE
        yield _finding(observed, one, "rate_per_100000", (rate,) * 3, base, unit=UNITS[RATE], reason=why)


def _changed(
    observed: Round, one: _Figure, earlier: _Figure | None, refusals: list[Refusal]
) -> Iterator[Finding]:
    if earlier is None:
        return
    now, before = level_value(one), level_value(earlier)
    crossed = breaks_between(observed, one.area, earlier.day, one.day)
    if crossed:
        what = f"Förändring för {one.category} från {earlier.day.year} till {one.day.year}"
        refusals.append(
            Refusal(key="change_from_year_before", what=what, why=" ".join(b.what for b in crossed))
        )
        return
    if now is None or before is None:
        return
    around = _half(one), _half(earlier)
    half = None if None in around else sqrt(sum(side * side for side in around if side is not None))
    low, high = (now - before, now - before) if half is None else (now - before - half, now - before + half)
    detail = {"year": one.day.year, "now": now, "before": before, "has_interval": half is not None,
              "counts": [one.value, earlier.value] if one.kind == COUNT else None}  # fmt: skip
    unit = "procentenheter" if one.kind == SHARE else UNITS[RATE]
    reason = NO_INTERVAL if one.kind == SHARE and half is None else ""
    numbers = (now - before, low, high)
    yield _finding(
        observed, one, "change_from_year_before", numbers, detail, unit=unit, reason=reason, start=earlier.day
    )


def _half(one: _Figure) -> float | None:
    return None if one.low is None or one.high is None else (one.high - one.low) / 2


def breaks_between(observed: Round, area: str, first: date, second: date) -> tuple[Break, ...]:
    """Return what happened to the source, or to the municipality's borders, after one day and up to another."""
    known = _known(area)
    every = (*observed.source.breaks, *(known.breaks if known else ()))
    return tuple(one for one in every if first < one.day <= second)


def _compared(
    observed: Round, figures: Mapping[tuple[str, str, str, int], _Figure], refusals: list[Refusal]
) -> Iterator[Finding]:
    home, group = observed.options.get("home"), tuple(observed.options.get("group", ()))
    if not home or not group:
        return
    for one in figures.values():
        value = level_value(one)
        unasked = one.area != home or one.day.year != _latest(observed) or not _is_told(observed, one)
        if unasked or value is None:
            continue
        others = [figures.get((area, one.category, one.kind, one.day.year)) for area in sorted(group)]
        known = [level for other in others if other is not None if (level := level_value(other)) is not None]
        if len(known) < LEAST:
            why = f"Bara {len(known)} av {len(group)} kommuner i gruppen har ett värde. Minst {LEAST} behövs."
            refusals.append(Refusal(key="above_group_median", what=f"Jämförelse för {one.category}", why=why))
            continue
        middle = median(known)
        detail = {"year": one.day.year, "home": value, "median": middle, "members": len(known),
                  "criteria": str(observed.options.get("criteria", "")),
                  "counts": [other.value for other in others if other is not None] + [one.value]
                  if one.kind == COUNT else None}  # fmt: skip
        unit = "procentenheter" if one.kind == SHARE else UNITS[RATE]
        numbers = (value - middle,) * 3
        yield _finding(
            observed, one, "above_group_median", numbers, detail, unit=unit, areas=(home, *sorted(group))
        )


def _finding(
    observed: Round,
    one: _Figure,
    key: str,
    numbers: tuple[float | None, ...],
    detail: Mapping[str, Any],
    *,
    unit: str = "",
    reason: str = "",
    start: date | None = None,
    areas: tuple[str, ...] = (),
) -> Finding:
    n = one.answers if one.kind == SHARE else one.value if one.kind == COUNT else None
    low = start or one.day
    return Finding(
        method=NAME,
        key=key,
        area=one.area,
        category=one.category,
        period=parse(str(one.day.year)),
        estimate=Estimate(
            value=numbers[0],
            low=numbers[1],
            high=numbers[2],
            unit=unit or UNITS[one.kind],
            n=int(n or 0),
            level=LEVEL,
        ),
        reason=reason,
        detail=detail,
        provenance=Provenance(
            sources=observed.sources,
            function="samsyn.methods.statistics.find.find",
            version=VERSION,
            rows=Rows(
                kind=one.kind,
                area=None if areas else one.area,
                areas=areas,
                category=one.category,
                start=low,
                end=date(one.day.year + 1, 1, 1),
            ),
            parameters={"source": observed.source.key, "per": PER, "level": LEVEL},
        ),
    )
