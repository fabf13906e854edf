"""
What may stand in a pack, kind by kind: lists of what is allowed, so that nothing else can go along.

A pack carries words that somebody else can use: never rows, answers, counts or names of persons. Every text is short,
holds no hidden characters and is read by `samsyn.guard`, when a pack is made and when one is opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from samsyn import guard
from samsyn.bundle.pack_forms import form_of
from samsyn.bundle.pack_methods import method_of
from samsyn.errors import BadInput
from samsyn.instruments.readiness_pack import MOST_QUESTIONS, STAGES
from samsyn.instruments.surveys import LONGEST, MOST_ITEMS, MOST_OPTIONS
from samsyn.programme import HIDDEN


class Kind(StrEnum):
    """What a pack holds."""

    LESSON = "lesson"
    FORM = "form"
    METHOD = "method"
    CHECKLIST = "checklist"


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text of at most `most` characters; `name` is what it is called, in Swedish."""

    name: str
    most: int
    is_needed: bool = False


@dataclass(frozen=True, kw_only=True)
class Word:
    """One of some words, each with its Swedish."""

    name: str
    among: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Several:
    """A list of the same: texts or records."""

    of: Part
    most: int
    least: int = 0

    @property
    def name(self) -> str:
        """What one of them is called."""
        return self.of.name


@dataclass(frozen=True, kw_only=True)
class Record:
    """Named parts; what is not named here is refused."""

    name: str
    parts: Mapping[str, Part]


Part = Text | Word | Several | Record


@dataclass(frozen=True, kw_only=True)
class Line:
    """One text of a pack, for reading and comparing: where it stands, and what it says."""

    where: str
    said: str


LESSON = Record(
    name="Lärdomen",
    parts={
        "title": Text(name="Lärdomen", most=160, is_needed=True),
        "result": Word(
            name="Omdöme",
            among={"worked": "fungerade", "failed": "fungerade inte", "unclear": "går inte att bedöma"},
        ),
        "intelligence": Text(name="Problemet och underlaget", most=1500),
        "intervention": Text(name="Vad som gjordes", most=1500, is_needed=True),
        "implementation": Text(name="Hur det genomfördes", most=1500),
        "involvement": Text(name="Vilka som var med", most=1500),
        "impact": Text(name="Vad det ledde till", most=1500, is_needed=True),
        "proofs": Several(of=Text(name="Siffra bakom", most=500, is_needed=True), most=12),
    },
)
OPTION = Record(
    name="Svar",
    parts={
        "code": Text(name="kod", most=40, is_needed=True),
        "label": Text(name="text", most=300, is_needed=True),
    },
)
QUESTION = Record(
    name="Fråga",
    parts={
        "key": Text(name="namn", most=40, is_needed=True),
        "text": Text(name="text", most=LONGEST, is_needed=True),
        "kind": Word(name="slag", among={"scale": "skala", "choice": "val", "open": "öppen fråga"}),
        "options": Several(of=OPTION, most=MOST_OPTIONS),
        "favourable": Several(of=Text(name="kod som är gynnsam", most=40, is_needed=True), most=MOST_OPTIONS),
        "missing": Several(
            of=Text(name="kod som inte är ett svar", most=40, is_needed=True), most=MOST_OPTIONS
        ),
        "group": Text(name="grupp", most=40),
        "turned": Word(name="vänd", among={"": "", "yes": "ja, att hålla med är ogynnsamt"}),
    },
)
GROUP = Record(
    name="Grupp",
    parts={
        "key": Text(name="namn", most=40, is_needed=True),
        "name": Text(name="text", most=300, is_needed=True),
    },
)
FORM = Record(
    name="Formuläret",
    parts={
        "title": Text(name="Formulärets namn", most=200, is_needed=True),
        "intro": Text(name="Inledning", most=2000),
        "groups": Several(of=GROUP, most=MOST_OPTIONS),
        "questions": Several(of=QUESTION, most=MOST_ITEMS, least=1),
    },
)
DIMENSIONS = 6
DIMENSION = Record(
    name="Dimension",
    parts={
        "key": Text(name="bokstav", most=1, is_needed=True),
        "name": Text(name="namn", most=120, is_needed=True),
        "question": Text(name="fråga", most=500, is_needed=True),
        "steps": Several(of=Text(name="steg", most=500, is_needed=True), most=STAGES, least=STAGES),
    },
)
STAGE = Record(
    name="Stadium",
    parts={
        "name": Text(name="namn", most=120, is_needed=True),
        "meaning": Text(name="betydelse", most=500, is_needed=True),
    },
)
ASKED = Record(
    name="Intervjufråga",
    parts={
        "number": Text(name="nummer", most=2, is_needed=True),
        "dimensions": Several(of=Text(name="dimension", most=1, is_needed=True), most=DIMENSIONS, least=1),
        "text": Text(name="text", most=1000, is_needed=True),
        "rated": Word(name="skattas", among={"": "", "yes": "ja, den som svarar sätter själv en siffra"}),
    },
)
METHOD = Record(
    name="Metoden",
    parts={
        "title": Text(name="Textens namn", most=120, is_needed=True),
        "method": Word(name="Metod", among={"readiness": "förändringsberedskap (Community Readiness)"}),
        "dimensions": Several(of=DIMENSION, most=DIMENSIONS, least=DIMENSIONS),
        "stages": Several(of=STAGE, most=STAGES, least=STAGES),
        "actions": Several(of=Text(name="råd", most=1000, is_needed=True), most=STAGES, least=STAGES),
        "questions": Several(of=ASKED, most=MOST_QUESTIONS, least=1),
    },
)
CHECKLIST = Record(
    name="Checklistan",
    parts={
        "title": Text(name="Checklistans namn", most=200, is_needed=True),
        "points": Several(of=Text(name="punkt", most=200, is_needed=True), most=40, least=1),
    },
)
CONTENTS: Mapping[Kind, Record] = {
    Kind.LESSON: LESSON,
    Kind.FORM: FORM,
    Kind.METHOD: METHOD,
    Kind.CHECKLIST: CHECKLIST,
}


def read_contents(kind: Kind, given: Any) -> dict[str, Any]:
    """
    Return the contents of a pack, with every part that its kind has and nothing else.

    Parameters
    ----------
    kind : Kind
    given : mapping
        Plain values; a text that is left out is empty.

    Raises
    ------
    BadInput
        If something is there that the kind does not have, is missing, too long, of the wrong sort, holds hidden
        characters or points at a person; or a form cannot be answered or counted, a method not be measured with.
    """
    found: dict[str, Any] = _read(CONTENTS[kind], given, "")
    if kind is Kind.FORM:
        form_of(found, key="form", source_status="local_design")
    if kind is Kind.METHOD:
        _check_method(found)
    return found


def _check_method(found: Mapping[str, Any]) -> None:
    keys = [one["key"] for one in found["dimensions"]]
    if len(set(keys)) < len(keys):
        raise BadInput("Metoden: samma dimension finns två gånger.")
    method_of(found, name=found["title"], version=1, source="paketet", source_status="local_design")


def lines(kind: Kind, contents: Mapping[str, Any]) -> tuple[Line, ...]:
    """Return what stands in a pack, text by text in order; empty texts are left out."""
    return tuple(one for one in _lines(CONTENTS[kind], contents, "") if one.said)


def _read(part: Part, given: Any, where: str) -> Any:
    if isinstance(part, Text):
        return _text(part, given, where)
    if isinstance(part, Word):
        if not isinstance(given, str) or given not in part.among:
            raise BadInput(f"{_at(part, where)}: {ascii(given)[:40]} är inget av {', '.join(part.among)}.")
        return given
    if isinstance(part, Several):
        return _several(part, given, where)
    if not isinstance(given, Mapping):
        raise BadInput(f"{_at(part, where)}: uppgifter med namn väntades.")
    if unknown := sorted(str(name) for name in given if name not in part.parts):
        raise BadInput(f"{_at(part, where)}: {ascii(unknown[0])[:40]} hör inte till ett paket av det slaget.")
    empty: Mapping[type, Any] = {Text: "", Word: "", Several: ()}
    return {
        name: _read(one, given.get(name, empty.get(type(one))), where) for name, one in part.parts.items()
    }


def _several(part: Several, given: Any, where: str) -> list[Any]:
    if isinstance(given, str) or not isinstance(given, Sequence):
        raise BadInput(f"{_at(part, where)}: en lista väntades.")
    if not part.least <= len(given) <= part.most:
        raise BadInput(
            f"{_at(part, where)}: {len(given)} stycken; det ska vara {part.least} till {part.most}."
        )
    return [_read(part.of, one, _numbered(part, where, n)) for n, one in enumerate(given, 1)]


def _text(part: Text, given: Any, where: str) -> str:
    if not isinstance(given, str):
        raise BadInput(f"{_at(part, where)}: en text väntades.")
    text = given.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip()
    if part.is_needed and not text:
        raise BadInput(f"{_at(part, where)}: texten saknas.")
    if len(text) > part.most:
        raise BadInput(f"{_at(part, where)}: texten är {len(text)} tecken. Högst {part.most} får plats.")
    if HIDDEN.search(text.replace("\n", " ")):
        raise BadInput(f"{_at(part, where)}: texten har dolda tecken.")
    if why := guard.refusal(text):
        raise BadInput(f"{_at(part, where)}: {why}")
    return text


def _lines(part: Part, given: Any, where: str) -> Iterator[Line]:
    if isinstance(part, Record):
        for name, one in part.parts.items():
            yield from _lines(one, given[name], where)
    elif isinstance(part, Several):
        for n, one in enumerate(given, 1):
            yield from _lines(part.of, one, _numbered(part, where, n))
    else:
        yield Line(where=_at(part, where), said=part.among[given] if isinstance(part, Word) else given)


def _numbered(part: Several, where: str, n: int) -> str:
    """Return the place of one of several; a text bears its own name, so only its number is added."""
    if isinstance(part.of, Text):
        return f"{where}{n}. "
    return f"{where}{part.name} {n}, "


def _at(part: Part, where: str) -> str:
    return f"{where}{part.name}"
