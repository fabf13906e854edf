"""A draft as a Word file: marked on the first page and each page, headings, a source under each paragraph, tables."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import docx as python_docx

from samsyn import documents
from samsyn.cycle import Column, DataTable
from tests.support.opened_word import Word, value

TABLE = DataTable(
    key="t",
    caption="Roller",
    columns=(Column(label="Roll"), Column(label="Konton")),
    rows=(("Läsare", 3), ("A\x0bB", None)),
)
TEXT = documents.DraftText(text="Ansvarig är kommunen.", source="GDPR artikel 4.7", source_status="own_words")


def draft(parts: int = 4) -> documents.Draft:
    return documents.Draft(
        title="Registerförteckning",
        subtitle="En post.",
        organisation="Exempelköping",
        mark="Utkast",
        notices=("Juristen ska bedöma.",),
        parts=tuple(
            documents.DraftPart(title=f"Del {n}", texts=(TEXT,), tables=(TABLE,) if n == 0 else ())
            for n in range(parts)
        ),
        version="prov 1.0",
        at=datetime(2026, 11, 28, 20, 0, tzinfo=UTC),
    )


def test_it_says_that_it_is_a_draft_and_where_each_paragraph_comes_from():
    word = Word(documents.draft_docx(draft()))
    assert word.texts("Title") == ["Registerförteckning"]
    assert word.texts("Notice") == ["Juristen ska bedöma."]
    assert "Utkast" in word.texts("Masthead")[0]
    assert "Registerförteckning · Utkast" in word.parts["word/footer1.xml"].decode()
    assert word.texts("Heading1") == ["Del 0", "Del 1", "Del 2", "Del 3"]
    assert word.texts("TOC1") == word.texts("Heading1")
    assert word.texts("TableNote").count("Källa: GDPR artikel 4.7 (Samsyns egna ord)") == 4
    assert word.tables() == [[["Roll", "Konton"], ["Läsare", "3"], ["AB", ""]]]


def test_another_library_reads_its_title_language_and_tables():
    data = documents.draft_docx(draft())
    file = python_docx.Document(BytesIO(data))
    about = file.core_properties
    assert (about.title, about.author, about.language) == ("Registerförteckning", "Exempelköping", "sv-SE")
    assert ("Heading 1", "Del 1") in [(p.style.name.title(), p.text) for p in file.paragraphs]
    table = file.tables[0]
    assert table.rows[0]._tr.trPr is not None, "the first row is a header row"
    styles = Word(data).xml("word/styles.xml")
    assert value(styles, "docDefaults/rPrDefault/rPr/lang") == "sv-SE"


def test_equal_drafts_give_equal_bytes_and_short_ones_no_contents():
    assert documents.draft_docx(draft()) == documents.draft_docx(draft())
    assert Word(documents.draft_docx(draft(2))).texts("TOC1") == []
