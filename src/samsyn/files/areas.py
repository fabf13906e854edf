"""Reads areas: keys, names, inhabitants and polygons in one version."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from samsyn.errors import BadInput, MissingColumn
from samsyn.files.area_columns import choose_area_columns
from samsyn.files.formats import read_raw
from samsyn.files.ledger import Ledger, counted
from samsyn.files.numbers import read_numbers
from samsyn.files.opening import LARGEST, open_file
from samsyn.files.raw import Raw
from samsyn.files.reading import Guess, Problem
from samsyn.stats.space import SWEDEN_CRS, transform, working_crs
from samsyn.table import AreaSet

_NAMED_VERSION = re.compile(r"(regso|deso|lor|nyko)[ _\-]*(\d{4})", re.IGNORECASE)
_WORDS = {"regso": "RegSO", "deso": "DeSO", "lor": "LOR", "nyko": "NYKO"}


@dataclass(frozen=True, kw_only=True)
class AreaReading:
    """Areas, and what was guessed and doubted about them."""

    areas: AreaSet
    guesses: tuple[Guess, ...] = ()
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def read_areas(
    path: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    version: str | None = None,
    name: str | None = None,
    largest: int = LARGEST,
) -> AreaSet:
    """Return the areas in a file; see `inspect_areas`, which also tells what was guessed."""
    return inspect_areas(path, columns=columns, version=version, name=name, largest=largest).areas


def inspect_areas(
    path: Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    version: str | None = None,
    name: str | None = None,
    largest: int = LARGEST,
) -> AreaReading:
    """
    Read areas.

    Parameters
    ----------
    path : Path or str
        GeoJSON, TopoJSON, GeoPackage or GeoParquet with polygons; or a table (CSV, XLSX, ODS) of keys, names
        and inhabitants.
    columns : mapping, optional
        "key", "name", "population", "version" → heading; the others are guessed.
    version : str, optional
        E.g. "RegSO 2025"; guessed from the headings or the file's name where none.
    name : str, optional
        What the file is called, where it is stored under another name.

    Raises
    ------
    UnreadableFile
        If the file cannot be read.
    MissingColumn
        If a named column is missing.
    BadInput
        If no row names an area.

    Notes
    -----
    Polygons are made valid and projected: SWEREF 99 TM in Sweden, else the UTM zone. Features with the same
    key become one area. Where the file holds several years of the same areas, the latest is taken. An empty
    or withheld number of inhabitants is unknown, never zero.
    """
    ledger = Ledger()
    opened = open_file(path, name=name, largest=largest)
    raw = read_raw(opened, ledger)
    chosen = choose_area_columns(raw.frame, dict(columns or {}), ledger)
    raw = _latest(raw, chosen, ledger)
    frame = pl.DataFrame(
        {
            "key": raw.frame[chosen["key"]],
            "name": raw.frame[chosen.get("name", chosen["key"])],
            "population": _population(raw, chosen, ledger),
            "place": pl.int_range(raw.frame.height, eager=True),
            "row": raw.rows,
        }
    )
    without = frame["key"].is_null()
    ledger.problem(chosen["key"], frame["row"].filter(without), None, "områdets kod; raden lästes inte")
    frame = frame.filter(~without)
    if frame.is_empty():
        raise BadInput(f"Filen {opened.name} innehåller inga områden med kod.")
    polygons, crs = _polygons(raw, frame, ledger)
    frame, polygons = _merged(frame, polygons, chosen["key"], ledger)
    areas = AreaSet(
        keys=tuple(frame["key"].to_list()),
        names=tuple(frame["name"].to_list()),
        version=version or _version(raw, chosen, opened.name),
        crs=crs,
        polygons=polygons,
        population=tuple(frame["population"].to_list()) if "population" in chosen else (),
    )
    return AreaReading(
        areas=areas,
        guesses=tuple(ledger.guesses),
        problems=tuple(ledger.problems),
        warnings=tuple(ledger.warnings),
    )


def _latest(raw: Raw, chosen: dict[str, str], ledger: Ledger) -> Raw:
    """Return the rows of the latest year, where the same areas stand once for each year."""
    column = chosen.get("version")
    if column is None or raw.frame[column].n_unique() < 2:
        return raw
    last = str(raw.frame[column].drop_nulls().sort()[-1])
    keep = (raw.frame[column] == last).fill_null(value=False)
    ledger.warn(f"Filen har områden för flera år ({column}); bara {last} lästes.")
    geometry = None if raw.geometry is None else raw.geometry[keep.to_numpy()]
    return Raw(
        frame=raw.frame.filter(keep),
        rows=raw.rows.filter(keep),
        format=raw.format,
        geometry=geometry,
        crs=raw.crs,
    )


def _population(raw: Raw, chosen: dict[str, str], ledger: Ledger) -> pl.Series:
    if "population" not in chosen:
        return pl.repeat(None, raw.frame.height, dtype=pl.Int64, eager=True)
    column = chosen["population"]
    text = raw.frame[column]
    number = read_numbers(text)
    right = (number >= 0) & (number == number.floor())
    wrong = text.is_not_null() & ~right.fill_null(value=False)
    if wrong.any():
        ledger.problem(
            column, raw.rows.filter(wrong), text.filter(wrong)[0], "ett antal invånare; räknas som okänt"
        )
    return pl.DataFrame({"n": number, "r": right}).select(pl.when("r").then("n").cast(pl.Int64).alias("p"))[
        "p"
    ]


def _polygons(raw: Raw, frame: pl.DataFrame, ledger: Ledger) -> tuple[NDArray[Any] | None, str]:
    """Return one projected, valid polygon per row (none where missing), and the system; none at all without shapes."""
    if raw.geometry is None:
        return None, SWEDEN_CRS
    shapes: Any = shapely.force_2d(raw.geometry[frame["place"].to_numpy()])
    surface = np.isin(shapely.get_type_id(shapes), (3, 6, 7)) & ~shapely.is_empty(shapes)
    without = pl.Series(~surface)
    if without.any():
        ledger.problem("geometri", frame["row"].filter(without), "ingen yta", "en yta (polygon)")
        ledger.warn(
            f"{counted(without.sum(), 'område', 'områden')} saknar yta och kan bara kopplas med kod eller namn."
        )
    if not surface.any():
        return None, SWEDEN_CRS
    shapes[~surface] = None
    broken = surface & ~shapely.is_valid(shapes)
    if broken.any():
        rows = frame["row"].filter(pl.Series(broken))
        ledger.problem("geometri", rows, "en yta som korsar sig själv", "en hel yta; den lagades")
    projected, crs = _projected(shapes, raw.crs)
    return np.array([_surface(shape) for shape in shapely.make_valid(projected)], dtype=object), crs


def _projected(shapes: Any, source: str | None) -> tuple[Any, str]:
    points = shapely.get_coordinates(shapes)
    degrees = bool(np.max(np.abs(points)) <= 360)
    system = source if source and (degrees or source != "EPSG:4326") else ""
    system = system or ("EPSG:4326" if degrees else SWEDEN_CRS)  # GeoJSON names no system for metres
    try:
        lon, lat = transform(points[:, 0], points[:, 1], source=system, target="EPSG:4326")
    except Exception as error:
        if type(error).__module__.startswith("pyproj"):
            raise BadInput(
                f"Områdenas koordinatsystem ”{system}” känns inte igen. Spara områdena i WGS 84 (EPSG:4326) eller "
                "SWEREF 99 TM (EPSG:3006)."
            ) from None
        raise
    crs = working_crs(lon, lat)
    x, y = transform(points[:, 0], points[:, 1], source=system, target=crs)
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        raise BadInput(
            f"Områdenas koordinater är inga platser i {system}: till exempel {points[0, 0]:g}, {points[0, 1]:g}. Spara "
            "områdena i WGS 84 (EPSG:4326) eller SWEREF 99 TM (EPSG:3006)."
        )
    if crs == system:
        return shapes, crs
    return shapely.set_coordinates(shapes.copy(), np.column_stack([x, y])), crs


def _surface(shape: Any) -> Any:
    """Return the surfaces of a shape, without the points and lines that repairing can leave."""
    if shape is None or shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    return shapely.union_all(
        [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
    )


def _merged(
    frame: pl.DataFrame, polygons: NDArray[Any] | None, column: str, ledger: Ledger
) -> tuple[pl.DataFrame, NDArray[Any] | None]:
    """Return one row per key: the parts of an area that stands several times become one."""
    frame = frame.with_columns(pl.int_range(pl.len()).alias("place"))
    again = ~frame["key"].is_first_distinct()
    if again.any():
        ledger.problem(
            column,
            frame["row"].filter(again),
            frame["key"].filter(again)[0],
            "en kod per område; delarna slogs ihop",
        )
        ledger.warn(
            f"{counted(again.sum(), 'rad', 'rader')} har samma områdeskod som en tidigare rad och slogs ihop med den."
        )
    parts = frame.group_by("key", maintain_order=True).agg(
        "place", pl.col("name", "population").drop_nulls().first()
    )
    parts = parts.with_columns(pl.coalesce("name", "key").alias("name"))
    if polygons is None or not again.any():
        return parts, polygons
    joined = [_joined([polygons[n] for n in places]) for places in parts["place"].to_list()]
    return parts, np.array(joined, dtype=object)


def _joined(shapes: list[Any]) -> Any:
    real = [shape for shape in shapes if shape is not None]
    return shapely.union_all(real) if real else None


def _version(raw: Raw, chosen: dict[str, str], name: str) -> str:
    """Return what the version of the areas is called."""
    if "version" in chosen:
        values = raw.frame[chosen["version"]].drop_nulls()
        if values.len():
            return str(values[0])
    for text in (chosen["key"], name):
        found = _NAMED_VERSION.search(text)
        if found:
            return f"{_WORDS[found[1].lower()]} {found[2]}"
    if len(raw.frame) == 290 and raw.frame[chosen["key"]].str.contains(r"^\d{4}$").all():
        return "Kommuner"
    return Path(name).name.split(".")[0]


__all__ = ["AreaReading", "MissingColumn", "inspect_areas", "read_areas"]
