"""Indicators: one way to add up, against adding by hand; what is missing is never zero; wrong totals of others."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.outcomes import Adding, Kind, Light, Reading, Rule, add_up, standing
from samsyn.outcomes.indicators import OVER_AREAS, OVER_TIME
from samsyn.period import Period, parse

FLOW = Rule(kind=Kind.FLOW, over_time=Adding.SUM, over_areas=Adding.SUM)
STOCK = Rule(kind=Kind.STOCK, over_time=Adding.LAST, over_areas=Adding.SUM)
SHARE = Rule(kind=Kind.SHARE, over_time=Adding.WEIGHTED, over_areas=Adding.WEIGHTED)
YEAR = parse("2026")
WEEKS = [
    Period(start=date(2026, 1, 5) + timedelta(weeks=n), end=date(2026, 1, 12) + timedelta(weeks=n))
    for n in range(6)
]
SPAN = Period(start=WEEKS[0].start, end=WEEKS[-1].end)
AREAS = ("a", "b", "c")


def month(number: int, value: float | None = None, area: str = "", **more: float) -> Reading:
    """A reading of a month of 2026."""
    return Reading(area=area, period=parse(f"2026-{number:02}"), value=value, **more)


@st.composite
def grids(draw: st.DrawFn) -> list[Reading]:
    """Some weeks of some areas, in any order, with a share's part and whole."""
    cells = draw(st.sets(st.tuples(st.sampled_from(AREAS), st.integers(0, 5)), min_size=1))
    found = []
    for area, week in sorted(cells):
        whole = draw(st.integers(1, 50))
        found.append(
            Reading(
                area=area,
                period=WEEKS[week],
                value=float(draw(st.integers(0, 99))),
                part=draw(st.integers(0, whole)),
                whole=whole,
            )
        )
    return draw(st.permutations(found))


@given(grids())
def test_every_way_against_adding_row_by_row(readings: list[Reading]) -> None:
    whole = len(readings) == len(AREAS) * len(WEEKS)
    flow = add_up(FLOW, readings, within=SPAN, areas=AREAS)
    total = sum(Fraction(one.value or 0) for one in readings)
    assert (flow.value if whole else flow.so_far) == total
    share = add_up(SHARE, readings, within=SPAN, areas=AREAS)
    exact = Fraction(
        sum(int(one.part or 0) for one in readings), sum(int(one.whole or 0) for one in readings)
    )
    assert (share.value if whole else share.so_far) == pytest.approx(float(exact))
    assert (flow.value is None) == bool(flow.missing) == (not whole)
    last = {
        area: max(
            (one for one in readings if one.area == area), key=lambda one: one.period.start, default=None
        )
        for area in AREAS
    }
    known = len({one and one.period.start for one in last.values()}) == 1
    stock = add_up(STOCK, readings, within=SPAN, areas=AREAS)
    assert (stock.value is not None) == known
    if known:
        assert stock.value == sum(one.value or 0 for one in last.values() if one)


@given(grids(), st.integers(1, 5))
def test_a_period_is_the_sum_of_its_parts_and_the_order_does_not_matter(
    readings: list[Reading], cut: int
) -> None:
    parts = (Period(start=SPAN.start, end=WEEKS[cut].start), Period(start=WEEKS[cut].start, end=SPAN.end))
    known = [add_up(FLOW, readings, within=part, areas=AREAS) for part in parts]
    whole = add_up(FLOW, readings[::-1], within=SPAN, areas=AREAS)
    assert whole.n == sum(one.n for one in known)
    if all(one.value is not None for one in known):
        assert whole.value == sum(one.value or 0 for one in known)
    else:
        assert whole.value is None


def test_a_share_is_made_anew_and_not_an_average_nor_a_sum_of_percentages() -> None:
    """Akvo RSR averaged percentages (its issue 2181) and was reported to add them up (5156)."""
    found = add_up(
        SHARE,
        [month(1, part=1, whole=2), month(2, part=90, whole=98)],
        within=parse("2026-01-01..2026-03-01"),
    )
    assert (found.value, found.part, found.whole) == (0.91, 91, 100)
    with pytest.raises(BadInput, match="täljare och nämnare"):
        add_up(SHARE, [month(1, 0.5)], within=YEAR)


def test_a_stock_never_falls_because_somebody_has_not_told_yet() -> None:
    """Akvo RSR's cumulative totals fell when one project lacked the latest period (its issue 5212)."""
    told = [month(1, 10, "a"), month(1, 20, "b"), month(2, 12, "a")]
    found = add_up(STOCK, told, within=YEAR, areas=("a", "b"))
    assert found.value is None
    assert found.missing == ("b: februari 2026",)
    assert add_up(STOCK, told[:2], within=YEAR, areas=("a", "b")).value == 30


def test_a_stock_is_not_summed_over_months() -> None:
    assert add_up(STOCK, [month(n, 10 + n) for n in range(1, 5)], within=YEAR).value == 14
    with pytest.raises(BadInput, match="det senaste gäller"):
        Rule(kind=Kind.STOCK, over_time=Adding.SUM, over_areas=Adding.SUM)
    for kind in Kind:
        assert (Adding.SUM in OVER_TIME[kind]) == (kind is Kind.FLOW)
        assert (Adding.SUM in OVER_AREAS[kind]) == (kind in (Kind.FLOW, Kind.STOCK))


def test_missing_months_are_told_and_not_zero() -> None:
    found = add_up(FLOW, [month(1, 4), month(3, 5)], within=parse("2026-Q1"))
    assert (found.value, found.so_far, found.missing) == (None, 9, ("1–28 februari 2026",))
    assert add_up(FLOW, [month(1, 4), month(2, 0), month(3, 5)], within=parse("2026-Q1")).value == 9
    nothing = add_up(FLOW, [], within=parse("2026-Q1"))
    assert (nothing.value, nothing.so_far, nothing.n) == (None, None, 0)


def test_nothing_is_counted_twice() -> None:
    quarter = Reading(area="", period=parse("2026-Q1"), value=30)
    with pytest.raises(BadInput, match="dagar gemensamt"):
        add_up(FLOW, [quarter, month(2, 10)], within=YEAR)
    with pytest.raises(BadInput, match="blandas"):
        add_up(FLOW, [month(1, 10), month(1, 4, "a")], within=YEAR, areas=("", "a"))
    assert add_up(FLOW, [month(1, 10), month(1, 4, "a")], within=parse("2026-01"), areas=("a",)).value == 4
    with pytest.raises(BadInput, match="en gång"):
        add_up(FLOW, [month(1, 4, "a")], within=YEAR, areas=("a", "a"))


def test_what_is_not_added_up_says_so() -> None:
    alone = Rule(kind=Kind.MEAN, over_time=Adding.NONE, over_areas=Adding.NONE)
    told = [month(n, part=10, whole=4) for n in (1, 2)]
    found = add_up(alone, told, within=parse("2026-01-01..2026-03-01"))
    assert found.value is None
    assert "Perioderna" in found.why_not
    assert add_up(alone, told, within=parse("2026-01")).value == 2.5


@pytest.mark.parametrize("bad", [{}, {"part": 1.0}, {"part": 1.0, "whole": 0.0}, {"value": float("nan")}])
def test_a_reading_is_a_figure(bad: dict[str, float]) -> None:
    with pytest.raises(BadInput):
        Reading(area="", period=YEAR, **bad)


@pytest.mark.parametrize(
    ("value", "on", "light"),
    [
        (100.0, date(2026, 1, 1), Light.ON_WAY),
        (90.0, date(2026, 7, 2), Light.ON_WAY),
        (95.0, date(2026, 7, 2), Light.NOT_YET),
        (101.0, date(2026, 7, 2), Light.WRONG_WAY),
        (80.0, date(2026, 3, 1), Light.REACHED),
        (79.0, date(2026, 3, 1), Light.REACHED),
    ],
)
def test_the_light_follows_the_rule(value: float, on: date, light: Light) -> None:
    """From 100 down to 80 over 2026: half the year asks for half the way, of which 80 % is enough."""
    told = {"baseline": 100.0, "target": 80.0, "starts": date(2026, 1, 1), "due": date(2027, 1, 1), "on": on}
    found = standing(value, **told)
    assert found.light is light
    assert "80\u00a0%" in found.rule
    mirrored = standing(-value, **told | {"baseline": -100.0, "target": -80.0})
    assert mirrored.light is light


def test_no_light_without_figures() -> None:
    told = {"starts": date(2026, 1, 1), "due": date(2027, 1, 1), "on": date(2026, 6, 1)}
    assert standing(None, baseline=1, target=2, **told).light is Light.UNKNOWN
    assert "mål saknas" in standing(1, baseline=1, target=None, **told).rule
    with pytest.raises(BadInput, match="annat tal"):
        standing(1, baseline=1, target=1, **told)
    with pytest.raises(BadInput, match="efter att"):
        standing(1, baseline=1, target=2, **told | {"due": date(2026, 1, 1)})
