"""How files are read: before anything is written, so that a slow file keeps nobody else waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import polars as pl
from django.core.files.base import File
from django.db import transaction

from samsyn import files
from samsyn.errors import MissingColumn, Refused
from samsyn.files import Reading
from samsyn.provenance import canonical
from samsyn.table import AreaSet, Source
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import Attachment, Round, RoundFile
from samsyn_web.observations.services.attachments import empty, keep_rows

Told = Callable[[float, str], None]


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """How a file was read, or which column a person has to point out before it can be."""

    reading: Reading | None = None
    problem: str = ""


def read_file(
    *,
    by: Scope,
    at: datetime,
    content: File[bytes],
    name: str,
    declared: Source | None,
    given: AreaSet | None,
    corrections: Mapping[str, str] | None = None,
    told: Told | None = None,
) -> Reading:
    """Read a file; `given` are the areas to place its rows in."""
    with queries.on_disk(content) as path:
        return files.read(
            path,
            declared=declared,
            known=() if declared else queries.known_sources(by),
            corrections=corrections,
            areas=given,
            at=at,
            progress=told,
            name=name,
        )


def try_to_read(
    *,
    by: Scope,
    at: datetime,
    content: File[bytes],
    name: str,
    declared: Source | None,
    given: AreaSet | None,
    told: Told | None = None,
) -> Outcome:
    """Read a file; where a column has to be pointed out, say which."""
    try:
        reading = read_file(
            by=by, at=at, content=content, name=name, declared=declared, given=given, told=told
        )
    except MissingColumn as error:
        return Outcome(problem=error.message)
    return Outcome(reading=reading)


@contextmanager
def same_file(
    *, by: Scope, at: datetime, attachment: Attachment, content: File[bytes] | None = None
) -> Iterator[File[bytes]]:
    """Give the bytes that are kept of a file, or `content`, which must be the same file again."""
    policies.check_can_work_with_data(by)
    if content is not None:
        if queries.sha256_of(content) != attachment.sha256:
            raise Refused(f"Det är inte samma fil som {attachment.name}. Välj den fil som lästes.")
        yield content
    elif not attachment.file:
        raise Refused(f"Innehållet i {attachment.name} är inte sparat. Välj filen igen.")
    else:
        with attachment.file.open("rb") as kept:
            yield kept


def read_areas(*, by: Scope, at: datetime, content: File[bytes]) -> AreaSet:
    """Read a file of areas."""
    policies.check_can_work_with_data(by)
    with queries.on_disk(content) as path:
        return files.read_areas(path, name=str(content.name))


def read_round(*, by: Scope, at: datetime, observed: Round, told: Told | None = None) -> Round:
    """
    Read the files of a round that have not been read; `told` hears how far (0–1) and what.

    A file where a column has to be pointed out stays unread, with the reason. Bytes that may name people are let go.
    """
    policies.check_can_change(by, observed)
    waiting = [file for file in queries.round_files(by, observed) if file.reading is None]
    given = queries.areas(by, observed)
    declared = queries.declared(observed.source) if observed.source else None
    made: list[tuple[RoundFile, Outcome]] = []
    for place, file in enumerate(waiting):

        def told_of_all(share: float, what: str, place: int = place) -> None:
            if told:
                told((place + share) / len(waiting), what)

        with same_file(by=by, at=at, attachment=file.attachment) as content:
            outcome = try_to_read(
                by=by,
                at=at,
                content=content,
                name=file.attachment.name,
                declared=declared,
                given=given,
                told=told_of_all,
            )
        made.append((file, outcome))
    with transaction.atomic():
        for file, outcome in made:
            keep_outcome(by=by, at=at, file=file, outcome=outcome, given=given)
        empty(by=by, at=at, attachments=[file.attachment for file, _ in made])
    return observed


def correct(
    *,
    by: Scope,
    at: datetime,
    file: RoundFile,
    corrections: Mapping[str, str],
    content: File[bytes] | None = None,
) -> RoundFile:
    """
    Read a file again with the columns that a person has pointed out.

    `content` is the same file again, needed where its bytes were let go; it is read and not stored.
    """
    observed = file.round
    policies.check_can_change(by, observed)
    file.corrections = dict(corrections)
    given = queries.areas(by, observed)
    declared = queries.declared(observed.source) if observed.source else None
    with same_file(by=by, at=at, attachment=file.attachment, content=content) as same:
        reading = read_file(
            by=by,
            at=at,
            content=same,
            name=file.attachment.name,
            declared=declared,
            given=given,
            corrections=file.corrections,
        )
    with transaction.atomic():
        policies.check_can_change(by, Round.objects.select_for_update().get(pk=observed.pk))
        _keep(by=by, at=at, file=file, reading=reading, given=given)
        empty(by=by, at=at, attachments=[file.attachment])
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="round.corrected",
            target=observed,
            detail={"file": file.position, "meanings": sorted(corrections)},
        )
    return file


def keep_outcome(
    *, by: Scope, at: datetime, file: RoundFile, outcome: Outcome, given: AreaSet | None
) -> None:
    """Keep how a file of a round was read, or what a person has to point out."""
    if outcome.reading is None:
        RoundFile.objects.filter(pk=file.pk).update(problem=outcome.problem)
    else:
        _keep(by=by, at=at, file=file, reading=outcome.reading, given=given)


def _keep(*, by: Scope, at: datetime, file: RoundFile, reading: Reading, given: AreaSet | None) -> None:
    file.rows = keep_rows(by=by, at=at, name=file.attachment.name, frame=reading.table.frame)
    file.crs = reading.table.crs or ""
    file.reading = _plain(reading, given)
    days: pl.Series = reading.table.frame["day"]
    first, last = days.min(), days.max()
    file.first_day = first if isinstance(first, date) else None
    file.last_day = last if isinstance(last, date) else None
    file.problem = ""
    file.save(update_fields=["rows", "crs", "reading", "corrections", "first_day", "last_day", "problem"])


def _plain(reading: Reading, given: AreaSet | None) -> dict[str, Any]:
    """A reading as JSON types, without its rows and without areas that are attached to the round."""
    plain = {
        field.name: canonical(getattr(reading, field.name))
        for field in fields(reading)
        if field.name not in ("table", "areas")
    }
    own = reading.areas if given is None else None
    return plain | ({"areas": canonical(own)} if own is not None and own.polygons is None else {})
