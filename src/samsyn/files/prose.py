"""Reads a running text (Word, PDF or plain text) into numbered passages, and says what was guessed and left out."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from samsyn.errors import UnreadableFile
from samsyn.files.passages import Passage, numbered, text_lines
from samsyn.files.prose_pdf import pdf_lines
from samsyn.files.prose_word import word_lines

LARGEST = 25 * 2**20
"""The largest file that is read, in bytes; rules are never longer."""

MOST = 5000
"""The largest number of passages that is kept."""

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_LOCKED = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, kw_only=True)
class Prose:
    """A text that has been read: its passages, and `notes` (Swedish) on what was guessed or left out."""

    name: str
    kind: str
    sha256: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...] = ()


def read_prose(content: Path | str | bytes, *, name: str = "") -> Prose:
    """
    Read a text into numbered passages; the first bytes decide its kind, the name decides nothing.

    Parameters
    ----------
    content : Path, str or bytes
        The file's path, or what is in it.
    name : str
        What the file is called in messages; taken from the path where it is left out.

    Returns
    -------
    Prose
        `kind` is "docx", "pdf" or "text".

    Raises
    ------
    UnreadableFile
        If the file is missing, empty, too large, broken, locked, scanned without text, or of another kind.
    """
    data, name = _bytes(content, name)
    kind = _kind(data, name)
    if kind == "pdf":
        lines, notes = pdf_lines(data, name)
    elif kind == "docx":
        lines, notes = word_lines(data, name)
    else:
        lines, notes = text_lines(_decoded(data, name)), ()
    passages = numbered(lines)
    if not passages:
        raise UnreadableFile(f"Filen {name} innehåller ingen text som går att läsa.")
    if len(passages) > MOST:
        raise UnreadableFile(
            f"Filen {name} har fler än {MOST} stycken. Dela upp den, till exempel per kapitel."
        )
    digest = hashlib.sha256(data).hexdigest()
    return Prose(name=name, kind=kind, sha256=digest, passages=passages, notes=notes)


def _bytes(content: Path | str | bytes, name: str) -> tuple[bytes, str]:
    if isinstance(content, bytes):
        data, name = content, name or "filen"
    else:
        path = Path(content)
        name = name or path.name
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            raise UnreadableFile(f"Filen {name} finns inte.") from None
        except OSError:
            raise UnreadableFile(f"Filen {name} går inte att öppna.") from None
    if len(data) > LARGEST:
        raise UnreadableFile(f"Filen {name} är större än {LARGEST // 2**20} MB. Spara den utan bilder.")
    if not data.strip(b"\x00\xef\xbb\xbf\xff\xfe \t\r\n"):
        raise UnreadableFile(f"Filen {name} är tom.")
    return data, name


def _kind(data: bytes, name: str) -> str:
    if data[:1024].lstrip().startswith(b"%PDF-") or b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:8] == _OLE:
        if _LOCKED in data:
            raise UnreadableFile(
                f"Filen {name} är låst med lösenord. Spara en kopia utan lösenord och försök igen."
            )
        raise UnreadableFile(f"Filen {name} är i ett äldre Word-format. Spara den som .docx och försök igen.")
    if data[:4] == b"PK\x03\x04":
        return _packed(data, name)
    if b"\x00" in data[:4096] and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableFile(
            f"Filen {name} är varken Word, PDF eller text. Spara regelverket som .docx eller .pdf."
        )
    return "text"


def _packed(data: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            names, size = set(packed.namelist()), sum(one.file_size for one in packed.infolist())
            mime = packed.read("mimetype")[:60] if "mimetype" in names else b""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        raise UnreadableFile(f"Filen {name} är skadad och går inte att öppna.") from None
    if size > 8 * LARGEST:
        raise UnreadableFile(f"Filen {name} är orimligt stor uppackad och läses inte.")
    if "word/document.xml" in names:
        return "docx"
    if b"opendocument.text" in mime:
        raise UnreadableFile(
            f"Filen {name} är i OpenDocument-format. Spara den som .docx eller .pdf och försök igen."
        )
    raise UnreadableFile(f"Filen {name} är inget textdokument. Spara regelverket som .docx eller .pdf.")


def _decoded(data: bytes, name: str) -> str:
    for encoding in ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFile(
        f"Filen {name} är text i en teckenkodning som inte går att läsa. Spara den som UTF-8."
    )
