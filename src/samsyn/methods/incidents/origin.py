"""What the figures rest on: the files, how they were read, and what the rows say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from samsyn.cycle import Round
from samsyn.files.reading import Reading


def origin(readings: Sequence[Reading], observed: Round) -> dict[str, Any]:
    """Return what the figures rest on: rows read, used and left out with reasons, precisions, and each file."""
    unique = list({reading.sha256: reading for reading in readings}.values())
    left_out = [
        {
            "key": one.key,
            "reason": one.reason,
            "count": one.count,
            "rows": list(one.rows),
            "file": reading.name,
        }
        for reading in unique
        for one in reading.left_out
    ]
    used = len(observed.table)
    mapped_away = sum(reading.rows_used for reading in unique) - used
    if mapped_away:
        reason = "Källans beskrivning säger att raden inte är en händelse."
        left_out.append(
            {"key": "not_an_event", "reason": reason, "count": mapped_away, "rows": [], "file": ""}
        )
    return {
        **said_by_rows(observed),
        "rows_read": sum(reading.rows_read for reading in unique),
        "rows_used": used,
        "rows_left_out": sum(int(str(one["count"])) for one in left_out),
        "left_out": left_out,
        "files": [_file(reading) for reading in unique],
    }


def said_by_rows(observed: Round) -> dict[str, Any]:
    """Return what the rows and their declaration say of themselves."""
    days = observed.table.frame["day"]
    source = observed.source
    return {
        "name": source.name,
        "counts": source.counts,
        "first_day": str(days.min()),
        "last_day": str(days.max()),
        "time_precision": source.time_precision.value,
        "location_precision": source.location_precision.value,
        "zone": source.zone,
        "area_version": observed.areas.version if observed.areas else source.area_version,
        "breaks": [{"day": one.day.isoformat(), "what": one.what} for one in source.breaks],
        "caveats": list(source.caveats),
        "credit": source.credit,
        "licence": source.licence,
        "source_status": source.source_status,
    }


def _file(reading: Reading) -> dict[str, Any]:
    return {
        "name": reading.name,
        "sha256": reading.sha256,
        "format": reading.format,
        "encoding": reading.encoding,
        "delimiter": reading.delimiter,
        "sheet": reading.sheet,
        "rows_read": reading.rows_read,
        "rows_used": reading.rows_used,
        "guesses": [asdict(guess) for guess in reading.guesses],
        "problems": [asdict(problem) for problem in reading.problems],
        "duplicates": asdict(reading.duplicates),
        "warnings": list(reading.warnings),
    }
