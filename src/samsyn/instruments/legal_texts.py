"""The legal kit's texts, read from YAML: parts with paragraphs, each with its source, and names that are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from samsyn.errors import BadDeclaration
from samsyn.instruments.declared import SOURCE_STATUSES, Item, check_unique, parse

BLANK = "[fylls i av kommunen]"
# What can be filled in, and the tables that can be made, of what is configured.
NAMES = frozenset({"organisation", "accounts", "smallest", "blank"})
TABLES = ("roles", "stored", "retention", "sources", "partners", "sign_in")


@dataclass(frozen=True, kw_only=True)
class LegalParagraph:
    """A paragraph, where it comes from, and whether the words are the source's or ours."""

    text: str
    source: str
    source_status: str


@dataclass(frozen=True, kw_only=True)
class LegalPart:
    """A part with a heading; `table` names one that is made of what is configured, `rows` are the text's own."""

    code: str
    title: str
    paragraphs: tuple[LegalParagraph, ...]
    table: str | None = None
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, kw_only=True)
class LegalText:
    """One document of the kit, in a version."""

    version: str
    title: str
    about: str
    source_status: str
    parts: tuple[LegalPart, ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """
    One kind of information, and how long it is kept.

    Parameters
    ----------
    code, what, holds : str
    months : int, optional
        How long it is kept before it is deleted; none where it is kept, or where nobody has decided.
    kept : bool
        Whether it is never deleted.
    """

    code: str
    what: str
    holds: str
    months: int | None = None
    kept: bool = False


@dataclass(frozen=True, kw_only=True)
class KeptKinds:
    """Every kind of information with its default time, in one version."""

    version: str
    source_status: str
    kinds: tuple[Kept, ...]


def filled(text: str, values: Mapping[str, str]) -> str:
    """
    Return a text with its names filled in; what is not known is left for the municipality.

    Examples
    --------
    >>> filled("Ansvarig: {organisation}, {blank}", {"organisation": "Exempelköping"})
    'Ansvarig: Exempelköping, [fylls i av kommunen]'
    """
    return text.format_map({name: values.get(name) or BLANK for name in NAMES})


def read_legal_text(text: str, name: str) -> LegalText:
    """
    Return the document that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing or unknown, a name cannot be filled in, or a row has other cells than the heads.
    """
    top = parse(text, name)
    loaded = LegalText(
        version=top.text("version"),
        title=top.text("title"),
        about=top.text("about"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        parts=tuple(_part(item) for item in top.items("parts")),
    )
    top.finish()
    check_unique([each.code for each in loaded.parts], name)
    if not loaded.parts:
        raise BadDeclaration(f"{name}: listan parts är tom.")
    return loaded


def _part(item: Item) -> LegalPart:
    rows = tuple(_row(each) for each in item.items("rows"))
    part = LegalPart(
        code=item.text("code"),
        title=item.text("title"),
        paragraphs=tuple(_paragraph(each) for each in item.items("paragraphs")),
        table=item.optional_choice("table", TABLES),
        columns=item.texts("columns"),
        rows=rows,
    )
    item.finish()
    if not part.paragraphs:
        raise item.wrong("paragraphs", None, "minst ett stycke")
    if any(len(row) != len(part.columns) for row in rows):
        raise item.wrong("rows", "rader av annan längd", "lika många celler som columns")
    return part


def _row(item: Item) -> tuple[str, ...]:
    cells = item.texts("cells")
    item.finish()
    for cell in cells:
        _check_names(item, "cells", cell)
    return cells


def _paragraph(item: Item) -> LegalParagraph:
    made = LegalParagraph(
        text=item.text("text"),
        source=item.text("source"),
        source_status=item.choice("source_status", SOURCE_STATUSES),
    )
    item.finish()
    _check_names(item, "text", made.text)
    return made


def _check_names(item: Item, field: str, text: str) -> None:
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        raise item.wrong(field, text, "en text med klamrar i par") from None
    if unknown := sorted(found - NAMES):
        raise item.wrong(field, f"{{{unknown[0]}}}", f"något av {', '.join(sorted(NAMES))}")


def read_kept_kinds(text: str, name: str) -> KeptKinds:
    """
    Return the kinds of information that a YAML text declares.

    Raises
    ------
    BadDeclaration
        If a field is missing or unknown, or a kind is both kept and deleted.
    """
    top = parse(text, name)
    loaded = KeptKinds(
        version=top.text("version"),
        source_status=top.choice("source_status", SOURCE_STATUSES),
        kinds=tuple(_kind(item) for item in top.items("kinds")),
    )
    top.finish()
    check_unique([each.code for each in loaded.kinds], name)
    return loaded


def _kind(item: Item) -> Kept:
    months = item.get("months")
    kind = Kept(
        code=item.text("code"),
        what=item.text("what"),
        holds=item.text("holds"),
        months=None if months is None else item.number("months", 1, 1200),
        kept=item.flag("kept", False),
    )
    item.finish()
    if kind.kept and kind.months is not None:
        raise item.wrong("kept", kind.kept, "utelämnat när months är ifyllt")
    return kind
