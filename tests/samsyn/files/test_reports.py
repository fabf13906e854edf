"""Whole files, miniatures of real ones, read end to end."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import shapely

from samsyn.files import Reading, read
from samsyn.table import AreaSet, LocationPrecision, Source, TimePrecision

Write = Callable[..., Path]


def balanced(reading: Reading) -> Reading:
    """Every row is either used or left out with a reason."""
    assert reading.rows_read == reading.rows_used + sum(each.count for each in reading.left_out)
    assert reading.rows_used == len(reading.table)
    return reading


POLICE = (
    "event_id,occurred_local,published_at,name,type,location_name,lat,lon,municipality_code,municipality_name,"
    "summary\n{rows}"
)
TOWNS = [("Nacka", "59.307903", "18.156042", "0182"), ("Nybro", "56.7438", "15.908681", "0881"),
         ("Eslöv", "55.83912", "13.303391", "1285"), ("Kiruna", "67.8557", "20.2253", "2584")]  # fmt: skip


def police(count: int = 40) -> str:
    rows = []
    for n in range(count):
        name, lat, lon, code = TOWNS[n % 4]
        when = f"2024-03-{n % 27 + 1:02d}T{n % 24:02d}:{n % 60:02d}"
        kind = ("Brand", "Stöld", "Sammanfattning natt")[n % 3]
        text = f'"{n} mars, {kind}, {name}: något hände på ""torget""\noch det är en längre text om det"'
        code, town = ("", "") if n % 10 == 9 else (code, name)
        rows.append(f"{n},{when},{when}:00+01:00,Rubrik {n},{kind},{name},{lat},{lon},{code},{town},{text}")
    return POLICE.format(rows="\n".join(rows))


def test_police_events_have_centre_points_and_codes_with_zeros(file: Write) -> None:
    reading = balanced(read(file(gzip.compress(police().encode()), "händelser.csv.gz")))
    assert reading.rows_used == 40
    assert reading.gzipped
    assert reading.source.columns == {
        "time_from": "occurred_local", "id": "event_id", "category": "type", "area": "municipality_code",
        "area_name": "municipality_name", "longitude": "lon", "latitude": "lat",
    }  # fmt: skip
    assert reading.source.time_precision is TimePrecision.EXACT
    assert reading.source.location_precision is LocationPrecision.CENTROID
    assert reading.areas is not None
    assert reading.areas.keys == ("0182", "0881", "1285", "2584")
    assert reading.areas.names[2] == "Eslöv"
    assert reading.table.frame["area"].null_count() == 4
    assert reading.table.crs == "EPSG:3006"
    assert reading.table.frame["row"].to_list() == list(range(2, 42))
    first = reading.table.frame.row(0, named=True)
    assert first["time_from"] == datetime(2024, 2, 29, 23, 0, tzinfo=UTC)
    assert first["day"] == date(2024, 3, 1)
    assert first["time_to"] is None


def test_free_text_and_names_are_told_by_heading_only(file: Write) -> None:
    reading = read(file(police()))
    hidden = {each.name: each for each in reading.columns if each.why.startswith("läses inte")}
    assert set(hidden) == {"name", "summary"}
    assert all(
        each.filled is None and each.distinct is None and not each.examples for each in hidden.values()
    )
    assert "torget" not in repr(reading)


def test_centre_points_are_never_placed_by_polygon(file: Write) -> None:
    everywhere = np.array([shapely.box(0, 6_000_000, 1_000_000, 7_800_000)], dtype=object)
    areas = AreaSet(keys=("allt",), names=("Allt",), version="ett", polygons=everywhere)
    reading = read(file(police()), areas=areas)
    assert reading.table.frame["area"].null_count() == 40
    assert any("aldrig efter koordinat" in each for each in reading.warnings)


def test_month_files_with_snapped_points(file: Write) -> None:
    rows = [
        f"2022-{n % 12 + 1:02d}-01,{-1.15 + n // 3 / 1000:.4f},{52.95 + n // 3 / 1000:.4f},Gatan {n // 3},E0{n // 9}"
        for n in range(90)
    ]
    reading = balanced(read(file("month,longitude,latitude,location,lsoa_code\n" + "\n".join(rows))))
    assert reading.source.time_precision is TimePrecision.MONTH
    assert reading.source.location_precision is LocationPrecision.SNAPPED_GRID
    assert reading.table.crs == "EPSG:32630"
    assert reading.source.columns == {
        "date": "month", "longitude": "longitude", "latitude": "latitude", "area": "lsoa_code"
    }  # fmt: skip
    first = reading.table.frame.row(0, named=True)
    assert first["day"] == date(2022, 1, 1)
    assert first["time_from"] == datetime(2021, 12, 31, 23, tzinfo=UTC)
    assert first["time_to"] == datetime(2022, 1, 31, 23, tzinfo=UTC)
    assert first["category"] is None
    assert reading.duplicates.column is None


def test_spans_with_codes_that_begin_with_zero(file: Write) -> None:
    rows = [
        "1,2021-01-01,2021-01-01T05:00,2021-01-01T08:00,04200206,290,Nein,Damenfahrrad,Fahrraddiebstahl",
        "2,2021-01-02,2021-01-01T22:00,2021-01-02T07:00,10400941,888,Nein,Fahrrad,Fahrraddiebstahl",
        "3,2021-01-02,2021-01-02T10:00,2021-01-02T10:00,10400941,888,Nein,Fahrrad,Keller- und Bodeneinbruch",
        "4,2021-01-03,2021-01-03T10:00,2021-01-03T09:00,10400941,888,Nein,Fahrrad,Fahrraddiebstahl",
    ]
    head = "row_id,reported_date,time_from,time_to,lor,loss_eur,attempt,bike_type,offence\n"
    reading = balanced(read(file(head + "\n".join(rows))))
    assert reading.source.time_precision is TimePrecision.INTERVAL
    assert reading.source.location_precision is LocationPrecision.AREA
    assert reading.table.frame["area"].to_list() == ["04200206", "10400941", "10400941"]
    assert reading.table.frame["category"][2] == "Keller- und Bodeneinbruch"
    assert reading.table.frame["day"].to_list() == [date(2021, 1, 1), date(2021, 1, 1), date(2021, 1, 2)]
    assert reading.table.frame["time_to"].to_list()[1:] == [datetime(2021, 1, 2, 6, tzinfo=UTC), None]
    assert [(each.key, each.rows) for each in reading.left_out] == [("ends_before_start", (5,))]


def test_a_number_and_the_same_content_is_a_duplicate_only_then(file: Write) -> None:
    text = (
        "id;Datum;Kategori\n1;2024-10-01;A\n2;2024-10-01;A\n2;2024-10-01;A\n3;2024-10-01;B\n3;2024-10-01;C\n"
    )
    text += "".join(f"{n};2024-10-02;A\n" for n in range(4, 12))
    reading = balanced(read(file(text)))
    assert [(each.key, each.rows) for each in reading.left_out] == [("duplicate", (4,))]
    assert (reading.duplicates.column, reading.duplicates.left_out, reading.duplicates.same_number) == (
        "id",
        1,
        1,
    )
    plain = balanced(read(file("Datum;Kategori\n2024-10-01;A\n2024-10-01;A\n", "b.csv")))
    assert (plain.rows_used, plain.duplicates.identical) == (2, 1)


def test_corrections_outrank_guesses(file: Write) -> None:
    path = file("Datum;Registrerad;Kategori;Grupp\n2024-10-01;2024-11-01;A;x\n2024-10-02;2024-11-02;B;y\n")
    reading = read(path, corrections={"date": "Registrerad", "category": "Grupp", "area": ""})
    assert reading.table.frame["category"].to_list() == ["x", "y"]
    assert reading.table.frame["day"][0] == date(2024, 11, 1)


def test_known_sources_are_recognised_by_their_columns(file: Write) -> None:
    known = (
        Source(key="annan", name="Annan", columns={"date": "Datum", "category": "Art"}),
        Source(key="liten", name="Liten", columns={"date": "datum"}),
        Source(key="rätt", name="Rätt", zone="Europe/London", columns={"date": "datum", "category": "Grupp"}),
    )
    reading = read(file("Datum;Kategori;GRUPP\n2024-10-01;A;x\n"), known=known)
    assert reading.source.key == "rätt"
    assert reading.source.zone == "Europe/London"
    assert reading.table.frame["category"].to_list() == ["x"]


def test_names_that_stand_as_reporter_are_not_read(file) -> None:
    people = "Datum;Kategori;Rapporterad av\n2024-10-01;A;Anna Andersson\n2024-10-02;B;Bo Berg\n"
    reading = read(file(people))
    assert "reporter" not in reading.source.columns
    assert "Andersson" not in repr(reading)
    functions = read(
        file(people.replace("Anna Andersson", "Fältgruppen").replace("Bo Berg", "Bostadsbolaget"), "b.csv")
    )
    assert functions.table.frame["reporter"].to_list() == ["Fältgruppen", "Bostadsbolaget"]


def test_what_identifies_a_person_is_never_carried_over(file: Write) -> None:
    text = "Datum;Kategori\n2024-10-01;Stöld\n2024-10-02;Stöld 19811218-9876\n2024-10-03;Brand\n"
    reading = read(file(text), corrections={"category": "Kategori"})
    assert reading.table.frame["category"].to_list() == ["Stöld", None, "Brand"]
    assert "9876" not in repr(reading)


def test_kind_and_severity(file: Write) -> None:
    text = "Datum;Kategori;Slag;Allvar\n2024-10-01;A;händelse;3\n2024-10-02;;nollrapport;\n"
    text += "2024-10-03;B;positiv iakttagelse;7\n2024-10-04;B;händelse;2\n2024-10-04;B;samma händelse;2\n"
    reading = read(file(text))
    assert reading.table.frame["kind"].to_list() == ["incident", "zero", "positive", "incident", "repeat"]
    assert reading.table.frame["severity"].to_list() == [3, None, None, 2, 2]
    assert any(each.column == "Allvar" and each.found == "7" for each in reading.problems)


def test_problem_rows_are_capped_but_counted(file: Write) -> None:
    text = "Datum;Kategori\n" + "2024-10-01;A\n" * 50 + "fel;B\n" * 45
    reading = balanced(read(file(text)))
    out = reading.left_out[0]
    assert (out.count, len(out.rows), out.rows[0]) == (45, 20, 52)


def test_reading_is_the_same_each_time_and_tells_its_progress(file: Write) -> None:
    path = file(police())
    told: list[float] = []
    first = read(path, progress=lambda share, what: told.append(share))
    second = read(path, name="annat namn.csv")
    assert first.table.frame.equals(second.table.frame)
    assert first.sha256 == second.sha256
    assert second.name == "annat namn.csv"
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0.0, 1.0)


def test_running_text_where_a_name_should_be_is_cut_and_told(file) -> None:
    """A category of a page of text held up the drawing of charts for minutes."""
    rows = "".join(f"2024-01-0{n};{'Buller' if n > 1 else 'x' * 5000}\n" for n in range(1, 9))
    reading = read(file(f"Datum;Kategori\n{rows}"), corrections={"category": "Kategori"})
    longest = reading.table.frame["category"].str.len_chars().max()
    assert longest == 200
    assert "1 cell i ”Kategori” är längre än 200 tecken och kortades." in reading.warnings
    assert reading.problems[0].row == 2
