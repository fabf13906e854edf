"""Writes remarks into a Word file: a page first that sums up, and comments at the cells and paragraphs."""

from __future__ import annotations

import io
from collections import defaultdict
from datetime import UTC, date, datetime, time
from typing import Any

from samsyn.plans.remark import Remark
from samsyn.plans.telling import HEADINGS, TITLE, Summary, line
from samsyn.plans.word import boxes, elements, open_word

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PALE = "E3ECEE"


def annotate_word(data: bytes, name: str, page: Summary, remarks: tuple[Remark, ...], *, at: date) -> bytes:
    """
    Return a Word file with remarks; what was in it stays as it was.

    Parameters
    ----------
    remarks : tuple of Remark
        Those that have a row or a paragraph.
    at : date
        Written on the comments.
    """
    document = open_word(data, name)
    places: dict[int, tuple[Any, list[Remark]]] = {}
    found = list(elements(document))
    for one in remarks:
        element = _paragraph_of(found, one)
        places.setdefault(id(element), (element, []))[1].append(one)
    for element, some in places.values():
        _comment(document, element, some, at)
    _sum_up(document, page)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraph_of(found: list[Any], one: Remark) -> Any:
    """Return the paragraph that a remark is about: the text's own, or the first in the cell."""
    origin = one.origin
    if origin.kind == "text":
        return [element for element in found if element.tag == f"{_W}p"][origin.row - 1]
    table = [element for element in found if element.tag == f"{_W}tbl"][origin.index]
    rows = boxes(table)
    column = origin.column(one.field)
    column = origin.column("action") if column is None else column
    row = origin.row - 1
    box = _box(rows[row], column or 0)
    while box.goes_on and row:
        row -= 1
        box = _box(rows[row], box.column)
    return next(box.element.iter(f"{_W}p"))


def _box(row: list[Any], column: int) -> Any:
    return next((one for one in row if one.column <= column < one.column + one.span), row[-1])


def _comment(document: Any, element: Any, remarks: list[Remark], at: date) -> None:
    from docx.text.paragraph import Paragraph

    paragraph = Paragraph(element, document)
    runs = paragraph.runs or [paragraph.add_run()]
    made = document.add_comment(
        [runs[0], runs[-1]], text="\n".join(line(one) for one in remarks), author="Samsyn", initials="S"
    )
    stamp = datetime.combine(at, time(12), UTC)
    made._comment_elm.set(f"{_W}date", stamp.strftime("%Y-%m-%dT%H:%M:%SZ"))


def _sum_up(document: Any, page: Summary) -> None:
    """Write the page at the end, where there are means for it, and move it to the front."""
    body = document.element.body
    before = list(body)
    _title(document, TITLE, 1)
    for text in page.sentences:
        document.add_paragraph(text)
    _coverage(document, page)
    for heading, lines in page.lists:
        _title(document, heading, 2)
        for text in lines:
            document.add_paragraph(text)
    document.add_page_break()
    made = [element for element in body if all(element is not one for one in before)]
    for n, element in enumerate(made):
        body.remove(element)
        body.insert(n, element)


def _title(document: Any, text: str, level: int) -> None:
    """Write a heading in the file's own style for it, or in bold where it has none."""
    names = defaultdict(str, {style.name.casefold(): style.name for style in document.styles if style.name})
    style = names[f"heading {level}"] or names[f"rubrik {level}"]
    paragraph = document.add_paragraph(style=style or None)
    paragraph.add_run(text).bold = None if style else True


def _coverage(document: Any, page: Summary) -> None:
    from docx.oxml.parser import OxmlElement

    table = document.add_table(rows=1 + len(page.rows), cols=len(HEADINGS))
    for n, row in enumerate((HEADINGS, *page.rows)):
        for cell, text in zip(table.rows[n].cells, row, strict=True):
            cell.text = ""
            cell.paragraphs[0].add_run(text).bold = True if n == 0 else None
    marks = table._tbl.tblPr
    lines = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        edge = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("color", "9AA5A8")):
            edge.set(f"{_W}{key}", value)
        lines.append(edge)
    marks.append(lines)
    head = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(head)
