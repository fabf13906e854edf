"""A form in Word: given out, filled in by hand, read back; each field that is wrong is told."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.documents.blank_form import CHOOSE, BlankForm, Group, Kind, Question, blank_docx
from samsyn.documents.filled_form import Filled, read_filled
from samsyn.errors import BadInput, UnreadableFile

COLOURS = (("red", "röd"), ("blue", "blå"), ("two", "två färger"))
FORM = BlankForm(
    title="Färger",
    lead="Om färger",
    code="farger-1 a",
    notes=("Fyll i.",),
    groups=(
        Group(
            title="1. Väggen",
            questions=(
                Question(key="one", label="Väggens färg", kind=Kind.ONE, choices=COLOURS, needed=True),
                Question(key="text", label="Kommentar", most=20),
                Question(key="many", label="Färger i rummet", kind=Kind.SEVERAL, choices=COLOURS),
            ),
        ),
        Group(
            title="2. Taket",
            questions=(Question(key="other", label="Taket", kind=Kind.ONE, choices=COLOURS),),
        ),
    ),
)


def filled(said: dict[str, str], form: BlankForm = FORM) -> bytes:
    """Return the form with the answers of some rows written over, as one who types in the cell does."""
    file = Document(BytesIO(blank_docx(form)))
    for table in file.tables:
        for row in table.rows:
            if (label := row.cells[0].text.split("\n")[0]) in said:
                row.cells[1].text = said[label]
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def read(said: dict[str, str]) -> Filled:
    return read_filled(filled(said), "f.docx", FORM)


def with_values(**values: Any) -> BlankForm:
    groups = [
        replace(g, questions=tuple(replace(q, value=values.get(q.key, q.value)) for q in g.questions))
        for g in FORM.groups
    ]
    return replace(FORM, groups=tuple(groups))


def test_an_empty_form_says_what_is_missing_and_nothing_else() -> None:
    found = read_filled(blank_docx(FORM), "f.docx", FORM)
    assert found.answers == {"text": "", "many": (), "other": ""}
    assert [(one.label, one.found) for one in found.wrong] == [("Väggens färg", "inget svar")]
    assert found.wrong[0].expected == "något av: röd, blå, två färger"
    assert blank_docx(FORM) == blank_docx(FORM)


@settings(max_examples=15, deadline=None)
@given(
    one=st.sampled_from(["red", "blue", "two"]),
    many=st.sets(st.sampled_from(["red", "blue", "two"])),
    text=st.text("abcåäö <>&\"'\n", max_size=20).map(str.strip),
)
def test_what_is_filled_in_beforehand_is_read_back(one: str, many: set[str], text: str) -> None:
    if text.casefold() in ("skriv här", "välj …"):
        return
    chosen = tuple(code for code, _words in COLOURS if code in many)
    found = read_filled(blank_docx(with_values(one=one, many=chosen, text=text)), "f.docx", FORM)
    assert found == Filled(answers={"one": one, "text": text, "many": chosen, "other": ""}, wrong=())


def test_a_form_that_lost_its_controls_is_read_by_its_words() -> None:
    found = read(
        {
            "Väggens färg": " RÖD ",
            "Kommentar": "två\nrader",
            "Färger i rummet": "[x] röd\n☐ blå\nX två färger",
        }
    )
    assert found.wrong == ()
    assert found.answers == {"one": "red", "text": "två\nrader", "many": ("red", "two"), "other": ""}


@pytest.mark.parametrize(
    ("label", "said", "found", "expected"),
    [
        ("Väggens färg", "grön", "grön", "något av: röd, blå, två färger"),
        ("Väggens färg", CHOOSE, "inget svar", "något av: röd, blå, två färger"),
        ("Taket", "gult", "gult", "något av: röd, blå, två färger"),
        ("Kommentar", "x" * 21, "21 tecken", "högst 20 tecken"),
        ("Färger i rummet", "☒ rosa", "☒ rosa", "bara: röd, blå, två färger"),
        ("Färger i rummet", "röd\n☐ blå", "röd utan ruta", "☒ eller ☐ framför varje alternativ"),
    ],
)
def test_a_wrong_field_is_told(label: str, said: str, found: str, expected: str) -> None:
    wrong = {one.label: (one.found, one.expected) for one in read({"Väggens färg": "röd", label: said}).wrong}
    assert wrong == {label: (found, expected)}


def test_a_row_that_is_gone_or_there_twice_is_told() -> None:
    file = Document(BytesIO(filled({"Väggens färg": "röd"})))
    rows = file.tables[0].rows
    rows[2]._tr.getparent().remove(rows[2]._tr)
    rows[0]._tr.addnext(__import__("copy").deepcopy(rows[1]._tr))
    saved = BytesIO()
    file.save(saved)
    wrong = read_filled(saved.getvalue(), "f.docx", FORM).wrong
    assert [(one.label, one.found) for one in wrong] == [
        ("Väggens färg", "raden står mer än en gång"), ("Kommentar", "raden finns inte"),
    ]  # fmt: skip


def test_another_form_is_refused() -> None:
    with pytest.raises(BadInput, match="farger-1 b, och farger-1 a väntades"):
        read_filled(blank_docx(replace(FORM, code="farger-1 b")), "f.docx", FORM)
    plain = BytesIO()
    Document().save(plain)
    with pytest.raises(BadInput, match="inget formulär från Samsyn"):
        read_filled(plain.getvalue(), "f.docx", FORM)


def test_a_file_that_is_no_word_file_broken_or_huge_is_refused() -> None:
    whole = blank_docx(FORM)
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 41_000_000)
    for given_, said in (
        (b"%PDF-1.7", "ingen Word-fil"),
        (b"", "ingen Word-fil"),
        (whole[: len(whole) // 2], "skadad"),
        (b"PK\x03\x04" + b"x" * 100, "skadad"),
        (bomb.getvalue(), "uppackad"),
        (whole + b"0" * 5_000_000, "5 MB"),
    ):
        with pytest.raises(UnreadableFile, match=said):
            read_filled(given_, "f.docx", FORM)


def test_word_finds_a_control_with_a_tag_for_each_answer() -> None:
    body = Document(BytesIO(blank_docx(FORM))).element.body
    tags = [one.get(one.attrib.keys()[0]) for one in body.xpath(".//w:sdtPr/w:tag")]
    assert tags == ["one", "text", "many:red", "many:blue", "many:two", "other"]
    numbers = [one.get(one.attrib.keys()[0]) for one in body.xpath(".//w:sdtPr/w:id")]
    assert len(set(numbers)) == 6
