"""A council's meeting (10 §) as sections: the notice with the agenda, and the minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.cycle import Column, DataTable, Section
from samsyn.period import format_date

NOTICE, MINUTES, MEMBERS = "Kallelse", "Protokoll", "För rådets ledamöter."
DRAFT = "Utkast. Protokollet är inte justerat."


@dataclass(frozen=True, kw_only=True)
class MeetingDecision:
    """What was decided in a point: which function does what until when, and what it becomes."""

    text: str
    function: str
    due: date
    becomes: str


@dataclass(frozen=True, kw_only=True)
class MeetingPoint:
    """A point of the agenda: what is wanted, what it is about, and what was said and decided."""

    title: str
    purpose: str
    about: str = ""
    text: str = ""
    said: str = ""
    decisions: tuple[MeetingDecision, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MeetingFacts:
    """A meeting of a council: when and where, which functions are called, which came and not, and its points."""

    council: str
    day: date
    where: str
    called: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    guests: str = ""
    points: tuple[MeetingPoint, ...] = ()

    @property
    def subtitle(self) -> str:
        """The council and the day, as the first page says them."""
        return f"{self.council}, {format_date(self.day)}"


def agenda_sections(facts: MeetingFacts) -> tuple[Section, ...]:
    """
    Return the notice of a meeting: when and where, who is called, and the agenda.

    Parameters
    ----------
    facts : MeetingFacts

    Returns
    -------
    tuple of Section
    """
    rows = tuple(
        (number, one.title, one.purpose, "\n".join(text for text in (one.about, one.text) if text) or "–")
        for number, one in enumerate(facts.points, start=1)
    )
    agenda = DataTable(
        key="agenda",
        caption="Punkter",
        columns=(
            Column(label="Nr", number=True),
            Column(label="Punkt"),
            Column(label="Rådet ska"),
            Column(label="Underlag"),
        ),
        rows=rows,
    )
    return (
        Section(key="meeting", title="Tid och plats", lead=f"{format_date(facts.day)}, {facts.where}"),
        Section(
            key="agenda",
            title="Dagordning",
            paragraphs=() if rows else ("Dagordningen är inte skriven än.",),
            tables=(agenda,) if rows else (),
        ),
        _functions("called", "Kallade", facts.called),
    )


def minutes_sections(facts: MeetingFacts) -> tuple[Section, ...]:
    """
    Return the minutes of a meeting: who was there, and each point with what was said and decided.

    Parameters
    ----------
    facts : MeetingFacts

    Returns
    -------
    tuple of Section
    """
    found = [
        Section(key="meeting", title="Tid och plats", lead=f"{format_date(facts.day)}, {facts.where}"),
        _functions("there", "Närvarande", facts.there, facts.guests),
    ]
    if facts.absent:
        found.append(_functions("absent", "Frånvarande", facts.absent))
    found += [_point(number, one) for number, one in enumerate(facts.points, start=1)]
    return tuple(found)


def _functions(key: str, title: str, names: Sequence[str], more: str = "") -> Section:
    told = (*names, *((f"Övriga och ersättare: {more}",) if more else ()))
    return Section(key=key, title=title, paragraphs=told or ("Ingen.",))


def _point(number: int, one: MeetingPoint) -> Section:
    decided = DataTable(
        key=f"decided-{number}",
        caption="Beslut",
        columns=tuple(Column(label=name) for name in ("Beslut", "Ansvarig", "Klart senast", "Blir")),
        rows=tuple((each.text, each.function, format_date(each.due), each.becomes) for each in one.decisions),
    )
    said = tuple(text for text in one.said.splitlines() if text.strip())
    return Section(
        key=f"point-{number}",
        title=f"{number}. {one.title}",
        lead=f"Gäller: {one.about}" if one.about else "",
        paragraphs=said or ("Inget är antecknat.",),
        tables=(decided,) if one.decisions else (),
    )
