"""XLSForm in and out: a survey's questions as the workbook that KoboToolbox, ODK and others read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import python_calamine
import xlsxwriter

from samsyn.errors import UnreadableFile
from samsyn.instruments.surveys import ItemKind, SurveyForm, read_form

MOST_BYTES, MOST_UNPACKED, MOST_ROWS = 2_000_000, 40_000_000, 2000
NO_ANSWERS = ("dont_know", "not_relevant", "vet_ej", "ej_relevant")
"""Names of choices that are no answers, where the workbook does not say so by a column `samsyn_is_answer`."""
LEFT_OUT = (
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "audit",
    "begin_group",
    "end_group",
    "begin group",
    "end group",
)
"""Rows that hold no question, or that would tell when and on what somebody answered."""
CONDITIONS = ("relevant", "choice_filter")
"""Columns that ask a question, or give an answer, of some and not of others: left out, all would be asked."""
UNREADABLE = (python_calamine.CalamineError, python_calamine.ZipError, python_calamine.XmlError)
Row = Mapping[str, str]


def write_xlsform(form: SurveyForm) -> bytes:
    """
    Return a form as an XLSForm workbook.

    Notes
    -----
    What XLSForm has no word for stands in columns that begin with `samsyn_`, which other programs leave unread: the top
    answers, the group of an item, whether it is reversed, whether a choice is an answer.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    columns = (
        "type",
        "name",
        "label",
        "samsyn_top",
        "samsyn_construct",
        "samsyn_is_reversed",
        "samsyn_is_scale",
    )
    questions: list[Sequence[str]] = (
        [("note", "samsyn_intro", form.intro, "", "", "", "")] if form.intro else []
    )
    choices = []
    for item in form.items:
        kind = "text" if item.kind is ItemKind.OPEN else f"select_one {item.key}_list"
        reversed_, scale = ("yes" if item.is_reversed else ""), ("yes" if item.kind is ItemKind.SCALE else "")
        questions.append((kind, item.key, item.text, " ".join(item.top), item.construct, reversed_, scale))
        choices += [
            (f"{item.key}_list", one.code, one.label, "yes" if one.is_answer else "no")
            for one in item.options
        ]
    _sheet(book, "survey", columns, questions)
    _sheet(book, "choices", ("list_name", "name", "label", "samsyn_is_answer"), choices)
    constructs = " ".join(f"{key}={name};" for key, name in form.constructs.items())
    settings = [(form.title, form.key, form.source_status, constructs)]
    _sheet(book, "settings", ("form_title", "form_id", "samsyn_source_status", "samsyn_constructs"), settings)
    book.close()
    return out.getvalue()


def read_xlsform(content: bytes, name: str = "filen", *, key: str = "own") -> SurveyForm:
    """
    Read a form from an XLSForm workbook.

    Parameters
    ----------
    content : bytes
    name : str
        What the file is called, for errors.
    key : str
        Key of the form where the workbook has no form_id that can be one.

    Raises
    ------
    UnreadableFile
        If it is no workbook with a sheet `survey`, or a row asks for what cannot be answered here; names the row.
    BadDeclaration
        If the questions are not what they should be.
    """
    sheets = _sheets(content, name)
    if "survey" not in sheets:
        raise UnreadableFile(f"{name} har inget blad som heter survey: väntade en XLSForm-fil.")
    options: dict[str, list[dict[str, Any]]] = {}
    for _, row in sheets.get("choices", ()):
        code = row.get("name") or row.get("value", "")
        is_answer = row.get("samsyn_is_answer", "no" if code in NO_ANSWERS else "yes") != "no"
        option = {"code": code, "label": _label(row), "is_answer": is_answer}
        options.setdefault(row.get("list_name", ""), []).append(option)
    settings = next((row for _, row in sheets.get("settings", ())), {})
    items, intro = [], []
    for number, row in sheets["survey"]:
        kind, where = " ".join(row.get("type", "").split()), f"{name}, bladet survey, rad {number}"
        if condition := next((one for one in CONDITIONS if row.get(one)), ""):
            raise UnreadableFile(
                f"{where}: kolumnen {condition} har ett villkor, och här ställs varje fråga till alla. Ta bort "
                "villkoret eller gör en enkät för var grupp."
            )
        if kind in LEFT_OUT:
            continue
        if kind == "note":
            intro.append(_label(row))
            continue
        items.append(_item(kind, row, options, where))
    parts = (one.partition("=") for one in settings.get("samsyn_constructs", "").split(";") if "=" in one)
    return read_form(
        {
            "key": settings.get("form_id") or key,
            "title": settings.get("form_title") or name,
            "intro": " ".join(intro),
            "source_status": settings.get("samsyn_source_status") or "local_design",
            "constructs": {left.strip(): right.strip() for left, _, right in parts},
            "items": items,
        },
        name,
    )


def _item(kind: str, row: Row, options: Mapping[str, list[dict[str, Any]]], where: str) -> dict[str, Any]:
    told = {"key": row.get("name", ""), "text": _label(row)}
    if kind == "text":
        return {**told, "kind": "open"}
    word, _, list_name = kind.partition(" ")
    if word != "select_one" or not list_name:
        raise UnreadableFile(
            f"{where}: typen ”{kind}” går inte att besvara här. De som går är select_one, text och note."
        )
    if list_name not in options:
        raise UnreadableFile(f"{where}: listan {list_name} finns inte på bladet choices.")
    own = options[list_name]
    numbers = all(one["code"].isdecimal() for one in own if one["is_answer"])
    is_scale = row.get("samsyn_is_scale", "yes" if numbers else "") == "yes"
    return {
        **told,
        "kind": "scale" if is_scale else "choice",
        "options": own,
        "top": tuple(row.get("samsyn_top", "").split()),
        "construct": row.get("samsyn_construct", ""),
        "is_reversed": row.get("samsyn_is_reversed", "") == "yes",
    }


def _label(row: Row) -> str:
    """Return a row's words: without a language, else Swedish, else the first there is."""
    named = {key: text for key, text in row.items() if key == "label" or key.startswith("label::")}
    swedish = next((text for key, text in named.items() if "sv" in key.casefold()), "")
    return named.get("label") or swedish or next(iter(named.values()), "")


def _sheets(content: bytes, name: str) -> dict[str, list[tuple[int, Row]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(one.file_size for one in packed.infolist())
        if len(content) > MOST_BYTES or unpacked > MOST_UNPACKED:
            raise UnreadableFile(f"{name} är större än {MOST_BYTES // 1_000_000} MB: så stor är ingen enkät.")
        book = python_calamine.load_workbook(io.BytesIO(content))
        names = [one for one in book.sheet_names if one in ("survey", "choices", "settings")]
        return {one: _rows(book.get_sheet_by_name(one).to_python()) for one in names}
    except (*UNREADABLE, zipfile.BadZipFile, OSError, ValueError):
        raise UnreadableFile(
            f"{name} går inte att läsa: väntade en XLSForm-fil i Excelformat (.xlsx)."
        ) from None


def _rows(cells: list[list[Any]]) -> list[tuple[int, Row]]:
    """Return the rows under the heading that hold anything, with their numbers as a spreadsheet has them."""
    if not cells:
        return []
    heads = [str(one).strip() for one in cells[0]]
    found: list[tuple[int, Row]] = []
    for number, line in enumerate(cells[1 : MOST_ROWS + 1], start=2):
        row = {head: _text(cell) for head, cell in zip(heads, line, strict=False) if head and _text(cell)}
        if row:
            found.append((number, row))
    return found


def _text(cell: Any) -> str:
    """Return a cell as text; a whole number without decimals, since codes are."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if cell is not None else ""


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    for number, row in enumerate((heads, *rows)):
        sheet.write_row(number, 0, row)
