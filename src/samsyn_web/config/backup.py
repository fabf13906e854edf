"""Writes everything to one file, as it was at one instant, while Samsyn runs."""

from __future__ import annotations

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import serializers
from django.db import connection, models, transaction

from samsyn import __version__
from samsyn_web.base.models import AuditHead
from samsyn_web.config import archive


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What a backup holds; `heads` maps an organisation's key to the number and digest of its last event."""

    rows: int
    attachments: int
    heads: dict[int, tuple[int, str]]


def write(target: Path, *, at: datetime) -> Summary:
    """Write a backup completely or not at all: beside the target, then renamed; readable by the owner only."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".samsyn-backup-") as folder:
        work = Path(folder)
        manifest = _tables(work) | {
            "format": archive.FORMAT,
            "samsyn": __version__,
            "made_at": at,
            "database": connection.vendor,
        }
        draft = work / "draft.tar.gz"
        with tarfile.open(draft, "w:gz", compresslevel=6) as tar:
            for path in archive.files_under(work / "tables"):
                tar.add(path, f"tables/{path.name}")
            manifest["attachments"] = list(_attachments(tar))
            listed = work / archive.MANIFEST
            listed.write_text(archive.dump(manifest), encoding="utf-8")
            tar.add(listed, archive.MANIFEST)
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    return Summary(
        rows=sum(table["rows"] for table in manifest["tables"]),
        attachments=len(manifest["attachments"]),
        heads={chain["organisation"]: (chain["sequence"], chain["digest"]) for chain in manifest["chains"]},
    )


def _tables(work: Path) -> dict[str, Any]:
    (work / "tables").mkdir()
    with _one_instant():
        heads = AuditHead.objects.order_by("organisation_id")
        return {
            "migrations": archive.migrations(),
            "tables": [_table(model, work / "tables") for model in archive.kept_models()],
            "chains": [
                {"organisation": head.organisation_id, "sequence": head.sequence, "digest": head.digest}
                for head in heads
            ],
        }


def _table(model: type[models.Model], folder: Path) -> dict[str, Any]:
    path = folder / f"{model._meta.label_lower}.jsonl"
    rows = _Counted(model._base_manager.order_by("pk").iterator(chunk_size=500))
    with path.open("w", encoding="utf-8") as stream:
        serializers.serialize("jsonl", rows, stream=stream, cls=archive.Exact)
    return {"model": model._meta.label_lower, "rows": rows.count, "sha256": archive.file_digest(path)}


class _Counted:
    """Counts rows while they pass."""

    def __init__(self, rows: Iterator[models.Model]) -> None:
        self.rows, self.count = rows, 0

    def __iter__(self) -> Iterator[models.Model]:
        for row in self.rows:
            self.count += 1
            yield row


def _attachments(tar: tarfile.TarFile) -> Iterator[dict[str, Any]]:
    folder = Path(settings.MEDIA_ROOT)
    for path in archive.files_under(folder):
        name = path.relative_to(folder).as_posix()
        try:
            kept = {"path": name, "bytes": path.stat().st_size, "sha256": archive.file_digest(path)}
            tar.add(path, f"attachments/{name}")
        except FileNotFoundError:
            continue  # taken away by somebody since the folder was listed
        yield kept


@contextmanager
def _one_instant() -> Iterator[None]:
    """Read all tables as they were at one instant, without stopping those who write."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        mode = connection.transaction_mode  # type: ignore[attr-defined]
        connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
        try:
            with transaction.atomic():
                yield
        finally:
            connection.transaction_mode = mode  # type: ignore[attr-defined]
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
