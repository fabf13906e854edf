"""The round of a picture without its rows: what the rows are understood by, to compute them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl

from samsyn.cycle import Round
from samsyn.errors import BadInput, SamsynError, UnreadableFile
from samsyn.period import parse
from samsyn.provenance import canonical, restore
from samsyn.table import INCIDENTS, AreaSet, ColumnRule, Source, Table


@dataclass(frozen=True, kw_only=True)
class FrozenRound:
    """
    What stands beside the frozen rows of a round.

    Parameters
    ----------
    period : str
        Key of the period.
    source : Source
    sources : tuple of str
        Digests of the files that the rows came from.
    options : mapping
        Settings of the method that differ from its own.
    areas : AreaSet, optional
        Without polygons, which no figure rests on.
    crs : str, optional
        The projected system of the rows.
    """

    period: str
    source: Source
    sources: tuple[str, ...]
    options: Mapping[str, Any]
    areas: AreaSet | None = None
    crs: str | None = None


def frozen_round(observed: Round) -> FrozenRound:
    """Return what stands beside the rows of a round."""
    return FrozenRound(
        period=str(observed.period),
        source=observed.source,
        sources=observed.sources,
        options=dict(observed.options),
        areas=replace(observed.areas, polygons=None) if observed.areas else None,
        crs=observed.table.crs,
    )


def to_plain(one: FrozenRound) -> dict[str, Any]:
    """Return a frozen round as plain JSON values."""
    plain: dict[str, Any] = canonical(one)
    return plain


def from_plain(plain: Any) -> FrozenRound:
    """
    Return a frozen round from what a stranger's file says.

    Raises
    ------
    UnreadableFile
        If it is not what it should be.
    """
    try:
        one = restore(FrozenRound, plain)
        parse(one.period)
        sound = isinstance(one.source, Source) and isinstance(one.options, Mapping)
        sound = sound and all(isinstance(text, str) for text in one.sources)
    except (TypeError, ValueError, KeyError, AttributeError, SamsynError):
        sound = False
    if not sound:
        raise UnreadableFile("round.json i paketet saknar uppgifter eller har uppgifter av fel slag.")
    return one


def with_rows(one: FrozenRound, rows: bytes | Path | str, rules: tuple[ColumnRule, ...] = INCIDENTS) -> Round:
    """
    Return a whole round of frozen rows.

    Parameters
    ----------
    one : FrozenRound
    rows : bytes, Path or str
        A Parquet file, or where it lies.
    rules : tuple of ColumnRule
        What the rows must hold.

    Raises
    ------
    UnreadableFile
        If the file holds no such rows.
    """
    try:
        frame = pl.read_parquet(BytesIO(rows) if isinstance(rows, bytes) else rows)
        table = Table(frame=frame, rules=rules, crs=one.crs)
    except (pl.exceptions.PolarsError, OSError, BadInput) as error:
        raise UnreadableFile("Filen har inga frysta rader från Samsyn, eller är skadad.") from error
    return Round(
        table=table,
        period=parse(one.period),
        source=one.source,
        sources=one.sources,
        areas=one.areas,
        options=one.options,
    )
