"""XLSForm: what is written can be read, what others write is understood, the rest is refused by its row."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import unescape

import pytest
import xlsxwriter
from pyxform.xls2xform import convert

from samsyn.errors import BadDeclaration, UnreadableFile
from samsyn.instruments.load import surveys
from samsyn.instruments.surveys import ItemKind, SurveyForm
from samsyn.methods.surveys.xlsform import read_xlsform, write_xlsform


def book(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook of sheets."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.mark.parametrize("form", surveys().forms, ids=lambda form: form.key)
def test_a_form_comes_back_as_it_was(form: SurveyForm) -> None:
    assert read_xlsform(write_xlsform(form)) == form


@pytest.mark.parametrize("form", surveys().forms, ids=lambda form: form.key)
def test_what_goes_out_is_an_xlsform_to_the_peer_that_collectors_use(form: SurveyForm) -> None:
    """pyxform makes an XForm of the workbook without a warning, with every question and every choice in it."""
    made = convert(io.BytesIO(write_xlsform(form)), file_type=".xlsx")
    assert made.warnings == []
    for item in form.items:
        assert f'ref="/data/{item.key}"' in made.xform or f'/{item.key}"' in made.xform
        assert item.text in unescape(made.xform)
        assert all(f"<name>{one.code}</name>" in made.xform for one in item.options)


def test_a_condition_is_refused_since_all_would_be_asked() -> None:
    head = ("type", "name", "label", "relevant")
    for row in (
        ("text", "varför", "Varför?", "${nöjd} = 'nej'"),
        ("begin group", "g", "", "${nöjd} = 'nej'"),
    ):
        with pytest.raises(UnreadableFile, match="rad 3: kolumnen relevant har ett villkor"):
            read_xlsform(book(survey=[head, ("text", "nöjd", "Nöjd?", ""), row]))


def test_a_form_made_elsewhere() -> None:
    survey = [
        ("type", "name", "label::English (en)", "label::Svenska (sv)"),
        ("start", "start", "", ""),
        ("note", "n", "Hello", "Hej."),
        ("select_one steg", "nojd", "How content?", "Hur nöjd är du?"),
        ("select_one ja_nej", "igen", "Again?", "Skulle du komma igen?"),
        ("text", "mer", "More?", "Något mer?"),
    ]
    choices = [
        ("list_name", "name", "label::Svenska (sv)"),
        ("steg", 1, "Inte alls"),
        ("steg", 2, "Helt"),
        ("steg", "vet_ej", "Vet ej"),
        ("ja_nej", "ja", "Ja"),
        ("ja_nej", "nej", "Nej"),
    ]
    form = read_xlsform(book(survey=survey, choices=choices), "egen.xlsx")
    assert (form.title, form.intro, form.source_status) == ("egen.xlsx", "Hej.", "local_design")
    first, second, third = form.items
    assert (first.text, first.kind, [one.code for one in first.answers]) == (
        "Hur nöjd är du?",
        ItemKind.SCALE,
        ["1", "2"],
    )
    assert [one.code for one in first.options] == ["1", "2", "vet_ej"]
    assert (second.kind, third.kind) == (ItemKind.CHOICE, ItemKind.OPEN)


def test_what_cannot_be_answered_is_refused_by_its_row() -> None:
    head = ("type", "name", "label")
    for row, said in (
        (("geopoint", "var", "Var?"), "rad 2: typen ”geopoint”"),
        (("select_multiple x", "vad", "Vad?"), "select_multiple"),
        (("select_one saknas", "vad", "Vad?"), "listan saknas"),
    ):
        with pytest.raises(UnreadableFile, match=said):
            read_xlsform(book(survey=[head, row]))
    with pytest.raises(UnreadableFile, match="survey"):
        read_xlsform(book(annat=[head]))
    with pytest.raises(UnreadableFile, match="går inte att läsa"):
        read_xlsform(b"PK\x03\x04 inte en bok")
    with pytest.raises(BadDeclaration, match="ingen fråga"):
        read_xlsform(book(survey=[head]))
