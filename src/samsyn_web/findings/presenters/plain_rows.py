"""Rows behind a figure that are no events: a table with a column for each thing that the rows have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl
from django.utils.translation import gettext_lazy as _

from samsyn_web.base import words
from samsyn_web.findings.presenters.figures import KINDS

ROW_WORDS = {
    "row": _("rad"),
    "day": _("första dagen"),
    "area": _("område"),
    "category": _("vad"),
    "kind": _("slag"),
    "value": _("värde"),
    "low": _("nedre gräns"),
    "high": _("övre gräns"),
    "answers": _("antal svar"),
    "population": _("folkmängd"),
    "code": _("svarets kod"),
    "label": _("svarets ord"),
    "points": _("poäng"),
    "interviews": _("antal intervjuer"),
}
COUNTS = ("answers", "interviews")


@dataclass(frozen=True, kw_only=True)
class PlainRows:
    """
    Frozen rows that are no events, as a table: what is in no row has no column.

    `is_of_file` says whether they are the rows of a file, numbered as there.
    """

    is_of_file: bool
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


def is_events(frame: pl.DataFrame) -> bool:
    """Whether rows are events, which have a time and somebody who reported them."""
    return {"time_from", "reporter", "severity", "file"} <= set(frame.columns)


def plain_rows(frame: pl.DataFrame, some: Iterable[Mapping[str, Any]], names: Mapping[str, str]) -> PlainRows:
    """Rows of a page with a column for each that any row of the figure has; of counted rows only what differs."""
    is_of_file = "value" in frame.columns
    own = [name for name in frame.columns if frame[name].null_count() < frame.height]
    if not is_of_file and frame.height > 1:
        own = [name for name in own if name in COUNTS or frame[name].n_unique() > 1]
    numbers = {name for name in own if frame[name].dtype.is_numeric()}
    return PlainRows(
        is_of_file=is_of_file,
        heads=tuple((_headed(name), name in numbers) for name in own),
        rows=tuple(tuple((_cell(name, row[name], names), name in numbers) for name in own) for row in some),
    )


def _cell(name: str, value: Any, names: Mapping[str, str]) -> str:
    if value is None:
        return "–"
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, float):
        return words.number(value, 0 if value.is_integer() else 2 if name == "points" else 1)
    if isinstance(value, int):
        return str(value) if name == "row" else words.number(value)
    return str(KINDS.get(value, value)) if name == "kind" else names.get(value, value)


def _headed(name: str) -> str:
    said = str(ROW_WORDS.get(name, name))
    return said[:1].upper() + said[1:]
