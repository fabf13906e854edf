"""A plan comes back with its looks, a summary first, the remarks at their cells, and no formula."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import openpyxl
import pytest

from samsyn.plans import Annotated, annotate, check, read_plan_bytes
from tests.support import written_plans as written

AT = date(2026, 11, 29)


def annotated(data: bytes, name: str) -> Annotated:
    read = read_plan_bytes(data, name)
    return annotate(data, read, check(read.plan, at=AT), at=AT)


def book_of(made: Annotated) -> Any:
    return openpyxl.load_workbook(io.BytesIO(made.data))


def formulas(book: Any) -> list[str]:
    return [
        cell.coordinate
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


def test_a_workbook_keeps_its_looks_and_gets_a_column_comments_and_a_first_sheet() -> None:
    made = annotated(written.template_xlsx(), "plan.xlsx")
    assert (made.format, made.name) == ("xlsx", "plan-röntgen.xlsx")
    book = book_of(made)
    assert book.sheetnames == ["Röntgen av planen", "Plan 2026"]
    first, sheet = book.worksheets
    said = [str(row[0].value) for row in first.iter_rows() if row[0].value]
    assert said[1].startswith("Av planens 3 åtgärder har 1 hela kedjan")
    assert any(text.startswith("ANMÄRKNING: Planen säger inte vad ni väljer") for text in said)
    assert ["Orsak", "3", "100 %"] in [[cell.value for cell in row] for row in first.iter_rows()]
    assert sheet["C6"].font.italic
    assert sheet.column_dimensions["C"].width == 41
    assert {str(one) for one in sheet.merged_cells.ranges} == {"A1:G1", "B6:B7"}
    assert sheet["H5"].value == "Anmärkningar (Samsyn)"
    assert sheet["H7"].value.split("\n")[0].startswith("VARNING: Åtgärden har inget mål.")
    assert sheet["H9"].value.count("\n") == 1
    assert "namn" in sheet["F8"].comment.text, "the remark about who is responsible stands at that cell"
    assert "mätas" in sheet["D8"].comment.text or "mätas" in sheet["C8"].comment.text


def test_no_formula_comes_out() -> None:
    assert formulas(openpyxl.load_workbook(io.BytesIO(written.template_xlsx()))) == ["D10"]
    assert formulas(book_of(annotated(written.template_xlsx(), "plan.xlsx"))) == []
    book = book_of(annotated(written.windows_csv(), "plan.csv"))
    assert formulas(book) == []
    assert book.worksheets[1]["C3"].value.startswith("=HYPERLINK")
    risky = [("Orsak", "Åtgärd", "Vem"), ("=1+1", "=cmd|' /C calc'!A0", "@SUM(1)")]
    assert formulas(book_of(annotated(written.ods(risky), "plan.ods"))) == []


def test_an_annotated_copy_can_be_annotated_again() -> None:
    once = annotated(written.template_xlsx(), "plan.xlsx")
    twice = annotated(once.data, once.name)
    assert book_of(twice).sheetnames == book_of(once).sheetnames
    texts = [
        [[cell.value for cell in row] for row in book_of(one).worksheets[1].iter_rows()]
        for one in (once, twice)
    ]
    assert texts[0] == texts[1]


def test_a_word_file_gets_a_page_first_and_comments_at_the_cells() -> None:
    before = docx.Document(io.BytesIO(written.tables_docx()))
    made = annotated(written.tables_docx(), "plan.docx")
    after = docx.Document(io.BytesIO(made.data))
    texts = [one.text for one in after.paragraphs]
    assert texts[0] == "Röntgen av planen"
    assert texts[-len(before.paragraphs) :] == [one.text for one in before.paragraphs]
    assert after.paragraphs[-1].style.name == before.paragraphs[-1].style.name
    table = after.tables[1]
    assert [cell.text for cell in table.rows[1].cells] == [
        cell.text for cell in before.tables[0].rows[1].cells
    ]
    comments = {one.comment_id: one for one in after.comments}
    assert {one.author for one in comments.values()} == {"Samsyn"}
    assert {one.timestamp.date() for one in comments.values() if one.timestamp} == {AT}

    def at(cell: Any) -> str:
        marks = cell._tc.xpath(".//w:commentReference/@w:id")
        return "\n".join(comments[int(one)].text for one in marks)

    assert "varit klar" not in at(table.cell(2, 3)), "it ends on 30 November, the day after"
    assert "visar att detta är en orsak" in at(table.cell(1, 0))
    assert "inget mål" in at(table.cell(2, 2))
    assert at(table.cell(0, 0)) == ""


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (written.list_docx, "plan.docx"),
        (written.form_docx, "plan.docx"),
        (written.numbered_xlsx, "plan.xlsx"),
        (written.ods, "plan.ods"),
        (written.windows_csv, "plan.csv"),
    ],
)
def test_every_remark_about_a_row_is_in_the_copy(make: Callable[[], bytes], name: str) -> None:
    data = make()
    read = read_plan_bytes(data, name)
    remarks = [one for one in check(read.plan, at=AT) if one.origin.row]
    made = annotated(data, name)
    if made.format == "docx":
        held = "\n".join(one.text for one in docx.Document(io.BytesIO(made.data)).comments)
    else:
        sheets = book_of(made).worksheets[1:]
        held = "\n".join(str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row)
    assert remarks
    assert [one.text for one in remarks if one.text not in held] == []
