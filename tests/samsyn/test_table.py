"""A table is checked against its rules when it is made."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from samsyn.errors import BadInput
from samsyn.provenance import Rows
from samsyn.table import (
    INCIDENTS,
    AreaSet,
    LocationPrecision,
    Sensitivity,
    Table,
    TimePrecision,
    empty,
    select,
)


def one_row() -> pl.DataFrame:
    """One valid incident; what is not known is null."""
    known = {"file": 0, "row": 2, "day": date(2024, 1, 1), "kind": "incident"}
    values = {rule.name: [known.get(rule.name)] for rule in INCIDENTS}
    return pl.DataFrame(values, schema={rule.name: rule.dtype for rule in INCIDENTS})


def test_an_empty_table_is_valid() -> None:
    assert len(Table(frame=empty())) == 0


def test_a_row_with_what_is_needed_is_valid() -> None:
    assert len(Table(frame=one_row(), crs="EPSG:3006")) == 1


@pytest.mark.parametrize("rule", INCIDENTS, ids=lambda rule: rule.name)
def test_a_missing_column_is_named(rule: object) -> None:
    name = rule.name  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match=f"saknar kolumnen {name}"):
        Table(frame=empty().drop(name))


@pytest.mark.parametrize("rule", INCIDENTS, ids=lambda rule: rule.name)
def test_a_column_of_another_type_is_named(rule: object) -> None:
    name = rule.name  # type: ignore[attr-defined]
    with pytest.raises(BadInput, match=f"Kolumnen {name} har typen Binary"):
        Table(frame=empty().with_columns(pl.col(name).cast(pl.String).cast(pl.Binary)))


@pytest.mark.parametrize("name", [rule.name for rule in INCIDENTS if not rule.nullable])
def test_a_needed_value_may_not_be_missing(name: str) -> None:
    dtype = next(rule.dtype for rule in INCIDENTS if rule.name == name)
    with pytest.raises(BadInput, match="saknar värde på 1 rader"):
        Table(frame=one_row().with_columns(pl.lit(None, dtype=dtype).alias(name)))


def test_a_value_outside_its_domain_is_refused() -> None:
    with pytest.raises(BadInput, match="kind får bara innehålla incident, zero, positive, repeat"):
        Table(frame=one_row().with_columns(kind=pl.lit("person")))


def test_no_column_of_an_incident_is_personal() -> None:
    assert {rule.sensitivity for rule in INCIDENTS} == {Sensitivity.HARMLESS}


@pytest.mark.parametrize(
    ("precision", "hours", "weeks"),
    [("exact", 1, 1), ("interval", 1, 1), ("day", 0, 1), ("week", 0, 1), ("month", 0, 0), ("unknown", 0, 0)],
)
def test_what_a_time_precision_carries(precision: str, hours: int, weeks: int) -> None:
    time = TimePrecision(precision)
    assert (time.carries_hours, time.carries_weeks) == (bool(hours), bool(weeks))


@pytest.mark.parametrize(
    ("precision", "points", "polygons"),
    [
        ("point", 1, 1),
        ("address", 1, 1),
        ("street_segment", 1, 1),
        ("snapped_grid", 0, 1),
        ("area", 0, 0),
        ("centroid", 0, 0),
        ("unknown", 0, 0),
    ],
)
def test_what_a_location_precision_carries(precision: str, points: int, polygons: int) -> None:
    location = LocationPrecision(precision)
    assert (location.carries_points, location.carries_polygons) == (bool(points), bool(polygons))


def test_every_precision_is_decided() -> None:
    assert len(TimePrecision) == 6
    assert len(LocationPrecision) == 7


def test_the_name_of_an_area_is_its_key_where_it_is_unknown() -> None:
    areas = AreaSet(keys=("1", "2"), names=("Åsen", "Berga"), version="RegSO 2025")
    assert (areas.name_of("2"), areas.name_of("9")) == ("Berga", "9")


POINTS = [(0.0, 0.0), (99.9, 50.0), (100.0, 50.0), (50.0, 100.0), (250.0, 250.0), (None, None)]


@pytest.mark.parametrize(
    ("rows", "numbers"),
    [
        (Rows(boxes=((0.0, 0.0, 100.0, 100.0),)), [0, 1]),
        (Rows(boxes=((0.0, 0.0, 100.0, 100.0), (200.0, 200.0, 300.0, 300.0))), [0, 1, 4]),
        (Rows(boxes=((0.0, 0.0, 100.0, 100.0),), start=date(2024, 1, 2)), []),
        (Rows(having="point"), [0, 1, 2, 3, 4]),
        (Rows(having="area"), []),
        (Rows(), [0, 1, 2, 3, 4, 5]),
    ],
)
def test_rows_are_selected_by_where_they_lie(rows: Rows, numbers: list[int]) -> None:
    """A square holds its west and south side, not its east and north."""
    frame = pl.concat(
        one_row().with_columns(row=pl.lit(n, pl.Int64), x_m=pl.lit(x, pl.Float64), y_m=pl.lit(y, pl.Float64))
        for n, (x, y) in enumerate(POINTS)
    )
    assert select(frame, rows)["row"].to_list() == numbers
