"""How a file was read, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.files import MEANINGS, ColumnProfile, Guess, LeftOut, Problem, Reading
from samsyn.period import PeriodKind, containing
from samsyn.table import LocationPrecision, TimePrecision
from samsyn_web.base import words
from samsyn_web.observations.models import Intake

TIME_WORDS = {
    TimePrecision.EXACT: gettext_lazy("Klockslag. Veckans rytm, timme för timme, går att visa."),
    TimePrecision.INTERVAL: gettext_lazy(
        "Tidsrymd, från och till. Varje händelse fördelas över sin tidsrymd när rytmen visas."
    ),
    TimePrecision.DAY: gettext_lazy("Dag, utan klockslag. Timmar på dygnet visas inte."),
    TimePrecision.WEEK: gettext_lazy("Vecka. Dagar och timmar visas inte."),
    TimePrecision.MONTH: gettext_lazy("Månad. Veckor, dagar och timmar visas inte."),
    TimePrecision.UNKNOWN: gettext_lazy("Det går inte att se hur noga tiden är angiven."),
}
_KINDS = {
    "incident": gettext_lazy("rapport"),
    "zero": gettext_lazy("nollrapport"),
    "positive": gettext_lazy("positiv"),
    "repeat": gettext_lazy("berättad igen"),
}
PLACE_WORDS = {
    LocationPrecision.POINT: gettext_lazy("Punkt. Platser inom ett område går att visa."),
    LocationPrecision.ADDRESS: gettext_lazy("Adress. Platser inom ett område går att visa."),
    LocationPrecision.STREET_SEGMENT: gettext_lazy("Gatuavsnitt. Platser inom ett område går att visa."),
    LocationPrecision.SNAPPED_GRID: gettext_lazy(
        "Punkter flyttade till ett nät. Områden går att visa, men inte platser inom dem."
    ),
    LocationPrecision.AREA: gettext_lazy("Område, men inte plats inom området."),
    LocationPrecision.CENTROID: gettext_lazy(
        "Områdenas mittpunkter. En täthetskarta skulle visa mittpunkterna och görs inte."
    ),
    LocationPrecision.UNKNOWN: gettext_lazy("Källan anger ingen plats."),
}
DELIMITERS = {
    ";": gettext_lazy("semikolon"),
    ",": gettext_lazy("komma"),
    "\t": gettext_lazy("tabb"),
    "|": gettext_lazy("lodstreck"),
}
FORMATS = {
    "csv": gettext_lazy("CSV, text med avgränsare"),
    "xlsx": gettext_lazy("Excel (XLSX)"),
    "xls": gettext_lazy("Excel (XLS)"),
    "ods": gettext_lazy("kalkylblad (ODS)"),
    "geojson": gettext_lazy("GeoJSON"),
    "gpkg": gettext_lazy("GeoPackage"),
    "parquet": gettext_lazy("Parquet"),
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
        left_out=tuple((one.reason, words.number(one.count), _rows(one)) for one in reading.left_out),
        columns=tuple(_column(column, field) for column, field in columns),
        problems=tuple(
            (replace(one, found=_cell(str(one.found or ""))), _problem_rows(one)) for one in reading.problems
        ),
        headings=(_("Rad"), _("Dag"), _(_("Tid")), _("Kategori"), _("Område"), _("Rapportör"), _("Slag")),
        sample=tuple(_sample_row(row, reading.source.zone, reading.source.time_precision) for row in sample),
    )


def _sentence(reading: Reading) -> str:
    used, read = words.number(reading.rows_used), words.number(reading.rows_read)
    if reading.rows_used == reading.rows_read:
        return _("Alla %(read)s rader kan användas.") % {"read": read}
    return _("%(used)s av %(read)s rader kan användas.") % {"used": used, "read": read}


def _facts(file: Intake, reading: Reading) -> tuple[tuple[str, str], ...]:
    source = reading.source
    span = ""
    if file.first_day and file.last_day:
        span = _span(file.first_day, file.last_day, source.time_precision)
    facts = [
        (
            _("Format"),
            FORMATS.get(reading.format, reading.format) + (_(", packad (gzip)") if reading.gzipped else ""),
        ),
        (_("Teckenkodning"), reading.encoding or ""),
        (_("Avgränsare"), DELIMITERS.get(reading.delimiter or "", reading.delimiter or "")),
        (_("Blad"), reading.sheet or ""),
        (_("Källa"), source.name),
        (_("Dagar"), span),
        (_("Tid"), TIME_WORDS[source.time_precision]),
        (
            _("Tidszon"),
            (source.zone or _("okänd, så inget sägs om timmar"))
            if source.time_precision.carries_hours
            else "",
        ),
        (_("Plats"), PLACE_WORDS[source.location_precision]),
        (_("Digest"), reading.sha256),
    ]
    return tuple((term, str(text)) for term, text in facts if text)


def _span(first: date, last: date, precision: TimePrecision) -> str:
    if precision is TimePrecision.MONTH:
        months = dict.fromkeys(words.period(containing(day, PeriodKind.MONTH)) for day in (first, last))
        return "–".join(months)
    return f"{words.day(first)}–{words.day(last)}"


def _and_more(text: str, more: int) -> str:
    if more <= 0:
        return text
    return _("%(rows)s och %(more)s till") % {"rows": text, "more": words.number(more)}


def _rows(left: LeftOut) -> str:
    more = left.count - len(left.rows[:SHOWN])
    text = ", ".join(str(row) for row in left.rows[:SHOWN])
    return _and_more(text, more) if text else text


def _problem_rows(problem: Problem) -> str:
    rows = problem.rows[:SHOWN] or (problem.row,)
    more = problem.count - len(rows)
    text = ", ".join(str(row) for row in rows)
    return _and_more(text, more)


def _column(column: ColumnProfile, field: Any) -> ColumnRow:
    return ColumnRow(
        name=column.name,
        field=field,
        meaning=str(dict(field.field.choices).get(column.meaning or "", _("används inte"))),
        why=column.why,
        filled="" if column.filled is None else words.number(column.filled),
        distinct="" if column.distinct is None else words.number(column.distinct),
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
        str(_KINDS[row["kind"]]),
    )
