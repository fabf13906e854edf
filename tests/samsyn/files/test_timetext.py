"""Written dates and times, one by one against what a person would read."""

from __future__ import annotations

from datetime import datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.files.timetext import CLOCK, DAY, MONTH, WEEK, read_clock, read_times

READ = [
    ("2024-10-01", "2024-10-01T00:00", None, DAY),
    ("2024-10-01T12:30", "2024-10-01T12:30", None, CLOCK),
    ("2024-10-01 12.30", "2024-10-01T12:30", None, CLOCK),
    ("2024-10-01T12:30:15.25Z", "2024-10-01T12:30:15.250000", 0, CLOCK),
    ("2024-10-01T12:30:15+02:00", "2024-10-01T12:30:15", 7200, CLOCK),
    ("2024-10-01T12:30:15+0200", "2024-10-01T12:30:15", 7200, CLOCK),
    ("2024-10-01 12:30:15 -03:30", "2024-10-01T12:30:15", -12600, CLOCK),
    ("2024-10-01 24:00", "2024-10-02T00:00", None, CLOCK),
    ("2024-02-29", "2024-02-29T00:00", None, DAY),
    ("20241001", "2024-10-01T00:00", None, DAY),
    ("202410011230", "2024-10-01T12:30", None, CLOCK),
    ("13.10.2024 14:05 Uhr", "2024-10-13T14:05", None, CLOCK),
    ("1. 10. 2024", "2024-10-01T00:00", None, DAY),
    ("13/10/2024", "2024-10-13T00:00", None, DAY),
    ("10/13/2024 2:05 PM", "2024-10-13T14:05", None, CLOCK),
    ("10/13/2024 12:05 AM", "2024-10-13T00:05", None, CLOCK),
    ("12 oktober 2024 kl. 14.05", "2024-10-12T14:05", None, CLOCK),
    ("tisdag den 12 mars 2024", "2024-03-12T00:00", None, DAY),
    ("3. März 2024", "2024-03-03T00:00", None, DAY),
    ("Oct 12, 2024 2:05 pm", "2024-10-12T14:05", None, CLOCK),
    ("2024-W40", "2024-09-30T00:00", None, WEEK),
    ("2024 v 40", "2024-09-30T00:00", None, WEEK),
    ("2024v40", "2024-09-30T00:00", None, WEEK),
    ("vecka 40, 2024", "2024-09-30T00:00", None, WEEK),
    ("v. 1 2026", "2025-12-29T00:00", None, WEEK),
    ("2020-W53", "2020-12-28T00:00", None, WEEK),
    ("2024-W40-3", "2024-10-02T00:00", None, DAY),
    ("2024-10", "2024-10-01T00:00", None, MONTH),
    ("oktober 2024", "2024-10-01T00:00", None, MONTH),
    ("10/2024", "2024-10-01T00:00", None, MONTH),
    ("45566", "2024-10-01T00:00", None, DAY),
    ("45566,75", "2024-10-01T18:00", None, CLOCK),
    ("1727740800", "2024-10-01T00:00", 0, CLOCK),
    ("1727740800000", "2024-10-01T00:00", 0, CLOCK),
]


@pytest.mark.parametrize(("text", "local", "offset_s", "unit"), READ)
def test_reads_a_written_time(text: str, local: str, offset_s: int | None, unit: int) -> None:
    written = read_times(pl.Series([text]))
    assert written.local[0] == datetime.fromisoformat(local)
    assert written.offset_s[0] == offset_s
    assert written.unit[0] == unit


@pytest.mark.parametrize(
    "text",
    ["2023-02-29", "2024-02-30", "2024-13-01", "2024-10-01 25:00", "2024-10-01 24:30", "2024-W53", "2024-W00",
     "=HYPERLINK(\"x\")", "-5", "i går", "31/31/2024", "0/0/0000", "\u202e2024\u0000", "99999999",
     "Zon 2024", "våren 2024", "2024 buller", "Ärende 1234"],
)  # fmt: skip
def test_reads_nothing_where_there_is_no_time(text: str) -> None:
    assert read_times(pl.Series([text])).local[0] is None


@pytest.mark.parametrize("text", ["24-10-01", "01/10/24", "1.10.24 12:00", "1 okt 24", "241001"])
def test_refuses_years_of_two_digits(text: str) -> None:
    written = read_times(pl.Series([text]))
    assert written.local[0] is None
    assert written.two_digit[0]


def test_one_value_over_twelve_decides_the_order_of_a_column() -> None:
    american = read_times(pl.Series(["01/02/2024", "01/25/2024"]))
    assert (american.order, american.order_sure) == ("mdy", True)
    assert american.local[0] == datetime(2024, 1, 2)  # noqa: DTZ001
    british = read_times(pl.Series(["01/02/2024", "25/01/2024"]))
    assert (british.order, british.order_sure) == ("dmy", True)
    assert british.local[0] == datetime(2024, 2, 1)  # noqa: DTZ001


def test_an_undecided_order_is_the_swedish_one_and_not_sure() -> None:
    written = read_times(pl.Series(["01/02/2024"]))
    assert (written.order, written.order_sure) == ("dmy", False)
    assert read_times(pl.Series(["01/02/2024"]), order="mdy").local[0] == datetime(2024, 1, 2)  # noqa: DTZ001


def test_contradicting_orders_are_counted() -> None:
    written = read_times(pl.Series(["25/01/2024", "26/01/2024", "01/27/2024"]))
    assert (written.order, written.order_sure, written.mixed) == ("dmy", False, 1)
    assert written.local.null_count() == 0


def test_keeps_the_order_of_rows_when_styles_are_mixed() -> None:
    text = ["2024-10-01", None, "1/10/2024", "skräp", "45566", "2024-10-01 08:00", ""]
    local = read_times(pl.Series(text)).local.to_list()
    first = datetime(2024, 10, 1)  # noqa: DTZ001
    assert local == [first, None, first, None, first, first + timedelta(hours=8), None]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)), min_size=1, max_size=30))  # noqa: DTZ001
def test_agrees_with_the_standard_library(times: list[datetime]) -> None:
    text = pl.Series([each.isoformat() for each in times])
    assert read_times(text).local.to_list() == times


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.none(), st.text(max_size=25)), max_size=20))
def test_never_fails_on_any_text(text: list[str | None]) -> None:
    series = pl.Series("t", text, dtype=pl.String)
    assert read_times(series).local.len() == len(text)
    assert read_clock(series, hours=True).len() == len(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("14:05", 50700), ("14.05", 50700), ("2:05 PM", 50700), ("kl. 14.05", 50700), ("1405", 50700), ("8", 28800),
     ("0,5", 43200), ("14:05:30", 50730), ("25:00", None), ("14:65", None), ("natt", None)],
)  # fmt: skip
def test_reads_a_time_of_day(text: str, seconds: int | None) -> None:
    assert read_clock(pl.Series([text]), hours=True)[0] == seconds
