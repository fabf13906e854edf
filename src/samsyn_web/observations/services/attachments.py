"""Files: kept once for equal bytes, and let go when nothing needs them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from functools import partial

import polars as pl
from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import ProtectedError

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.observations import policies, queries
from samsyn_web.observations.models import Attachment, AttachmentKind


@transaction.atomic
def attach(
    *, by: Scope, at: datetime, kind: AttachmentKind, name: str, content: File[bytes], keep: bool = True
) -> Attachment:
    """Note a file, once for equal bytes, and keep the bytes; without `keep` only name, size and digest are kept."""
    policies.check_can_work_with_data(by)
    attachment, new = Attachment.objects.get_or_create(
        organisation_id=by.organisation_id,
        kind=kind,
        sha256=queries.sha256_of(content),
        defaults={
            "name": name[-255:],
            "size": content.size,
            "file": "unsaved" if keep else "",
            "added_by_id": by.user_id,
            "added_at": at,
        },
    )
    if keep and (new or not attachment.file):
        _write(attachment, _place(by, kind, attachment.sha256), content)
    if new and kind != AttachmentKind.ROWS:
        detail = {"sha256": attachment.sha256, "size": attachment.size, "kept": keep}
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="attachment.added",
            target=attachment,
            detail=detail,
        )
    return attachment


def keep_rows(*, by: Scope, at: datetime, name: str, frame: pl.DataFrame) -> Attachment:
    """Keep a table as Parquet; it never holds a column that may name or describe people."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, statistics=False)
    content = ContentFile(buffer.getvalue(), name="rows")
    return attach(by=by, at=at, kind=AttachmentKind.ROWS, name=f"{name}.parquet", content=content)


def empty(*, by: Scope, at: datetime, attachment: Attachment) -> None:
    """Let go of a file's bytes: they may name people, which what was kept of it does not."""
    if not attachment.file:
        return
    storage, name = attachment.file.storage, str(attachment.file.name)
    Attachment.objects.filter(pk=attachment.pk).update(file="")
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="attachment.emptied", target=attachment
    )
    transaction.on_commit(partial(_delete, storage, name))


def remove_loose(*, by: Scope, at: datetime, attachments: Iterable[Attachment | None]) -> None:
    """Remove files that nothing rests on any more."""
    for attachment in dict.fromkeys(attachments):
        if attachment is None:
            continue
        storage, name, target = attachment.file.storage, attachment.file.name, audit.name_of(attachment)
        is_rows = attachment.kind == AttachmentKind.ROWS
        try:
            with transaction.atomic():
                attachment.delete()
        except ProtectedError:
            continue
        if name:
            transaction.on_commit(partial(_delete, storage, name))
        if not is_rows:
            audit.record(
                organisation_id=by.organisation_id, by=by, at=at, verb="attachment.removed", target=target
            )


def _delete(storage: Storage, name: str) -> None:
    """Delete a file, unless equal bytes have been kept again since: they lie in the same place."""
    if not Attachment.objects.filter(file=name).exists():
        storage.delete(name)


def forget(*, by: Scope, at: datetime, kind: AttachmentKind, contents: Iterable[File[bytes]]) -> None:
    """After a rolled back upload: remove from disk what was written for it."""
    storage = Attachment._meta.get_field("file").storage
    for content in contents:
        sha256 = queries.sha256_of(content)
        own = Attachment.objects.filter(organisation_id=by.organisation_id, kind=kind, sha256=sha256)
        if not own.exclude(file="").exists():
            storage.delete(_place(by, kind, sha256))


def _write(attachment: Attachment, place: str, content: File[bytes]) -> None:
    # A file without a row can be there after a crash; its bytes are the same, and it makes room.
    attachment.file.storage.delete(place)
    content.seek(0)
    attachment.file.save(place, content)


def _place(by: Scope, kind: AttachmentKind, sha256: str) -> str:
    return f"{by.organisation_id}/{AttachmentKind(kind).value}/{sha256}"
