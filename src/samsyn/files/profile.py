"""Describes the columns of a file; free text and personal columns by name only."""

from __future__ import annotations

import polars as pl

from samsyn.files.columns import Chosen
from samsyn.files.raw import Raw
from samsyn.files.reading import MEANINGS, ColumnProfile
from samsyn.table import Sensitivity

_SHOWN = ("category", "area", "area_name", "kind", "severity")
_WHY = {
    Sensitivity.HARMLESS: "behövs inte",
    Sensitivity.FREE_TEXT: "läses inte: fri text",
    Sensitivity.PERSONAL: "läses inte: kan gälla en person",
    Sensitivity.SENSITIVE: "läses inte: känsliga uppgifter",
}


def profile_columns(raw: Raw, chosen: Chosen) -> tuple[ColumnProfile, ...]:
    """Return one profile per column, in the file's order."""
    meanings = {column: meaning for meaning, column in chosen.columns.items()}
    return tuple(_profile(raw.frame[name], meanings.get(name), chosen) for name in raw.frame.columns)


def _profile(column: pl.Series, meaning: str | None, chosen: Chosen) -> ColumnProfile:
    look = chosen.looks[column.name]
    if meaning is None and look.sensitivity is not Sensitivity.HARMLESS:
        return ColumnProfile(
            name=column.name, meaning=None, sensitivity=look.sensitivity, why=_WHY[look.sensitivity]
        )
    examples: tuple[str, ...] = ()
    if meaning in _SHOWN and look.sensitivity is Sensitivity.HARMLESS:
        counts = column.drop_nulls().value_counts().sort(["count", column.name], descending=[True, False])
        examples = tuple(counts[column.name].head(5).to_list())
    return ColumnProfile(
        name=column.name,
        meaning=meaning,
        why=MEANINGS[meaning] if meaning else _WHY[Sensitivity.HARMLESS],
        filled=look.filled,
        distinct=look.distinct,
        examples=examples,
    )
