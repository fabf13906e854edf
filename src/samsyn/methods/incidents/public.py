"""What the partner and public editions show beside their figures: nothing that gives a row or a small count back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from samsyn.cycle import Edition, Finding, Refusal, Round, Status
from samsyn.disclosure import hidden_cells
from samsyn.methods.incidents.refusals import PUBLIC_MAP
from samsyn.methods.incidents.series import year_series
from samsyn.period import PeriodKind, containing

BY_MONTH = frozenset(
    {PeriodKind.MONTH, PeriodKind.QUARTER, PeriodKind.TERTIAL, PeriodKind.TERM, PeriodKind.YEAR}
)
NEVER_PUBLIC = frozenset({"hot_places", "concentration", "near_repeat", "cluster"})
Point = Callable[[int, int], date | None]  # the first day of a year's week or month


def public_series(
    observed: Round, series: Mapping[str, Any], findings: Sequence[Finding], threshold: int
) -> dict[str, Any]:
    """
    Return the series without small counts, hours and expected ranges, which would give small counts back.

    A total that is withheld among the figures is withheld in the charts too. Years are drawn in the picture's own
    periods, or in months that add up to them: weeks would be the parts of a sum that nobody has looked after.
    """
    result: dict[str, Any] = {}
    trend = series.get("trend")
    if not trend:
        return result
    starts = [date.fromisoformat(day) for day in trend["periods"]]
    values = _shown(starts, trend["values"], _withheld_totals(findings), threshold)
    kept = {name: trend[name] for name in ("periods", "highlight", "period_kind", "breaks")}
    result["trend"] = {**kept, "values": values}
    kind = observed.period.kind
    if kind is PeriodKind.WEEK or kind in BY_MONTH:
        years = year_series(observed, weekly=kind is PeriodKind.WEEK)
        whole = dict(zip(starts, values, strict=True))
        result["years"] = years and _public_years(years, kind, whole, _withheld_totals(findings), threshold)
    return {name: one for name, one in result.items() if one}


def _withheld_totals(findings: Sequence[Finding]) -> set[date]:
    """Return the first days of the spans whose total is withheld: the period's own, and earlier ones beside it."""
    totals = [f for f in findings if (f.area, f.category, f.status) == (None, None, Status.WITHHELD)]
    own = {f.period.start for f in totals if f.key == "count"}
    then = {f.provenance.rows.compared_from for f in totals if f.key == "ratio_to_earlier_year"}
    return own | {day for day in then if day is not None}


def _shown(
    starts: Sequence[date | None], values: Sequence[int | None], withheld: Collection[date], threshold: int
) -> list[int | None]:
    return [
        None if start in withheld or (value is not None and 0 < value < threshold) else value
        for start, value in zip(starts, values, strict=True)
    ]


def _public_years(
    years: Mapping[str, Any],
    kind: PeriodKind,
    whole: Mapping[date, int | None],
    withheld: Collection[date],
    threshold: int,
) -> dict[str, Any]:
    point = _week_start if years["period_kind"] == "week" else _month_start
    hidden = set(withheld)
    if kind not in (PeriodKind.WEEK, PeriodKind.MONTH):
        counts = {
            point(one["year"], number): n or 0
            for one in years["series"]
            for number, n in zip(years["periods"], one["values"], strict=True)
        }
        for start, total in whole.items():
            hidden |= _parts_to_withhold(start, kind, total, counts, threshold)
    return {
        **years,
        "series": [
            {
                **one,
                "values": _shown(
                    [point(one["year"], number) for number in years["periods"]],
                    one["values"],
                    hidden,
                    threshold,
                ),
            }
            for one in years["series"]
        ],
    }


def _parts_to_withhold(
    start: date, kind: PeriodKind, total: int | None, counts: Mapping[date | None, int], threshold: int
) -> set[date]:
    """Return the months of a longer period that must be withheld so that none can be worked out from its total."""
    span = containing(start, kind)
    months = [day for day in counts if day is not None and day in span]
    if total is None:
        return set(months)
    cells: dict[Any, int] = {(day, None): counts[day] for day in months if counts[day]}
    hidden = hidden_cells({**cells, (None, None): total}, threshold=threshold)
    if (None, None) in hidden:  # only the total could protect them, and it is shown
        return set(months)
    return {day for day, _ in hidden if isinstance(day, date)}


def _week_start(year: int, number: int) -> date | None:
    last = (date(year, 12, 28)).isocalendar().week
    return date.fromisocalendar(year, number, 1) if number <= last else None


def _month_start(year: int, number: int) -> date:
    return date(year, number, 1)


def handed_out_series(series: Mapping[str, Any]) -> dict[str, Any]:
    """Return the series without squares that do not stand out: one with a single event is nearly a row's own point."""
    squares = series.get("hot_places")
    if squares is None:
        return dict(series)
    return {**series, "hot_places": [one for one in squares if one["significant"]]}


def public_refusals(refusals: Sequence[Refusal]) -> tuple[Refusal, ...]:
    """Return the refusals without numbers of rows, and without those of figures that the edition never has."""
    kept = (one for one in refusals if one.key not in NEVER_PUBLIC)
    return tuple(replace(one, why=PUBLIC_MAP) if one.key == "heat_map" else one for one in kept)


def origin_of(origin: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """Return what the figures rest on as an edition may show it."""
    match edition:
        case Edition.INTERNAL:
            return dict(origin)
        case Edition.PARTNER:
            return handed_out(origin)
        case _:
            return public_origin(origin)


def handed_out(origin: Mapping[str, Any]) -> dict[str, Any]:
    """Return the origin without what points at single rows: their numbers, and what stood in their cells."""
    return {
        **origin,
        "left_out": [{**one, "rows": []} for one in origin["left_out"]],
        "files": [{**one, "problems": []} for one in origin["files"]],
    }


def public_origin(origin: Mapping[str, Any]) -> dict[str, Any]:
    """Return the origin without numbers of rows either: a withheld count is what is missing from their sum."""
    bare = handed_out(origin)
    uncounted = {"rows_read": None, "rows_used": None}
    files = [
        {
            **one,
            **uncounted,
            "guesses": [],
            "duplicates": {**dict.fromkeys(one["duplicates"]), "column": one["duplicates"]["column"]},
            "warnings": [],
        }
        for one in bare["files"]
    ]
    left_out = [{**one, "count": None} for one in bare["left_out"]]
    return {**bare, **uncounted, "rows_left_out": None, "left_out": left_out, "files": files}
