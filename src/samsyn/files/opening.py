"""Opens a file: its digest, what is inside a gzip, and what kind of file the first bytes say that it is."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from samsyn.errors import UnreadableFile

LARGEST = 2 * 10**9
"""The largest number of bytes that is unpacked; a gzip of a few kilobytes can hold a hundred times as much."""

_WORDY = (
    4  # a workbook says in so many more bytes what a text table says; it is never unpacked beyond LARGEST
)

_CHUNK = 1 << 20
_PASSWORD = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A file's bytes, unpacked, with the digest of the bytes as they are stored."""

    name: str
    sha256: str
    kind: str
    data: bytes
    gzipped: bool


def open_file(path: Path | str, *, name: str | None = None, largest: int = LARGEST) -> Opened:
    """
    Read a file and tell its kind by its first bytes; the name decides nothing.

    Parameters
    ----------
    path : Path or str
        The file.
    name : str, optional
        What the file is called, where it is stored under another name.
    largest : int
        The largest number of bytes that is read, unpacked; of a workbook four times as many, up to `LARGEST`.

    Returns
    -------
    Opened
        `kind` is "text", "json", "workbook", "gpkg" or "parquet".

    Raises
    ------
    UnreadableFile
        If the file is missing, empty, broken, locked by a password, too large, or of no known kind.
    """
    path = Path(path)
    name = name or path.name
    try:
        stored = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"Filen {name} {_why(error)}.") from None
    digest = hashlib.sha256(stored).hexdigest()
    gzipped = stored[:2] == b"\x1f\x8b"
    data = _unpack(stored, name, largest) if gzipped else stored
    del stored
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableFile(f"Filen {name} är tom.")
    kind = _kind(data, name, min(_WORDY * largest, LARGEST))
    if len(data) > largest:
        raise _too_large(name, largest)
    return Opened(name=name, sha256=digest, kind=kind, data=data, gzipped=gzipped)


def _too_large(name: str, largest: int) -> UnreadableFile:
    size = f"{largest // 10**6:,} MB".replace(",", "\u00a0")
    return UnreadableFile(f"Filen {name} är större än {size} uppackad. Dela upp den, till exempel per år.")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "finns inte"
    return "är en mapp" if isinstance(error, IsADirectoryError) else "går inte att öppna"


def _unpack(stored: bytes, name: str, largest: int) -> bytes:
    parts, size = [], 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(stored)) as stream:
            while part := stream.read(_CHUNK):
                size += len(part)
                if size > largest:
                    raise _too_large(name, largest)
                parts.append(part)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise UnreadableFile(
            f"Filen {name} är komprimerad men skadad eller avbruten. Hämta eller spara den på nytt."
        ) from None
    return b"".join(parts)


def _kind(data: bytes, name: str, largest: int) -> str:
    if data[:16] == b"SQLite format 3\x00":
        return "gpkg"
    if data[:4] == b"PAR1":
        return "parquet"
    if data[:4] == b"PK\x03\x04":
        return _zip_kind(data, name, largest)
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if _PASSWORD in data:
            raise UnreadableFile(
                f"Filen {name} är låst med lösenord. Spara den utan lösenord och läs in den igen."
            )
        return "workbook"
    if data[:4] == b"%PDF":
        raise UnreadableFile(
            f"Filen {name} är en PDF. Samsyn läser tabeller: be om uppgifterna som Excel eller CSV."
        )
    if data[:2] == b"\x1f\x8b":
        raise UnreadableFile(
            f"Filen {name} är komprimerad två gånger. Packa upp den en gång och försök igen."
        )
    if data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return "json"
    return "text"


def _zip_kind(data: bytes, name: str, largest: int) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise UnreadableFile(
            f"Filen {name} är skadad eller avbruten. Hämta eller spara den på nytt."
        ) from None
    if sum(member.file_size for member in members) > largest:
        raise _too_large(name, largest)
    if {"xl/workbook.xml", "xl/workbook.bin", "content.xml"} & {member.filename for member in members}:
        return "workbook"
    raise UnreadableFile(f"Filen {name} är ett zip-arkiv. Packa upp det och läs in filen som ligger i det.")
