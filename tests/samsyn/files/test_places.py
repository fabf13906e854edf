"""Coordinates in files: systems, swapped columns, points that cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samsyn.files import Reading, read

Write = Callable[..., Path]


def balanced(reading: Reading) -> Reading:
    """Every row is either used or left out with a reason."""
    assert reading.rows_read == reading.rows_used + sum(each.count for each in reading.left_out)
    assert reading.rows_used == len(reading.table)
    return reading


SWEREF = [("6580822,5", "674032,1"), ("6580900,0", "674100,0"), ("6581000,0", "674200,0")]


@pytest.mark.parametrize(
    ("first", "second"), [("N", "E"), ("Y", "X"), ("X", "Y"), ("x_koordinat", "y_koordinat")]
)
def test_metres_are_recognised_whatever_the_axes_are_called(file: Write, first: str, second: str) -> None:
    rows = "\n".join(f"2024-10-0{n + 1} 10:00;A;{north};{east}" for n, (north, east) in enumerate(SWEREF))
    reading = read(file(f"Tidpunkt;Kategori;{first};{second}\n{rows}\n"))
    assert reading.source.crs == "EPSG:3006"
    assert reading.table.frame["x_m"].to_list() == [674032.1, 674100.0, 674200.0]
    assert reading.table.frame["y_m"][0] == 6580822.5


def test_rt90_is_recognised(file: Write) -> None:
    rows = "\n".join(f"2024-10-0{n};A;658082{n};162800{n}" for n in range(1, 6))
    reading = read(file(f"Datum;Kategori;X;Y\n{rows}\n"))
    assert reading.source.crs == "EPSG:3021"
    assert reading.table.crs == "EPSG:3006"
    assert reading.table.frame["x_m"][0] == pytest.approx(674_000, abs=1500)


def test_swapped_degrees_are_turned_and_told(file: Write) -> None:
    rows = "\n".join(f"2024-10-0{n};A;59.3{n};18.1{n}" for n in range(1, 6))
    reading = read(file(f"Datum;Kategori;longitude;latitude\n{rows}\n"))
    assert reading.table.frame["y_m"][0] == pytest.approx(6_580_000, abs=5000)
    assert any("bytt plats" in each for each in reading.warnings)


def test_missing_and_impossible_points_keep_the_row(file: Write) -> None:
    points = ["59.3;18.1", "59.31;18.11", "0;0", ";", "95;18", "59.3;x", "-33.9;151.2", "59.32;18.12"]
    rows = "\n".join(f"2024-10-0{n + 1};A;{each}" for n, each in enumerate(points))
    reading = balanced(read(file(f"Datum;Kategori;lat;lon\n{rows}\n")))
    assert reading.rows_used == 8
    assert [each is not None for each in reading.table.frame["x_m"]] == [
        True,
        True,
        False,
        False,
        False,
        False,
        False,
        True,
    ]
    assert {each.row for each in reading.problems} == {4, 6, 7, 8}
