"""A statute as data: its paragraphs in our own words, of what kind each is, and what must be there for it to be met."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

SLOTS_FROM = ("statute", "reading")


class DutyKind(StrEnum):
    """
    How far a paragraph binds.

    `shall` asks for a result, `strive` for an effort ("verka för"); an `aim` says what the others are for, and a
    `right` asks for nothing.
    """

    SHALL = "shall"
    STRIVE = "strive"
    AIM = "aim"
    RIGHT = "right"

    @property
    def binds(self) -> bool:
        """Whether something is to be done."""
        return self in (DutyKind.SHALL, DutyKind.STRIVE)


@dataclass(frozen=True, kw_only=True)
class Slot:
    """
    One thing that must be there for a paragraph to be met.

    Parameters
    ----------
    code, name : str
    also : tuple of str
        Things of other paragraphs that do as well, as "paragraph:slot".
    months : int, optional
        How long it lasts before it must be done anew, in months.
    starts_with : tuple of str
        What starts that clock the first time.
    advised_months : int, optional
        After how many months it has stopped in our judgement, where the statute asks for something that goes on and
        names no interval.
    """

    code: str
    name: str
    also: tuple[str, ...] = ()
    months: int | None = None
    starts_with: tuple[str, ...] = ()
    advised_months: int | None = None


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """
    One paragraph.

    Parameters
    ----------
    code, heading, text : str
        Its number, and what it says in our own words.
    kind : DutyKind
    since : date
        The first day that it applies.
    due : date, optional
        The last day on which it had to be met the first time.
    todo : str
        What to do where it is not met.
    turn : int
        In which order one does well to begin.
    after : tuple of str
        Paragraphs that come before it by their nature.
    slots : tuple of Slot
    slots_from : str
        Whether the slots are listed in the statute, or are our reading of it.
    """

    code: str
    heading: str
    text: str
    kind: DutyKind
    since: date
    due: date | None = None
    todo: str = ""
    turn: int = 0
    after: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    slots_from: str = "statute"

    @property
    def sign(self) -> str:
        """How it is cited, "4 §"."""
        return f"{self.code}\u00a0§"

    def slot(self, code: str) -> Slot | None:
        """Return one of its slots, or none."""
        return next((one for one in self.slots if one.code == code), None)


@dataclass(frozen=True, kw_only=True)
class Statute:
    """One version of a statute, with where it is read and on which day it was."""

    version: str
    title: str
    url: str
    source_status: str
    read_on: date
    amendments: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def duties(self) -> tuple[Paragraph, ...]:
        """The paragraphs that ask for something."""
        return tuple(one for one in self.paragraphs if one.kind.binds)

    def paragraph(self, code: str) -> Paragraph | None:
        """Return one paragraph, or none."""
        return next((one for one in self.paragraphs if one.code == code), None)

    def link(self, code: str) -> str:
        """Return the address of a paragraph's own words."""
        return f"{self.url}#P{code}"


def read_statute(text: str, name: str) -> Statute:
    """
    Return the statute that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing or unknown, a duty has no slots, or something that is referred to does not exist.
    """
    top = parse(text, name)
    loaded = Statute(
        version=top.text("version"),
        title=top.text("title"),
        url=top.text("url"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        read_on=_day(top, "read_on"),
        amendments=top.text("amendments"),
        paragraphs=tuple(_paragraph(item) for item in top.items("paragraphs")),
    )
    top.finish()
    check_unique([each.code for each in loaded.paragraphs], name)
    _check_references(loaded, name)
    return loaded


def _day(item: Item, field: str) -> date:
    value = item.get(field)
    if not isinstance(value, date):
        raise item.wrong(field, value, "en dag, som 2024-07-01")
    return value


def _paragraph(item: Item) -> Paragraph:
    kind = DutyKind(item.choice("kind", [each.value for each in DutyKind]))
    made = Paragraph(
        code=item.text("code"),
        heading=item.text("heading"),
        text=item.text("text"),
        kind=kind,
        since=_day(item, "since"),
        due=None if item.get("due") is None else _day(item, "due"),
        todo=item.text("todo") if kind.binds else "",
        turn=item.number("turn", 1, 99) if kind.binds else 0,
        after=item.texts("after"),
        slots=tuple(_slot(each) for each in item.items("slots")),
        slots_from=item.choice("slots_from", SLOTS_FROM, "statute"),
    )
    item.finish()
    check_unique([each.code for each in made.slots], item.place)
    if kind.binds != bool(made.slots):
        raise item.wrong("slots", len(made.slots), "minst en för en skyldighet, annars ingen")
    return made


def _slot(item: Item) -> Slot:
    months, advised = item.get("months"), item.get("advised_months")
    made = Slot(
        code=item.text("code"),
        name=item.text("name"),
        also=item.texts("also"),
        months=None if months is None else item.number("months", 1, 120),
        starts_with=item.texts("starts_with"),
        advised_months=None if advised is None else item.number("advised_months", 1, 120),
    )
    item.finish()
    return made


def _check_references(statute: Statute, name: str) -> None:
    codes = {one.code for one in statute.paragraphs}
    keys = {f"{one.code}:{slot.code}" for one in statute.paragraphs for slot in one.slots}
    for one in statute.paragraphs:
        named = {key for slot in one.slots for key in (*slot.also, *slot.starts_with)}
        unknown = sorted((named - keys) | (set(one.after) - codes))
        if unknown:
            raise BadDeclaration(f"{name}: {one.code} § hänvisar till {unknown[0]}, som inte finns.")
