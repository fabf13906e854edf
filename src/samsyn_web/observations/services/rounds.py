"""Rounds: opened with files, read, corrected, frozen, copied or discarded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import polars as pl
from django.core.files.base import File
from django.db import transaction

from samsyn import files
from samsyn.cycle import Round as PreparedRound
from samsyn.errors import MissingColumn
from samsyn.files import Reading
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import AttachmentKind, Round, RoundFile, RoundState, Source
from samsyn_web.observations.services.attachments import attach, empty, forget, keep_rows, remove_loose

Told = Callable[[float, str], None]


@transaction.atomic
def declare_source(*, by: Scope, at: datetime, declared: DeclaredSource) -> Source:
    """Keep what the organisation declares about a source; the same key again replaces it."""
    policies.check_can_work_with_data(by)
    source, _ = Source.objects.update_or_create(
        organisation_id=by.organisation_id,
        key=declared.key,
        defaults={
            "name": declared.name,
            "declaration": files.dump_source(declared),
            "declared_by_id": by.user_id,
            "declared_at": at,
        },
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="source.declared", target=source, detail={}
    )
    return source


def open_round(
    *,
    by: Scope,
    at: datetime,
    method: str,
    reports: Sequence[File[bytes]],
    areas: File[bytes] | None = None,
    declared: DeclaredSource | None = None,
    read_now: bool = True,
) -> Round:
    """
    Open a round with files, and read them unless a job is to do that.

    The same files again give the round that was begun with them.
    If a file cannot be read nothing is kept, on disk either.
    """
    try:
        with transaction.atomic():
            observed = _open(by=by, at=at, method=method, reports=reports, areas=areas, declared=declared)
            if read_now:
                read_round(by=by, at=at, observed=observed)
    except Exception:
        forget(by=by, at=at, kind=AttachmentKind.REPORTS, contents=reports)
        forget(by=by, at=at, kind=AttachmentKind.AREAS, contents=[areas] if areas else [])
        raise
    return observed


def _open(
    *,
    by: Scope,
    at: datetime,
    method: str,
    reports: Sequence[File[bytes]],
    areas: File[bytes] | None,
    declared: DeclaredSource | None,
) -> Round:
    policies.check_can_work_with_data(by)
    kept = [
        attach(by=by, at=at, kind=AttachmentKind.REPORTS, name=str(one.name), content=one) for one in reports
    ]
    placed = (
        attach(by=by, at=at, kind=AttachmentKind.AREAS, name=str(areas.name), content=areas)
        if areas
        else None
    )
    if declared is None and (begun := queries.begun_with(by, kept, placed)) is not None:
        return begun
    observed = Round.objects.create(
        organisation_id=by.organisation_id,
        method=method,
        source=declare_source(by=by, at=at, declared=declared) if declared else None,
        areas=placed,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    RoundFile.objects.bulk_create(
        RoundFile(round=observed, attachment=one, position=place)
        for place, one in enumerate(dict.fromkeys(kept))
    )
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="round.opened",
        target=observed,
        detail={"files": len(set(kept))},
    )
    return observed


def read_round(*, by: Scope, at: datetime, observed: Round, told: Told | None = None) -> Round:
    """
    Read the files of a round that have not been read; `told` hears how far (0–1) and what.

    A file where a column has to be pointed out stays unread, with the reason.
    """
    policies.check_can_change(by, observed)
    waiting = [file for file in queries.round_files(by, observed) if file.reading is None]
    given = queries.areas(by, observed)
    made: list[tuple[RoundFile, Reading]] = []
    for place, file in enumerate(waiting):

        def told_of_all(share: float, what: str, place: int = place) -> None:
            if told:
                told((place + share) / len(waiting), what)

        try:
            reading = _reading(by=by, at=at, observed=observed, file=file, given=given, told=told_of_all)
        except MissingColumn as error:
            RoundFile.objects.filter(pk=file.pk).update(problem=error.message)
        else:
            made.append((file, reading))
    with transaction.atomic():
        for file, reading in made:
            _keep(by=by, at=at, file=file, reading=reading, given=given)
    return observed


def _reading(
    *,
    by: Scope,
    at: datetime,
    observed: Round,
    file: RoundFile,
    given: AreaSet | None,
    told: Told | None = None,
) -> Reading:
    declared = queries.declared(observed.source) if observed.source else None
    with queries.on_disk(file.attachment) as path:
        return files.read(
            path,
            declared=declared,
            known=() if declared else queries.known_sources(by),
            corrections=file.corrections,
            areas=given,
            at=at,
            progress=told,
            name=file.attachment.name,
        )


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


@transaction.atomic
def correct(*, by: Scope, at: datetime, file: RoundFile, corrections: Mapping[str, str]) -> RoundFile:
    """Read a file again with the columns that a person has pointed out."""
    observed = file.round
    policies.check_can_change(by, observed)
    file.corrections = dict(corrections)
    given = queries.areas(by, observed)
    reading = _reading(by=by, at=at, observed=observed, file=file, given=given)
    _keep(by=by, at=at, file=file, reading=reading, given=given)
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="round.corrected",
        target=observed,
        detail={"file": file.position, "meanings": sorted(corrections)},
    )
    return file


@transaction.atomic
def freeze(*, by: Scope, at: datetime, observed: Round, prepared: PreparedRound) -> Round:
    """Freeze a round with the rows and period of its picture; the uploaded bytes are then let go."""
    observed = Round.objects.select_for_update().get(pk=observed.pk)
    policies.check_can_change(by, observed)
    observed.rows = keep_rows(by=by, at=at, name=f"omgång {observed.pk}", frame=prepared.table.frame)
    observed.crs = prepared.table.crs or ""
    observed.period = str(prepared.period)
    observed.start, observed.end = prepared.period.start, prepared.period.end
    observed.options = canonical(prepared.options)
    observed.state = RoundState.FROZEN
    observed.frozen_by_id, observed.frozen_at = by.user_id, at
    observed.digest = digest(
        [observed.period, prepared.sources, observed.rows.sha256, observed.options, prepared.source]
    )
    observed.save()
    empty(by=by, at=at, attachments=[file.attachment for file in queries.round_files(by, observed)])
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="round.frozen",
        target=observed,
        detail={"digest": observed.digest, "period": observed.period, "rows": prepared.table.frame.height},
    )
    return observed


@transaction.atomic
def copy_round(*, by: Scope, at: datetime, observed: Round) -> Round:
    """Open a round with the files of another, as they were read, to ask about another period."""
    policies.check_can_work_with_data(by)
    originals = queries.round_files(by, observed)
    copy = Round.objects.create(
        organisation_id=by.organisation_id,
        method=observed.method,
        source=observed.source,
        areas=observed.areas,
        opened_by_id=by.user_id,
        opened_at=at,
    )
    for file in originals:
        file.pk, file.round = None, copy
    RoundFile.objects.bulk_create(originals)
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="round.copied",
        target=copy,
        detail={"from": observed.pk},
    )
    return copy


@transaction.atomic
def discard_round(*, by: Scope, at: datetime, observed: Round) -> None:
    """Remove an open round and the files that nothing else rests on."""
    policies.check_can_change(by, observed)
    loose = [file.attachment for file in queries.round_files(by, observed)]
    loose += [file.rows for file in queries.round_files(by, observed) if file.rows]
    loose += [observed.areas] if observed.areas else []
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="round.discarded", target=observed, detail={}
    )
    observed.delete()
    remove_loose(by=by, at=at, attachments=dict.fromkeys(loose))
