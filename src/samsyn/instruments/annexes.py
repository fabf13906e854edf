"""What the grant application and the yearly survey ask, as data in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

MARKS = ("read", "second_hand", "reading")
"""How sure a note is: read in the source itself, read in what others say of it, or our own reading."""


@dataclass(frozen=True, kw_only=True)
class Note:
    """Something that an application is held to: in which part, what, where it stands, and how sure that is."""

    code: str
    part: str
    text: str
    source: str
    mark: str


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question about a paragraph of the law."""

    paragraph: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Annexes:
    """What the annexes ask; `source_status` says whose words it is in."""

    version: str
    source_status: str
    grant_title: str
    grant_url: str
    notes: tuple[Note, ...]
    questions: tuple[Question, ...]


def read_annexes(text: str, name: str) -> Annexes:
    """
    Return what a YAML text declares.

    Parameters
    ----------
    text, name : str
        The text, and what to call it where something is wrong.

    Raises
    ------
    BadDeclaration
        If a field is missing or unknown, or a code occurs twice.
    """
    top = parse(text, name)
    grant = Item(top.get("grant") or {}, f"{name}, grant")
    survey = Item(top.get("survey") or {}, f"{name}, survey")
    loaded = Annexes(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        grant_title=grant.text("title"),
        grant_url=grant.text("url"),
        notes=tuple(_note(item) for item in grant.items("notes")),
        questions=tuple(_question(item) for item in survey.items("questions")),
    )
    for item in (top, grant, survey):
        item.finish()
    check_unique([one.code for one in loaded.notes], name)
    check_unique([one.paragraph for one in loaded.questions], name)
    return loaded


@cache
def annexes() -> Annexes:
    """Return those that ship with Samsyn."""
    text = files("samsyn.instruments").joinpath("annexes.yaml").read_text(encoding="utf-8")
    return read_annexes(text, "annexes.yaml")


def _note(item: Item) -> Note:
    made = Note(
        code=item.text("code"),
        part=item.text("part"),
        text=item.text("text"),
        source=item.text("source"),
        mark=item.choice("mark", MARKS),
    )
    item.finish()
    return made


def _question(item: Item) -> Question:
    made = Question(paragraph=item.text("paragraph"), text=item.text("text"))
    item.finish()
    return made
