"""From a file's cells to rows that methods can work on, step by step, with all that is guessed on the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from samsyn.errors import BadDeclaration
from samsyn.files.clocks import Clocks, write_clocks
from samsyn.files.columns import Chosen, choose_columns
from samsyn.files.derived import with_derived
from samsyn.files.duplicates import find_duplicates
from samsyn.files.identity import identities
from samsyn.files.keeping import kept_of
from samsyn.files.known import recognised
from samsyn.files.ledger import Ledger
from samsyn.files.names import plain
from samsyn.files.places import Located, locate
from samsyn.files.placing import Placed, place
from samsyn.files.precision import decide_location
from samsyn.files.profile import profile_columns
from samsyn.files.raw import Raw
from samsyn.files.reading import Duplicates, Kept, Opening, Progress, Reading
from samsyn.files.times import REASONS, Times, check_zone, settle_times
from samsyn.files.values import category_of, kind_of, reporter_of, severity_of, totals, with_short_names
from samsyn.table import INCIDENTS, AreaSet, LocationPrecision, Source, Table

ZONE = "Europe/Stockholm"
"""The zone of times that do not say theirs."""


@dataclass(frozen=True, kw_only=True)
class _Steps:
    """What the steps of a reading share."""

    raw: Raw
    columns: dict[str, str]
    declared: Source
    guessed: bool
    ledger: Ledger


@dataclass(frozen=True, kw_only=True)
class OpenedFile:
    """What is known of a file before its columns are understood."""

    name: str
    sha256: str
    gzipped: bool
    opening: Opening


def understand(
    raw: Raw,
    file: OpenedFile,
    ledger: Ledger,
    tell: Progress,
    *,
    declared: Source | None,
    known: Sequence[Source],
    corrections: Mapping[str, str],
    areas: AreaSet | None,
    at: datetime | None,
    keep: bool,
) -> Reading:
    """Return the reading of a file; the parameters are those of `samsyn.files.read`."""
    tell(0.3, "Tolkar kolumnerna")
    bare, raw = raw, with_derived(raw, ledger)
    found = declared or recognised(raw.frame.columns, known)
    if found is not None and declared is None:
        ledger.guess("source", found.key, f"Kolumnerna är de som {found.name} har.")
    chosen = choose_columns(raw, declared=found, corrections=corrections, areas=areas, ledger=ledger)
    raw = with_short_names(raw, chosen.columns, ledger)
    source = found or Source(
        key=plain(Path(file.name).name.split(".")[0]) or "fil", name=Path(file.name).name
    )
    steps = _Steps(raw=raw, columns=chosen.columns, declared=source, guessed=found is None, ledger=ledger)
    tell(0.4, "Tolkar plats")
    located, precision = _places(steps, areas)
    tell(0.6, "Tolkar tid")
    times = _times(steps, located, at)
    tell(0.8, "Placerar i områden")
    placed = _in_areas(steps, located, precision, areas)
    source = replace(
        _settled(source, times, placed),
        location_precision=precision,
        crs=located.file_crs,
        columns=chosen.columns,
    )
    whole, duplicates = _rows(steps, located, times, placed.area)
    used = whole["reason"].is_null()
    frame = whole.filter(used).select(rule.name for rule in INCIDENTS)
    kept = _kept(bare, raw, chosen, file, whole) if keep else None
    tell(1.0, "Klar")
    return Reading(
        table=Table(frame=frame, crs=located.crs),
        source=source,
        name=file.name,
        sha256=file.sha256,
        format=raw.format,
        rows_read=raw.frame.height,
        rows_used=frame.height,
        areas=placed.areas,
        columns=profile_columns(raw, chosen),
        duplicates=duplicates,
        encoding=raw.encoding,
        delimiter=raw.delimiter,
        sheet=raw.sheet,
        gzipped=file.gzipped,
        kept=kept,
        **_said(ledger),
    )


def _kept(bare: Raw, raw: Raw, chosen: Chosen, file: OpenedFile, whole: pl.DataFrame) -> Kept:
    named = identities(whole, raw, chosen.columns).filter(whole["reason"].is_null())
    return kept_of(bare, chosen, file.opening, whole["reason"], named)


def _said(ledger: Ledger) -> dict[str, Any]:
    names = ("guesses", "problems", "left_out", "warnings")
    return {name: tuple(getattr(ledger, name)) for name in names}


def _places(steps: _Steps, areas: AreaSet | None) -> tuple[Located, LocationPrecision]:
    target = areas.crs if areas is not None and areas.polygons is not None else None
    located = locate(steps.raw, steps.columns, crs=steps.declared.crs, target=target, ledger=steps.ledger)
    precision = steps.declared.location_precision
    if precision is LocationPrecision.UNKNOWN:
        has_area = bool({"area", "area_name"} & set(steps.columns))
        precision = decide_location(steps.raw, located, has_area, steps.ledger)
    return located, precision


def _in_areas(steps: _Steps, located: Located, precision: LocationPrecision, areas: AreaSet | None) -> Placed:
    return place(
        steps.raw,
        located,
        steps.columns,
        precision=precision,
        areas=areas,
        version=steps.declared.area_version,
        ledger=steps.ledger,
    )


def _settled(source: Source, times: Times, placed: Placed) -> Source:
    version = placed.areas.version if placed.areas else source.area_version
    return replace(source, time_precision=times.precision, zone=times.zone, area_version=version)


def _times(steps: _Steps, located: Located, at: datetime | None) -> Times:
    if at is not None and at.tzinfo is None:
        raise BadDeclaration("Tiden för läsningen måste ha en tidszon.")
    check_zone(steps.declared.zone)
    clocks = write_clocks(steps.raw, steps.columns, steps.ledger)
    zone = _zone(steps, clocks, located)
    times = settle_times(
        steps.raw, clocks, precision=steps.declared.time_precision, zone=zone, at=at, ledger=steps.ledger
    )
    if times.precision.carries_hours and zone == ZONE and located.in_sweden is False and steps.guessed:
        steps.ledger.warn(
            "Platserna ligger utanför Sverige men filen säger inte vilken tidszon den har. Klockslagen "
            "lästes som de står."
        )
    return times


def _zone(steps: _Steps, clocks: Clocks, located: Located) -> str | None:
    """
    Return the declared zone; none where a file from abroad gives its times in UTC and nobody has said where
    it is.
    """
    if not steps.guessed:
        return steps.declared.zone
    marked = clocks.start.offset_s.count()
    if marked * 2 > clocks.start.local.count() and located.in_sweden is False:
        steps.ledger.guess(
            "zone",
            clocks.start_column,
            "Tiderna är i UTC och platserna ligger utanför Sverige, så den lokala tiden är inte känd.",
            sure=False,
        )
        steps.ledger.warn(
            "Tiderna är i UTC och platserna ligger utanför Sverige. Dagar räknas i UTC, och timmar kan inte tolkas. "
            "Ange källans tidszon."
        )
        return None
    if located.in_sweden is not True or marked:
        steps.ledger.guess(
            "zone", ZONE, "Ingen tidszon anges; svensk tid antogs.", sure=located.in_sweden is not False
        )
    return ZONE


def _rows(steps: _Steps, located: Located, times: Times, area: pl.Series) -> tuple[pl.DataFrame, Duplicates]:
    """Return all rows, with the reason why some are left out, and tell it."""
    raw, columns, ledger = steps.raw, steps.columns, steps.ledger
    twice, duplicates = find_duplicates(raw, columns.get("id"), ledger)
    frame = pl.DataFrame(
        {
            "file": pl.zeros(raw.frame.height, dtype=pl.Int32, eager=True),
            "row": raw.rows,
            "day": times.frame["day"],
            "time_from": times.frame["time_from"],
            "time_to": times.frame["time_to"],
            "category": category_of(raw, columns, ledger),
            "area": area,
            "x_m": pl.Series(located.x_m).fill_nan(None),
            "y_m": pl.Series(located.y_m).fill_nan(None),
            "reporter": reporter_of(raw, columns, ledger),
            "kind": kind_of(raw, columns, ledger),
            "severity": severity_of(raw, columns, ledger),
            "reason": times.frame["reason"],
        }
    )
    total = totals(raw, columns)
    reason = (
        pl.when(pl.Series(total)).then(pl.lit("total")).when(pl.col("reason").is_not_null()).then("reason")
    )
    frame = frame.with_columns(reason.when(pl.Series(twice)).then(pl.lit("duplicate")).alias("reason"))
    _tell_left_out(frame, raw, columns, ledger)
    return frame, duplicates


def _tell_left_out(frame: pl.DataFrame, raw: Raw, columns: dict[str, str], ledger: Ledger) -> None:
    column = columns.get("date") or columns["time_from"]
    for key, reason in REASONS.items():
        out = frame["reason"] == key
        out = out.fill_null(value=False)
        rows = frame["row"].filter(out)
        ledger.leave_out(key, reason, rows)
        if rows.len() and key in ("bad_time", "two_digit_year", "absurd_time", "future"):
            found = raw.frame[column].filter(out)[0]
            ledger.problem(column, rows, found, EXPECTED[key])


EXPECTED = {
    "bad_time": "en tid, till exempel 2024-10-01 14:05",
    "two_digit_year": "årtal med fyra siffror",
    "absurd_time": "en tid mellan 1971 och 2200",
    "future": "en tid som har varit",
}
"""What is expected where a time cannot be used."""
