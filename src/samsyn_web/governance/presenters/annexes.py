"""The annexes: what is asked about them, and the survey's answers as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from samsyn import documents
from samsyn.cycle import Column, DataTable, Section
from samsyn.instruments.annexes import annexes
from samsyn.statutory import Kind
from samsyn_web.actions.models import Action
from samsyn_web.causes.models import Problem

LABELS: Mapping[str, str] = {Kind.GRANT.value: "2023:442", Kind.SURVEY.value: "4–13 §"}
ABOUT: Mapping[str, str] = {
    Kind.GRANT.value: "Bilaga till ansökan om bidrag enligt förordning (2023:442).",
    Kind.SURVEY.value: "Underlag till Brås årliga enkät om lag (2023:196), med frågor i våra egna ord.",
}
NAMES: Mapping[str, tuple[str, str]] = {
    Kind.GRANT.value: ("Förordning (2023:442)", "För Brå. Det som lämnas in blir allmän handling."),
    Kind.SURVEY.value: ("4–13 §§ lag (2023:196)", "För Brå. Det som lämnas in blir allmän handling."),
}


def problem_choices(found: Iterable[Problem]) -> list[tuple[int, str]]:
    """Return problems as choices."""
    return [(one.pk, f"{one.title}, {one.area_name}" if one.area_name else one.title) for one in found]


def action_choices(found: Iterable[Action]) -> list[tuple[int, str]]:
    """Return actions as choices, with how far each has come."""
    return [(one.pk, f"{one.title} ({one.get_status_display()})") for one in found]


def answers_xlsx(made: documents.Document, sections: Sequence[Section]) -> bytes:
    """Return the survey's answers as a workbook: a row for each question with what is written, then the evidence."""
    texts = {one.paragraph: one.text for one in annexes().questions}
    asked = [one for one in sections if one.key.removeprefix("p") in texts]
    rows = [
        (
            one.title,
            texts[one.key[1:]],
            one.lead,
            "\n".join(one.paragraphs),
            _held(one),
            annexes().source_status,
        )
        for one in asked
    ]
    heads = ("Paragraf", "Fråga", "Svar", "Text", "Underlag", "Frågans ordalydelse")
    table = DataTable(
        key="answers",
        caption=made.title,
        columns=tuple(Column(label=head) for head in heads),
        rows=tuple(rows),
    )
    told = [
        replace(
            one, tables=tuple(replace(each, caption=f"{one.title}: {each.caption}") for each in one.tables)
        )
        for one in asked
    ]
    first = Section(key="answers", title=made.title, tables=(table,))
    return documents.tables_xlsx(replace(made, sections=(first, *told)))


def _held(one: Section) -> str:
    return "\n".join(
        ", ".join(str(cell) for cell in row if cell)
        for table in one.tables
        if table.key == "evidence"
        for row in table.rows
    )
