"""A round put together again from its frozen rows and the document that was made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from samsyn.cycle import Round
from samsyn.methods.incidents.options import Options
from samsyn.period import parse
from samsyn.table import AreaSet, Break, LocationPrecision, Source, Table, TimePrecision


def round_of(rows: Table, document: Mapping[str, Any], areas: AreaSet | None = None) -> Round:
    """
    Return the round that an internal document was made of.

    Parameters
    ----------
    rows : Table
        The frozen rows.
    document : mapping
        As `Picture.document` gives it for the internal edition.
    areas : AreaSet, optional
        Where the areas of the same version lie; no figure rests on it.
    """
    defaults = asdict(Options())
    parameters = document["method"]["parameters"]
    return Round(
        table=rows,
        period=parse(document["period"]["key"]),
        source=_source(document["source"]),
        sources=tuple(one["sha256"] for one in document["source"]["files"]),
        areas=_areas(document["areas"], areas),
        options={name: value for name, value in parameters.items() if value != defaults.get(name)},
    )


def _source(said: Mapping[str, Any]) -> Source:
    """Return what a document says of its source; columns and categories have done their work before the rows froze."""
    return Source(
        key="",
        name=said["name"],
        counts=said["counts"],
        time_precision=TimePrecision(said["time_precision"]),
        location_precision=LocationPrecision(said["location_precision"]),
        zone=said["zone"],
        area_version=said["area_version"],
        breaks=tuple(Break(day=date.fromisoformat(one["day"]), what=one["what"]) for one in said["breaks"]),
        caveats=tuple(said["caveats"]),
        credit=said["credit"],
        licence=said["licence"],
        source_status=said["source_status"],
    )


def _areas(said: list[Mapping[str, Any]], given: AreaSet | None) -> AreaSet | None:
    if not said:
        return None
    population = tuple(one["population"] for one in said)
    areas = AreaSet(
        keys=tuple(one["key"] for one in said),
        names=tuple(one["name"] for one in said),
        version=said[0]["version"],
        population=population if any(one is not None for one in population) else (),
    )
    if given is None or (given.keys, given.version) != (areas.keys, areas.version):
        return areas
    return replace(areas, polygons=given.polygons, crs=given.crs)
