"""Reads a file of official statistics by its source's template: one row per figure, or one column per year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from samsyn.errors import MissingColumn
from samsyn.files.formats import read_raw
from samsyn.files.ledger import Ledger
from samsyn.files.numbers import read_numbers
from samsyn.files.opening import open_file
from samsyn.methods.statistics.figures import (
    COUNT,
    RATE,
    RULES,
    SHARE,
    Fault,
    faults_in,
    figures_frame,
    refuse,
)
from samsyn.methods.statistics.templates import Template, template
from samsyn.table import Source, Table

YEAR = re.compile(r"(?:19|20)\d\d")
MISSING = {
    "..": "uppgift saknas",
    ".": "finns inte",
    "-": "streck",
    "–": "streck",
    "x": "för osäker",
    "nan": "inget tal",
    "na": "uppgift saknas",
    "null": "tom",
    "saknas": "uppgift saknas",
}  # noqa: RUF001
NUMBERS = ("low", "high", "answers", "population")


@dataclass(frozen=True, kw_only=True)
class StatisticsReading:
    """What was understood of a file: its figures, the source, the digest of the file and what is doubtful."""

    table: Table
    source: Source
    sha256: str
    warnings: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years that the file is about."""
        return tuple(sorted({day.year for day in self.table.frame["day"]}))


def read_statistics(path: Path | str, source: str, *, name: str | None = None) -> StatisticsReading:
    """
    Read a file.

    Parameters
    ----------
    path : Path or str
        CSV, XLSX, ODS or Parquet, with headings in the first row.
    source : str
        Which template, a key of `TEMPLATES`.
    name : str, optional
        What the file is called, where the path does not say it.

    Raises
    ------
    MissingColumn
        If a heading that is needed is not there; those looked for are named.
    BadInput
        If a cell is neither a number nor a known sign for a missing one, or a figure cannot be right; each
        such row is told.
    """
    used = template(source)
    opened, ledger = open_file(path, name=name), Ledger()
    raw = read_raw(opened, ledger)
    frame = raw.frame.with_columns(raw.rows.cast(pl.Int64).alias("_row"))
    found = _headings(frame.columns, used)
    long, value = _long(frame, found)
    gone: dict[str, int] = {}
    rows, faults = _rows(long, found, value, used.kind, gone)
    figures = figures_frame(rows)
    refuse([*faults, *faults_in(figures)])
    table = Table(frame=figures, rules=RULES)
    signs = tuple(
        f"{count} värden är skrivna {sign} ({MISSING[sign]}) och räknas som saknade, inte som noll."
        for sign, count in sorted(gone.items())
    )
    return StatisticsReading(
        table=table, source=used.source, sha256=opened.sha256, warnings=(*ledger.warnings, *signs)
    )


def _headings(columns: list[str], used: Template) -> dict[str, str]:
    known = {one.strip().casefold(): one for one in columns}
    wanted = {**used.columns, "category": used.category, "value": used.value}
    found = {
        what: next(known[name] for name in names if name in known)
        for what, names in wanted.items()
        if any(name in known for name in names)
    }
    wide = any(YEAR.fullmatch(one.strip()) for one in columns)
    for what in ("area", "category", *(() if wide else ("year", "value"))):
        if what not in found:
            names = ", ".join(wanted[what])
            raise MissingColumn(
                f"Filen saknar en kolumn för {WORDS[what]}. {used.source.name} brukar ha någon av: {names}."
            )
    return found


WORDS = {"area": "området", "category": "vad siffran gäller", "year": "året", "value": "siffran"}


def _long(frame: pl.DataFrame, found: dict[str, str]) -> tuple[pl.DataFrame, str]:
    years = [one for one in frame.columns if YEAR.fullmatch(one.strip())]
    if not years:
        return frame, found["value"]
    kept = [one for one in frame.columns if one not in years]
    found["year"] = "_year"
    return frame.unpivot(years, index=kept, variable_name="_year", value_name="_value"), "_value"


def _rows(
    frame: pl.DataFrame, found: Mapping[str, str], value: str, kind: str, gone: dict[str, int]
) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Return the rows that can be understood, and what is wrong with the others."""
    numbers = {what: read_numbers(frame[found[what]]) for what in NUMBERS if what in found}
    values = read_numbers(frame[value])
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    for place, cells in enumerate(frame.iter_rows(named=True)):
        area, category = ((cells[found[what]] or "").strip() for what in ("area", "category"))
        if not area or not category:
            continue
        wrong = [*_no_number(cells[value], values[place], gone), *_no_year(cells[found["year"]])]
        wrong += [
            text for what in numbers for text in _no_number(cells[found[what]], numbers[what][place], {})
        ]
        if wrong:
            faults += [(cells["_row"], text) for text in wrong]
            continue
        given = {what: numbers[what][place] if what in numbers else None for what in NUMBERS}
        rows.append(
            {
                "row": cells["_row"],
                "day": date(_year(cells[found["year"]]), 1, 1),
                "area": area.zfill(4) if re.fullmatch(r"\d{3}", area) else area,
                "category": category,
                "kind": _kind(cells[found["unit"]], kind) if "unit" in found else kind,
                "value": values[place],
                "low": given["low"],
                "high": given["high"],
                "answers": None if given["answers"] is None else round(given["answers"]),
                "population": None if given["population"] is None else round(given["population"]),
            }
        )
    return rows, faults


def _no_number(text: str | None, number: float | None, gone: dict[str, int]) -> list[str]:
    """Return what is wrong with a cell that is no number; known signs for a missing one are counted."""
    written = (text or "").strip()
    if number is not None or not written:
        return []
    if written.casefold() not in MISSING:
        return [f"{written!r} är inget tal. Saknade värden skrivs .. eller lämnas tomma."]
    gone[written.casefold()] = gone.get(written.casefold(), 0) + 1
    return []


def _no_year(text: str | None) -> list[str]:
    return [] if YEAR.search(text or "") else [f"{text or 'tom cell'} är inget år."]


def _year(text: str | None) -> int:
    written = YEAR.search(text or "")
    assert written is not None  # looked for before
    return int(written.group())


def _kind(unit: str | None, kind: str) -> str:
    said = (unit or "").casefold().replace("\u00a0", " ")
    if "100 000" in said or "100000" in said:
        return RATE
    if "procent" in said or "andel" in said or "%" in said:
        return SHARE
    return COUNT if "antal" in said else kind
