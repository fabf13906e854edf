"""The PDF: tagged, the same every time, and deaf to what the words look like."""

import io
from collections import Counter
from datetime import UTC, datetime

import pikepdf
import pytest
from pdfua import validate

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.documents import pdf
from samsyn.documents.printed import ROWS, content
from tests.support.charted import document, table


@pytest.fixture(scope="module")
def printed():
    """Return a document with every kind of chart as PDF."""
    return pdf(document(notice="Uppdiktade data"))


def tags(data):
    """Return all structure elements in reading order, as (tag, alternative text, scope)."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                scope = str(node.A[0].Scope) if str(node.S) == "/TH" else ""
                found.append((str(node.S), str(node.get("/Alt", "")), scope))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(data)) as file:
        walk(file.Root.StructTreeRoot.K)
    return found


def words(text, **meta):
    """Return a document with one text everywhere."""
    section = Section(key="s", title=text, lead=text, paragraphs=(text,), method=text)
    return documents.document(
        title=text, subtitle=text, edition=Edition.PUBLIC, sections=(section,), meta=meta
    )


def test_it_says_its_language_title_and_standards(printed):
    file = pikepdf.open(io.BytesIO(printed))
    assert str(file.Root.Lang) == "sv-SE"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as about:
        assert (about["pdfuaid:part"], about["pdfaid:part"]) == ("1", "2")
        assert "Lägesbild vecka 39, 2024" in str(about["dc:title"])


def test_headings_descend_and_every_figure_has_words(printed):
    found = tags(printed)
    levels = [int(tag[2]) for tag, _, _ in found if tag in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    figures = [alt for tag, alt, _ in found if tag == "/Figure"]
    assert len(figures) == 7
    assert all("Det syns." in alt for alt in figures)


def test_tables_have_captions_and_headings_that_say_what_they_head(printed):
    found = tags(printed)
    count = Counter(tag for tag, _, _ in found)
    assert count["/Table"] == count["/THead"] == 2
    assert count["/Caption"] == 2 + 7
    heads = [scope for tag, _, scope in found if tag == "/TH"]
    assert heads == ["/Column"] * (4 + 3)


def test_sentences_are_paragraphs(printed):
    assert Counter(tag for tag, _, _ in tags(printed))["/P"] >= 8


def test_the_checker_finds_nothing(printed, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(printed)
    assert [finding.message for finding in validate(str(path)).findings] == []


def test_the_same_document_gives_the_same_bytes(printed):
    assert pdf(document(notice="Uppdiktade data")) == printed


def test_the_time_is_the_documents_own():
    at = datetime(2024, 10, 3, 9, 0, tzinfo=UTC)
    file = pikepdf.open(io.BytesIO(pdf(words("a", generated_at=at))))
    assert "20241003" in str(file.docinfo["/CreationDate"])


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd") *fet* $x$ [a](b) <etikett>', "emoji 😀 →", "klocka \x07", "halv \ud800", "中文"],
)
def test_words_are_data_and_odd_letters_stop_nothing(text):
    assert pdf(words(text)).startswith(b"%PDF")


def test_an_empty_document_can_be_printed():
    doc = documents.document(title="Tom", subtitle="", edition=Edition.INTERNAL, sections=())
    assert pdf(doc).startswith(b"%PDF")


def test_long_tables_are_cut_with_a_note():
    section = Section(key="s", title="S", tables=(table(ROWS + 40),))
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=(section,))
    shown = content(doc)["sections"][0]["tables"][0]
    assert len(shown["rows"]) == 60
    assert shown["note"] == "Avrundat. De första 60 av 100 rader. Alla rader finns i datafilen."


def test_long_documents_get_a_list_of_contents():
    sections = [Section(key=f"s{n}", title=f"Del {n}", tables=(table(50),)) for n in range(8)]
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=sections)
    assert Counter(tag for tag, _, _ in tags(pdf(doc)))["/TOCI"] == 8
