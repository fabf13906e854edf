"""What a person reads in a page and in a PDF, taken out without the code that wrote them."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pikepdf

VOID = {"meta", "link", "br", "path", "rect", "line", "circle", "img", "input", "hr"}


class TableReader(HTMLParser):
    """Collects the tables of a page as rows of cell texts; words for screen readers only are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.inside: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        hidden = "visually-hidden" in (dict(attrs).get("class") or "")
        self.inside.append((tag, hidden))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self.tables:
            self.tables[-1][-1].append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content has no text to read."""

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = [tag for tag, _ in self.inside]
        if ("td" in tags or "th" in tags) and not any(hidden for _, hidden in self.inside):
            self.tables[-1][-1][-1] += data


def html_tables(page: str) -> list[list[list[str]]]:
    """The tables of a page."""
    reader = TableReader()
    reader.feed(page)
    return reader.tables


def pdf_text(data: bytes) -> str:
    """The letters of a PDF in the order they are set, without spaces."""
    with pikepdf.open(BytesIO(data)) as file:
        return "".join(_page_text(page) for page in file.pages)


def _page_text(page: pikepdf.Page) -> str:
    fonts = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    found = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            pieces = operands[0] if str(operator) == "TJ" else [operands[0]]
            raw = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
            found += [letters.get(int.from_bytes(raw[i : i + 2], "big"), "") for i in range(0, len(raw), 2)]
    return re.sub(r"\s", "", "".join(found))


def _letters(font: Any) -> dict[int, str]:
    """A font's codes as letters, by its own table (PDF 32000-1, 9.10.3)."""
    table = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
    found = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for low, high, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            first = int.from_bytes(bytes.fromhex(text), "big")
            found |= {
                code: chr(first + code - int(low, 16)) for code in range(int(low, 16), int(high, 16) + 1)
            }
    return found
