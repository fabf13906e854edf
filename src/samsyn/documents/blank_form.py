"""
A form in Word to fill in by hand: a table for each group of questions, with lists, boxes and fields to write in.

The answers stand in content controls, which Word and LibreOffice fill in without anything else being touched.
`samsyn.documents.filled_form` reads the file back by the words of its rows, so that a form whose controls are gone
(copied into another program, or printed and typed in again) can be read too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from io import BytesIO
from itertools import count
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from samsyn.charts.format import cleaned
from samsyn.documents.brand import Brand
from samsyn.documents.packed import repacked
from samsyn.documents.printed import UNDATED
from samsyn.documents.word_package import empty_file
from samsyn.documents.word_tables import ROOM
from samsyn.documents.word_xml import node, paragraph, run

CODE, ANSWER = "Formulärets kod", "Svar"
CHOOSE, WRITE = "Välj …", "Skriv här"
CHECKED, UNCHECKED = "☒", "☐"
QUESTION_WIDTH = 3400  # twentieths of a point; the answers get the rest
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


class Kind(StrEnum):
    """What an answer is: free text, one of several, or any number of several."""

    TEXT = "text"
    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, kw_only=True)
class Question:
    """
    One row of a form.

    Parameters
    ----------
    label : str
        What stands in the row, one line; no other row of the form has the same.
    choices : tuple of (str, str)
        Code and words of what can be chosen; empty for free text.
    value : str or tuple of str
        What is answered already: a text, a code, or several codes.
    needed : bool
        Whether one of the choices must be chosen.
    most : int
        The longest text, in characters.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[str, str], ...] = ()
    value: str | tuple[str, ...] = ""
    help: str = ""
    needed: bool = False
    most: int = 1000


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading, what is said under it in paragraphs, and the questions; a group without questions is to be read."""

    title: str
    questions: tuple[Question, ...] = ()
    said: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BlankForm:
    """
    A form to fill in.

    Parameters
    ----------
    code : str
        Says which form it is and about what, so that it is not read as another.
    """

    title: str
    lead: str
    code: str
    notes: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(one for group in self.groups for one in group.questions)


def blank_docx(form: BlankForm) -> bytes:
    """Return a form as a Word file; equal forms give equal bytes."""
    file = empty_file(accent=Brand().accent, footer=cleaned(form.title))
    numbers = count(1)

    def add(*elements: Any) -> None:
        for element in elements:
            file.element.body.sectPr.addprevious(element)

    add(paragraph("Title", cleaned(form.title)), paragraph("Lead", cleaned(form.lead)))
    add(*(paragraph("Normal", cleaned(note)) for note in form.notes))
    for group in form.groups:
        add(paragraph("Heading1", cleaned(group.title)))
        add(*(paragraph("Normal", cleaned(one)) for one in group.said))
        if group.questions:
            add(_table([_question(one, numbers) for one in group.questions], group.title))
    add(
        paragraph("Heading1", "Om formuläret"),
        paragraph("Normal", "Ändra inte koden. Den säger vems formuläret är."),
    )
    add(_table([_row(CODE, "", [paragraph("TableText", cleaned(form.code))])], "Om formuläret"))
    _describe(file.core_properties, form)
    saved = BytesIO()
    file.save(saved)
    return repacked(saved.getvalue())


def _describe(about: Any, form: BlankForm) -> None:
    """What the file says of itself; no time, so that equal forms are equal."""
    about.title, about.author, about.language = cleaned(form.title)[:255], "Samsyn", "sv-SE"
    about.created = about.modified = UNDATED.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about.revision = 1


def _table(rows: Sequence[Any], caption: str) -> Any:
    widths = (QUESTION_WIDTH, ROOM - QUESTION_WIDTH)
    head = _cells(
        [paragraph("TableText", run("Fråga", bold=True))], [paragraph("TableText", run(ANSWER, bold=True))]
    )
    properties = node(
        "tblPr",
        node("tblStyle", val="SamsynTable"),
        node("tblW", w=sum(widths), type="dxa"),
        node("tblLayout", type="fixed"),
        node("tblLook", val="04A0", firstRow=1, lastRow=0, firstColumn=1, lastColumn=0, noHBand=1, noVBand=1),
        node("tblCaption", val=cleaned(caption)),
    )
    grid = node("tblGrid", *(node("gridCol", w=width) for width in widths))
    return node("tbl", properties, grid, node("tr", node("trPr", node("tblHeader")), *head), *rows)


def _question(one: Question, numbers: Any) -> Any:
    if one.kind is Kind.SEVERAL:
        return _row(
            one.label, one.help, [_box(one, code, words, next(numbers)) for code, words in one.choices]
        )
    if one.kind is Kind.ONE:
        listed = [node("listItem", displayText=CHOOSE, value="")]
        listed += [node("listItem", displayText=words, value=code) for code, words in one.choices]
        shown = dict(one.choices).get(str(one.value), "")
        control = _control(one, next(numbers), node("dropDownList", *listed), shown, CHOOSE)
    else:
        control = _control(one, next(numbers), node("text", multiLine=1), str(one.value), WRITE)
    return _row(one.label, one.help, [paragraph("TableText", control)])


def _row(label: str, said: str, answer: Sequence[Any]) -> Any:
    asked = [paragraph("TableText", run(cleaned(label), bold=True))]
    asked += [paragraph("TableText", cleaned(said))] if said else []
    return node("tr", node("trPr", node("cantSplit")), *_cells(asked, answer))


def _cells(*contents: Sequence[Any]) -> list[Any]:
    widths = (QUESTION_WIDTH, ROOM - QUESTION_WIDTH)
    return [
        node("tc", node("tcPr", node("tcW", w=width, type="dxa")), *content)
        for width, content in zip(widths, contents, strict=True)
    ]


def _control(one: Question, number: int, kind: Any, shown: str, empty: str) -> Any:
    """Return a content control; where nothing is answered its hint stands there, and goes when one writes."""
    hint = None if shown else node("showingPlcHdr")
    about = node(
        "sdtPr", node("alias", val=one.label), node("tag", val=one.key), node("id", val=number), hint, kind
    )
    return node("sdt", about, node("sdtContent", run(cleaned(shown) or empty)))


def _box(one: Question, code: str, words: str, number: int) -> Any:
    is_on = code in one.value
    checked = parse_xml(
        f'<w14:checkbox xmlns:w14="{W14}" {nsdecls("w")}><w14:checked w14:val="{int(is_on)}"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
    )
    about = node(
        "sdtPr", node("alias", val=f"{one.label}: {words}"), node("tag", val=f"{one.key}:{code}"),
        node("id", val=number), checked,
    )  # fmt: skip
    mark = run(CHECKED if is_on else UNCHECKED, font="MS Gothic")
    return paragraph("TableText", node("sdt", about, node("sdtContent", mark)), f" {words}")
