"""
A copy of everything as one file, the same form for SQLite and PostgreSQL, so that it also moves from one to the other.

    manifest.json           what the rest must be: rows and digest per table, digest per attachment, head per chain
    tables/APP.MODEL.jsonl  one row a line
    attachments/...         the files as they lie in the data folder

Sessions, waiting background messages and caches are not in it, nor is the secret key: people sign in again after a
restore, and links that were out no longer hold.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

FORMAT = "samsyn-backup/1"
MANIFEST = "manifest.json"
LEFT_OUT = {"sessions", "contenttypes", "auth", "django_tasks_database"}
BLOCK = 2**20


class Exact(DjangoJSONEncoder):
    """JSON that keeps microseconds, which the audit chain's digests depend on."""

    def default(self, o: Any) -> Any:
        """Return instants, days and times as they are."""
        return o.isoformat() if isinstance(o, datetime | date | time) else super().default(o)


def kept_models() -> list[type[models.Model]]:
    """Return the tables that a backup holds, in the order of their names."""
    found = apps.get_models(include_auto_created=True)
    kept = [
        one
        for one in found
        if one._meta.app_label not in LEFT_OUT and one._meta.managed and not one._meta.proxy
    ]
    return sorted(kept, key=lambda one: one._meta.label_lower)


def migrations() -> list[str]:
    """Return which migrations the database has, those that a backup depends on."""
    labels = {one._meta.app_label for one in kept_models()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_under(folder: Path) -> Iterator[Path]:
    """Yield the regular files in a folder and its subfolders, in the order of their names."""
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def dump(content: Any) -> str:
    """Return JSON for people to read as well."""
    return json.dumps(content, ensure_ascii=False, indent=1, cls=Exact)
