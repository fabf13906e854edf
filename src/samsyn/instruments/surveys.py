"""Forms of surveys: what is asked, in which steps, and whose words it is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import check_unique

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_ITEMS, MOST_OPTIONS, LONGEST = 60, 20, 300
STATUSES = ("original", "own_words", "local_design")


class ItemKind(StrEnum):
    """How a question is answered."""

    SCALE = "scale"
    CHOICE = "choice"
    OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class AnswerOption:
    """One answer to choose; `is_answer` is false for "vet ej", which counts as missing and never as a middle."""

    code: str
    label: str
    is_answer: bool = True

    @property
    def numbered(self) -> str:
        """The step of a scale with its words; a step between named ends has its number alone."""
        return self.code if self.label == self.code else f"{self.code} {self.label}"


@dataclass(frozen=True, kw_only=True)
class Item:
    """
    One question.

    Parameters
    ----------
    options : tuple of AnswerOption
        In the order that they are shown; empty for an open question. Codes of a scale's answers are whole numbers.
    top : tuple of str
        Codes that are counted together as the favourable ones.
    construct : str
        Key of the group that the item's mean belongs to; empty for none.
    is_reversed : bool
        Whether agreement is unfavourable, so that a mean turns the scale round.
    """

    key: str
    text: str
    kind: ItemKind
    options: tuple[AnswerOption, ...] = ()
    top: tuple[str, ...] = ()
    construct: str = ""
    is_reversed: bool = False

    @property
    def answers(self) -> tuple[AnswerOption, ...]:
        """The options that are answers, without those that say "vet ej"."""
        return tuple(one for one in self.options if one.is_answer)

    def label(self, code: str) -> str:
        """Return an option's words, or the code itself."""
        return next((one.label for one in self.options if one.code == code), code)


@dataclass(frozen=True, kw_only=True)
class SurveyForm:
    """A form; `constructs` are the names of groups of items whose mean is told, `origin` says where it came from."""

    key: str
    title: str
    items: tuple[Item, ...]
    intro: str = ""
    source_status: str = "local_design"
    constructs: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def item(self, key: str) -> Item:
        """Return a question by its key."""
        return next(one for one in self.items if one.key == key)


@dataclass(frozen=True, kw_only=True)
class ReadySurveys:
    """The forms that Samsyn comes with."""

    version: int
    source: str
    forms: tuple[SurveyForm, ...]

    def form(self, key: str) -> SurveyForm | None:
        """Return a form by its key, or none."""
        return next((one for one in self.forms if one.key == key), None)


def read_surveys(given: Mapping[str, Any], name: str = "surveys.yaml") -> ReadySurveys:
    """
    Read the pack of forms.

    Raises
    ------
    BadDeclaration
        If a form or a question is not what it should be.
    """
    scales = {key: tuple(AnswerOption(**one) for one in some) for key, some in given["scales"].items()}
    forms = []
    for one in given["forms"]:
        items = [
            {**item, "options": item.get("options", scales.get(item.get("scale", "")))}
            for item in one["items"]
        ]
        forms.append(read_form({**one, "items": items}, name))
    check_unique([one.key for one in forms], name)
    return ReadySurveys(version=given["version"], source=given["source"], forms=tuple(forms))


def read_form(given: Mapping[str, Any], name: str = "enkäten") -> SurveyForm:
    """
    Read a form from plain values, as `samsyn.provenance.canonical` or a YAML file gives them.

    Raises
    ------
    BadDeclaration
        If a key, an option or a scale is not what it should be.
    """
    try:
        items = tuple(_item(one) for one in given["items"])
        form = SurveyForm(
            key=given["key"],
            title=given["title"],
            intro=given.get("intro", ""),
            source_status=given.get("source_status", "local_design"),
            constructs=dict(given.get("constructs", {})),
            origin=given.get("origin", ""),
            items=items,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadDeclaration(f"{name}: formuläret saknar eller har fel på {error}") from None
    check_form(form, name)
    return form


def _item(given: Mapping[str, Any]) -> Item:
    options = given.get("options") or ()
    return Item(
        key=given["key"],
        text=given["text"],
        kind=ItemKind(given["kind"]),
        options=tuple(one if isinstance(one, AnswerOption) else AnswerOption(**one) for one in options),
        top=tuple(given.get("top", ())),
        construct=given.get("construct", ""),
        is_reversed=bool(given.get("is_reversed", False)),
    )


def check_form(form: SurveyForm, name: str = "enkäten") -> None:
    """
    Refuse a form that cannot be answered or counted.

    Raises
    ------
    BadDeclaration
        Where it has no question or too many, two of one key, or a scale whose steps are no whole numbers.
    """
    if form.source_status not in STATUSES:
        raise BadDeclaration(f"{name}: source_status ska vara {', '.join(STATUSES)}")
    if not form.items:
        raise BadDeclaration(f"{name}: formuläret har ingen fråga.")
    if len(form.items) > MOST_ITEMS:
        raise BadDeclaration(f"{name}: {len(form.items)} frågor är för många; högst {MOST_ITEMS}.")
    check_unique([one.key for one in form.items], name)
    for item in form.items:
        _check_item(item, form, name)


def _check_item(item: Item, form: SurveyForm, name: str) -> None:
    where = f"{name}, frågan ”{item.key}”"
    if not KEY.fullmatch(item.key):
        raise BadDeclaration(
            f"{where}: namnet ska vara små bokstäver a–z, siffror och understreck, högst 40 tecken."
        )
    if not item.text.strip() or len(item.text) > LONGEST:
        raise BadDeclaration(f"{where}: frågans text ska ha 1–{LONGEST} tecken.")
    if item.kind is ItemKind.OPEN:
        if item.options:
            raise BadDeclaration(f"{where}: en öppen fråga har inga svarsalternativ.")
        return
    codes = [one.code for one in item.options]
    check_unique(codes, where)
    answers = [one.code for one in item.answers]
    if not 2 <= len(answers) <= MOST_OPTIONS:
        raise BadDeclaration(f"{where}: {len(answers)} svarsalternativ; det ska vara 2–{MOST_OPTIONS}.")
    if item.kind is ItemKind.SCALE and not all(code.isdecimal() for code in answers):
        raise BadDeclaration(f"{where}: stegen på en skala ska vara hela tal.")
    if not set(item.top) <= set(answers):
        raise BadDeclaration(f"{where}: top nämner ett svar som inte finns.")
    if item.construct and item.construct not in form.constructs:
        raise BadDeclaration(f"{where}: gruppen {item.construct} har inget namn under constructs.")
