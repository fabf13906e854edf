"""How a file was read, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from samsyn.cycle import format_number
from samsyn.files import MEANINGS, ColumnProfile, Guess, LeftOut, Problem, Reading
from samsyn.period import PeriodKind, containing, format_date
from samsyn.table import LocationPrecision, TimePrecision
from samsyn_web.observations.models import Intake

TIME_WORDS = {
    TimePrecision.EXACT: "Klockslag. Veckans rytm, timme för timme, går att visa.",
    TimePrecision.INTERVAL: "Tidsrymd, från och till. Varje händelse fördelas över sin tidsrymd när rytmen visas.",
    TimePrecision.DAY: "Dag, utan klockslag. Timmar på dygnet visas inte.",
    TimePrecision.WEEK: "Vecka. Dagar och timmar visas inte.",
    TimePrecision.MONTH: "Månad. Veckor, dagar och timmar visas inte.",
    TimePrecision.UNKNOWN: "Det går inte att se hur noga tiden är angiven.",
}
PLACE_WORDS = {
    LocationPrecision.POINT: "Punkt. Platser inom ett område går att visa.",
    LocationPrecision.ADDRESS: "Adress. Platser inom ett område går att visa.",
    LocationPrecision.STREET_SEGMENT: "Gatuavsnitt. Platser inom ett område går att visa.",
    LocationPrecision.SNAPPED_GRID: "Punkter flyttade till ett nät. Områden går att visa, men inte platser inom dem.",
    LocationPrecision.AREA: "Område, men inte plats inom området.",
    LocationPrecision.CENTROID: "Områdenas mittpunkter. En täthetskarta skulle visa mittpunkterna och görs inte.",
    LocationPrecision.UNKNOWN: "Källan anger ingen plats.",
}
DELIMITERS = {";": "semikolon", ",": "komma", "\t": "tabb", "|": "lodstreck"}
FORMATS = {
    "csv": "CSV, text med avgränsare",
    "xlsx": "Excel (XLSX)",
    "xls": "Excel (XLS)",
    "ods": "kalkylblad (ODS)",
    "geojson": "GeoJSON",
    "gpkg": "GeoPackage",
    "parquet": "Parquet",
}
SHOWN = 12
LONGEST = 60  # characters of a cell; a longer one is no label


@dataclass(frozen=True, kw_only=True)
class ColumnRow:
    """A column of a file, with the select that corrects what it means."""

    name: str
    field: Any
    meaning: str
    why: str
    filled: str
    distinct: str
    examples: str


@dataclass(frozen=True, kw_only=True)
class UnderstoodFile:
    """How a file was read, in words."""

    name: str
    sentence: str
    facts: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    guesses: tuple[Guess, ...]
    left_out: tuple[tuple[str, str, str], ...]
    columns: tuple[ColumnRow, ...]
    problems: tuple[tuple[Problem, str], ...]
    headings: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]


def understood_file(
    intake: Intake,
    reading: Reading,
    columns: Sequence[tuple[ColumnProfile, Any]],
    sample: Sequence[dict[str, Any]],
) -> UnderstoodFile:
    """How a file was read."""
    return UnderstoodFile(
        name=reading.name,
        sentence=_sentence(reading),
        facts=_facts(intake, reading),
        warnings=reading.warnings,
        guesses=tuple(guess for guess in reading.guesses if guess.meaning not in MEANINGS),
        left_out=tuple((one.reason, format_number(one.count), _rows(one)) for one in reading.left_out),
        columns=tuple(_column(column, field) for column, field in columns),
        problems=tuple(
            (replace(one, found=_cell(str(one.found or ""))), _problem_rows(one)) for one in reading.problems
        ),
        headings=(_("Rad"), _("Dag"), _("Tid"), _("Kategori"), _("Område"), _("Rapportör"), _("Slag")),
        sample=tuple(_sample_row(row, reading.source.zone, reading.source.time_precision) for row in sample),
    )


def _sentence(reading: Reading) -> str:
    used, read = format_number(reading.rows_used), format_number(reading.rows_read)
    if reading.rows_used == reading.rows_read:
        return f"Alla {read} rader kan användas."
    return f"{used} av {read} rader kan användas."


def _facts(file: Intake, reading: Reading) -> tuple[tuple[str, str], ...]:
    source = reading.source
    span = ""
    if file.first_day and file.last_day:
        span = _span(file.first_day, file.last_day, source.time_precision)
    facts = [
        (
            "Format",
            FORMATS.get(reading.format, reading.format) + (", packad (gzip)" if reading.gzipped else ""),
        ),
        ("Teckenkodning", reading.encoding or ""),
        ("Avgränsare", DELIMITERS.get(reading.delimiter or "", reading.delimiter or "")),
        ("Blad", reading.sheet or ""),
        ("Källa", source.name),
        ("Dagar", span),
        ("Tid", TIME_WORDS[source.time_precision]),
        (
            "Tidszon",
            (source.zone or "okänd, så inget sägs om timmar") if source.time_precision.carries_hours else "",
        ),
        ("Plats", PLACE_WORDS[source.location_precision]),
        ("Digest", reading.sha256),
    ]
    return tuple((term, text) for term, text in facts if text)


def _span(first: date, last: date, precision: TimePrecision) -> str:
    if precision is TimePrecision.MONTH:
        months = dict.fromkeys(containing(day, PeriodKind.MONTH).label for day in (first, last))
        return "–".join(months)
    return f"{format_date(first)}–{format_date(last)}"


def _rows(left: LeftOut) -> str:
    more = left.count - len(left.rows[:SHOWN])
    text = ", ".join(str(row) for row in left.rows[:SHOWN])
    return f"{text} och {format_number(more)} till" if more > 0 and text else text


def _problem_rows(problem: Problem) -> str:
    rows = problem.rows[:SHOWN] or (problem.row,)
    more = problem.count - len(rows)
    text = ", ".join(str(row) for row in rows)
    return f"{text} och {format_number(more)} till" if more > 0 else text


def _column(column: ColumnProfile, field: Any) -> ColumnRow:
    return ColumnRow(
        name=column.name,
        field=field,
        meaning=MEANINGS.get(column.meaning or "", "används inte"),
        why=column.why,
        filled="" if column.filled is None else format_number(column.filled),
        distinct="" if column.distinct is None else format_number(column.distinct),
        examples=", ".join(_cell(example) for example in column.examples[:4]),
    )


def _cell(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _sample_row(row: dict[str, Any], zone: str | None, precision: TimePrecision) -> tuple[str, ...]:
    known = row["time_from"] if precision.carries_hours else None  # a day's first midnight is no time of day
    start = known and known.astimezone(ZoneInfo(zone or "UTC"))
    return (
        str(row["row"]),
        f"{row['day']:%Y-%m-%d}",
        f"{start:%H:%M}" if start else "–",
        _cell(row["category"] or "–"),
        _cell(row["area"] or "–"),
        _cell(row["reporter"] or "–"),
        {"incident": "rapport", "zero": "nollrapport", "positive": "positiv"}[row["kind"]],
    )
