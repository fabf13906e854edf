"""Answers to a yearly survey of how the law is followed: one question per paragraph, with the evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from samsyn.cycle import Cell, Column, DataTable, Section, format_number
from samsyn.instruments.annexes import annexes
from samsyn.statutory.changes import State
from samsyn.statutory.parts import Part

ANSWERS = {
    "done": "Ja",
    "under_way": "Delvis, arbetet pågår",
    "attempted": "Kommunen har verkat för det, men det finns inte än",
    "not_started": "Nej, inte påbörjat",
    "overdue": "Nej, det som skulle ha gjorts är försenat",
}
"""What a judged status answers."""
OWN_WORDS = (
    "Frågorna är våra egna ord om varje paragraf (source_status: own_words), inte Brås formulär. "
    "För över svaren till det."
)
SURVEY_PARTS: tuple[Part, ...] = (
    Part(key="summary", title="Om svaren", ask="Vem har lämnat svaren, och vad bör den som läser veta?"),
    *(
        Part(key=f"p{one.paragraph}", title=f"{one.paragraph} §", ask=one.text)
        for one in annexes().questions
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing:
    """
    How a paragraph stands, as the survey tells it.

    Parameters
    ----------
    paragraph, heading : str
    status : str
        A key of `ANSWERS`.
    reason : str
        Why it stands so, a sentence.
    has_told_why : bool
        Whether somebody has told why it is not begun.
    lacks : tuple of str
    evidence : tuple of (day, what, body, until)
        Documents and decisions that hold, in words.
    attempts : tuple of (day, what)
    """

    paragraph: str
    heading: str
    status: str
    reason: str = ""
    has_told_why: bool = False
    lacks: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str, str, str], ...] = ()
    attempts: tuple[tuple[str, str], ...] = ()


def survey_sections(standings: Sequence[Standing]) -> tuple[Section, ...]:
    """
    Return the answers as sections, without what people write.

    Notes
    -----
    An answer is what the judged status says and nothing more; a question about a paragraph that nothing is known of is
    unanswered, and a "no" without a reason says that the reason is missing.

    Examples
    --------
    >>> survey_sections([])[1].lead
    'Det går inte att svara: det är inte känt hur kommunen ligger till.'
    """
    known = {one.paragraph: one for one in standings}
    rows = [
        (f"{one.paragraph} §", one.text, _answer(known.get(one.paragraph))) for one in annexes().questions
    ]
    yes = sum(one.status == "done" for one in standings)
    lead = f"{format_number(yes)} av {format_number(len(rows))} frågor besvaras med ja."
    summary = Section(
        key="summary",
        title="Om svaren",
        lead=lead,
        paragraphs=(OWN_WORDS,),
        tables=_table("answers", "Svar", ("Paragraf", "Fråga", "Svar"), rows),
    )
    return (
        summary,
        *(_question(one.paragraph, one.text, known.get(one.paragraph)) for one in annexes().questions),
    )


def survey_state(standings: Sequence[Standing]) -> State:
    """Return the answers, to be compared with next year's."""
    return {f"p{one.paragraph}": (f"{one.paragraph} § {one.heading}", _answer(one)) for one in standings}


def _question(code: str, text: str, one: Standing | None) -> Section:
    title = f"{code} § {one.heading}" if one else f"{code} §"
    if one is None:
        lead = "Det går inte att svara: det är inte känt hur kommunen ligger till."
        return Section(key=f"p{code}", title=title, lead=lead)
    lines = [f"Fråga: {text}", f"Varför: {one.reason}"] if one.reason else [f"Fråga: {text}"]
    if one.status in ("not_started", "overdue") and not one.has_told_why:
        lines.append("Det som saknas: skälet är inte antecknat. Fråga den som ansvarar, eller skriv det här.")
    if not one.evidence:
        lines.append("Inget underlag är antecknat.")
    return Section(
        key=f"p{code}",
        title=title,
        lead=f"{ANSWERS[one.status]}.",
        paragraphs=tuple(lines),
        tables=(
            *_table("evidence", "Underlag", ("Dag", "Handling eller beslut", "Beslutat av", "Gäller till"),
                    one.evidence),
            *_table("attempts", "Försök", ("Dag", "Vad"), one.attempts),
            *_table("lacks", "Det som saknas", ("Vad",), [(each,) for each in one.lacks]),
        ),
    )  # fmt: skip


def _answer(one: Standing | None) -> str:
    return ANSWERS[one.status] if one else "Obesvarad"


def _table(
    key: str, caption: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> tuple[DataTable, ...]:
    columns = tuple(Column(label=head) for head in heads)
    return (DataTable(key=key, caption=caption, columns=columns, rows=tuple(rows)),) if rows else ()
