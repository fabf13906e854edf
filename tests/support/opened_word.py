"""A Word file read as the XML that it is, without the library that wrote it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


class Word:
    """The parts of a Word file."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            assert archive.testzip() is None
            self.dates = {entry.date_time for entry in archive.infolist()}
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def xml(self, name: str = "word/document.xml") -> ElementTree.Element:
        """A part as a tree."""
        return ElementTree.fromstring(self.parts[name])

    def paragraphs(self) -> Iterator[tuple[str, str]]:
        """Each paragraph's style and text, in reading order."""
        for one in self.xml().iter(f"{W}p"):
            style = one.find(f"{W}pPr/{W}pStyle")
            yield ("" if style is None else style.attrib[f"{W}val"]), text_of(one)

    def texts(self, style: str) -> list[str]:
        """The texts of the paragraphs in a style."""
        return [text for name, text in self.paragraphs() if name == style]

    def tables(self) -> list[list[list[str]]]:
        """Each table as rows of cell texts."""
        return [
            [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
            for table in self.xml().iter(f"{W}tbl")
        ]


def text_of(element: ElementTree.Element) -> str:
    """The text in an element, as a reader sees it."""
    signs = {f"{W}t": lambda one: one.text or "", f"{W}tab": lambda one: "\t", f"{W}br": lambda one: "\n"}
    return "".join(signs[one.tag](one) for one in element.iter() if one.tag in signs)


def value(element: Any, path: str, name: str = "val") -> str:
    """An attribute of an element below."""
    found = element.find("/".join(f"{W}{part}" for part in path.split("/")))
    return str(found.attrib[f"{W}{name}"])
