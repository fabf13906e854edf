"""A stranger's zip file and JSON, opened without trusting what they say of themselves."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from typing import Any

from samsyn.errors import UnreadableFile

LIMIT, MOST_FILES = 50 * 2**20, 200  # bytes of all that is in it; files


def unpacked(given: bytes, is_known: Callable[[str], bool]) -> dict[str, bytes]:
    """
    Return the files of a zip by name, each once and of a known name.

    Raises
    ------
    UnreadableFile
        If it is no zip, is broken, holds an unknown or repeated name, or is larger than the limit, packed or unpacked.
    """
    if len(given) > LIMIT:
        raise UnreadableFile("Paketet är större än 50 MB och öppnas inte.")
    found: dict[str, bytes] = {}
    room = LIMIT
    try:
        with zipfile.ZipFile(BytesIO(given)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise UnreadableFile("Paketet har fler än 200 filer och öppnas inte.")
            for entry in entries:
                name = entry.filename
                if name in found or not is_known(name):
                    raise UnreadableFile(f"Paketet innehåller en fil som inte hör dit ({ascii(name[:60])}).")
                with archive.open(entry) as file:  # what the entry says about its own size is not trusted
                    found[name] = file.read(room + 1)
                room -= len(found[name])
                if room < 0:
                    raise UnreadableFile("Paketet blir större än 50 MB uppackat och öppnas inte.")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise UnreadableFile("Filen är ingen zip-fil, eller är skadad.") from None
    return found


def to_json(content: Any) -> bytes:
    """Return plain values as JSON, the same bytes every time."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
    return f"{text}\n".encode()


def from_json(content: bytes) -> Any:
    """
    Return what a JSON file says.

    Raises
    ------
    UnreadableFile
        If it is no JSON, or nests without end.
    """
    try:
        return json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError):
        raise UnreadableFile("En fil i paketet går inte att läsa.") from None


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()
