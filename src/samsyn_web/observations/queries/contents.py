"""The bytes of files and the rows of kept tables."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from django.core.files.base import File

from samsyn_web.observations.models import Attachment


@contextmanager
def on_disk(content: File[bytes]) -> Iterator[Path]:
    """A path to a file's bytes, while the block lasts."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        with path.open("wb") as copy:
            for part in content.chunks():
                copy.write(part)
        yield path


def sha256_of(content: File[bytes]) -> str:
    """The digest of a file's bytes."""
    sha256 = hashlib.sha256()
    for part in content.chunks():
        sha256.update(part)
    return sha256.hexdigest()


def table_rows(attachment: Attachment | None) -> pl.DataFrame:
    """The rows of a kept table."""
    if attachment is None:
        raise LookupError("The file has not been read.")
    with attachment.file.open("rb") as content:
        return pl.read_parquet(content.read())
