"""
Puts a backup back: everything or nothing.

All rows go in within one transaction that is committed only when each count, digest and chain is what the manifest
says, so a restore that is stopped, at any point, leaves the database as it was. Attachments are laid in place before
that, beside what is there, and what no longer belongs is taken away after.
"""

from __future__ import annotations

import json
import os
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, models, transaction

from samsyn.errors import Refused, UnreadableFile
from samsyn_web.base import audit, jobs
from samsyn_web.config import archive
from samsyn_web.people.models import Organisation, User

Manifest = Mapping[str, Any]
BATCH = 200


def restore(source: Path, *, replace: bool = False) -> Manifest:
    """
    Put a backup back into an empty database, or with `replace` instead of what is there; returns its manifest.

    Raises
    ------
    UnreadableFile
        If the file is no backup, or is damaged.
    Refused
        If the database is not empty, or the backup was made by another version of the tables.
    """
    media = Path(settings.MEDIA_ROOT)
    media.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=media.parent, prefix=".samsyn-restore-") as folder:
        work = Path(folder)
        manifest = _unpack(source, work)
        _check_version(manifest)
        with transaction.atomic():
            if not replace:
                _check_empty()
            with _without_triggers():
                _load(manifest, work)
                connection.check_constraints()
            _check_content(manifest)
            jobs.requeue()
            _lay_attachments(manifest, work / "attachments", media)
    if replace:
        _take_away_others(manifest, media)
    return manifest


def _unpack(source: Path, work: Path) -> Manifest:
    try:
        with tarfile.open(source, "r:gz") as tar:
            tar.extractall(work, members=_ours(tar), filter="data")
        manifest: Manifest = json.loads((work / archive.MANIFEST).read_text(encoding="utf-8"))
    except (tarfile.TarError, EOFError, zlib.error, KeyError, ValueError) as error:
        raise UnreadableFile(f"{source} är ingen hel säkerhetskopia från Samsyn.") from error
    except FileNotFoundError as error:
        if not source.exists():
            raise
        raise UnreadableFile(
            f"{source} är ingen hel säkerhetskopia från Samsyn: innehållet saknas."
        ) from error
    if manifest.get("format") != archive.FORMAT:
        raise UnreadableFile(f"{source} har ett format som den här versionen av Samsyn inte läser.")
    for table in manifest["tables"]:
        _check_file(work / "tables" / f"{table['model']}.jsonl", table["sha256"], source)
    for attachment in manifest["attachments"]:
        _check_file(work / "attachments" / attachment["path"], attachment["sha256"], source)
    return manifest


def _ours(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    for member in tar:
        first = PurePosixPath(member.name).parts[:1]
        if not member.isfile() or not (
            member.name == archive.MANIFEST or first in (("tables",), ("attachments",))
        ):
            raise tarfile.ReadError(member.name)
        yield member


def _check_file(path: Path, expected: str, source: Path) -> None:
    if not path.is_file() or archive.file_digest(path) != expected:
        raise UnreadableFile(
            f"{source} är skadad: {path.name} saknas eller har ändrats. Inget har återställts."
        )


def _check_version(manifest: Manifest) -> None:
    if list(manifest["migrations"]) != archive.migrations():
        raise Refused(
            f"Säkerhetskopian är gjord med Samsyn {manifest['samsyn']}, vars tabeller skiljer sig från den här "
            "versionens. Återställ med den versionen och uppgradera sedan."
        )


def _check_empty() -> None:
    if Organisation.objects.exists() or User.objects.exists():
        raise Refused(
            "Databasen är inte tom, så inget har återställts. Lägg till --replace om allt i den ska bytas ut."
        )


def _load(manifest: Manifest, work: Path) -> None:
    kept = {model._meta.label_lower: model for model in archive.kept_models()}
    for model in kept.values():
        model._base_manager.all()._raw_delete(connection.alias)
    for table in manifest["tables"]:
        _load_table(kept[table["model"]], work / "tables" / f"{table['model']}.jsonl")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(kept.values())):
            cursor.execute(statement)


def _load_table(model: type[models.Model], path: Path) -> None:
    with path.open(encoding="utf-8") as stream:
        rows = (row.object for row in serializers.deserialize("jsonl", stream))
        while batch := list(islice(rows, BATCH)):
            model._base_manager.bulk_create(batch)


def _check_content(manifest: Manifest) -> None:
    kept = {model._meta.label_lower: model for model in archive.kept_models()}
    for table in manifest["tables"]:
        found = kept[table["model"]]._base_manager.count()
        if found != table["rows"]:
            raise UnreadableFile(
                f"Tabellen {table['model']} skulle ha {table['rows']} rader men fick {found}. Inget har återställts."
            )
    for chain in manifest["chains"]:
        verdict = audit.verify(chain["organisation"])
        if not verdict.holds or (verdict.events, verdict.head) != (chain["sequence"], chain["digest"]):
            raise UnreadableFile(
                f"Händelseloggen för organisation {chain['organisation']} stämmer inte: "
                f"{verdict.reason or 'den slutar på fel ställe'} Inget har återställts."
            )


def _lay_attachments(manifest: Manifest, unpacked: Path, media: Path) -> None:
    laid: list[Path] = []
    try:
        for attachment in manifest["attachments"]:
            target = media / attachment["path"]
            if target.exists() and archive.file_digest(target) != attachment["sha256"]:
                raise Refused(
                    f"I {media} finns redan en annan fil som heter {attachment['path']}. Töm mappen först."
                )
            if not target.exists():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                shutil.move(unpacked / attachment["path"], target)
                target.chmod(0o600)
                laid.append(target)
        os.sync()
    except BaseException:
        for target in laid:
            target.unlink(missing_ok=True)
        raise


def _take_away_others(manifest: Manifest, media: Path) -> None:
    belongs = {attachment["path"] for attachment in manifest["attachments"]}
    for path in list(archive.files_under(media)):
        if path.relative_to(media).as_posix() not in belongs:
            path.unlink()


@contextmanager
def _without_triggers() -> Iterator[None]:
    """Set aside, within the transaction, what keeps frozen rows from being removed."""
    switch: Callable[[], Any] = _sqlite_triggers if connection.vendor == "sqlite" else _postgresql_triggers
    with switch():
        yield


@contextmanager
def _sqlite_triggers() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f'DROP TRIGGER "{name}"')
        yield
        for _, statement in triggers:
            cursor.execute(statement)


@contextmanager
def _postgresql_triggers() -> Iterator[None]:
    tables = [connection.ops.quote_name(model._meta.db_table) for model in archive.kept_models()]
    connection.check_constraints()  # a table with checks still waiting cannot be altered
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
