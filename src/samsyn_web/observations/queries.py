"""Reads of rounds, their files and their frozen rows; each takes who asks first."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from django.core.files.base import File
from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce

from samsyn import files
from samsyn.files import Reading
from samsyn.provenance import Rows, restore
from samsyn.table import AreaSet, Table, empty, select
from samsyn.table import Source as DeclaredSource
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Attachment, AttachmentKind, RoundState, Source
from samsyn_web.observations.models import Round as Round
from samsyn_web.observations.models import RoundFile as RoundFile


def rounds(scope: Scope) -> QuerySet[Round]:
    """Rounds of the asker's organisation, for those who work with data."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Round.objects.none()
    return Round.objects.filter(organisation_id=scope.organisation_id)


def latest_rounds(scope: Scope) -> QuerySet[Round]:
    """Rounds, those that were frozen or opened last first."""
    touched = Coalesce("frozen_at", "opened_at").desc()
    return rounds(scope).select_related("opened_by").order_by(touched, "-pk")


def with_file_names(scope: Scope, some: Iterable[Round]) -> list[tuple[Round, list[str]]]:
    """Rounds with the names of their files, in one more query."""
    found = list(some)
    names: dict[int, list[str]] = {one.pk: [] for one in found}
    used = RoundFile.objects.filter(round__in=rounds(scope), round_id__in=names).order_by("position")
    for round_id, name in used.values_list("round", "attachment__name"):
        names[round_id].append(name)
    return [(one, names[one.pk]) for one in found]


def round_files(scope: Scope, observed: Round) -> Sequence[RoundFile]:
    """The files of a round in their order."""
    return list(
        RoundFile.objects.filter(round=observed, round__in=rounds(scope))
        .select_related("attachment", "rows")
        .order_by("position")
    )


def attachments(scope: Scope) -> QuerySet[Attachment]:
    """Files that people have added, newest first, each with the number of frozen rounds that rest on it."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Attachment.objects.none()
    return (
        Attachment.objects.filter(organisation_id=scope.organisation_id)
        .exclude(kind=AttachmentKind.ROWS)
        .select_related("added_by")
        .order_by("-added_at")
    )


def files_with_use(scope: Scope) -> list[tuple[Attachment, int]]:
    """Files of reports, newest first, with how many frozen rounds rest on each."""
    found = list(attachments(scope).filter(kind=AttachmentKind.REPORTS))
    used = dict(
        RoundFile.objects.filter(attachment__in=found, round__state=RoundState.FROZEN)
        .values_list("attachment")
        .annotate(times=Count("round", distinct=True))
    )
    return [(attachment, used.get(attachment.pk, 0)) for attachment in found]


def known_sources(scope: Scope) -> tuple[DeclaredSource, ...]:
    """What the organisation has declared about its sources, beside what Samsyn knows."""
    from samsyn.instruments import load

    own = Source.objects.filter(organisation_id=scope.organisation_id)
    return (*(declared(source) for source in own), *load.sources())


def declared(source: Source) -> DeclaredSource:
    """The declaration of a stored source as the library's value."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "source.yaml"
        path.write_text(source.declaration, encoding="utf-8")
        return files.load_source(path)


@contextmanager
def on_disk(content: File[bytes]) -> Iterator[Path]:
    """A path to a file's bytes, while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as copy:
            for part in content.chunks():
                copy.write(part)
        yield path


def areas(scope: Scope, observed: Round) -> AreaSet | None:
    """The areas that were attached to a round."""
    if observed.areas is None or observed.organisation_id != scope.organisation_id:
        return None
    with observed.areas.file.open("rb") as content, on_disk(content) as path:
        return files.read_areas(path, name=observed.areas.name)


def reading_of(scope: Scope, file: RoundFile) -> Reading | None:
    """How a file was read, as the library's value but without its rows; none before it has been read."""
    if file.reading is None or not rounds(scope).filter(pk=file.round_id).exists():
        return None
    plain: dict[str, Any] = dict(file.reading)
    own = plain.pop("areas", None)
    empty_table = Table(frame=empty(), crs=file.crs or None)
    reading = restore(Reading, plain | {"table": None, "areas": None})
    return replace(reading, table=empty_table, areas=restore(AreaSet, own) if own else None)


def readings(scope: Scope, observed: Round) -> tuple[Reading, ...]:
    """How each file of a round was read, in order."""
    given = areas(scope, observed)
    found = []
    for file in round_files(scope, observed):
        if (one := reading_of(scope, file)) is not None:
            table = Table(frame=table_rows(file.rows), crs=file.crs or None)
            found.append(replace(one, table=table, areas=given or one.areas))
    return tuple(found)


def table_rows(attachment: Attachment | None) -> pl.DataFrame:
    """The rows of a frozen table."""
    if attachment is None:
        raise LookupError("The file has not been read.")
    with attachment.file.open("rb") as content:
        return pl.read_parquet(content.read())


def selected_rows(scope: Scope, observed: Round, rows: Rows) -> pl.DataFrame | None:
    """The frozen rows that a selection picks, in the order of the files; none for those who may not open rows."""
    if not rounds(scope).filter(pk=observed.pk).exists():
        return None
    return select(table_rows(observed.rows), rows)


def sha256_of(content: File[bytes]) -> str:
    """The digest of a file's bytes."""
    sha256 = hashlib.sha256()
    for part in content.chunks():
        sha256.update(part)
    return sha256.hexdigest()


def files_behind(scope: Scope, observed: Round) -> list[Attachment]:
    """The files that a round rests on, also for those who may read pictures but not open rows."""
    own = RoundFile.objects.filter(round=observed, round__organisation_id=scope.organisation_id)
    found = own.filter(attachment__organisation_id=scope.organisation_id).select_related("attachment")
    return [file.attachment for file in found.order_by("position")]


def number_of_rows(scope: Scope, observed: Round) -> int | None:
    """How many rows could be used in the files of a round; none for strangers."""
    if observed.organisation_id != scope.organisation_id:
        return None
    used = RoundFile.objects.filter(round=observed).values_list("reading__rows_used", flat=True)
    return sum(int(one or 0) for one in used)


def begun_with(scope: Scope, given: Iterable[Attachment], areas: Attachment | None) -> Round | None:
    """The open round that holds exactly these files, if there is one."""
    wanted = {file.pk for file in given}
    some = rounds(scope).filter(state=RoundState.OPEN, areas=areas, source=None)
    some = some.filter(pk__in=RoundFile.objects.filter(attachment__in=wanted).values("round"))
    for one in some.order_by("-opened_at"):
        if wanted == set(RoundFile.objects.filter(round=one).values_list("attachment", flat=True)):
            return one
    return None


def first_rows(file: RoundFile, n: int) -> list[dict[str, Any]]:
    """The first rows of a file as they were read."""
    if file.rows is None:
        return []
    with file.rows.file.open("rb") as content:
        return pl.read_parquet(content.read(), n_rows=n).to_dicts()


def is_read(scope: Scope, observed: Round) -> bool:
    """Whether every file of a round has been read, or waits for a person to point out a column."""
    waiting = RoundFile.objects.filter(round=observed, reading__isnull=True, problem="")
    return not waiting.filter(round__in=rounds(scope)).exists()


def span(scope: Scope, observed: Round) -> tuple[date, date] | None:
    """The first and last day of a round's rows; none while a file is unread or when there is no row."""
    days = [(file.first_day, file.last_day) for file in round_files(scope, observed)]
    known = [(first, last) for first, last in days if first and last]
    if not known or len(known) < len(days):
        return None
    return min(first for first, _ in known), max(last for _, last in known)


def zone(scope: Scope, observed: Round) -> str | None:
    """The zone that times of a round are told in, where its sources agree on one."""
    read = RoundFile.objects.filter(round=observed, round__in=rounds(scope))
    zones = set(read.values_list("reading__source__zone", flat=True))
    return zones.pop() if len(zones) == 1 else None


def rounds_of_same_readings(scope: Scope, observed: Round) -> list[Round]:
    """Frozen rounds with the same files, read in the same way, and the same areas."""
    same = rounds(scope).filter(state=RoundState.FROZEN, areas=observed.areas_id, source=observed.source_id)
    wanted = list(
        RoundFile.objects.filter(round=observed).order_by("position").values_list("rows", flat=True)
    )
    first = RoundFile.objects.filter(rows__in=wanted).values("round")
    return [
        one
        for one in same.filter(pk__in=first)
        if wanted
        == list(RoundFile.objects.filter(round=one).order_by("position").values_list("rows", flat=True))
    ]


def rounds_with(scope: Scope, attachment: Attachment) -> QuerySet[Round]:
    """Rounds that rest on a file, newest first."""
    using = RoundFile.objects.filter(attachment=attachment).values("round")
    return rounds(scope).filter(pk__in=using).order_by("-opened_at")
