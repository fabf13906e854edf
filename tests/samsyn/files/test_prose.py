"""A rule is read into passages from Word, PDF and text, and what cannot be read is told in the user's words."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from pypdf import PdfReader, PdfWriter

from samsyn.errors import UnreadableFile
from samsyn.files import read_prose
from samsyn.files.prose_pdf import _paged

TEXT = """Riktlinje för bidrag

1 Syfte
Bidraget ska ge fler barn och unga möjlighet att delta i för-
eningslivet. Det gäller idrotts-
och kulturföreningar.

2.1 Föreningen ska ha minst 20 medlemmar.
2.2 Redovisning lämnas senast den 1 mars.
- närvarolista
3 a § Avsteg kan medges.
"""
JOINED = (
    "Bidraget ska ge fler barn och unga möjlighet att delta i föreningslivet. "
    "Det gäller idrotts- och kulturföreningar."
)


def word(fill: Callable[[docx.document.Document], None]) -> bytes:  # type: ignore[name-defined]
    """Return a Word file."""
    made, held = docx.Document(), io.BytesIO()
    fill(made)
    made.save(held)
    return held.getvalue()


def printed(body: str, **page: str) -> bytes:
    """Return a PDF made by another program's layout."""
    import tempfile
    from pathlib import Path

    import typst

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.typ"
        source.write_text(
            f'#set page(width: 12cm, height: 9cm, numbering: "1 (1)")\n{body}', encoding="utf-8"
        )
        return bytes(typst.compile(str(source)))


def test_lines_become_paragraphs_with_labels_and_headings() -> None:
    found = read_prose(TEXT.encode(), name="a.txt").passages
    assert [(one.number, one.label, one.heading, one.text) for one in found] == [
        (1, "", "1 Syfte", JOINED),
        (2, "2.1", "1 Syfte", "Föreningen ska ha minst 20 medlemmar."),
        (3, "2.2", "1 Syfte", "Redovisning lämnas senast den 1 mars."),
        (4, "", "1 Syfte", "närvarolista"),
        (5, "3 a §", "1 Syfte", "Avsteg kan medges."),
    ]  # fmt: skip


def test_a_reference_at_the_start_of_a_line_begins_no_paragraph() -> None:
    found = read_prose(
        "1 § Bidrag ges enligt\n3 § andra stycket.\n2 § Det gäller alla.".encode(), name="a"
    ).passages
    assert [(one.label, one.text) for one in found] == [
        ("1 §", "Bidrag ges enligt 3 § andra stycket."), ("2 §", "Det gäller alla."),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_any_encoding(encoding: str) -> None:
    assert (
        read_prose(TEXT.encode(encoding), name="a").passages == read_prose(TEXT.encode(), name="b").passages
    )


def test_word_keeps_headings_tables_and_order() -> None:
    def fill(made: docx.document.Document) -> None:  # type: ignore[name-defined]
        made.add_heading("Bidrag", 1)
        made.add_paragraph("1 § Först.")
        table = made.add_table(1, 3)
        table.cell(0, 0).text = "Belopp"
        table.cell(0, 1).merge(table.cell(0, 2)).text = "100 kr"
        made.add_paragraph("2 § Sedan.")

    found = read_prose(word(fill), name="a.docx")
    assert (found.kind, [one.text for one in found.passages]) == (
        "docx",
        ["Först.", "Belopp | 100 kr", "Sedan."],
    )
    assert {one.heading for one in found.passages} == {"Bidrag"}
    assert found.notes == ()


def test_changes_that_nobody_has_accepted_are_told() -> None:
    from docx.oxml import OxmlElement

    def fill(made: docx.document.Document) -> None:  # type: ignore[name-defined]
        made.add_paragraph("1 § Som nu.")._p.append(OxmlElement("w:ins"))

    assert "spårade ändringar" in read_prose(word(fill), name="a.docx").notes[0]


def test_a_pdf_is_read_over_pages_without_its_page_numbers() -> None:
    long = f"Föreningen ska spara {'underlag och kvitton samt ' * 40}protokoll."
    found = read_prose(printed(f"= Regler\n1 § {long}\n\n2 § Sista paragrafen."), name="a.pdf")
    assert [(one.label, one.page) for one in found.passages] == [("1 §", 1), ("2 §", 2)]
    assert found.passages[0].text == long
    assert "gissning" in found.notes[0]


def locked(password: str, owner: str) -> bytes:
    """Return a PDF that is locked."""
    writer, held = PdfWriter(), io.BytesIO()
    writer.append(PdfReader(io.BytesIO(printed("1 § Hemligt stycke i regelverket."))))
    writer.encrypt(password, owner, algorithm="AES-256")
    writer.write(held)
    return held.getvalue()


def test_a_pdf_that_is_only_locked_against_changes_is_read() -> None:
    assert read_prose(locked("", "ägare"), name="a.pdf").passages[0].label == "1 §"


def blank() -> bytes:
    """Return a PDF of pictures only, as a scanner makes it."""
    writer, held = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(held)
    return held.getvalue()


def zipped(name: str, content: bytes) -> bytes:
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as made:
        made.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "är tom"),
        (b"  \n\r\n", "är tom"),
        (blank(), "verkar vara inskannad"),
        (locked("hemligt", "ägare"), "låst med lösenord"),
        (b"%PDF-1.7\nnot one", "skadad PDF"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"Word", "äldre Word-format"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), "låst med lösenord"),
        (zipped("word/document.xml", b"<not xml"), "skadad Word-fil"),
        (zipped("mimetype", b"application/vnd.oasis.opendocument.text"), "OpenDocument"),
        (zipped("a.txt", b"a"), "inget textdokument"),
        (b"PK\x03\x04 broken", "skadad"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "varken Word, PDF eller text"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_prose(content, name="regler")


def test_a_page_without_text_among_others_is_told() -> None:
    lines, notes = _paged(["1 § Ett stycke med text.", "", "2 § Ännu ett stycke."], "a.pdf")
    assert [one.text for one in lines] == ["1 § Ett stycke med text.", "2 § Ännu ett stycke."]
    assert "Sida 2 har ingen text" in notes[1]


def test_a_missing_file_is_said() -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        read_prose("/finns/inte.docx")


def test_a_text_of_headings_only_loses_nothing() -> None:
    found = read_prose("Allmänt\n\nÖvrigt\n".encode(), name="a.txt").passages
    assert [one.text for one in found] == ["Allmänt", "Övrigt"]
