"""Hours of the week."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats import rhythm
from samsyn.stats.rhythm import weekday_hour

NOTHING = np.datetime64("NaT")


def stamps(*texts):
    return np.array(texts, dtype="datetime64[us]")


def slow_week(start, end, zone):
    """Walk every quarter of an hour and ask the clock on the wall."""
    week, clock = np.zeros(168), ZoneInfo(zone)
    for first, last in zip(start, end, strict=True):
        quarters = max(int((last - first) / timedelta(minutes=15)), 1)
        for quarter in range(quarters):
            wall = (first + quarter * timedelta(minutes=15)).astimezone(clock)
            week[wall.weekday() * 24 + wall.hour] += 1 / quarters
    return week


def test_exact_time_is_local():
    """18.30 UTC on Friday 5 July 2024 is 20.30 in Sweden."""
    week = weekday_hour(stamps("2024-07-05T18:30"), stamps("NaT"))
    assert week[4 * 24 + 20] == week.sum() == 1
    np.testing.assert_array_equal(week, weekday_hour(stamps("2024-07-05T18:30")))
    np.testing.assert_array_equal(week, weekday_hour(stamps("2024-07-05T18:30"), stamps("2024-07-05T18:30")))


def test_four_hours_share_equally():
    """Ratcliffe (2002): an event within four hours weighs a quarter in each."""
    week = weekday_hour(stamps("2024-01-03T21:00"), stamps("2024-01-04T01:00"))
    np.testing.assert_allclose(week[2 * 24 + 22 : 2 * 24 + 26], 0.25)
    assert week.sum() == pytest.approx(1)


def test_skipped_hour_gets_nothing():
    """Sunday 31 March 2024: 02-03 did not exist. 00-04 local is three hours."""
    week = weekday_hour(stamps("2024-03-30T23:00"), stamps("2024-03-31T02:00"))
    np.testing.assert_allclose(week[6 * 24 : 6 * 24 + 5], [1 / 3, 1 / 3, 0, 1 / 3, 0], atol=1e-12)


def test_repeated_hour_counts_twice():
    """Sunday 27 October 2024: 02-03 was run twice. 00-04 local is five hours."""
    week = weekday_hour(stamps("2024-10-26T22:00"), stamps("2024-10-27T03:00"))
    np.testing.assert_allclose(week[6 * 24 : 6 * 24 + 5], [0.2, 0.2, 0.4, 0.2, 0], atol=1e-12)


def test_crimepy_spreads_spans_over_a_week_evenly():
    """It should not: of ten days from a Monday, Monday to Wednesday come twice and the other days once."""
    week = weekday_hour(stamps("2024-01-07T23:00"), stamps("2024-01-17T23:00"))
    np.testing.assert_allclose(week[:72], 2 / 240)
    np.testing.assert_allclose(week[72:], 1 / 240)


def test_r_aoristic_stops_at_spans_over_a_week():
    """Its branch for them names a variable that is not there; here every length is shared over the time that passed."""
    week = weekday_hour(stamps("2024-01-01T00:30"), stamps("2024-03-01T17:15"), "UTC")
    assert week.sum() == pytest.approx(1)
    assert week.min() == pytest.approx(8 / (60 * 24 + 16.75))


def test_peers_differ_on_intervals_without_length():
    """One that ends as it begins is an exact time; at a full hour it lies in the hour that begins."""
    week = weekday_hour(stamps("2024-01-01T10:00"), stamps("2024-01-01T10:00"), "UTC")
    assert week[10] == week.sum() == 1


def test_unknown_start_is_left_out():
    week = weekday_hour(stamps("NaT", "2024-01-01T00:00"), stamps("2024-01-01T00:00", "NaT"))
    assert week.sum() == 1
    assert weekday_hour(stamps(), stamps()).sum() == 0


def test_end_before_start_is_refused():
    with pytest.raises(BadInput, match="1 händelser slutar innan de börjar"):
        weekday_hour(stamps("2024-01-02"), stamps("2024-01-01"))


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Kathmandu", "UTC", "Australia/Lord_Howe"])
def test_other_zones(zone):
    start = [datetime(2023, 3, 1, tzinfo=UTC) + timedelta(days=17 * k, hours=5 * k) for k in range(20)]
    end = [begin + timedelta(hours=3 * k) for k, begin in enumerate(start)]
    found = weekday_hour(as_stamps(start), as_stamps(end), zone)
    np.testing.assert_allclose(found, slow_week(start, end, zone), atol=1e-9)


def as_stamps(instants):
    return np.array([instant.replace(tzinfo=None) for instant in instants], dtype="datetime64[us]")


INTERVALS = st.lists(st.tuples(st.integers(0, 4 * 24 * 366), st.integers(0, 1200)), max_size=8)


@settings(max_examples=40, deadline=None)
@given(INTERVALS)
def test_is_the_walk_through_every_quarter(intervals):
    first = datetime(2023, 12, 25, tzinfo=UTC)
    start = [first + timedelta(minutes=15 * begin) for begin, _ in intervals]
    end = [
        begin + timedelta(minutes=15 * length) for begin, (_, length) in zip(start, intervals, strict=True)
    ]
    found = weekday_hour(as_stamps(start), as_stamps(end))
    np.testing.assert_allclose(found, slow_week(start, end, "Europe/Stockholm"), atol=1e-9)
    assert found.sum() == pytest.approx(len(intervals))
    np.testing.assert_allclose(weekday_hour(as_stamps(start[::-1]), as_stamps(end[::-1])), found, atol=1e-9)


@settings(max_examples=60, deadline=None)
@given(st.integers(-40, 40).map(lambda years: 2000 + years), st.integers(0, 300))
def test_a_whole_week_gives_every_hour_the_same(year, day):
    start = np.datetime64(f"{year}-01-01", "us") + np.timedelta64(day, "D")
    week = weekday_hour([start], [start + np.timedelta64(7, "D")], "UTC")
    np.testing.assert_allclose(week, 1 / 168, atol=1e-10)


def test_compiled_sums_are_the_same(monkeypatch):
    rng = np.random.default_rng(8)
    start = np.datetime64("2019-01-01", "us") + rng.integers(0, 5 * 365 * 86_400, 2000).astype(
        "timedelta64[s]"
    )
    length = np.where(rng.random(2000) < 0.3, 0, rng.exponential(3 * 86_400, 2000)).astype("timedelta64[s]")
    plain = weekday_hour(start, start + length)
    monkeypatch.setattr(rhythm, "COMPILED_FROM", 0)
    np.testing.assert_allclose(weekday_hour(start, start + length), plain, atol=1e-8)
