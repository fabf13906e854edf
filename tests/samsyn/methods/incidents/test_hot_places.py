"""How gathered it is, and hot places."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from samsyn.cycle import Status
from samsyn.errors import BadInput
from samsyn.methods.incidents.cells import cell_size, compared
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.findings import Maker
from samsyn.methods.incidents.located import located, year_until
from samsyn.methods.incidents.options import options
from samsyn.table import LocationPrecision, TimePrecision, select
from tests.support.places import AREAS, POINT, asked, even, found, peak, rows


def of(result, key):
    return [one for one in result.findings if one.key == key]


def refusals(result):
    return {one.key: one.why for one in result.refusals}


def test_a_planted_place_is_found_and_no_other():
    result = found(np.vstack([even(), peak()]))
    (place,) = of(result, "hot_place")
    assert (place.area, place.status) == ("b", Status.ABOVE)
    assert (place.detail["x_m"], place.detail["y_m"], place.detail["size_m"]) == (1_125, 1_425, 150)
    assert place.estimate.n >= 60
    assert place.detail["q"] < 0.001
    (whole,) = of(result, "hot_places")
    assert whole.estimate.value == place.estimate.n / 960
    assert whole.detail["places"] == 1
    assert f"sticker {place.detail['cells']} ut" in whole.reason


def test_an_even_spread_has_seldom_any():
    places = [of(found(even(seed=seed)), "hot_place") for seed in range(20)]
    assert sum(bool(one) for one in places) <= 4


def test_nothing_found_is_said():
    result = found(even())
    (whole,) = of(result, "hot_places")
    assert whole.estimate.value == 0
    assert whole.reason.startswith("Ingen av ")
    assert not any(one["significant"] for one in result.series["hot_places"])


def test_the_rows_of_a_place_are_those_counted():
    round_ = asked(np.vstack([even(), peak(), peak(40) + 500]))
    result = find(round_)
    assert len(of(result, "hot_place")) == 2
    for one in of(result, "hot_place"):
        assert select(round_.table.frame, one.provenance.rows).height == one.estimate.n
    for one in of(result, "concentration"):
        assert select(round_.table.frame, one.provenance.rows).height == one.estimate.n == 1_000


def test_squares_hold_what_a_plain_count_gives():
    """Every square counted with a dictionary."""
    points = np.vstack([even(300), peak()])
    counted = Counter((int(x // 100), int(y // 100)) for x, y in points)
    shown = found(points, cell_m=100).series["hot_places"]
    assert {(int(c["x_m"] // 100), int(c["y_m"] // 100)): c["n"] for c in shown} == counted


def test_squares_that_touch_are_one_place():
    beside = peak() + [150, 150]
    result = found(np.vstack([even(), peak(), beside]))
    (place,) = of(result, "hot_place")
    assert place.detail["cells"] >= 2
    area = sum((e - w) * (n - s) for w, s, e, n in place.provenance.rows.boxes)
    assert area == place.detail["cells"] * 150**2
    assert {c["place"] for c in result.series["hot_places"] if c["significant"]} == {1}


def test_compared_are_squares_where_something_was_seen_and_those_beside_within_the_areas():
    """One far point in the wood, one outside every area: neither the wood between nor the outside is compared."""
    points = np.vstack([even(500), [[2_950.0, 2_950.0]], [[9_000.0, 9_000.0]]])
    round_ = asked(points)
    cells = compared(Maker(observed=round_, options=options({"cell_m": 100})), located(round_))
    seen = {(int(x // 100), int(y // 100)) for x, y in points}
    ring = {(i + a, j + b) for i, j in seen for a in (-1, 0, 1) for b in (-1, 0, 1)}
    expected = {(i, j) for i, j in ring if 0 <= i < 30 and 0 <= j < 30}
    assert set(zip(cells.column.tolist(), cells.row.tolist(), strict=True)) == expected
    assert cells.n.sum() == 501


def test_without_borders_the_ring_is_not_cut():
    named = replace(AREAS, polygons=None)
    cells = [
        compared(Maker(observed=r, options=options({"cell_m": 100})), located(r)).n.size
        for r in (asked(even()), asked(even(), areas=named))
    ]
    assert cells[1] > cells[0]
    assert of(found(np.vstack([even(), peak()]), areas=named), "hot_place")[0].area == "b"


@pytest.mark.parametrize(("n", "size"), [(20_000, 100), (900, 150), (500, 200), (200, 250)])
def test_the_size_follows_how_many_there_are(n, size):
    """Twice the area per event: 3 km x 3 km and 900 events give 2 x 10 000 m² a square, 141 m."""
    assert cell_size(located(asked(even(n))), LocationPrecision.POINT) == size
    assert cell_size(located(asked(even(n))), LocationPrecision.STREET_SEGMENT) == 250


def test_a_chosen_size_is_used_and_a_tiny_one_refused():
    assert of(found(even(), cell_m=180), "hot_places")[0].detail["size_m"] == 180
    with pytest.raises(BadInput, match="minst 50 meter"):
        found(even(), cell_m=20)


@pytest.mark.parametrize(
    ("precision", "word"),
    [
        (LocationPrecision.CENTROID, "mittpunkter"),
        (LocationPrecision.SNAPPED_GRID, "bestämda punkter"),
        (LocationPrecision.AREA, "område men inte plats"),
        (LocationPrecision.UNKNOWN, "inga platser"),
    ],
)
def test_coordinates_that_are_no_places_are_refused(precision, word):
    source = replace(POINT, location_precision=precision)
    result = found(np.vstack([even(), peak()]), source=source)
    assert word in refusals(result)["hot_places"]
    assert "hot_places" not in result.series
    assert not of(result, "hot_place") + of(result, "hot_places")
    assert [one.detail["over"] for one in of(result, "concentration")] == ["areas"]


@pytest.mark.parametrize("precision", [p for p in LocationPrecision if p.carries_points])
def test_places_are_not(precision):
    source = replace(POINT, location_precision=precision)
    assert "hot_places" not in refusals(found(np.vstack([even(), peak()]), source=source))


def test_too_few_events_are_refused():
    assert "99 rapporter" in refusals(found(even(99)))["hot_places"]
    assert "hot_places" not in refusals(found(even(100)))


def test_too_few_with_a_place_are_refused():
    listed = rows(even(200)) + rows([(0, 0)] * 201, x_m=None, y_m=None)
    assert "Bara 200 av 401" in refusals(found([], listed=listed))["hot_places"]


def test_systems_that_cannot_be_put_together_are_refused():
    assert "olika system" in refusals(found(even(), crs=None))["hot_places"]


def test_events_outside_the_areas_are_too_few():
    result = found(even() + 50_000)
    assert "inom områdena" in refusals(result)["hot_places"]
    assert of(result, "concentration")


def test_more_squares_than_can_be_compared_are_refused(monkeypatch):
    monkeypatch.setattr("samsyn.methods.incidents.cells.MOST_CELLS", 150)
    assert of(found(even()), "hot_places")[0].detail["size_m"] == 250  # 144 squares
    monkeypatch.setattr("samsyn.methods.incidents.cells.MOST_CELLS", 100)
    assert "högst" in refusals(found(even()))["hot_places"]


def test_few_areas_are_refused():
    few = replace(AREAS, keys=AREAS.keys[:4], names=AREAS.names[:4], polygons=AREAS.polygons[:4])
    points = even()
    points[:, 0] *= 0.7
    assert "minst 5 områden" in refusals(found(points, areas=few))["concentration"]


def test_concentration_over_areas_counts_the_empty_ones():
    points = even()
    points[:, 0] %= 600
    (areas,) = [f for f in of(found(points), "concentration") if f.detail["over"] == "areas"]
    assert (areas.detail["units"], areas.detail["occupied"]) == (5, 1)
    assert areas.estimate.value == 0.2
    assert areas.detail["beyond_chance"]
    assert "mer samlat än vad slumpen ensam ger" in areas.reason


def test_as_many_reports_everywhere_is_not_called_gathered():
    """A fifth of the places hold more than a fifth of 300 events by luck alone; that is not said."""
    (places, _) = of(found(even(300)), "concentration")
    assert places.detail["over"] == "places"
    assert not places.detail["beyond_chance"]
    assert "inte mer samlat" in places.reason


def test_a_week_looks_a_year_back_and_never_before_the_first_row():
    assert str(year_until(asked(even()))) == "2023-10-02..2024-09-30"
    assert str(year_until(asked(even(), "2024-W09"))) == "2023-10-02..2024-03-04"
    months = replace(POINT, time_precision=TimePrecision.MONTH)
    listed = rows(even(), day=date(2023, 9, 1)) + rows(even(), day=date(2023, 10, 1))
    assert str(year_until(asked([], "2024-09", source=months, listed=listed))) == "2023-10-01..2024-10-01"
    assert year_until(asked(even(), "2023-10-02..2024-10-02")).days == 366


def test_the_order_of_rows_does_not_matter():
    listed = rows(np.vstack([even(), peak()]))
    one, other = found([], listed=listed), found([], listed=listed[::-1])
    assert [f.digest for f in one.findings] == [f.digest for f in other.findings]
    assert one.series["hot_places"] == other.series["hot_places"]
