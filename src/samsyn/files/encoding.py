"""Turns text of an unknown encoding into UTF-8."""

from __future__ import annotations

import codecs

from samsyn.errors import UnreadableFile

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HARMLESS = bytes(set(range(32)) - {9, 10, 12, 13, 26, 27})


def to_utf8(data: bytes, name: str) -> tuple[bytes, str]:
    """
    Return text as UTF-8 without a byte order mark, and the encoding that it was in.

    Parameters
    ----------
    data : bytes
        The text. A byte order mark decides; else strict UTF-8, UTF-16 without a mark, and last Windows-1252.
    name : str
        The file's name, for the message.

    Raises
    ------
    UnreadableFile
        If the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _recoded(data[len(mark) :], encoding, name), encoding
    if _valid(data, "utf-8"):
        return _checked(data, name), "utf-8"
    encoding = _unmarked(data)
    return _checked(_recoded(data, encoding, name), name), encoding


def _unmarked(data: bytes) -> str:
    start = data[:4096]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if even + odd > len(start) // 4:
        return "utf-16-le" if odd > even else "utf-16-be"
    return "cp1252" if _valid(data, "cp1252") else "latin-1"


def _valid(data: bytes, encoding: str) -> bool:
    """Return whether all bytes can be read, a piece at a time so that no second copy is held."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(data)
    if b"\x00" in view[:4096].tobytes() and encoding == "utf-8" and _looks_wide(data):
        return False
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(view[start : start + _CHUNK], final=start + _CHUNK >= len(data))
    except UnicodeDecodeError:
        return False
    return True


def _looks_wide(data: bytes) -> bool:
    start = data[:4096]
    return start.count(0) > len(start) // 4


def _recoded(data: bytes, encoding: str, name: str) -> bytes:
    if encoding == "utf-8":
        if not _valid(data, encoding):
            raise UnreadableFile(
                f"Filen {name} säger att den är UTF-8 men innehåller annat. Spara den på nytt som UTF-8."
            )
        return data
    decoder = codecs.getincrementaldecoder(encoding)()
    view, parts = memoryview(data), []
    try:
        for start in range(0, len(data), _CHUNK):
            text = decoder.decode(view[start : start + _CHUNK], final=start + _CHUNK >= len(data))
            parts.append(text.encode())
    except UnicodeError:
        raise UnreadableFile(
            f"Filen {name} är ingen text som går att läsa: den är skadad eller avbruten."
        ) from None
    return b"".join(parts)


def _checked(data: bytes, name: str) -> bytes:
    """Return the text, unless so much of it is control characters that it is none."""
    start = data[:65536]
    if len(start) - len(start.translate(None, _HARMLESS)) > len(start) // 50:
        raise UnreadableFile(
            f"Filen {name} är ingen tabell som Samsyn kan läsa. Samsyn läser CSV, Excel (xlsx), ODS, GeoJSON, "
            "GeoPackage och Parquet."
        )
    return data
