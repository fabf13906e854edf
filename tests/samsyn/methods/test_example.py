"""The invented municipality: its numbers are what they are said to be."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samsyn.methods.incidents.example import area_set, example_round, simulate
from samsyn.methods.incidents.example.draw import choose, overdispersed
from samsyn.methods.incidents.example.events import DISPERSION
from samsyn.methods.incidents.example.files import reports_csv
from samsyn.methods.incidents.example.places import areas
from samsyn.methods.incidents.example.planted import usual
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
from tests.support.example_world import event, rows, world


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
