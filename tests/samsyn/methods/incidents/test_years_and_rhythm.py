"""Earlier years are compared by the day, and hours are local and weighted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from samsyn.cycle import Status
from samsyn.methods.incidents.find import find
from samsyn.table import TimePrecision, select
from tests.support.rounds import SOURCE, frame, observed


def ratios(rows, period):
    found = find(observed(rows, period))
    return {
        (f.area, f.detail["compared_with"]): f for f in found.findings if f.key == "ratio_to_earlier_year"
    }


def days(first, n, **more):
    return [{"day": first + timedelta(days=i), "area": "Norr", **more} for i in range(n)]


def test_february_is_compared_by_the_day():
    rows = [*days(date(2022, 12, 1), 1), *days(date(2023, 2, 1), 28), *days(date(2024, 2, 1), 29)]
    ratio = ratios(rows, "2024-02")[None, "2023-02"]
    assert ratio.estimate.value == pytest.approx(1.0)
    assert (ratio.detail["now"], ratio.detail["then"]) == (29, 28)
    assert ratio.status is Status.EXPECTED


def test_twice_as_many_in_a_large_number_differs_and_its_interval_is_exact():
    rows = [*days(date(2023, 10, 2), 1) * 50, *days(date(2024, 9, 30), 1) * 100]
    ratio = ratios(rows, "2024-W40")[None, "2023-W40"]
    assert ratio.estimate.value == pytest.approx(2.0)
    # Conditional on 150 events: Clopper and Pearson (1934) for 100 of 150, as odds.
    assert (ratio.estimate.low, ratio.estimate.high) == pytest.approx((1.4112, 2.8662), abs=2e-3)
    assert ratio.status is Status.ABOVE


def test_nothing_then_is_no_ratio():
    rows = [*days(date(2023, 9, 1), 1), *days(date(2024, 9, 30), 7)]
    ratio = ratios(rows, "2024-W40")[None, "2023-W40"]
    assert ratio.estimate.value is None
    assert ratio.detail["then"] == 0


def test_the_rows_of_a_comparison_are_those_of_both_periods():
    rows = [*days(date(2023, 10, 2), 3), *days(date(2024, 9, 30), 5), *days(date(2024, 5, 1), 9)]
    rows.append({"day": date(2023, 1, 1), "area": "Norr"})
    ratio = ratios(rows, "2024-W40")[None, "2023-W40"]
    assert select(frame(rows), ratio.provenance.rows).height == 8


def test_week_53_is_compared_with_the_last_week_of_a_year_that_has_52():
    rows = [*days(date(2019, 1, 1), 800)]
    assert (None, "2019-W52") in ratios(rows, "2020-W53")


def rhythm(rows, **changes):
    found = find(observed(rows, "2024-W44", source=replace(SOURCE, **changes)))
    return found, {f.detail.get("hour"): f for f in found.findings if f.key == "rhythm_hour"}


def test_hours_are_local_on_both_sides_of_the_clock_change():
    summer = datetime(2024, 10, 26, 18, tzinfo=UTC)  # 20.00 in Sweden
    winter = datetime(2024, 10, 28, 19, tzinfo=UTC)  # 20.00 in Sweden
    rows = [{"day": t.date(), "time_from": t, "area": "Norr"} for t in (summer, winter)]
    _, hours = rhythm(rows)
    assert hours[20].detail["weight"] == 2


def test_an_interval_is_spread_over_its_hours():
    start = datetime(2024, 10, 28, 21, tzinfo=UTC)
    row = {
        "day": date(2024, 10, 28),
        "time_from": start,
        "time_to": start + timedelta(hours=4),
        "area": "Norr",
    }
    _, hours = rhythm([row], time_precision=TimePrecision.INTERVAL)
    assert {h: f.detail["weight"] for h, f in hours.items() if f.detail["weight"]} == {
        22: 0.25,
        23: 0.25,
        0: 0.25,
        1: 0.25,
    }


def test_an_interval_of_a_week_is_left_out_and_counted():
    start = datetime(2024, 10, 21, 12, tzinfo=UTC)
    long = {"day": start.date(), "time_from": start, "time_to": start + timedelta(days=7), "area": "Norr"}
    found, _ = rhythm([long, {"day": date(2024, 10, 28), "area": "Norr"}])
    assert found.series["rhythm"]["too_long"] == 1
    assert found.series["rhythm"]["n"] == 1
