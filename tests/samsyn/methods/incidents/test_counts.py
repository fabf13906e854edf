"""Every count equals a recount of the rows, and parts and whole agree."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.methods.incidents.find import find
from samsyn.table import select
from tests.support.rounds import areas, frame, observed

AREAS = ("Norr", "Söder", "Öster")
CATEGORIES = ("SKA", "BRN")
DAYS = [date(2024, 9, 16) + timedelta(days=n) for n in range(28)]

rows_of = st.lists(
    st.fixed_dictionaries(
        {
            "day": st.sampled_from(DAYS),
            "area": st.sampled_from([*AREAS, None]),
            "category": st.sampled_from([*CATEGORIES, None]),
            "kind": st.sampled_from(["incident", "incident", "zero", "positive", "repeat"]),
        }
    ),
    min_size=1,
    max_size=60,
)


def counts(rows, period="2024-W40", **changes):
    found = find(observed(rows, period, **changes))
    return {(f.key, f.area, f.category): f for f in found.findings if f.key.startswith("count")}


@given(rows_of)
def test_counts_equal_a_recount_and_parts_make_the_whole(rows):
    inside = [
        r for r in rows if r["kind"] == "incident" and date(2024, 9, 30) <= r["day"] < date(2024, 10, 7)
    ]
    found = counts(rows, areas=areas(*AREAS))
    assert found["count", None, None].estimate.value == len(inside)
    placed = any(r["area"] for r in rows)  # areas that no row could be placed in are not counted as calm
    for area in AREAS if placed else ():
        assert found["count", area, None].estimate.value == sum(r["area"] == area for r in inside)
    cells = Counter((r["area"], r["category"]) for r in inside if r["area"] and r["category"])
    assert {k[1:]: f.estimate.n for k, f in found.items() if k[0] == "count" and k[1] and k[2]} == dict(cells)
    without = found.get(("count_without_area", None, None))
    parts = sum(f.estimate.n for k, f in found.items() if k[0] == "count" and k[1] and not k[2])
    assert parts + (without.estimate.n if without else 0) == len(inside)


@given(rows_of)
def test_the_rows_of_a_figure_are_as_many_as_it_says(rows):
    table = frame(rows)
    for finding in counts(rows).values():
        assert select(table, finding.provenance.rows).height == finding.estimate.n


def test_a_hand_example_with_its_exact_interval():
    rows = [{"day": date(2024, 10, 1), "area": "Norr", "category": "SKA"}] * 10
    estimate = counts(rows)["count", "Norr", "SKA"].estimate
    assert (estimate.value, estimate.n, estimate.unit) == (10, 10, "rapporter")
    assert (estimate.low, estimate.high) == pytest.approx((4.7954, 18.3904), abs=1e-4)  # Garwood 1936


def test_an_area_without_reports_is_counted_as_zero_not_left_out():
    found = counts([{"day": date(2024, 10, 1), "area": "Norr"}], areas=areas("Norr", "Söder"))
    zero = found["count", "Söder", None].estimate
    assert (zero.value, zero.low) == (0, 0)
    assert zero.high == pytest.approx(3.6889, abs=1e-4)


def test_population_that_is_not_known_gives_no_rate():
    rows = [{"day": date(2024, 10, 1), "area": area} for area in ("Norr", "Söder")]
    found = find(observed(rows, "2024-W40", areas=areas("Norr", "Söder", population=(2000, None))))
    rates = {f.area: f.estimate.value for f in found.findings if f.key == "rate_per_1000"}
    assert rates == {"Norr": 0.5}


def test_a_week_across_the_clock_change_and_the_new_year_is_seven_days():
    for period, days in (("2024-W43", 7), ("2025-W01", 7), ("2024-W09", 7)):
        start = observed([{"day": date(2024, 1, 1)}], period).period.start
        rows = [{"day": start + timedelta(days=n), "area": "Norr"} for n in range(-1, days + 1)]
        assert counts(rows, period)["count", None, None].estimate.n == days
