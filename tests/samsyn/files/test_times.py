"""Times in files: zones, clock changes, precision, and what is left out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from samsyn.files import Reading, read
from samsyn.table import Source, TimePrecision

Write = Callable[..., Path]


def balanced(reading: Reading) -> Reading:
    """Every row is either used or left out with a reason."""
    assert reading.rows_read == reading.rows_used + sum(each.count for each in reading.left_out)
    assert reading.rows_used == len(reading.table)
    return reading


def test_utc_times_abroad_have_no_known_zone(file: Write) -> None:
    rows = [f"{n},rån,2019-01-0{n}T0{n}:50:00Z,-122.40{n},37.78{n}" for n in range(1, 9)]
    path = file("uid,offense_type,date_time,longitude,latitude\n" + "\n".join(rows))
    reading = balanced(read(path))
    assert reading.source.zone is None
    assert reading.table.frame["day"][0] == date(2019, 1, 1)
    assert any("UTC" in each for each in reading.warnings)
    declared = Source(key="sf", name="SF", zone="America/Los_Angeles")
    local = read(path, declared=declared)
    assert local.source.zone == "America/Los_Angeles"
    assert local.table.frame["day"][0] == date(2018, 12, 31)
    assert local.table.frame["time_from"].equals(reading.table.frame["time_from"])


def test_both_changes_of_the_clock(file: Write) -> None:
    text = (
        "Tidpunkt;Kategori\n2024-03-31 02:30;A\n2024-10-27 02:30;B\n2024-10-27 03:30;C\n2024-10-27 01:30;D\n"
    )
    reading = balanced(read(file(text)))
    assert reading.table.frame["time_from"].to_list() == [
        datetime(2024, 3, 31, 1, 30, tzinfo=UTC),  # 03:30 summer time
        datetime(2024, 10, 27, 0, 30, tzinfo=UTC),  # the first of the two
        datetime(2024, 10, 27, 2, 30, tzinfo=UTC),
        datetime(2024, 10, 26, 23, 30, tzinfo=UTC),
    ]
    assert {(each.row, each.count) for each in reading.problems} == {(2, 1), (3, 1)}
    assert len([each for each in reading.warnings if "ställs om" in each]) == 2


def test_times_that_cannot_be_are_left_out_with_reasons(file: Write) -> None:
    times = [
        "2024-10-01 10:00",
        "",
        "i går",
        "24-10-01",
        "0001-01-01",
        "1970-01-01 00:00",
        "2031-01-01 10:00",
        "2023-02-29",
        "-5",
    ]
    text = "Tidpunkt;Kategori\n" + "\n".join(f"{each};A" for each in times)
    reading = balanced(read(file(text), at=datetime(2026, 11, 21, tzinfo=UTC)))
    assert {each.key: each.rows for each in reading.left_out} == {
        "no_time": (3,), "bad_time": (4, 9, 10), "two_digit_year": (5,), "absurd_time": (6, 7), "future": (8,)
    }  # fmt: skip
    assert reading.rows_used == 1
    assert next(each for each in reading.left_out if each.key == "no_time").reason == "saknar tid"
    assert next(each for each in reading.problems if each.row == 4).found == "i går"


def test_mixed_date_styles_are_read_and_told(file: Write) -> None:
    text = "Datum;Kategori\n2024-10-01;A\n13/10/2024;B\n14 oktober 2024;C\n45580;D\n2024-10-16;E\n"
    reading = balanced(read(file(text)))
    assert [each.day for each in reading.table.frame["day"]] == [1, 13, 14, 15, 16]
    assert reading.source.time_precision is TimePrecision.DAY
    assert any("blandar" in each for each in reading.warnings)


def test_midnight_everywhere_is_a_day_and_the_clock_changes_its_length(file: Write) -> None:
    text = "Tidpunkt;Kategori\n2024-03-31 00:00;A\n2024-10-27 00:00:00;B\n2024-05-05 00:00;C\n"
    reading = read(file(text))
    assert reading.source.time_precision is TimePrecision.DAY
    spans = reading.table.frame["time_to"] - reading.table.frame["time_from"]
    assert [each.total_seconds() / 3600 for each in spans] == [23, 25, 24]


def test_weeks(file: Write) -> None:
    reading = read(file("Vecka;Kategori\n2024-W40;A\n2024 v 41;B\n"))
    assert reading.source.time_precision is TimePrecision.WEEK
    assert reading.table.frame["day"].to_list() == [date(2024, 9, 30), date(2024, 10, 7)]


def test_a_declared_precision_outranks_the_values(file: Write) -> None:
    declared = Source(key="x", name="X", time_precision=TimePrecision.WEEK)
    reading = read(file("Datum;Kategori\n2024-10-02;A\n2024-10-06;B\n"), declared=declared)
    assert reading.table.frame["day"].to_list() == [date(2024, 9, 30)] * 2
    assert reading.source.time_precision is TimePrecision.WEEK


def test_clock_spans_over_midnight_end_the_day_after(file: Write) -> None:
    text = "Datum;Tid från;Tid till;Kategori\n2024-10-01;22:00;02:00;A\n2024-10-01;08:00;09:30;B\n"
    reading = read(
        file(text), corrections={"time_of_day": "Tid från", "time_to": "Tid till", "date": "Datum"}
    )
    assert reading.source.time_precision is TimePrecision.INTERVAL
    assert reading.table.frame["time_to"].to_list() == [
        datetime(2024, 10, 2, 0, 0, tzinfo=UTC), datetime(2024, 10, 1, 7, 30, tzinfo=UTC)
    ]  # fmt: skip


def test_when_it_happened_is_preferred_to_when_it_was_reported(file: Write) -> None:
    text = (
        "Registrerad;Rapporterad;Händelsetid;Kategori\n2024-11-01 10:00;2024-10-05 09:00;2024-10-01 08:00;A\n"
    )
    assert read(file(text)).source.columns["time_from"] == "Händelsetid"
    late = read(file("Registrerad;Kategori\n2024-11-01 10:00;A\n", "b.csv"))
    guess = next(each for each in late.guesses if each.meaning == "time_from")
    assert (guess.column, guess.sure) == ("Registrerad", False)
