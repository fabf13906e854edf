"""Intakes: files read before anything is written, so that a slow one keeps nobody else waiting, and staged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from samsyn import files
from samsyn.errors import MissingColumn, Refused
from samsyn.table import AreaSet
from samsyn.table import Source as DeclaredSource
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import AttachmentKind, Intake
from samsyn_web.observations.services.attachments import attach, empty, forget, remove_loose
from samsyn_web.observations.services.staging import (
    MOST_UNPACKED,
    Outcome,
    Told,
    keep_outcome,
    keep_reading,
    try_to_read,
)
from samsyn_web.places import queries as places
from samsyn_web.places.models import AreaVersion
from samsyn_web.places.services import save_areas


def read_areas(*, by: Scope, at: datetime, content: File[bytes]) -> AreaSet:
    """Read a file of areas."""
    policies.check_can_work_with_data(by)
    with queries.on_disk(content) as path:
        return files.read_areas(path, name=str(content.name), largest=MOST_UNPACKED)


def open_intakes(
    *,
    by: Scope,
    at: datetime,
    method: str,
    reports: Sequence[File[bytes]],
    areas: AreaSet | AreaVersion | None = None,
    declared: DeclaredSource | None = None,
    read_now: bool = True,
) -> list[Intake]:
    """
    Stage files, and read them unless a job is to do that; `areas` are what their rows are placed in.

    A file that is staged already gives the intake that was begun. If one file cannot be read nothing is kept of any, on
    disk either. A file that is read now is never stored itself, only the cells that cannot be about a person.
    """
    policies.check_can_work_with_data(by)
    given = places.area_set(by, areas.pk) if isinstance(areas, AreaVersion) else areas
    read = [
        try_to_read(by=by, at=at, content=one, name=str(one.name), declared=declared, given=given)
        if read_now
        else Outcome()
        for one in reports
    ]
    try:
        with transaction.atomic():
            version = _area_version(by, at, areas)
            made = [
                _stage(
                    by,
                    at,
                    method,
                    one,
                    outcome,
                    declared=declared,
                    version=version,
                    given=given,
                    keep=not read_now,
                )
                for one, outcome in zip(reports, read, strict=True)
            ]
    except Exception:
        forget(by=by, at=at, kind=AttachmentKind.REPORTS, contents=reports)
        raise
    return list(dict.fromkeys(made))


def _area_version(by: Scope, at: datetime, areas: AreaSet | AreaVersion | None) -> AreaVersion | None:
    if isinstance(areas, AreaSet):
        return save_areas(organisation_id=by.organisation_id, areas=areas, by=by, at=at)
    return areas


def _stage(
    by: Scope,
    at: datetime,
    method: str,
    content: File[bytes],
    outcome: Outcome,
    *,
    declared: DeclaredSource | None,
    version: AreaVersion | None,
    given: AreaSet | None,
    keep: bool,
) -> Intake:
    attachment = attach(
        by=by, at=at, kind=AttachmentKind.REPORTS, name=str(content.name), content=content, keep=keep
    )
    begun = queries.begun_with(by, attachment)
    if begun is not None and declared is None and begun.area_version_id == (version.pk if version else None):
        return begun
    if begun is not None:  # the same file in other areas, or as declared now
        discard_intake(by=by, at=at, intake=begun)
        attachment = attach(
            by=by, at=at, kind=AttachmentKind.REPORTS, name=str(content.name), content=content, keep=keep
        )
    intake = Intake.objects.create(
        organisation_id=by.organisation_id,
        method=method,
        attachment=attachment,
        area_version=version,
        declaration=files.dump_source(declared) if declared else "",
        opened_by_id=by.user_id,
        opened_at=at,
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="intake.opened", target=intake, detail={}
    )
    if not keep:
        keep_outcome(by=by, at=at, intake=intake, outcome=outcome, given=given)
    return intake


def read_intakes(*, by: Scope, at: datetime, intakes: Sequence[Intake], told: Told | None = None) -> None:
    """
    Read staged files that have not been read; `told` hears how far (0–1) and what.

    A file where a column has to be pointed out stays unread, with the reason. The files' bytes are let go.
    """
    waiting = [intake for intake in intakes if not intake.is_read]
    for place, intake in enumerate(waiting):
        policies.check_can_change(by, intake)

        def told_of_all(share: float, what: str, place: int = place) -> None:
            if told:
                told((place + share) / len(waiting), what)

        given = queries.areas_of(by, intake)
        with intake.attachment.file.open("rb") as content:
            outcome = try_to_read(
                by=by,
                at=at,
                content=content,
                name=intake.attachment.name,
                declared=queries.draft(intake),
                given=given,
                told=told_of_all,
            )
        with transaction.atomic():
            keep_outcome(by=by, at=at, intake=intake, outcome=outcome, given=given)
            empty(by=by, at=at, attachment=intake.attachment)


def read_again(
    *,
    by: Scope,
    at: datetime,
    intake: Intake,
    declared: DeclaredSource | None,
    corrections: Mapping[str, str],
    area_version: AreaVersion | None = None,
    content: File[bytes] | None = None,
) -> Intake:
    """
    Read a staged file again: with columns that a person points out, as another source, or in other areas.

    What was kept of it is enough, unless a column is asked for whose cells were not kept: then `content` is the same
    file again, which is read and not stored.
    """
    policies.check_can_change(by, intake)
    given = places.area_set(by, area_version.pk) if area_version else None
    before = queries.reading_of(by, intake, kept=True)
    if content is not None:
        if queries.sha256_of(content) != intake.attachment.sha256:
            raise Refused(
                _("Det är inte samma fil som %(name)s. Välj den fil som lästes.")
                % {"name": intake.attachment.name}
            )
        outcome = try_to_read(
            by=by, at=at, content=content, name=intake.attachment.name, declared=declared, given=given,
            corrections=corrections,
        )  # fmt: skip
        if outcome.reading is None:
            raise MissingColumn(outcome.problem)
        reading = outcome.reading
    elif before is None:
        raise Refused(
            _("Innehållet i %(name)s är inte sparat. Välj filen igen.") % {"name": intake.attachment.name}
        )
    else:
        reading = files.read_again(before, declared=declared, corrections=corrections, areas=given, at=at)
    with transaction.atomic():
        policies.check_can_change(by, Intake.objects.select_for_update().get(pk=intake.pk))
        loose = [intake.cells, intake.rows]
        intake.area_version, intake.corrections = area_version, {**intake.corrections, **corrections}
        keep_reading(by=by, at=at, intake=intake, reading=reading, given=given)
        remove_loose(by=by, at=at, attachments=loose)
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="intake.read_again",
            target=intake,
            detail={"meanings": sorted(corrections)},
        )
    return intake


@transaction.atomic
def draft_source(*, by: Scope, at: datetime, intake: Intake, declared: DeclaredSource) -> Intake:
    """Keep the draft of what a staged file's source says, where that does not change how the file is read."""
    intake = Intake.objects.select_for_update().get(pk=intake.pk)
    policies.check_can_change(by, intake)
    intake.declaration = files.dump_source(declared)
    intake.source = queries.source_of_key(by, declared.key)
    intake.save(update_fields=["declaration", "source"])
    return intake


@transaction.atomic
def discard_intake(*, by: Scope, at: datetime, intake: Intake) -> None:
    """Remove a staged intake and the files that nothing else rests on."""
    policies.check_can_change(by, intake)
    loose = [intake.attachment, intake.cells, intake.rows]
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="intake.discarded", target=intake, detail={}
    )
    intake.delete()
    remove_loose(by=by, at=at, attachments=loose)
