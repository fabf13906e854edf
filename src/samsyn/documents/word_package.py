"""The Word file before anything stands in it: styles, language, type, footer; all of it text that can be read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from html import escape
from io import BytesIO
from pathlib import Path
from string import Template
from typing import Any
from uuid import UUID

import docx as python_docx

from samsyn.charts import tokens
from samsyn.charts.lettering import font_folder
from samsyn.documents.packed import packed

ASSETS = Path(__file__).parent / "assets" / "word"
PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "docProps/app.xml": "app.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/numbering.xml": "numbering.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/_rels/fontTable.xml.rels": "fonts_rels.xml",
    "word/footer1.xml": "footer.xml",
}


def empty_file(*, accent: str, footer: str) -> Any:
    """
    Return an empty Word document (python-docx) with Samsyn's styles, ready to be written in.

    Parameters
    ----------
    accent : str
        The colour of headings, "#RRGGBB".
    footer : str
        What stands at the foot of each page, before the page number.
    """
    regular, bold = (embedded(name) for name in ("Regular", "Bold"))
    words = {name: tokens.LIGHT[name].removeprefix("#") for name in ("ink", "quiet", "line")}
    words |= {
        "edge": tokens.LIGHT["band-edge"].removeprefix("#"),
        "accent": accent.removeprefix("#"),
        "font": tokens.FONT,
        "regular": regular[0],
        "bold": bold[0],
        "said": escape(footer),
    }
    parts = {name: _filled(asset, words) for name, asset in PARTS.items()}
    fonts = {"word/fonts/font1.odttf": regular[1], "word/fonts/font2.odttf": bold[1]}
    return python_docx.Document(BytesIO(packed({**parts, **fonts})))


def _filled(asset: str, words: Mapping[str, str]) -> bytes:
    return Template((ASSETS / asset).read_text(encoding="utf-8")).substitute(words).encode()


def embedded(name: str) -> tuple[str, bytes]:
    """
    Return the key and the bytes of a typeface inside a Word file.

    Notes
    -----
    The format asks that the first 32 bytes are hidden by a key that stands beside them. The type's licence (SIL OFL
    1.1) allows a document to carry it.

    References
    ----------
    ECMA-376 (2016), part 4, 10.1.1 Font embedding.
    """
    data = (font_folder() / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()
    key = UUID(bytes=hashlib.sha256(data).digest()[:16])
    mask = key.bytes[::-1] * 2
    hidden = bytes(a ^ b for a, b in zip(data, mask, strict=False)) + data[32:]
    return f"{{{str(key).upper()}}}", hidden
