"""How a file is read, and what is kept of it while a person looks it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import polars as pl
from django.core.files.base import File

from samsyn import files
from samsyn.errors import MissingColumn
from samsyn.files import Reading
from samsyn.provenance import canonical
from samsyn.table import AreaSet
from samsyn.table import Source as DeclaredSource
from samsyn_web.base.scope import Scope
from samsyn_web.observations import queries
from samsyn_web.observations.models import Intake
from samsyn_web.observations.queries.intakes import packed
from samsyn_web.observations.services.attachments import keep_rows

MOST_UNPACKED = 250 * 10**6  # reading takes about nine times the file in memory: some two million rows
Told = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a file was read, or which column a person has to point out before it can be."""

    reading: Reading | None = None
    problem: str = ""


def try_to_read(
    *,
    by: Scope,
    at: datetime,
    content: File[bytes],
    name: str,
    declared: DeclaredSource | None,
    given: AreaSet | None,
    corrections: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> Outcome:
    """Read a file; where a column has to be pointed out, say which."""
    with queries.on_disk(content) as path:
        try:
            reading = files.read(
                path,
                declared=declared,
                known=() if declared else queries.known_sources(by),
                corrections=corrections,
                areas=given,
                at=at,
                progress=told,
                name=name,
                keep=True,
                largest=MOST_UNPACKED,
            )
        except MissingColumn as error:
            return Outcome(problem=error.message)
    return Outcome(reading=reading)


def keep_outcome(*, by: Scope, at: datetime, intake: Intake, outcome: Outcome, given: AreaSet | None) -> None:
    """Keep how a staged file was read, or what a person has to point out."""
    if outcome.reading is None:
        intake.problem = outcome.problem
        intake.save(update_fields=["problem"])
    else:
        keep_reading(by=by, at=at, intake=intake, reading=outcome.reading, given=given)


def keep_reading(*, by: Scope, at: datetime, intake: Intake, reading: Reading, given: AreaSet | None) -> None:
    """Keep how a staged file was read, its rows, and the cells that may be kept."""
    kept = reading.kept
    if kept is None:
        raise ValueError("Nothing was kept of the file.")
    frame = reading.table.frame
    days: pl.Series = frame["day"]
    first, last = days.min(), days.max()
    intake.rows = keep_rows(
        by=by, at=at, name=intake.attachment.name, frame=pl.concat([frame, kept.identities], how="horizontal")
    )
    intake.cells = keep_rows(by=by, at=at, name=f"celler {intake.attachment.name}", frame=packed(kept))
    intake.crs = reading.table.crs or ""
    intake.reading = _plain(reading, given)
    intake.opening = canonical(
        {
            "opening": kept.opening,
            "withheld": dict(kept.withheld),
            "crs": kept.crs,
            "coordinates": kept.coordinates,
        }
    )
    intake.declaration = files.dump_source(reading.source)
    intake.source = queries.source_of_key(by, reading.source.key)
    intake.first_day = first if isinstance(first, date) else None
    intake.last_day = last if isinstance(last, date) else None
    intake.problem = ""
    intake.save()


def _plain(reading: Reading, given: AreaSet | None) -> dict[str, Any]:
    """A reading as JSON types, without its rows and without areas that are kept as a version."""
    plain = {
        field.name: canonical(getattr(reading, field.name))
        for field in fields(reading)
        if field.name not in ("table", "areas", "kept")
    }
    own = reading.areas if given is None else None
    return plain | ({"areas": canonical(own)} if own is not None and own.polygons is None else {})
