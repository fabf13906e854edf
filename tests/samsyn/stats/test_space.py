"""Projection and placing against hand examples, published points and a slow alternative."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samsyn.stats import space
from samsyn.stats.polygons import indexable, polygon_index
from samsyn.stats.space import assign, assign_by, in_sweden, project, transform, working_crs


def test_working_system_follows_the_middle_of_the_points() -> None:
    assert working_crs([18.06, 11.97], [59.33, 57.7]) == "EPSG:3006"
    assert working_crs([13.4], [52.5]) == "EPSG:32633"
    assert working_crs([-1.15], [52.95]) == "EPSG:32630"
    assert working_crs([151.2], [-33.9]) == "EPSG:32756"
    assert working_crs([], []) == "EPSG:3006"
    assert working_crs([np.nan, 13.4], [np.nan, 52.5]) == "EPSG:32633"


def test_projects_as_lantmateriet_does() -> None:
    # Lantmäteriet (2008), "Gauss Conformal Projection (Transverse Mercator): Krüger's formulas", the worked example.
    system = (
        "+proj=tmerc +lat_0=0 +lon_0=13.58547 +k=1.00000254 +x_0=84182.879 +y_0=-6226307.864 +ellps=GRS80"
    )
    x, y = project([24.0], [66.0], system)
    assert x[0] == pytest.approx(555_304.016555, abs=1e-6)
    assert y[0] == pytest.approx(1_135_809.413803, abs=1e-6)


def test_central_meridian_has_the_false_easting() -> None:
    x, _ = project([15.0, 15.0], [56.0, 68.0], "EPSG:3006")
    assert x == pytest.approx([500_000, 500_000], abs=0.001)


def test_projection_returns_and_keeps_missing_points_missing() -> None:
    lon, lat = np.array([11.97, np.nan, 20.2]), np.array([57.7, 60.0, 67.8])
    x, y = project(lon, lat, "EPSG:3006")
    back_lon, back_lat = transform(x, y, source="EPSG:3006", target="EPSG:4326")
    assert np.isnan([x[1], y[1], back_lon[1]]).all()
    assert back_lon[[0, 2]] == pytest.approx(lon[[0, 2]], abs=1e-9)
    assert back_lat[[0, 2]] == pytest.approx(lat[[0, 2]], abs=1e-9)


def test_box_around_sweden() -> None:
    assert in_sweden([18.0, 13.4, np.nan], [59.3, 52.5, 59.0]).tolist() == [True, False, False]


@pytest.fixture(params=["one by one", "by a grid"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What holds for placing holds for both ways."""
    if request.param == "by a grid":
        monkeypatch.setattr(space, "MANY", 0)


def slow(x: np.ndarray, y: np.ndarray, polygons: np.ndarray, border_m: float) -> list[int]:
    """The first polygon that holds the point; else the first within the border; else none."""
    found = []
    for east, north in zip(x, y, strict=True):
        point = shapely.Point(east, north)
        held = [n for n, shape in enumerate(polygons) if shape is not None and shape.intersects(point)]
        near = [
            n for n, shape in enumerate(polygons) if shape is not None and shape.distance(point) <= border_m
        ]
        found.append((held or near or [-1])[0])
    return found


def grid(side: int) -> np.ndarray:
    return np.array([shapely.box(c, r, c + 1, r + 1) for r in range(side) for c in range(side)], dtype=object)


@pytest.mark.usefixtures("both_ways")
def test_each_point_has_one_polygon_and_a_shared_border_the_lowest() -> None:
    polygons = grid(2)
    x = np.array([0.5, 1.5, 1.0, 1.0, 0.0, 2.0, 2.5, np.nan])
    y = np.array([0.5, 1.5, 0.5, 1.0, 0.0, 2.0, 0.5, 0.5])
    assert assign(x, y, polygons).tolist() == [0, 3, 0, 0, 0, 3, -1, -1]


@pytest.mark.usefixtures("both_ways")
def test_a_point_a_hair_outside_the_outer_border_is_not_lost() -> None:
    assert assign([2.0005, 2.002], [0.5, 0.5], grid(2)).tolist() == [1, -1]
    assert assign([2.0005], [0.5], grid(2), border_m=0).tolist() == [-1]


@pytest.mark.usefixtures("both_ways")
def test_missing_and_empty_polygons_hold_nothing() -> None:
    polygons = np.array([None, shapely.Polygon(), shapely.box(0, 0, 1, 1)], dtype=object)
    assert assign([0.5], [0.5], polygons).tolist() == [2]
    assert assign([0.5], [0.5], np.array([], dtype=object)).tolist() == [-1]
    assert assign([], [], polygons).tolist() == []


@pytest.mark.usefixtures("both_ways")
def test_a_hole_holds_nothing() -> None:
    ring = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    assert assign([1.5, 0.5, 1.0], [1.5, 0.5, 1.5], np.array([ring], dtype=object)).tolist() == [-1, 0, 0]


def crooked(rng: np.random.Generator) -> np.ndarray:
    """Polygons that overlap, cross themselves, have holes, parts and twins, and share corners and borders."""
    made = [shapely.Polygon(rng.integers(0, 9, (int(rng.integers(3, 9)), 2))) for _ in range(6)]
    ring = shapely.box(1, 1, 8, 8).difference(shapely.box(2, 3, 5, 6))
    parts = shapely.MultiPolygon([shapely.box(0, 0, 2, 2), shapely.box(2, 2, 3, 9)])
    mixed = np.array([*made, ring, parts, None, shapely.Polygon(), made[0]], dtype=object)
    return mixed[rng.permutation(len(mixed))]


@pytest.mark.usefixtures("both_ways")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.sampled_from([0.0, 0.001, 0.3]), st.sampled_from([0.0, 674_000.0]))
def test_agrees_on_crooked_polygons_and_points_on_their_borders(
    seed: int, border_m: float, away: float
) -> None:
    rng = np.random.default_rng(seed)
    polygons = shapely.transform(crooked(rng), lambda corners: corners + away)
    x = (
        np.concatenate([rng.integers(-1, 10, 60), rng.uniform(-1, 10, 60), rng.integers(-2, 20, 40) / 2])
        + away
    )
    y = np.concatenate([rng.integers(-1, 10, 60), rng.uniform(-1, 10, 60), rng.uniform(-1, 10, 40)]) + away
    assert assign(x, y, polygons, border_m=border_m).tolist() == slow(x, y, polygons, border_m)


def test_a_grid_made_once_answers_again_and_lets_lines_be() -> None:
    polygons = np.array([*grid(7), shapely.box(100, 100, 1000, 1000)], dtype=object)
    made = polygon_index(polygons, cells=10_000)
    rng = np.random.default_rng(5)
    for _ in range(2):
        x, y = rng.uniform(-1, 8, 200_000), rng.integers(-2, 16, 200_000) / 2
        found = assign_by(made, x, y, polygons)
        np.testing.assert_array_equal(found, space._one_by_one(x, y, polygons, 0.001))
    assert indexable(polygons)
    assert not indexable(np.array([shapely.LineString([(0, 0), (1, 1)]), polygons[0]], dtype=object))
    assert not indexable(np.array([None, shapely.Polygon()], dtype=object))
    line = np.array([shapely.LineString([(0, 0), (1, 1)]), polygons[0]], dtype=object)
    assert assign([0.5, 0.5], [0.5, 0.2], line).tolist() == [0, 1]


@pytest.mark.usefixtures("both_ways")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1), st.integers(1, 40))
def test_agrees_with_the_slow_way(seed: int, count: int) -> None:
    rng = np.random.default_rng(seed)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(rng.uniform(0, 10, (max(2, count), 2))))
    )
    polygons = np.array([*cells, shapely.Point(5, 5).buffer(2)], dtype=object)
    corners = shapely.get_coordinates(polygons[0])[:4]
    x = np.concatenate([rng.uniform(-2, 12, 60), corners[:, 0]])
    y = np.concatenate([rng.uniform(-2, 12, 60), corners[:, 1]])
    assert assign(x, y, polygons).tolist() == slow(x, y, polygons, 0.001)


@pytest.mark.usefixtures("both_ways")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32 - 1))
def test_the_order_of_points_does_not_matter(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.integers(-1, 8, 50) / 2, rng.integers(-1, 8, 50) / 2
    order = rng.permutation(50)
    assert assign(x, y, grid(3))[order].tolist() == assign(x[order], y[order], grid(3)).tolist()
