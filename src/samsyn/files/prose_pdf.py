"""The text of a PDF, page by page; a scanned one has none and is refused."""

from __future__ import annotations

import logging
from io import BytesIO
from typing import Any

from samsyn.errors import UnreadableFile
from samsyn.files.passages import Line, text_lines, without_margins

MOST_PAGES = 400
FEW = 12  # letters; a page with fewer is a picture


def pdf_lines(data: bytes, name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """
    Return the paragraphs of a PDF, and notes on pages without text.

    Raises
    ------
    UnreadableFile
        If it is broken, locked by a password, too long, or has no text.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong is said to whoever brought the file
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        _unlock(reader, name)
        if len(reader.pages) > MOST_PAGES:
            raise UnreadableFile(f"Filen {name} har fler än {MOST_PAGES} sidor. Dela upp den.")
        texts = [page.extract_text() or "" for page in reader.pages]
    except UnreadableFile:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        raise UnreadableFile(
            f"Filen {name} är en skadad PDF och går inte att läsa. Spara den på nytt."
        ) from None
    return _paged(texts, name)


def _unlock(reader: Any, name: str) -> None:
    """Open what is only locked against changes; refuse what asks for a password to be read."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise UnreadableFile(
            f"Filen {name} är låst med lösenord. Spara en kopia utan lösenord och försök igen."
        )


def _paged(texts: list[str], name: str) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    blank = [n for n, text in enumerate(texts, start=1) if sum(map(str.isalpha, text)) < FEW]
    if len(blank) == len(texts):
        raise UnreadableFile(
            f"Filen {name} verkar vara inskannad: sidorna är bilder utan text. "
            "Be om originalet, eller kör textigenkänning (OCR) och försök igen."
        )
    pages = without_margins([text.splitlines() for text in texts])
    lines = [line for n, rows in enumerate(pages, start=1) for line in text_lines("\n".join(rows), page=n)]
    notes = [
        "PDF-filer säger inte var ett stycke börjar. Indelningen är en gissning: se efter att den stämmer."
    ]
    if blank:
        listed = ", ".join(map(str, blank[:10]))
        notes.append(f"Sida {listed} har ingen text som går att läsa och är inte med.")
    return _continued(lines), tuple(notes)


def _continued(lines: list[Line]) -> tuple[Line, ...]:
    """Return the paragraphs with those put together that go on over a page."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if (
            before is not None
            and not (before.is_heading or line.is_heading)
            and before.page != line.page
            and line.text[:1].islower()
            and not before.text.endswith((".", ":", "!", "?"))
        ):
            found[-1] = Line(f"{before.text} {line.text}", page=before.page)
        else:
            found.append(line)
    return tuple(found)
