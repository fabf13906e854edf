"""A report of exactly two pages as tagged PDF: its text shrinks until each page holds what stands on it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC
from pathlib import Path
from typing import Any

from samsyn.charts import tokens
from samsyn.charts.format import cell, cleaned
from samsyn.charts.lettering import has_letter
from samsyn.cycle import Section
from samsyn.documents.composed import Document
from samsyn.documents.printed import UNDATED, _fonts

TEMPLATE = Path(__file__).parent / "assets" / "brief.typ"


def brief_pdf(doc: Document, first: Sequence[str]) -> bytes:
    """
    Return a document as a PDF of two A4 pages.

    Parameters
    ----------
    doc : Document
    first : sequence of str
        Keys of the sections on the first page; the others stand on the second.

    Notes
    -----
    Equal documents give equal bytes. The text is between 10.5 and 7.5 points; the caller keeps texts and tables so
    short that the smallest is enough. The file declares PDF/A-2a and PDF/UA-1.
    """
    import typst

    text = json.dumps(cleaned(_content(doc, first)), ensure_ascii=False)
    made = typst.compile(
        str(TEMPLATE),
        root=str(TEMPLATE.parent),
        font_paths=_fonts(),
        pdf_standards=["a-2a", "ua-1"],
        sys_inputs={"data": "".join(one if has_letter(one) else "?" for one in text)},
        timestamp=(doc.generated_at or UNDATED).astimezone(UTC),
    )
    return bytes(made)


def _content(doc: Document, first: Sequence[str]) -> dict[str, Any]:
    return {
        "title": doc.title,
        "organisation": doc.organisation,
        "kind": doc.kind_name,
        "notices": list(doc.notices),
        "colours": {**tokens.LIGHT, "accent": doc.brand.accent},
        "footer": " · ".join((doc.title, *(said for label, said in doc.facts if label == "Beslutad"))),
        "pages": [
            [_section(one) for one in doc.sections if (one.key in first) is here] for here in (True, False)
        ],
    }  # fmt: skip


def _section(one: Section) -> dict[str, Any]:
    return {
        "title": one.title,
        "lead": one.lead,
        "paragraphs": list(one.paragraphs),
        "tables": [
            {
                "heads": [column.label for column in table.columns],
                "rows": [[cell(value) for value in row] for row in table.rows],
                "note": table.note,
            }
            for table in one.tables
        ],
    }
