"""The figures of a chart as a table: what everyone can read who cannot see the drawing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from samsyn.charts.dates import ordinal
from samsyn.charts.format import decimals_of, span
from samsyn.charts.rhythm import DAYS
from samsyn.charts.rows import WORDS
from samsyn.charts.tokens import level
from samsyn.cycle import Cell, Column, DataTable
from samsyn.errors import BadPeriod
from samsyn.period import PeriodKind, containing, format_date

Data = Mapping[str, Any]
Parts = tuple[tuple[Column, ...], list[tuple[Cell, ...]]]


def table_of(kind: str, data: Data, empty: DataTable) -> DataTable:
    """Return the table with the chart's figures in it; an unknown kind leaves it empty."""
    maker = MAKERS.get(kind)
    if maker is None:
        return empty
    columns, rows = maker(data)
    return replace(empty, columns=columns, rows=tuple(rows))


def period_name(day: Any, kind: str) -> str:
    """Return what the period that begins on a day is called."""
    first = date.fromordinal(ordinal(day))
    try:
        return containing(first, PeriodKind(kind)).label
    except (BadPeriod, ValueError):
        return format_date(first)


def _column(label: str, values: Sequence[Any]) -> Column:
    return Column(label=label, number=True, decimals=decimals_of(values))


def _trend(data: Data) -> Parts:
    values, expected = data["values"], data.get("expected") or ()
    low, high = data.get("low") or (), data.get("high") or ()
    columns = [Column(label="Period"), _column((data.get("unit") or "antal").capitalize(), values)]
    columns += (
        [_column(str(data.get("expected_name") or "väntat").capitalize(), expected)] if expected else []
    )
    columns += [Column(label="Väntat spann")] if low else []
    rows: list[tuple[Cell, ...]] = []
    for n, day in enumerate(data["periods"]):
        cells: list[Cell] = [period_name(day, data.get("period_kind", "span")), values[n]]
        cells += [expected[n]] if expected else []
        cells += [span(low[n], high[n], decimals_of([low[n], high[n]]))] if low else []
        rows.append(tuple(cells))
    return tuple(columns), rows


def _panels(data: Data) -> Parts:
    panels = data["panels"]
    columns = (Column(label="Period"), *(_column(str(panel["label"]), panel["values"]) for panel in panels))
    kind = data.get("period_kind", "span")
    return columns, [
        (period_name(day, kind), *(panel["values"][n] for panel in panels))
        for n, day in enumerate(data["periods"])
    ]


def _years(data: Data) -> Parts:
    series = data["series"]
    columns = (Column(label="Period"), *(_column(str(row["year"]), row["values"]) for row in series))
    rows = [(str(period), *(row["values"][n] for row in series)) for n, period in enumerate(data["periods"])]
    return columns, list(rows)


def _rhythm(data: Data) -> Parts:
    values = data["values"]
    decimals = decimals_of([cell for row in values for cell in row], limit=1)
    columns = (
        Column(label="Timme"),
        *(Column(label=day[:3], number=True, decimals=decimals) for day in DAYS),
    )
    return columns, [(f"{hour:02d}–{hour + 1:02d}", *(row[hour] for row in values)) for hour in range(24)]


def _intervals(data: Data) -> Parts:
    rows = data["rows"]
    names = ("value", "low", "high", "expected", "expected_low", "expected_high")
    decimals = decimals_of([row.get(name) for row in rows for name in names], limit=2)
    unit = (data.get("unit") or "antal").capitalize()
    columns = [
        Column(label="Vad"),
        Column(label=unit, number=True, decimals=decimals),
        Column(label="Osäkerhet"),
    ]
    expects = any(row.get("expected_low") is not None for row in rows)
    columns += [Column(label="Väntat spann")] if expects else []
    out: list[tuple[Cell, ...]] = []
    for row in rows:
        value = row.get("value")
        shown = WORDS.get(str(row.get("status"))) if value is None else value
        cells: list[Cell] = [str(row["label"]), shown, span(row.get("low"), row.get("high"), decimals)]
        cells += [span(row.get("expected_low"), row.get("expected_high"), decimals)] if expects else []
        out.append(tuple(cells))
    return tuple(columns), out


def _map(data: Data) -> Parts:
    names, levels = data.get("names") or {}, data["levels"]
    keys = [str(feature["properties"]["key"]) for feature in data["areas"]["features"]]
    looks = {key: level(levels.get(key, "grey")) for key in keys}
    rows = sorted((names.get(key, key), f"{looks[key].name}: {looks[key].word}") for key in keys)
    return (Column(label="Område"), Column(label="Nivå")), list(rows)


def _squares(data: Data) -> Parts:
    labels = data.get("labels") or {}
    places: dict[int, list[int]] = {}
    for cell in data["cells"]:
        places.setdefault(int(cell["place"]), []).append(int(cell["n"]))
    columns = (
        Column(label="Plats"),
        Column(label="Område"),
        *(Column(label=x, number=True) for x in ("Rutor", "Antal")),
    )
    rows = [(str(k), labels.get(str(k), "okänt"), len(n), sum(n)) for k, n in sorted(places.items())]
    return columns, list(rows)


def _bodies(data: Data) -> Parts:
    names = {one["key"]: str(one["name"]) for one in data["bodies"]}
    told = {key: [names[to] for a, to in data.get("reports") or () if a == key] for key in names}
    columns = (Column(label="Nivå"), Column(label="Organ"), Column(label="Rapporterar till"))
    rows = [
        (str(data["levels"][one["level"]]), str(one["name"]), ", ".join(told[one["key"]]) or "–")
        for one in sorted(data["bodies"], key=lambda one: one["level"])
    ]
    return columns, list(rows)


MAKERS: Mapping[str, Callable[[Data], Parts]] = {
    "trend": _trend,
    "small_multiples": _panels,
    "years": _years,
    "rhythm": _rhythm,
    "intervals": _intervals,
    "bars": _intervals,
    "levels_map": _map,
    "cells_map": _squares,
    "bodies": _bodies,
}
