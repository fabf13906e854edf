"""Rounds: opened with files, frozen, copied or discarded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from samsyn import files
from samsyn.cycle import Round as PreparedRound
from samsyn.provenance import canonical, digest
from samsyn.table import AreaSet
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import Attachment, AttachmentKind, Round, RoundFile, RoundState, Source
from samsyn_web.observations.services.attachments import attach, empty, forget, keep_rows, remove_loose
from samsyn_web.observations.services.readings import Outcome, keep_outcome, read_areas, try_to_read


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

    The same files again give the round that was begun with them. If a file cannot be read nothing is kept, on disk
    either. Files are read before anything is written, so that a slow one keeps nobody else waiting, and a file that is
    read now and has columns that may name people is never stored.
    """
    policies.check_can_work_with_data(by)
    given: AreaSet | None = None
    read: list[Outcome] = []
    if read_now:
        given = read_areas(by=by, at=at, content=areas) if areas else None
        read = [
            try_to_read(by=by, at=at, content=one, name=str(one.name), declared=declared, given=given)
            for one in reports
        ]
    try:
        with transaction.atomic():
            kept = [
                attach(
                    by=by,
                    at=at,
                    kind=AttachmentKind.REPORTS,
                    name=str(one.name),
                    content=one,
                    keep=not read_now or policies.may_be_stored(read[place].reading),
                )
                for place, one in enumerate(reports)
            ]
            observed = _open(by=by, at=at, method=method, kept=kept, areas=areas, declared=declared)
            for file in queries.round_files(by, observed) if read_now else ():
                if file.reading is None:
                    keep_outcome(
                        by=by, at=at, file=file, outcome=read[kept.index(file.attachment)], given=given
                    )
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
    kept: Sequence[Attachment],
    areas: File[bytes] | None,
    declared: DeclaredSource | None,
) -> Round:
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
