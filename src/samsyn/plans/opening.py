"""Opens a plan: by its first bytes a Word file, a workbook or a table as text."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from pathlib import Path

from samsyn.errors import UnreadableFile
from samsyn.files.encoding import to_utf8
from samsyn.plans.grid import Contents, grid
from samsyn.plans.word import read_word
from samsyn.plans.workbook import read_workbook

LARGEST = 20 * 10**6
"""The largest file, in bytes."""

LARGEST_UNPACKED = 40 * 10**6
"""What a zipped file may unpack to: a plan is never more, and a small file can hold a thousand times its size."""

READS = "Samsyn läser planer i Word (docx), Excel (xlsx), ODS och CSV."


def read_bytes(path: Path | str) -> bytes:
    """
    Return a file's bytes.

    Raises
    ------
    UnreadableFile
        If it is missing, a folder, not to be opened, or too large.
    """
    path = Path(path)
    try:
        if path.stat().st_size > LARGEST:
            raise _too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        why = "finns inte" if isinstance(error, FileNotFoundError) else "går inte att öppna"
        raise UnreadableFile(f"Filen {path.name} {'är en mapp' if path.is_dir() else why}.") from None


def digest(data: bytes) -> str:
    """Return the SHA-256 of a file."""
    return hashlib.sha256(data).hexdigest()


def contents(data: bytes, name: str) -> Contents:
    """
    Return what a file says; its first bytes decide what it is, its name nothing.

    Raises
    ------
    UnreadableFile
        If it is empty, broken, locked, too large, or of a kind that holds no plan.
    """
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableFile(f"Filen {name} är tom.")
    if len(data) > LARGEST:
        raise _too_large(name)
    if data[:4] == b"PK\x03\x04":
        return _zipped(data, name)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return _old(data, name)
    if data[:4] == b"%PDF":
        raise UnreadableFile(f"Filen {name} är en PDF. {READS} Be om planen i det format som den skrevs i.")
    if data[:5] == b"{\\rtf" or data[:1] == b"<":
        raise UnreadableFile(f"Filen {name} är ingen Word- eller Excelfil. {READS} Spara om den som docx.")
    return _table(data, name)


def _too_large(name: str) -> UnreadableFile:
    return UnreadableFile(
        f"Filen {name} är för stor för en plan (högst {LARGEST // 10**6} MB, uppackad {LARGEST_UNPACKED // 10**6} MB). "
        "Ta bort bilderna och spara om den."
    )


def _zipped(data: bytes, name: str) -> Contents:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise UnreadableFile(f"Filen {name} är skadad eller avbruten. Spara den på nytt.") from None
    if sum(member.file_size for member in members) > LARGEST_UNPACKED:
        raise _too_large(name)
    names = {member.filename for member in members}
    if "word/document.xml" in names:
        return read_word(data, name)
    if {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & names:
        return read_workbook(data, name, READS)
    raise UnreadableFile(f"Filen {name} är ett zip-arkiv utan plan i. {READS}")


def _old(data: bytes, name: str) -> Contents:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableFile(f"Filen {name} är låst med lösenord. Spara den utan lösenord.")
    if "WordDocument".encode("utf-16-le") in data:
        raise UnreadableFile(f"Filen {name} är i det gamla Wordformatet (doc). Spara om den som docx.")
    return read_workbook(data, name, READS)


def _table(data: bytes, name: str) -> Contents:
    text = to_utf8(data, name)[0].decode()
    first = text[:20_000]
    counts = {mark: max((line.count(mark) for line in first.splitlines()), default=0) for mark in ";\t,"}
    mark = next((m for m in ";\t," if counts[m] >= 2), ";")
    csv.field_size_limit(1_000_000)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error:
        raise UnreadableFile(f"Filen {name} går inte att läsa som tabell. {READS}") from None
    return Contents(format="csv", blocks=(grid("tabellen", "sheet", 0, rows, set(), name=name),))
