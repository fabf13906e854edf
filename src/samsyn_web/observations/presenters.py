"""What the page of rounds and files shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from samsyn.period import parse
from samsyn_web.observations.models import Attachment, Round


@dataclass(frozen=True, kw_only=True)
class RoundRow:
    """One line in the list of rounds."""

    href: str
    files: str
    period: str
    is_frozen: bool
    at: datetime
    by: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class FileRow:
    """One line in the list of files."""

    name: str
    size: str
    sha256: str
    at: datetime
    by: str
    times: int
    is_kept: bool


def round_rows(rounds: Iterable[tuple[Round, list[str]]]) -> list[RoundRow]:
    """Rounds with the names of their files."""
    return [
        RoundRow(
            href=reverse(f"{one.method}:round", args=[one.pk]),
            files=", ".join(names),
            period=parse(one.period).label if one.period else "",
            is_frozen=one.is_frozen,
            at=one.frozen_at or one.opened_at,
            by=str(one.opened_by),
            digest=one.digest[:12],
        )
        for one, names in rounds
    ]


def file_rows(files: Iterable[tuple[Attachment, int]]) -> list[FileRow]:
    """Files with how many frozen rounds rest on each."""
    return [
        FileRow(
            name=one.name,
            size=size_text(one.size),
            sha256=one.sha256[:12],
            at=one.added_at,
            by=str(one.added_by),
            times=times,
            is_kept=bool(one.file),
        )
        for one, times in files
    ]


def size_text(size: int) -> str:
    """A number of bytes in Swedish form."""
    for unit, one in (("MB", 10**6), ("kB", 10**3)):
        if size >= one:
            return f"{size / one:.1f}".replace(".", ",") + f"\u00a0{unit}"
    return f"{size}\u00a0byte"
