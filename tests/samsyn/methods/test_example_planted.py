"""What is planted in the invented municipality can be found by plain counting."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import polars as pl
import pytest
import shapely

from samsyn.methods.incidents.example import PLANTED, area_set
from samsyn.methods.incidents.example.places import areas
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.rhythm import (
    CATEGORIES,
)
from tests.support.example_world import counted, event, rows, world


def test_the_new_gathering_place_is_there() -> None:
    hot = event("hot_spot")
    weeks = (hot.end - hot.start).days // 7
    before = counted("Ekbacken", "SAM", hot.start - timedelta(weeks=52), hot.start) / 52
    after = counted("Ekbacken", "SAM", hot.start, hot.end) / weeks
    assert before < 1
    assert after > 4 * before
    at = [row for row in rows() if row["plats"] == hot.place and row["kategori"] == "SAM"]
    at = [row for row in at if date.fromisoformat(row["tid_fran"][:10]) >= hot.start]
    evening = [row for row in at if datetime.fromisoformat(row["tid_fran"]).weekday() in (4, 5)]
    assert len(at) > 20
    assert len(evening) / len(at) > 0.8
    others = [area.name for area in areas() if area.name != "Ekbacken"]
    assert sum(counted(name, "SAM", hot.start, hot.end) for name in others) / weeks == pytest.approx(
        sum(counted(name, "SAM", hot.start - timedelta(weeks=52), hot.start) for name in others) / 52, rel=0.3
    )


@pytest.mark.parametrize("name", ["Hammarvallen", "Sjövreten"])
def test_the_summers_vehicles_come_every_year(name: str) -> None:
    summers = [counted(name, "TRA", date(year, 5, 1), date(year, 9, 1)) for year in (2023, 2024, 2025, 2026)]
    winters = [counted(name, "TRA", date(year, 9, 1), date(year + 1, 1, 1)) for year in (2023, 2024, 2025)]
    assert min(summers) > 2 * max(winters)
    assert max(summers) < 2 * min(summers)


def test_the_school_goes_silent_and_is_alone() -> None:
    silent = event("silence")
    here = [row for row in rows() if row["område"] == "Tallmon"]
    assert {row["rapportor"] for row in here} == {"Skola Tallmon"}
    school = [row for row in rows() if row["rapportor"] == "Skola Tallmon"]
    assert max(date.fromisoformat(row["tid_fran"][:10]) for row in school) < silent.start
    before = {row["tid_fran"][:10] for row in school if "2026-08-24" <= row["tid_fran"][:10] < "2026-10-05"}
    assert {date.fromisoformat(day).isocalendar().week for day in before} == {35, 36, 37, 38, 39, 40}


def test_only_the_silent_school_is_silent_in_the_last_week() -> None:
    last = {row["rapportor"] for row in rows() if row["tid_fran"] >= "2026-11-09"}
    due = {each.name for each, here in zip(reporters(), world().expected[:, -1], strict=True) if here}
    assert due - last == {"Skola Tallmon"}


def test_the_thefts_move_next_door() -> None:
    moved = event("moved_from").start
    span = timedelta(weeks=36)
    before = [counted(name, "STO", moved - span, moved) for name in ("Björkhaga", "Kvarnvret")]
    after = [counted(name, "STO", moved, moved + span) for name in ("Björkhaga", "Kvarnvret")]
    assert before[0] > 3 * after[0]
    assert after[1] > 3 * before[1]
    assert sum(after) == pytest.approx(sum(before), rel=0.25)
    keys = area_set()
    here, there = (keys.polygons[keys.names.index(name)] for name in ("Björkhaga", "Kvarnvret"))  # type: ignore[index]
    assert shapely.length(shapely.intersection(here, there)) > 500


def test_one_action_works_and_one_does_not() -> None:
    for kind, span, low, high in (
        ("action_that_works", timedelta(weeks=52), 0.3, 0.55),
        ("action_that_does_not_work", timedelta(weeks=44), 0.8, 1.25),
    ):
        action = event(kind)
        ratio = {
            name: counted(name, action.category, action.start, action.start + span)
            / counted(name, action.category, action.start - span, action.start)
            for name in (*action.areas, *action.comparison_areas)
        }
        assert low < ratio.pop(action.areas[0]) < high
        assert all(0.7 < value < 1.5 for value in ratio.values())


def test_nothing_is_planted_in_the_quiet_year() -> None:
    quiet = event("quiet_year")
    assert (quiet.end - quiet.start).days == 52 * 7
    assert quiet.start.weekday() == quiet.end.weekday() == 0
    for each in PLANTED:
        if each.kind not in ("season", "quiet_year"):
            assert each.end <= quiet.start or each.start >= quiet.end


def test_a_quiet_world_has_none_of_it() -> None:
    quiet = world(False)
    start = (event("hot_spot").start - quiet.first).days // 7
    cell = quiet.counts[2, CATEGORIES.index("SAM")]
    assert cell[start:].mean() < 2 * cell[:start].mean()
    last = quiet.frame.filter(pl.col("start").dt.date() >= date(2026, 10, 5))
    assert "Skola Tallmon" in last["reporter"].unique()
