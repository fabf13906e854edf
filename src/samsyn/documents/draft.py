"""A text that somebody else is to judge, as a Word file: parts with headings, and under each paragraph its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

from samsyn.charts.format import cleaned
from samsyn.cycle import DataTable, Edition
from samsyn.documents.brand import Brand
from samsyn.documents.composed import Document
from samsyn.documents.packed import repacked
from samsyn.documents.printed import LOGO_MM
from samsyn.documents.word import Pages, contents, describe, tables
from samsyn.documents.word_package import empty_file
from samsyn.documents.word_xml import paragraph, run, tab

STATUSES: Mapping[str, str] = {
    "original": "källans ord",
    "own_words": "Samsyns egna ord",
    "local_design": "Samsyns förslag",
}


@dataclass(frozen=True, kw_only=True)
class DraftText:
    """A paragraph, where it comes from, and whose words it is ("original", "own_words" or "local_design")."""

    text: str
    source: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class DraftPart:
    """A part of a draft: a heading, paragraphs, tables."""

    title: str
    texts: tuple[DraftText, ...]
    tables: tuple[DataTable, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """
    A draft, ready to be written.

    Parameters
    ----------
    title, subtitle, organisation : str
    mark : str
        What it is, in a word or two; stands on the first page and at the foot of each.
    notices : tuple of str
        What the reader must know first.
    parts : tuple of DraftPart
    version : str
        Of the texts.
    at : datetime
    brand : Brand
    """

    title: str
    subtitle: str
    organisation: str
    mark: str
    notices: tuple[str, ...]
    parts: tuple[DraftPart, ...]
    version: str
    at: datetime
    brand: Brand = Brand()


def draft_docx(draft: Draft) -> bytes:
    """
    Return a draft as a Word file, A4, in Swedish, with real headings and tables.

    Notes
    -----
    Equal drafts give equal bytes.
    """
    footer = " · ".join(text for text in (draft.title, draft.mark, draft.brand.footer) if text)
    pages = Pages(empty_file(accent=draft.brand.accent, footer=cleaned(footer)))
    _front(pages, draft)
    contents(pages, {"sections": [{"title": cleaned(part.title)} for part in draft.parts], "facts": ()})
    for part in draft.parts:
        pages.heading(cleaned(part.title))
        for one in part.texts:
            pages.say("Normal", cleaned(one.text))
            pages.say("TableNote", cleaned(f"Källa: {one.source} ({STATUSES[one.source_status]})"))
        tables(pages, [_table(table) for table in part.tables])
    shown = {
        "organisation": draft.organisation,
        "title": draft.title,
        "says": draft.subtitle,
        "edition": draft.mark,
        "readers": " ".join(draft.notices),
    }
    described = Document(
        title=draft.title,
        subtitle=draft.subtitle,
        edition=Edition.INTERNAL,
        sections=(),
        generated_at=draft.at,
    )
    describe(pages.file, described, shown)
    saved = BytesIO()
    pages.file.save(saved)
    return repacked(saved.getvalue())


def _front(pages: Pages, draft: Draft) -> None:
    if draft.brand.logo:
        alt = draft.brand.logo_text or "Logotyp"
        pages.picture(draft.brand.logo, name="Logotyp", alt=alt, tallest=LOGO_MM)
    whose = run(cleaned(draft.organisation), style="Hyperlink", bold=True)
    pages.add(paragraph("Masthead", whose, tab(), cleaned(draft.mark)))
    pages.say("Title", cleaned(draft.title))
    pages.say("Notice", *(cleaned(text) for text in draft.notices))
    pages.say("Subtitle", cleaned(draft.subtitle))
    pages.say("Normal", cleaned(f"Textens version: {draft.version}. Framställd {draft.at:%Y-%m-%d}."))


def _table(table: DataTable) -> dict[str, Any]:
    return {
        "caption": cleaned(table.caption),
        "heads": [cleaned(column.label) for column in table.columns],
        "numbers": [column.number for column in table.columns],
        "rows": [[cleaned("" if cell is None else str(cell)) for cell in row] for row in table.rows],
        "levels": [],
        "level_column": -1,
        "note": cleaned(table.note),
    }
