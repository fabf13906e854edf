"""Halves of a thing joined, and two things in one cell split."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from samsyn.files import read
from samsyn.table import LocationPrecision, TimePrecision

Write = Callable[..., Path]


def test_a_year_beside_a_week(file: Write) -> None:
    reading = read(file("År;Vecka;Kategori\n2024;40;A\n2024;5;B\n2020;53;C\n2024;53;D\n"))
    assert reading.source.time_precision is TimePrecision.WEEK
    assert reading.table.frame["day"].to_list() == [date(2024, 9, 30), date(2024, 1, 29), date(2020, 12, 28)]
    assert [(each.key, each.rows) for each in reading.left_out] == [("bad_time", (5,))]


def test_a_year_beside_a_month(file: Write) -> None:
    reading = read(file("Kategori;År;Månad\nA;2024;10\nB;2024;2\n"))
    assert reading.source.time_precision is TimePrecision.MONTH
    assert reading.table.frame["day"].to_list() == [date(2024, 10, 1), date(2024, 2, 1)]


@pytest.mark.parametrize(
    "cell", ["59.3,18.1", "59.3, 18.1", "(59.3 18.1)", "POINT (18.1 59.3)", "SRID=4326;POINT(18.1 59.3)"]
)
def test_a_point_in_one_cell(file: Write, cell: str) -> None:
    reading = read(file(f'Tidpunkt;Kategori;Koordinater\n2024-10-01 10:00;A;"{cell}"\n'))
    assert reading.table.frame["x_m"][0] == pytest.approx(676_500, abs=500)
    assert reading.source.location_precision is LocationPrecision.POINT


def test_events_as_the_police_serve_them(file: Write) -> None:
    towns = {"Nacka": "59.307903,18.156042", "Nybro": "56.7438,15.908681", "Eslöv": "55.83912,13.303391"}
    events = [
        {"id": n, "datetime": f"2024-10-{n % 9 + 1:02d} {n % 24}:05:00 +02:00", "name": f"rubrik {n}", "type": "Brand",
         "summary": "Det brann.", "location": {"name": name, "gps": towns[name]}}
        for n, name in enumerate(list(towns) * 8)
    ]  # fmt: skip
    reading = read(file(json.dumps(events), "events.json"))
    assert reading.source.columns["area"] == "location_name"
    assert reading.source.location_precision is LocationPrecision.CENTROID
    assert reading.source.time_precision is TimePrecision.EXACT
    assert reading.rows_used == 24
    assert {each.name for each in reading.columns if each.why.startswith("läses inte")} == {"name", "summary"}
