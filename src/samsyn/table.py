"""What a row is (columns with unit, domain, sensitivity), what a source declares, and what areas are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import numpy as np
import polars as pl

from samsyn.errors import BadInput
from samsyn.provenance import Rows


class TimePrecision(StrEnum):
    """How exactly a source tells when something happened."""

    EXACT = "exact"
    INTERVAL = "interval"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    UNKNOWN = "unknown"

    @property
    def carries_hours(self) -> bool:
        """Whether hours of the day mean anything."""
        return self in (TimePrecision.EXACT, TimePrecision.INTERVAL)

    @property
    def carries_weeks(self) -> bool:
        """Whether counts per week mean anything."""
        return self not in (TimePrecision.MONTH, TimePrecision.UNKNOWN)


class LocationPrecision(StrEnum):
    """How exactly a source tells where something happened."""

    POINT = "point"
    ADDRESS = "address"
    STREET_SEGMENT = "street_segment"
    SNAPPED_GRID = "snapped_grid"
    AREA = "area"
    CENTROID = "centroid"
    UNKNOWN = "unknown"

    @property
    def carries_points(self) -> bool:
        """Whether a density or a hot spot within an area means anything."""
        return self in (LocationPrecision.POINT, LocationPrecision.ADDRESS, LocationPrecision.STREET_SEGMENT)

    @property
    def carries_polygons(self) -> bool:
        """Whether a coordinate may be placed in an area by its polygon."""
        return self.carries_points or self is LocationPrecision.SNAPPED_GRID


class Sensitivity(StrEnum):
    """How a column must be handled."""

    HARMLESS = "harmless"
    FREE_TEXT = "free_text"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"


@dataclass(frozen=True, kw_only=True)
class ColumnRule:
    """What one column of a table may hold."""

    name: str
    dtype: Any
    meaning: str
    unit: str = ""
    nullable: bool = True
    domain: tuple[str, ...] = ()
    sensitivity: Sensitivity = Sensitivity.HARMLESS


KINDS = ("incident", "zero", "positive", "repeat")  # repeat: told again; its reporter has answered
INSTANT = pl.Datetime("us", "UTC")

INCIDENTS: tuple[ColumnRule, ...] = (
    ColumnRule(name="file", dtype=pl.Int32(), meaning="which file of the reading, from 0", nullable=False),
    ColumnRule(
        name="row", dtype=pl.Int64(), meaning="row as a spreadsheet numbers it, from 1", nullable=False
    ),
    ColumnRule(
        name="day",
        dtype=pl.Date(),
        meaning="local day that the report counts on; Monday of a week, first of a month",
        nullable=False,
    ),
    ColumnRule(name="time_from", dtype=INSTANT, meaning="instant, or start of the interval", unit="UTC"),
    ColumnRule(name="time_to", dtype=INSTANT, meaning="end of the interval, not included", unit="UTC"),
    ColumnRule(name="category", dtype=pl.String(), meaning="category key, or the source's own label"),
    ColumnRule(name="area", dtype=pl.String(), meaning="area key in the declared version"),
    ColumnRule(name="x_m", dtype=pl.Float64(), meaning="easting in the table's projected system", unit="m"),
    ColumnRule(name="y_m", dtype=pl.Float64(), meaning="northing in the table's projected system", unit="m"),
    ColumnRule(name="reporter", dtype=pl.String(), meaning="function or place that reports, never a name"),
    ColumnRule(
        name="kind",
        dtype=pl.String(),
        meaning="incident, zero report, positive observation, or the same incident told again",
        nullable=False,
        domain=KINDS,
    ),
    ColumnRule(name="severity", dtype=pl.Int8(), meaning="how much safety is affected", unit="0–3"),
)


@dataclass(frozen=True, kw_only=True)
class Table:
    """
    Rows in columns, checked against their rules.

    Parameters
    ----------
    frame : polars.DataFrame
        One row per observation.
    rules : tuple of ColumnRule
        What the columns hold.
    crs : str, optional
        The projected system of `x_m` and `y_m`, e.g. "EPSG:3006".

    Raises
    ------
    BadInput
        If a column is missing, has another type, or holds what its rule does not allow.
    """

    frame: pl.DataFrame
    rules: tuple[ColumnRule, ...] = INCIDENTS
    crs: str | None = None

    def __post_init__(self) -> None:
        for rule in self.rules:
            self._check(rule)

    def _check(self, rule: ColumnRule) -> None:
        if rule.name not in self.frame.columns:
            raise BadInput(f"Tabellen saknar kolumnen {rule.name} ({rule.meaning}).")
        column = self.frame[rule.name]
        if column.dtype != rule.dtype:
            raise BadInput(f"Kolumnen {rule.name} har typen {column.dtype} i stället för {rule.dtype}.")
        if not rule.nullable and column.null_count():
            raise BadInput(f"Kolumnen {rule.name} saknar värde på {column.null_count()} rader.")
        if rule.domain and not column.drop_nulls().is_in(list(rule.domain)).all():
            raise BadInput(f"Kolumnen {rule.name} får bara innehålla {', '.join(rule.domain)}.")

    def __len__(self) -> int:
        return self.frame.height


def empty(rules: tuple[ColumnRule, ...] = INCIDENTS) -> pl.DataFrame:
    """Return a frame with the columns of the rules and no row."""
    return pl.DataFrame(schema={rule.name: rule.dtype for rule in rules})


def select(frame: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """
    Return the rows that a figure rests on.

    Parameters
    ----------
    frame : polars.DataFrame
        The round's table, columns as in `INCIDENTS`.
    rows : Rows

    Returns
    -------
    polars.DataFrame
        In the table's order. For a figure that compares two spans, the rows of both.
    """
    chosen = pl.lit(value=True)
    named = {"area": rows.area, "category": rows.category, "kind": rows.kind, "reporter": rows.reporter}
    for column, value in named.items():
        if value is not None:
            chosen = chosen & (pl.col(column) == value)
    if rows.categories:
        chosen = chosen & pl.col("category").is_in(rows.categories)
    if rows.areas:
        chosen = chosen & pl.col("area").is_in(rows.areas)
    if rows.missing is not None:
        chosen = chosen & pl.col(rows.missing).is_null()
    if rows.having is not None:
        chosen = chosen & pl.col("x_m" if rows.having == "point" else rows.having).is_not_null()
    if rows.boxes:
        chosen = chosen & pl.any_horizontal(*(_inside(box) for box in rows.boxes))
    return frame.filter(chosen & _days(rows))


def _inside(box: tuple[float, float, float, float]) -> pl.Expr:
    x, y = pl.col("x_m"), pl.col("y_m")
    return x.is_between(box[0], box[2], closed="left") & y.is_between(box[1], box[3], closed="left")


def _days(rows: Rows) -> pl.Expr:
    inside = pl.lit(value=True)
    if rows.start is not None:
        inside = inside & (pl.col("day") >= rows.start)
    if rows.end is not None:
        inside = inside & (pl.col("day") < rows.end)
    if rows.compared_from is not None and rows.compared_to is not None:
        inside = inside | pl.col("day").is_between(rows.compared_from, rows.compared_to, closed="left")
    return inside


@dataclass(frozen=True, kw_only=True)
class Break:
    """A dated fact about a source: from this day its figures cannot be compared with those before."""

    day: date
    what: str


@dataclass(frozen=True, kw_only=True)
class Source:
    """
    What an incident source declares about itself; a declaration file (YAML) has the same names.

    Parameters
    ----------
    key, name : str
        Short name and the name that people use.
    time_precision : TimePrecision
    location_precision : LocationPrecision
    zone : str, optional
        IANA zone of the source's local time; none where it is not known, and then nothing is said about hours.
    crs : str, optional
        System of the coordinates in the file, e.g. "EPSG:4326".
    columns : mapping
        Meaning → column in the file: time_from, time_to, date, category, area, area_name, longitude,
        latitude, x, y, reporter, kind, severity.
    categories : mapping
        Label in the file → category key.
    not_incidents : tuple of str
        Labels in the file that are no incidents, such as summaries of other rows; those rows are left out.
    breaks : tuple of Break
    area_version : str, optional
        Which version of the areas the keys belong to, e.g. "RegSO 2025".
    credit, licence : str
        Who is to be named, and the terms.
    counts : str
        What one row is, in Swedish: "rapport", "anmält brott", "pressnotis".
    source_status : str
        "original", "own_words" or "local_design": whose text the declaration is.
    caveats : tuple of str
        What the reader must know, Swedish sentences.
    """

    key: str
    name: str
    time_precision: TimePrecision = TimePrecision.UNKNOWN
    location_precision: LocationPrecision = LocationPrecision.UNKNOWN
    zone: str | None = "Europe/Stockholm"
    crs: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    not_incidents: tuple[str, ...] = ()
    breaks: tuple[Break, ...] = ()
    area_version: str | None = None
    credit: str = ""
    licence: str = ""
    counts: str = "rapport"
    source_status: str = "local_design"
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AreaSet:
    """
    Areas in one version.

    Parameters
    ----------
    keys, names : tuple of str
        One each per area, in the same order.
    version : str
        E.g. "RegSO 2025"; part of the key.
    crs : str
        Projected system of the polygons, metres.
    polygons : array of shapely geometries, shape (areas,), optional
    population : tuple of int or None
        Inhabitants; none where not known or withheld (never read as zero).
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    version: str
    crs: str = "EPSG:3006"
    polygons: np.ndarray[Any, Any] | None = None
    population: tuple[int | None, ...] = ()

    def name_of(self, key: str) -> str:
        """Return the name of an area, or the key itself where the set does not hold it."""
        return self.names[self.keys.index(key)] if key in self.keys else key
