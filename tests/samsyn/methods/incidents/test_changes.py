"""What deviates is found, what does not is left alone, and the baseline is the series' own."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from samsyn.cycle import Status
from samsyn.methods.incidents.changes import FLEXIBLE, SHORT, YEARS, method_of
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.grid import grid, period_bins
from samsyn.methods.incidents.options import Options
from samsyn.methods.incidents.streams import steps, streams
from samsyn.period import PeriodKind, containing
from tests.support.rounds import observed, weekly

MEANS = {("Norr", "SKA"): 2.0, ("Norr", "BRN"): 0.1, ("Söder", "SKA"): 1.5, ("Söder", "NAR"): 0.3}


def week(number: int) -> str:
    return str(containing(date(2023, 1, 2) + timedelta(weeks=number), PeriodKind.WEEK))


def changes(rows, period, **more):
    return [f for f in find(observed(rows, period, **more)).findings if f.key.startswith("change")]


@pytest.mark.parametrize(
    ("weeks", "method"), [(160, FLEXIBLE), (100, SHORT), (8, SHORT), (7, None), (1, None)]
)
def test_the_history_decides_the_method(weeks, method):
    rows = weekly(np.random.default_rng(1), weeks=weeks, means=MEANS)
    round_ = observed(rows, week(weeks - 1))
    assert method_of(grid(round_, Options(), period_bins(round_))) == method
    if method is None:
        assert not changes(rows, week(weeks - 1))
        assert {"change", "area_level"} <= {r.key for r in find(round_).refusals}


def test_a_long_period_is_compared_with_the_same_period_in_earlier_years():
    rows = weekly(np.random.default_rng(1), weeks=200, means=MEANS)
    round_ = observed(rows, "2026-Q1")
    bins = period_bins(round_)
    assert [str(b) for b in bins] == ["2024-Q1", "2025-Q1", "2026-Q1"]  # the rows begin on 2 January 2023
    assert method_of(grid(round_, Options(), bins)) == YEARS


def test_a_rise_is_found_where_it_is_and_nowhere_else():
    rows = weekly(np.random.default_rng(4), weeks=160, means=MEANS)
    monday = date(2023, 1, 2) + timedelta(weeks=159)
    rows += [{"day": monday, "area": "Norr", "category": "SKA", "reporter": "Norr 1"}] * 14
    found = {(f.area, f.category): f for f in changes(rows, week(159)) if f.status is Status.ABOVE}
    assert ("Norr", "SKA") in found
    assert not any(area == "Söder" for area, _ in found)
    levels = {f.area: f.status for f in find(observed(rows, week(159))).findings if f.key == "area_level"}
    assert levels == {"Norr": Status.ORANGE, "Söder": Status.GREEN}


def test_more_reporters_are_not_more_incidents():
    rng = np.random.default_rng(5)
    rows = weekly(rng, weeks=160, means={("Norr", "SKA"): 6.0})
    monday = date(2023, 1, 2) + timedelta(weeks=159)
    twice = [
        *rows,
        *({"day": monday, "area": "Norr", "category": "SKA", "reporter": "Norr 2"} for _ in range(6)),
    ]
    newcomers = [
        {"day": monday, "area": "Norr", "kind": "zero", "reporter": f"Norr {n}"} for n in range(3, 7)
    ]
    with_new = {f.area: f for f in changes([*twice, *newcomers], week(159)) if f.category is None}
    without = {f.area: f for f in changes(twice, week(159)) if f.category is None}
    assert with_new["Norr"].detail["expected"] == pytest.approx(
        3 * without["Norr"].detail["expected"], rel=0.05
    )


def test_a_sparse_area_that_begins_to_burn_is_found_in_its_pooled_series_and_then_by_name():
    rows = weekly(np.random.default_rng(6), weeks=160, means=MEANS)
    for back in range(3):
        monday = date(2023, 1, 2) + timedelta(weeks=159 - back)
        rows += [{"day": monday, "area": "Norr", "category": "BRN", "reporter": "Norr 1"}] * 4
    found = {(f.key, f.area, f.category) for f in changes(rows, week(159)) if f.status is Status.ABOVE}
    assert ("change_pooled", "Norr", None) in found
    assert ("change", "Norr", "BRN") in found


def test_each_event_is_judged_once_within_an_area():
    rows = weekly(np.random.default_rng(7), weeks=160, means=MEANS)
    round_ = observed(rows, week(159))
    counted = grid(round_, Options(), period_bins(round_))
    for area in range(len(counted.areas)):
        seen = []
        for stream in streams(counted, Options(), width=4):
            if stream.area == area and (stream.category is not None or stream.members):
                seen += [stream.category] if stream.category is not None else list(stream.members)
        assert sorted(seen) == [
            j for j in range(len(counted.categories)) if counted.counts[area, j].any() or j in seen
        ]
        assert len(seen) == len(set(seen))


def test_steps_end_with_the_last_bin():
    assert steps(np.arange(10), 4).tolist() == [2 + 3 + 4 + 5, 6 + 7 + 8 + 9]
    assert steps(np.arange(3), 1).tolist() == [0, 1, 2]


def test_a_silent_area_is_not_judged():
    rows = [r for r in weekly(np.random.default_rng(8), weeks=160, means=MEANS)]
    last = date(2023, 1, 2) + timedelta(weeks=158)
    rows = [r for r in rows if r["area"] != "Norr" or r["day"] < last]
    found = changes(rows, week(159))
    assert {f.status for f in found if f.area == "Norr" and f.period.days == 7} == {Status.SILENT}
    levels = {f.area: f.status for f in find(observed(rows, week(159))).findings if f.key == "area_level"}
    assert levels["Norr"] is Status.GREY


@pytest.mark.slow
def test_weeks_where_nothing_happens_alarm_no_more_often_than_stated():
    """The stated rate is 5 % of the weeks: of 200 quiet ones at most 17 alarm (99 % of a binomial)."""
    alarms = 0
    for seed in range(200):
        rows = weekly(np.random.default_rng(seed), weeks=40, means=MEANS)
        alarms += any(f.status is Status.ABOVE for f in changes(rows, week(39)))
    assert alarms <= 17


def test_rows_without_areas_are_still_judged_as_a_whole():
    rows = [
        {**row, "area": None}
        for row in weekly(np.random.default_rng(3), weeks=60, means={("Norr", "SKA"): 9.0})
    ]
    found = changes(rows, week(59))
    assert {(f.area, f.category) for f in found} == {(None, None), (None, "SKA")}
