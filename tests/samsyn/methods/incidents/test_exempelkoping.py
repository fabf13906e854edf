"""What was planted in the invented municipality is found, and its quiet year is left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from samsyn.cycle import Finding, Status
from samsyn.files import read, read_areas
from samsyn.instruments.load import sources
from samsyn.methods.incidents import Picture, picture
from samsyn.period import Period, PeriodKind, periods_between

EXAMPLES = Path(__file__).parents[4] / "examples"
LAST_WEEK = "2026-W46"


@cache
def reading():
    areas = read_areas(EXAMPLES / "exempelkoping_areas.geojson")
    return read(EXAMPLES / "exempelkoping.csv", known=sources(), areas=areas), areas


@cache
def made(period: str) -> Picture:
    rows, areas = reading()
    return picture([rows], period=period, areas=areas)


@cache
def truth() -> dict[str, dict[str, Any]]:
    events = yaml.safe_load((EXAMPLES / "exempelkoping_truth.yaml").read_text(encoding="utf-8"))["events"]
    return {event["kind"]: event for event in events}


def key_of(name: str) -> str:
    areas = reading()[1]
    return areas.keys[areas.names.index(name)]


def change(period: str, name: str, category: str | None) -> Finding:
    found = made(period).found.findings
    return next(f for f in found if f.key == "change" and (f.area, f.category) == (key_of(name), category))


def above(period: str) -> list[Finding]:
    return [f for f in made(period).found.findings if f.key.startswith("change") and f.status is Status.ABOVE]


def test_the_new_hot_spot_is_found_where_it_is():
    event = truth()["hot_spot"]
    (area,) = event["areas"]
    assert change(LAST_WEEK, area, event["category"]).status is Status.ABOVE
    places = {f.area for f in above(LAST_WEEK) if f.category == event["category"] and f.area}
    assert places == {key_of(area)}


def test_the_summer_nuisance_is_seen_but_never_an_alarm_once_three_summers_are_known():
    event = truth()["season"]
    known = {key_of(area) for area in event["areas"]}
    summer = Period(start=event["from"].replace(year=2026), end=event["from"].replace(year=2026, month=9))
    for week in periods_between(summer.start, summer.end, PeriodKind.WEEK):
        assert not [f for f in above(str(week)) if f.category == event["category"] and f.area in known], week
    july, february = (
        sum(f.estimate.n for f in made(month).found.findings
            if f.key == "count" and f.area in known and f.category == event["category"])
        for month in ("2026-07", "2026-02")
    )  # fmt: skip
    assert july > 3 * february


def test_the_silent_school_makes_its_area_grey():
    event = truth()["silence"]
    (area,) = event["areas"]
    found = made(LAST_WEEK).found.findings
    level = next(f for f in found if f.key == "area_level" and f.area == key_of(area))
    assert level.status is Status.GREY
    silent = {f.detail["reporter"]: f.estimate.value for f in found if f.key == "silent_reporter"}
    assert silent[event["reporter"]] == 6


def test_what_moved_is_fewer_here_and_more_there():
    here, there = truth()["moved_from"], truth()["moved_to"]
    assert change("2026-T2", here["areas"][0], here["category"]).status is Status.BELOW
    assert change("2026-T2", there["areas"][0], there["category"]).status is Status.ABOVE


def test_the_action_that_works_is_seen_and_its_comparison_areas_are_as_before():
    event = truth()["action_that_works"]
    year = f"{event['from']}..{event['from'].replace(year=event['from'].year + 1)}"
    assert change(year, event["areas"][0], event["category"]).status is Status.BELOW
    for area in event["comparison_areas"]:
        assert change(year, area, event["category"]).status is Status.EXPECTED


def test_the_action_that_does_not_work_is_not_said_to():
    event = truth()["action_that_does_not_work"]
    since = f"{event['from']}..{event['to']}"
    assert change(since, event["areas"][0], event["category"]).status is Status.EXPECTED


def test_the_new_hot_spot_is_a_cluster_from_the_week_it_began():
    event = truth()["hot_spot"]
    (area,) = event["areas"]
    (one,) = (f for f in made(LAST_WEEK).found.findings if f.key == "cluster")
    assert (one.detail["area_names"], one.category) == ([area], event["category"])
    assert (one.period.start, one.period.end) == (event["from"], event["to"])
    assert one.detail["p_season"] < 0.001


def test_places_with_much_for_a_while_are_said_to_be_that():
    """The hot spot and the thefts that moved: no report is planted to follow on another."""
    found = {(f.key, f.category): f for f in made(LAST_WEEK).found.findings if f.key.endswith("repeat")}
    sure = {at for at, f in found.items() if f.status is Status.ABOVE}
    planted = {truth()[kind]["category"] for kind in ("hot_spot", "moved_to")}
    assert {category for _, category in sure} == planted
    assert all(found[at].detail["lasting"] for at in sure)


@pytest.mark.slow
def test_the_quiet_year_alarms_no_more_often_than_stated():
    quiet = truth()["quiet_year"]
    weeks = [str(week) for week in periods_between(quiet["from"], quiet["to"], PeriodKind.WEEK)]
    alarming = [week for week in weeks if above(week)]
    assert len(weeks) == 52
    assert len(alarming) <= 0.05 * len(weeks), alarming
    clustered = [week for week in weeks if any(f.key == "cluster" for f in made(week).found.findings)]
    assert len(clustered) <= 0.05 * len(weeks), clustered
