"""The reader against a slow one that knows the columns, on invented files of the shapes that real sources have."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from samsyn.files import Reading, read
from tests.support.slow_reader import slow_table

Write = Callable[..., Path]
START = datetime(2024, 3, 1)  # noqa: DTZ001  (wall clock)


def same(reading: Reading, expected: list[dict[str, Any]]) -> None:
    """Every row, every column."""
    frame = reading.table.frame.with_columns(pl.col("x_m").is_not_null().alias("located"))
    for name in ("row", "day", "time_from", "time_to", "category", "area", "located"):
        assert frame[name].to_list() == [each[name] for each in expected], name


def written(path: Path, head: list[str], rows: list[list[Any]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(head)
        writer.writerows(rows)
    return path


@pytest.mark.parametrize("seed", range(3))
def test_exact_times_with_centre_points(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    towns = {f"{n:04d}": (f"Ort {n}", 56 + n / 10, 13 + n / 20) for n in range(101, 131)}
    rows = []
    for number in range(400):
        code, (name, lat, lon) = rng.choice(list(towns.items()))
        when = START + timedelta(minutes=rng.randrange(365 * 1440))
        text = rng.choice(["En brand, en villa.", 'Någon sa "hej".\nSedan inget.', "Å, ä; ö"]) * 5
        rows.append(
            [
                number,
                f"{when:%Y-%m-%dT%H:%M}",
                rng.choice(["Brand", "Rån, försök", "Stöld"]),
                name,
                lat,
                lon,
                code,
                text,
            ]
        )
    head = [
        "event_id",
        "occurred_local",
        "type",
        "location_name",
        "lat",
        "lon",
        "municipality_code",
        "summary",
    ]
    path = written(tmp_path / "a.csv", head, rows)
    reading = read(path)
    assert reading.source.location_precision == "centroid"
    columns = {
        "time_from": "occurred_local",
        "category": "type",
        "area": "municipality_code",
        "longitude": "lon",
    }
    assert columns.items() <= reading.source.columns.items()
    same(reading, slow_table(path, columns, "Europe/Stockholm"))


@pytest.mark.parametrize("seed", range(3))
def test_spans(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    rows = []
    for number in range(400):
        start = START + timedelta(hours=rng.randrange(365 * 24))
        end = start + timedelta(hours=rng.choice([-2, 0, 1, 8, 40]))
        code = f"{rng.randrange(1, 13):02d}{rng.randrange(100, 140)}{rng.randrange(100, 120)}"
        rows.append(
            [
                number,
                f"{start:%Y-%m-%d}",
                f"{start:%Y-%m-%dT%H:%M}",
                f"{end:%Y-%m-%dT%H:%M}",
                code,
                "Fahrraddiebstahl",
            ]
        )
    path = written(
        tmp_path / "a.csv", ["row_id", "reported_date", "time_from", "time_to", "lor", "offence"], rows
    )
    columns = {"time_from": "time_from", "time_to": "time_to", "category": "offence", "area": "lor"}
    reading = read(path)
    assert columns.items() <= reading.source.columns.items()
    assert reading.source.time_precision == "interval"
    same(reading, slow_table(path, columns, "Europe/Stockholm"))


def test_months(tmp_path: Path) -> None:
    rng = random.Random(1)
    spots = [(round(-1.2 + rng.random() / 10, 4), round(52.9 + rng.random() / 10, 4)) for _ in range(60)]
    rows = []
    for _ in range(300):
        lon, lat = rng.choice(spots)
        rows.append(
            [f"2022-{rng.randrange(1, 13):02d}-01", lon, lat, "Station Road", f"E0{rng.randrange(20):04d}"]
        )
    path = written(tmp_path / "a.csv", ["month", "longitude", "latitude", "location", "lsoa_code"], rows)
    reading = read(path)
    assert (reading.source.time_precision, reading.source.location_precision) == ("month", "snapped_grid")
    columns = {"date": "month", "area": "lsoa_code", "longitude": "longitude"}
    same(reading, slow_table(path, columns, "Europe/Stockholm", month=True))


def test_instants_in_utc(tmp_path: Path) -> None:
    rng = random.Random(2)
    rows = [
        [number, rng.choice(["a", "b"]), f"{START + timedelta(minutes=rng.randrange(500_000)):%Y-%m-%dT%H:%M:%SZ}",
         -122.4 + rng.random() / 10, 37.7 + rng.random() / 10]
        for number in range(300)
    ]  # fmt: skip
    path = written(tmp_path / "a.csv", ["uid", "offense_type", "date_time", "longitude", "latitude"], rows)
    reading = read(path)
    assert reading.source.zone is None
    assert reading.source.location_precision == "point"
    columns = {"time_from": "date_time", "category": "offense_type", "longitude": "longitude"}
    same(reading, slow_table(path, columns, "UTC"))
