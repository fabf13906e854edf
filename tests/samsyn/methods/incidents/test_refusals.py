"""What the precision does not carry is refused, with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from samsyn.errors import BadInput, Refused
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.options import options
from samsyn.methods.incidents.refusals import check_period
from samsyn.period import parse
from samsyn.table import Break, LocationPrecision, TimePrecision
from tests.support.rounds import SOURCE, observed

ROWS = [
    {"day": date(2023, 1, 2) + timedelta(days=n), "area": "Norr", "x_m": 1.0, "y_m": 2.0} for n in range(700)
]


def refused(period="2024-W40", **changes):
    return {r.key: r.why for r in find(observed(ROWS, period, source=replace(SOURCE, **changes))).refusals}


@pytest.mark.parametrize("precision", list(LocationPrecision))
def test_density_is_refused_unless_points_are_places(precision):
    assert ("heat_map" in refused(location_precision=precision)) == (not precision.carries_points)


def test_centroids_are_named_as_such_with_how_few_they_are():
    why = refused(location_precision=LocationPrecision.CENTROID)["heat_map"]
    assert "mittpunkter" in why
    assert "1 olika punkter på 700 rader" in why


@pytest.mark.parametrize("precision", [TimePrecision.DAY, TimePrecision.WEEK, TimePrecision.MONTH])
def test_hours_are_refused_where_times_hold_none(precision):
    period = "2024-10" if precision is TimePrecision.MONTH else "2024-W40"
    assert "rhythm" in refused(period, time_precision=precision)


def test_hours_are_refused_where_the_zone_is_not_known():
    assert "UTC" in refused(zone=None)["rhythm"]


@pytest.mark.parametrize("period", ["2024-W40", "2024-10-02..2024-11-01"])
def test_a_week_of_months_is_refused(period):
    with pytest.raises(Refused, match="bara månad"):
        check_period(parse(period), replace(SOURCE, time_precision=TimePrecision.MONTH))


@pytest.mark.parametrize("period", ["2024-10", "2024-T3", "2024-Q1", "2024", "2024-01-01..2024-04-01"])
def test_whole_months_of_months_are_not(period):
    check_period(parse(period), replace(SOURCE, time_precision=TimePrecision.MONTH))


def test_years_on_both_sides_of_a_break_are_not_compared():
    broken = Break(day=date(2024, 1, 15), what="Orten byttes mot länet.")
    assert "kan inte jämföras" in refused(breaks=(broken,))["earlier_years"]
    found = find(observed(ROWS, "2024-W40", source=replace(SOURCE, breaks=(broken,))))
    assert not any(f.key == "ratio_to_earlier_year" for f in found.findings)
    assert "earlier_years" not in refused()


def test_an_unknown_setting_is_named():
    with pytest.raises(BadInput, match="falsk_larm"):
        options({"falsk_larm": 0.1})
