"""Reads of intakes, and of what was kept of their files; each takes who asks first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import polars as pl
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from samsyn.files import Kept, Opening, Reading
from samsyn.provenance import restore
from samsyn.table import AreaSet, Sensitivity, Table, empty
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Attachment, Intake, IntakeState, Source
from samsyn_web.observations.queries.contents import table_rows
from samsyn_web.places import queries as places

# Headings have no two blanks in a row, so no column of a file is called so.
ROW, CONTENT, REASON = "  row", "  content", "  reason"


def intakes(scope: Scope) -> QuerySet[Intake]:
    """Intakes of the asker's organisation, the latest first, for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Intake.objects.none()
    own = Intake.objects.filter(organisation_id=scope.organisation_id)
    own = own.select_related("attachment", "source", "area_version", "opened_by", "committed_by", "undone_by")
    return own.order_by(Coalesce("committed_at", "opened_at").desc(), "-pk")


def intake(scope: Scope, intake_id: int) -> Intake | None:
    """One intake."""
    return intakes(scope).filter(pk=intake_id).first()


def staged(scope: Scope) -> QuerySet[Intake]:
    """Intakes that wait for a person, the oldest first."""
    return intakes(scope).filter(state=IntakeState.STAGED).order_by("pk")


def committed(scope: Scope, of: Iterable[Source]) -> QuerySet[Intake]:
    """Intakes whose rows count, of some sources, in the order that they were written."""
    return (
        intakes(scope).filter(state=IntakeState.COMMITTED, source__in=list(of)).order_by("committed_at", "pk")
    )


def begun_with(scope: Scope, attachment: Attachment) -> Intake | None:
    """The staged intake of a file, if there is one."""
    return staged(scope).filter(attachment=attachment).first()


def earlier_of_same_file(scope: Scope, intake: Intake) -> QuerySet[Intake]:
    """Intakes of the same bytes that are in the register already."""
    same = intakes(scope).filter(attachment=intake.attachment_id, state=IntakeState.COMMITTED)
    return same.exclude(pk=intake.pk)


def newer(scope: Scope, intake: Intake) -> list[Intake]:
    """Intakes of the same source that were written after one, the newest first."""
    later = intakes(scope).filter(
        source=intake.source_id, state__in=(IntakeState.COMMITTED, IntakeState.COMMITTING)
    )
    return [one for one in later if one.pk != intake.pk and _written(one) > _written(intake)]


def _written(intake: Intake) -> tuple[bool, Any, int]:
    return intake.committed_at is None, intake.committed_at, intake.pk


def areas_of(scope: Scope, intake: Intake) -> AreaSet | None:
    """The areas that an intake's rows are placed in."""
    return places.area_set(scope, intake.area_version_id) if intake.area_version_id else None


def reading_of(scope: Scope, intake: Intake, *, kept: bool = False) -> Reading | None:
    """
    How a file was read, as the library's value but without its rows; none before it has been read.

    With `kept` what may be kept of the file is there too, while the intake is staged.
    """
    if intake.reading is None or not intakes(scope).filter(pk=intake.pk).exists():
        return None
    plain: dict[str, Any] = dict(intake.reading)
    own = plain.pop("areas", None)
    table = Table(frame=empty(), crs=intake.crs or None)
    reading = restore(Reading, plain | {"table": None, "areas": None, "kept": None})
    areas = restore(AreaSet, own) if own else None
    return replace(reading, table=table, areas=areas, kept=_kept_of(intake) if kept else None)


def names_in_files(scope: Scope, of: Iterable[Source]) -> dict[str, str]:
    """What the committed files of some sources call their own areas, by key; a later file has the last word."""
    found: dict[str, str] = {}
    for own in committed(scope, of).values_list("reading__areas", flat=True):
        if own:
            areas = restore(AreaSet, own)
            found |= dict(zip(areas.keys, areas.names, strict=True))
    return found


def packed(kept: Kept) -> pl.DataFrame:
    """What may be kept of a file as one table."""
    return kept.cells.with_columns(
        kept.rows.alias(ROW), kept.content.alias(CONTENT), kept.reason.alias(REASON)
    )


def _kept_of(intake: Intake) -> Kept | None:
    if intake.cells is None or intake.rows is None:
        return None
    cells, about = table_rows(intake.cells), intake.opening
    pair = about["coordinates"]
    return Kept(
        cells=cells.drop(ROW, CONTENT, REASON),
        rows=cells[ROW],
        content=cells[CONTENT],
        reason=cells[REASON],
        withheld={name: Sensitivity(how) for name, how in about["withheld"].items()},
        opening=restore(Opening, about["opening"]),
        identities=table_rows(intake.rows).select("identity", "digest"),
        crs=about["crs"],
        coordinates=(pair[0], pair[1]) if pair else None,
    )


def staged_rows(scope: Scope, intake: Intake) -> pl.DataFrame:
    """The rows of a staged intake as they were read, with `identity` and `digest`; no row for strangers."""
    if intake.rows is None or not intakes(scope).filter(pk=intake.pk).exists():
        return empty().with_columns(identity=pl.lit(b""), digest=pl.lit(b""))
    return table_rows(intake.rows)


def left_out(scope: Scope, intake: Intake) -> pl.DataFrame | None:
    """
    The rows of a file that could not be used: number, reason, and the cells that were kept; none for strangers.

    The columns are `row`, `reason` (a key of `LeftOut`) and the file's own, those without any cell left out.
    """
    if not intakes(scope).filter(pk=intake.pk).exists():
        return None
    if intake.left_out is not None:
        return table_rows(intake.left_out)
    if intake.cells is None:
        return pl.DataFrame({"row": [], "reason": []}, schema={"row": pl.Int64, "reason": pl.String})
    out = table_rows(intake.cells).filter(pl.col(REASON).is_not_null()).drop(CONTENT)
    own = [name for name in out.columns if name not in (ROW, REASON) and out[name].count()]
    taken = {name: f"{name} (fil)" for name in own if name in ("row", "reason")}
    return out.select(
        pl.col(ROW).alias("row"),
        pl.col(REASON).alias("reason"),
        pl.col(own).name.map(lambda n: taken.get(n, n)),
    )


def span(scope: Scope, brought: Sequence[Intake]) -> tuple[date, date] | None:
    """The first and last day of the rows of some intakes; none where there is no row."""
    own = [one for one in brought if one.organisation_id == scope.organisation_id]
    known = [(one.first_day, one.last_day) for one in own if one.first_day and one.last_day]
    if not known:
        return None
    return min(first for first, _ in known), max(last for _, last in known)
