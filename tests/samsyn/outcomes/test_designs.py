"""The designs: what each says of clear, unclear and impossible cases."""

from __future__ import annotations

import numpy as np
import pytest

from samsyn.outcomes import (
    Change,
    Code,
    Judged,
    before_after,
    difference,
    interrupted,
    synthetic,
    weighted_displacement,
)

RNG = np.random.default_rng(17)
STEP = np.repeat([0, 1], [36, 24])


def said(judged: Judged) -> tuple[Change, list[Code], list[Code]]:
    """Verdict, refusals and doubts."""
    verdict = judged.verdict
    assert verdict.word == verdict.change.word
    assert bool(verdict.refusals) == (verdict.change is Change.UNASSESSABLE)
    return verdict.change, [one.code for one in verdict.refusals], [one.code for one in verdict.doubts]


def test_before_and_after_alone_never_says_why() -> None:
    found = before_after(100, 40)
    assert said(found) == (Change.UNASSESSABLE, [Code.NO_COMPARISON], [Code.VARIATION_UNKNOWN])
    assert found.found.observed is Change.DECREASED
    assert found.estimate.value == pytest.approx(0.4)
    assert before_after(100, 104).found.observed is Change.UNASSESSABLE
    assert before_after(5000, 5010).found.observed is Change.UNCHANGED
    chosen = said(before_after(100, 40, chosen_high=True))[1]
    assert chosen == [Code.NO_COMPARISON, Code.CHOSEN_HIGH]
    assert Code.ZERO_COUNT in said(before_after(0, 4))[1]


def test_before_and_after_allow_for_the_lengths() -> None:
    assert before_after(100, 25, lengths=(365, 91.25)).estimate.value == pytest.approx(1)


@pytest.mark.parametrize(
    ("control", "treated", "change", "refusals"),
    [
        ((308, 318), (207, 110), Change.DECREASED, []),
        ((100, 100), (100, 160), Change.INCREASED, []),
        ((4000, 4010), (5000, 5000), Change.UNCHANGED, []),
        ((30, 30), (30, 28), Change.UNASSESSABLE, [Code.TOO_UNCERTAIN]),
        ((30, 0), (40, 20), Change.UNASSESSABLE, [Code.ZERO_COUNT]),
        ((30, 30), (30, 3), Change.UNASSESSABLE, [Code.FEW_EVENTS]),
        ((100, 20), (60, 20), Change.UNASSESSABLE, [Code.EXPECTED_BELOW_ZERO]),
    ],
)
def test_weighted_displacement(control, treated, change: Change, refusals: list[Code]) -> None:
    found = weighted_displacement(control, treated)
    assert said(found)[:2] == (change, refusals)
    assert found.found.wdq is None


def test_displacement_counts_in_the_verdict() -> None:
    """Thirty fewer in the place, thirty more around it: nothing won."""
    alone = weighted_displacement((100, 100), (100, 40))
    moved = weighted_displacement(
        (100, 100), (100, 40), displacement=(100, 160), displacement_control=(100, 100)
    )
    assert alone.verdict.change is Change.DECREASED
    assert moved.estimate.value == 0
    assert moved.verdict.change is Change.UNASSESSABLE
    assert moved.found.wdq is not None
    assert moved.found.wdq.value == pytest.approx(-1)


def test_the_quotient_says_why_it_has_no_meaning() -> None:
    found = weighted_displacement((100, 100), (100, 140), displacement=(100, 90))
    assert [one.code for one in found.found.wdq_refusals] == [Code.NOT_LESS]
    assert Code.NO_DISPLACEMENT_CONTROL in said(found)[2]
    assert found.found.wdd.displacement is None
    empty = weighted_displacement((100, 0), (100, 40), displacement=(100, 90))
    assert [one.code for one in empty.found.wdq_refusals] == [Code.NO_CONTROL_EVENTS]


def test_a_known_variation_is_no_doubt_but_widens() -> None:
    found = weighted_displacement((100, 100), (100, 70), dispersion=2)
    assert Code.VARIATION_UNKNOWN not in said(found)[2]
    assert found.estimate.high > weighted_displacement((100, 100), (100, 70)).estimate.high


def test_a_comparison_of_another_size_is_doubted() -> None:
    assert Code.UNLIKE_LEVELS in said(weighted_displacement((1000, 990), (100, 60)))[2]
    assert Code.UNLIKE_LEVELS not in said(weighted_displacement((300, 290), (100, 60)))[2]


def test_an_interrupted_series_that_fell() -> None:
    counts = RNG.poisson(40 * 0.6**STEP)
    found = interrupted(counts, STEP)
    assert said(found) == (Change.DECREASED, [], [])
    assert found.interval in ("t", "autoregressive")
    assert found.estimate.low < 0.6 < found.estimate.high
    chosen = interrupted(counts, STEP, chosen_high=True)
    assert said(chosen)[:2] == (Change.UNASSESSABLE, [Code.CHOSEN_HIGH])
    assert said(interrupted(counts, STEP, harmonics=2, period=52))[2] == [Code.SEASON_UNSEEN]


def test_a_series_that_depends_on_itself_gets_the_wider_interval() -> None:
    noise = np.zeros(120)
    for time in range(1, 120):
        noise[time] = 0.8 * noise[time - 1] + RNG.normal(0, 0.15)
    step = np.repeat([0, 1], [70, 50])
    found = interrupted(RNG.poisson(60 * np.exp(noise)), step)
    assert {Code.AUTOCORRELATION, Code.MORE_VARIATION} <= set(said(found)[2])
    step_found = found.found.step
    errors = [one.standard_error[0] for one in (step_found.t, step_found.related, step_found.robust)]
    assert found.interval == ("t", "autoregressive", "newey_west")[int(np.argmax(errors))] != "t"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ([9] * 7, [9] * 5, Code.FEW_TIMES_BEFORE),
        ([9, 8, 10, 9, 8, 11, 9, 9], [9, 8], Code.FEW_TIMES_AFTER),
        ([9, 8, 10, 9, 8, 11, 9, 9], [0, 0, 0], Code.ZERO_COUNT),
        ([9, 8, 10, 9, 8, 11, 9, 9], [1, 2, 1], Code.FEW_EVENTS),
    ],
)
def test_too_little_of_a_series(before: list[int], after: list[int], code: Code) -> None:
    found = interrupted([*before, *after], np.repeat([0, 1], [len(before), len(after)]))
    assert said(found)[:2] == (Change.UNASSESSABLE, [code])


def test_missing_times_are_told() -> None:
    counts = RNG.poisson(40, 60).astype(float)
    counts[5] = np.nan
    assert Code.MISSING_TIMES in said(interrupted(counts, STEP))[2]


def rows(effect: float, *, units: int = 24, drift: float = 0.0) -> dict[str, np.ndarray]:
    """A panel of units over 20 times, half of them treated from the twelfth."""
    unit, time = (grid.ravel() for grid in np.meshgrid(range(units), range(20), indexing="ij"))
    treated, after = (unit >= units // 2).astype(int), (time >= 12).astype(int)
    mean = 25 * np.exp(drift * treated * time) * effect ** (treated * after)
    return {
        "counts": RNG.poisson(mean),
        "treated": treated,
        "after": after,
        "unit": unit,
        "time": time,
    }


def test_difference_in_differences() -> None:
    found = difference(**rows(0.7))
    assert said(found) == (Change.DECREASED, [], [])
    assert found.interval == "jackknife"
    assert found.estimate.low < 0.7 < found.estimate.high
    assert said(difference(**rows(1.0)))[0] is Change.UNCHANGED
    assert said(difference(**rows(1.4), chosen_high=True))[0] is Change.INCREASED


def test_sides_that_moved_apart_before_are_refused() -> None:
    assert said(difference(**rows(1.0, drift=-0.05)))[:2] == (Change.UNASSESSABLE, [Code.NOT_PARALLEL])


def test_what_is_not_known_of_the_rows_is_doubted() -> None:
    panel = rows(0.7, units=6)
    assert said(difference(**panel))[2] == [Code.FEW_UNITS]
    del panel["time"]
    assert said(difference(**panel))[2] == [Code.TRENDS_UNCHECKED, Code.FEW_UNITS]
    del panel["unit"]
    assert difference(**panel).interval == "quasi"
    four = difference([100, 60, 100, 98], [1, 1, 0, 0], [0, 1, 0, 1])
    assert four.interval == "poisson"
    assert said(four)[2] == [Code.TRENDS_UNCHECKED, Code.VARIATION_UNKNOWN]
    alone = difference([100, 60, 100, 98], [1, 1, 0, 0], [0, 1, 0, 1], unit=[0, 0, 1, 1])
    assert Code.ONE_UNIT in said(alone)[2]
    assert said(difference([100, 4, 100, 98], [1, 1, 0, 0], [0, 1, 0, 1]))[1] == [Code.FEW_EVENTS]


def pool(others: int) -> np.ndarray:
    """Places of one kind over 20 times; the first is treated."""
    return RNG.poisson(60, (others + 1, 20)).astype(float)


def test_synthetic_control() -> None:
    places = np.hstack([pool(24), pool(24)])
    places[0, 28:] = np.round(places[0, 28:] * 0.4)
    found = synthetic(places[0], places[1:], 28, n=int(places[0].sum()))
    assert said(found) == (Change.DECREASED, [], [])
    assert Code.MORE_OTHERS_THAN_TIMES in said(synthetic(places[0], places[1:], 20, n=900))[2]
    assert found.interval == "placebo"
    chosen = synthetic(places[0], places[1:], 28, n=900, chosen_high=True)
    assert said(chosen)[1] == [Code.CHOSEN_HIGH]


def test_synthetic_control_where_nothing_can_be_said() -> None:
    places = pool(10)
    assert said(synthetic(places[0], places[1:], 12, n=900))[1] == [Code.FEW_OTHERS]
    places = pool(24)
    assert said(synthetic(places[0] * 3, places[1:], 12, n=900))[1] == [Code.POOR_FIT]
    assert Code.FEW_TIMES_BEFORE in said(synthetic(places[0], places[1:], 6, n=900))[1]
    assert Code.FEW_TIMES_AFTER in said(synthetic(places[0], places[1:], 18, n=900))[1]
    assert Code.FEW_EVENTS in said(synthetic(places[0], places[1:], 12, n=9))[1]


def test_synthetic_control_that_shows_no_change() -> None:
    places = RNG.poisson(4000, (25, 20)).astype(float)
    assert said(synthetic(places[0], places[1:], 12, n=80_000))[0] is Change.UNCHANGED
