"""The invented municipality: its numbers are what they are said to be, and what is planted can be found by counting."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, datetime, timedelta
from functools import cache
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samsyn.instruments.load import categories
from samsyn.methods.incidents.example import PLANTED, World, area_set, example_round, simulate
from samsyn.methods.incidents.example.draw import choose, overdispersed
from samsyn.methods.incidents.example.events import DISPERSION
from samsyn.methods.incidents.example.files import reports_csv
from samsyn.methods.incidents.example.places import PLACE_KINDS, areas, named_places
from samsyn.methods.incidents.example.planted import Planted, usual
from samsyn.methods.incidents.example.reporters import expected, noticing, reporters
from samsyn.methods.incidents.example.rhythm import (
    CATEGORIES,
    HOURS,
    hour_weights,
    in_term,
    mondays,
    season,
    summer,
)
from samsyn.period import PeriodKind

KINDS_OF_FUNCTION = """
Bovärd Skola Förskola Fritidsgård Fältgrupp Trygghetsvärdar Park Bibliotek Idrottshall Hemtjänst Räddningstjänst
Busstrafik Ordningsvakter Väktare Handel Områdespolis Byalag
"""


@cache
def world(planted: bool = True) -> World:
    return simulate(planted=planted)


@cache
def rows() -> list[dict[str, str]]:
    """Return the rows of the file, read without any of our own code."""
    return list(csv.DictReader(StringIO(reports_csv(world()))))


def event(kind: str) -> Planted:
    return next(each for each in PLANTED if each.kind == kind)


def counted(area: str, category: str | None, start: date, end: date) -> int:
    """Count events by going through the file row by row."""
    found = 0
    for row in rows():
        day = date.fromisoformat(row["tid_fran"][:10])
        same = row["område"] == area and (category is None or row["kategori"] == category)
        found += row["slag"] == "händelse" and same and start <= day < end
    return found


def slow_choose(chances: list[list[float]], row: list[int], uniform: list[float]) -> list[int]:
    return [slow_pick(chances[number], u) for number, u in zip(row, uniform, strict=True)]


def slow_pick(chances: list[float], u: float) -> int:
    upto = 0.0
    for option, chance in enumerate(chances):
        upto += chance / sum(chances)
        if chance and u < upto:
            return option
    return max(option for option, chance in enumerate(chances) if chance)


def test_choose_by_hand() -> None:
    class Fixed:
        def random(self, n: int) -> Any:
            return np.array([0.0, 0.24, 0.26, 0.999])

    drawn = choose(np.array([[1.0, 0.0, 3.0], [5.0, 5.0, 0.0]]), np.array([0, 0, 0, 1]), Fixed())  # type: ignore[arg-type]
    assert drawn.tolist() == [0, 0, 2, 1]


@given(
    st.lists(st.lists(st.integers(0, 9), min_size=4, max_size=4).filter(any), min_size=1, max_size=5),
    st.integers(0, 2**32 - 1),
)
def test_choose_is_the_slow_search(chances: list[list[float]], seed: int) -> None:
    row = np.random.default_rng(seed).integers(0, len(chances), 20)
    drawn = choose(np.array(chances, dtype=float), row, np.random.default_rng(seed))
    uniform = np.random.default_rng(seed).random(20)
    assert drawn.tolist() == slow_choose(chances, row.tolist(), uniform.tolist())
    assert all(chances[r][d] > 0 for r, d in zip(row, drawn, strict=True))


def test_overdispersed_counts_have_the_mean_and_variance_that_are_asked_for() -> None:
    drawn = overdispersed(np.full(200_000, 3.0), 1.5, np.random.default_rng(1))
    assert drawn.mean() == pytest.approx(3.0, abs=0.02)
    assert drawn.var() == pytest.approx(4.5, abs=0.06)
    assert overdispersed(np.zeros(5), 1.5, np.random.default_rng(1)).sum() == 0


def test_the_world_is_185_whole_weeks_that_end_with_week_46() -> None:
    assert (world().first, world().end) == (date(2023, 5, 1), date(2026, 11, 16))
    assert world().first.weekday() == world().end.weekday() == 0
    assert world().counts.shape == (20, 11, 185)
    assert (world().end - timedelta(days=1)).isocalendar()[:2] == (2026, 46)


def test_counts_are_those_of_a_slow_recount() -> None:
    slow = Counter(
        (
            row["område"],
            row["kategori"],
            (date.fromisoformat(row["tid_fran"][:10]) - date(2023, 5, 1)).days // 7,
        )
        for row in rows()
        if row["slag"] == "händelse"
    )
    for a, area in enumerate(areas()):
        for c, category in enumerate(CATEGORIES):
            for week in range(185):
                assert world().counts[a, c, week] == slow[area.name, category, week]
    assert world().counts.sum() == slow.total()
    assert (world().counts <= world().happened).all()


def test_the_volume_is_that_of_a_municipality() -> None:
    per_week = Counter(date.fromisoformat(row["tid_fran"][:10]).isocalendar()[:2] for row in rows())
    assert len(per_week) == 185
    assert min(per_week.values()) >= 40
    assert max(per_week.values()) <= 130
    assert 60 <= len(rows()) / 185 <= 100


def test_the_usual_numbers_come_out_in_a_quiet_world() -> None:
    """What happens in an area and category is, over the years, what was put in; the limits are five standard errors."""
    weeks = mondays(world(False).first, 185)
    means = usual()[:, :, None] * season(weeks)[None]
    for name in event("season").areas:
        where = next(number for number, area in enumerate(areas()) if area.name == name)
        means[where, CATEGORIES.index("TRA")] += (event("season").per_week or 0) * summer(weeks)
    error = (world(False).happened.sum(axis=2) - means.sum(axis=2)) / np.sqrt(DISPERSION * means.sum(axis=2))
    assert np.abs(error).max() < 5
    assert error.std() == pytest.approx(1.0, abs=0.2)


def test_the_weeks_are_mildly_overdispersed() -> None:
    weeks = mondays(world(False).first, 185)
    means = usual()[:, :, None] * season(weeks)[None]
    means[:, CATEGORIES.index("TRA")] = np.nan
    squares = (world(False).happened - means) ** 2 / means
    assert np.nanmean(squares) == pytest.approx(DISPERSION, abs=0.05)


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert reports_csv(simulate()) == reports_csv(world())
    assert simulate(rng=np.random.default_rng(7)).frame.equals(world().frame)
    assert not simulate(seed=8).frame.equals(world().frame)


def test_years_and_scale() -> None:
    short = simulate(years=1, scale=4.0)
    assert short.counts.shape[2] == 52
    assert short.end == world().end
    ratio = short.happened.sum() / world().happened[:, :, -52:].sum()
    assert ratio == pytest.approx(4.0, rel=0.05)


# --- what is planted is there, by plain counting -----------------------------------------------------------------


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


# --- rows ----------------------------------------------------------------------------------------------------------


def test_a_zero_report_stands_exactly_where_a_reporter_answered_and_had_nothing_to_tell() -> None:
    told: dict[tuple[str, int], Counter[str]] = {}
    for row in rows():
        week = (date.fromisoformat(row["tid_fran"][:10]) - date(2023, 5, 1)).days // 7
        told.setdefault((row["rapportor"], week), Counter())[row["slag"]] += 1
    for number, reporter in enumerate(reporters()):
        for week in range(185):
            found = told.get((reporter.name, week), Counter())
            assert bool(found) == world().answered[number, week]
            assert found["nollrapport"] == (1 if found and found.total() == found["nollrapport"] else 0)
    assert not (world().answered & ~world().expected).any()


def test_codes_are_those_of_the_instrument() -> None:
    known = {
        sub.code: each.code for each in categories().categories for sub in each.subcategories if sub.enabled
    }
    for row in rows():
        if row["slag"] == "händelse":
            assert known[row["underkategori"]] == row["kategori"]
            assert row["allvar"] in ("", "0", "1", "2", "3")
        else:
            assert row["kategori"] == {"nollrapport": "NOL", "positiv": "POS"}[row["slag"]]
            assert row["underkategori"] == row["allvar"] == ""
    assert set(CATEGORIES) == set(categories().incident_codes)


def test_times_exist_and_intervals_are_in_order() -> None:
    zone, utc = ZoneInfo("Europe/Stockholm"), ZoneInfo("UTC")
    intervals = 0
    for row in rows():
        start = datetime.fromisoformat(row["tid_fran"]).replace(tzinfo=zone)
        assert start.astimezone(utc).astimezone(zone) == start
        assert start.astimezone(utc).astimezone(zone).hour == start.hour
        if row["tid_till"]:
            intervals += 1
            assert row["tid_fran"] < row["tid_till"] <= "2026-11-16 00:00"
    assert 0.1 < intervals / len(rows()) < 0.3


def test_every_point_lies_in_its_own_area() -> None:
    known = area_set()
    frame = world().frame.filter(pl.col("x_m").is_not_null())
    for key, polygon in zip(known.keys, known.polygons if known.polygons is not None else (), strict=True):
        here = frame.filter(pl.col("area") == key)
        assert shapely.contains_xy(polygon, here["x_m"].to_numpy(), here["y_m"].to_numpy()).all()


def test_dwellings_are_one_point_for_the_neighbourhood() -> None:
    places = named_places()
    for name, kind in zip(places.names, places.kind, strict=True):
        points = {(row["lon"], row["lat"]) for row in rows() if row["plats"] == name}
        assert (len(points) == 1) == (PLACE_KINDS[kind] == "dwelling"), name


def test_reporters_are_functions() -> None:
    assert len({each.name for each in reporters()}) == 40
    assert all(each.name.split()[0] in KINDS_OF_FUNCTION.split() for each in reporters())
    assert {area for each in reporters() for area in each.areas} == set(range(20))


# --- places and rhythm ---------------------------------------------------------------------------------------------


def test_the_areas_cover_the_municipality_once() -> None:
    known = area_set()
    assert known.polygons is not None
    assert all(shapely.is_valid(known.polygons))
    whole = shapely.union_all(known.polygons)
    assert whole.geom_type == "Polygon"
    assert shapely.area(known.polygons).sum() == pytest.approx(shapely.area(whole), rel=1e-9)
    assert 100e6 < whole.area < 150e6
    for area, polygon in zip(areas(), known.polygons, strict=True):
        assert shapely.contains_xy(polygon, area.x_m, area.y_m)
    assert len(set(known.names)) == len(set(known.keys)) == 20


def test_the_municipality_lies_in_open_sea() -> None:
    """61.5° N, 18.8° E: some 70 km from the nearest coast, in Swedish waters."""
    for row in rows():
        if row["lon"]:
            assert 18.7 < float(row["lon"]) < 19.0
            assert 61.4 < float(row["lat"]) < 61.6


def test_chances_sum_to_one() -> None:
    for category in CATEGORIES:
        assert hour_weights(category).shape == (HOURS,)
        assert hour_weights(category).sum() == pytest.approx(1)
    assert np.allclose(noticing().sum(axis=2), 1)


def test_schools_are_closed_in_the_holidays() -> None:
    weeks = [date.fromisocalendar(2025, week, 1) for week in (3, 9, 20, 28, 40, 44, 52)]
    assert in_term(tuple(weeks)).tolist() == [True, False, True, False, True, False, False]
    due = expected(np.array([True, False, True]))
    by_rhythm = {each.rhythm: due[number].tolist() for number, each in enumerate(reporters())}
    assert by_rhythm == {
        "week": [True, True, True],
        "term": [True, False, True],
        "fortnight": [True, False, True],
    }


def test_the_summer_lasts_from_may_to_august() -> None:
    days = (date(2024, 3, 4), date(2024, 6, 24), date(2024, 8, 19), date(2024, 9, 16))
    values = summer(days)
    assert values[0] == values[3] == 0
    assert values[1] > 0.95
    assert 0 < values[2] < 0.5


# --- the small round -----------------------------------------------------------------------------------------------


def test_the_small_round_is_60_weeks_of_four_areas() -> None:
    small = example_round()
    frame = small.table.frame
    assert small.period.kind is PeriodKind.WEEK
    assert str(small.period) == "2026-W46"
    assert small.areas is not None
    assert set(frame["area"].unique()) == set(small.areas.keys)
    assert small.areas.polygons is not None
    assert len(small.areas.polygons) == len(small.areas.population) == 4
    assert frame["day"].min() == date(2025, 9, 22)
    assert set(frame["kind"].unique()) == {"incident", "zero", "positive"}
    inside = world().counts[[0, 2, 3, 5]][:, :, -60:].sum()
    assert (frame["kind"] == "incident").sum() == inside
    assert example_round().sources == small.sources != example_round(seed=8).sources


def test_the_table_tells_local_days_and_utc_instants() -> None:
    frame = world().table().frame
    first = rows()[2]
    at = datetime.fromisoformat(first["tid_fran"]).replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    assert frame["time_from"][2] == at
    assert frame["day"][2] == at.date()
    assert frame["row"].to_list() == list(range(2, len(rows()) + 2))
