"""Power: against simulation with the very tests, against all outcomes added up, and properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.errors import BadInput
from samsyn.stats.effect import (
    interrupted_design,
    interrupted_power,
    interrupted_series,
    two_period_power,
    weighted_difference,
    weighted_difference_power,
)
from samsyn.stats.rate import rate_ratio

RNG = np.random.default_rng(21)


def test_two_periods_against_all_outcomes() -> None:
    """The slow way: each pair of counts, its probability, and whether the exact interval excludes 1."""
    one, other = (grid.ravel() for grid in np.meshgrid(np.arange(90), np.arange(140), indexing="ij"))
    found = rate_ratio(one, 1.5, other, 1.0)
    outside = (found.low > 1) | (found.high < 1)
    for before, ratio in ((30, 0.5), (30, 1.0), (12, 1.8)):
        chance = stats.poisson.pmf(one, before * 1.5 * ratio) * stats.poisson.pmf(other, before)
        told = two_period_power(before, ratio=ratio, length=1.5).power
        assert told == pytest.approx(chance[outside].sum(), abs=2e-6)


def test_many_events_are_approximated_without_a_jump() -> None:
    below, above = (two_period_power(mean, ratio=0.93).power for mean in (2585, 2595))
    assert above == pytest.approx(below, abs=0.012)


def test_weighted_difference_by_simulation() -> None:
    counts = RNG.poisson([80, 80 * 0.6, 100, 100], (4000, 4))
    seen = [
        found.total.high < 0 or found.total.low > 0
        for a, b, c, d in counts.tolist()
        if (found := weighted_difference((c, d), (a, b)))
    ]
    told = weighted_difference_power(80, 100, ratio=0.6).power
    assert np.mean(seen) == pytest.approx(told, abs=0.03)


@pytest.mark.parametrize("dispersion", [1.0, 2.0])
def test_interrupted_by_simulation(dispersion: float) -> None:
    step = np.repeat([0, 1], [48, 24])
    design, names = interrupted_design(step, harmonics=1)
    told = interrupted_power(design, np.eye(len(names))[1], mean=20, ratio=0.75, dispersion=dispersion).power
    mean = np.broadcast_to(20 * 0.75**step, (2000, 72))
    counts = (
        RNG.poisson(mean)
        if dispersion == 1
        else RNG.negative_binomial(mean / (dispersion - 1), 1 / dispersion)
    )
    found = interrupted_series(counts, step, harmonics=1).step.t
    assert np.mean(found.high < 1) + np.mean(found.low > 1) == pytest.approx(told, abs=0.045)


def test_the_smallest_change_has_the_power_that_is_asked_for() -> None:
    found = two_period_power(200, ratio=0.8, goal=0.9)
    assert two_period_power(200, ratio=found.decrease).power >= 0.9
    assert two_period_power(200, ratio=found.decrease + 0.002).power < 0.9
    assert two_period_power(200, ratio=found.increase).power >= 0.9
    assert np.isnan(two_period_power(2, ratio=0.8).decrease)
    varied = two_period_power(
        100, ratio=0.8, dispersion=2
    )  # with hardly an event left it could not be seen either
    assert two_period_power(100, ratio=varied.decrease, dispersion=2).power >= 0.8
    assert two_period_power(100, ratio=0.001, dispersion=2).power < 0.8


def test_with_no_change_the_power_is_what_false_alarms_there_are() -> None:
    assert weighted_difference_power(100, 100, ratio=1).power == pytest.approx(0.05)
    assert two_period_power(100, ratio=1, dispersion=2).power == pytest.approx(0.05)
    assert 0.02 < two_period_power(100, ratio=1).power <= 0.05


@settings(max_examples=30)
@given(st.floats(5, 500), st.floats(0.2, 0.95))
def test_more_events_see_more_and_more_variation_sees_less(mean: float, ratio: float) -> None:
    design, names = interrupted_design(np.repeat([0, 1], 24))
    contrast = np.eye(len(names))[1]

    def seen(times: float = 1, **more: float) -> float:
        return interrupted_power(design, contrast, mean=mean * times, ratio=ratio, **more).power

    assert seen(2) >= seen() - 1e-12
    assert seen(dispersion=2) <= seen() + 1e-12
    assert seen(correlation=0.3) <= seen() + 1e-12
    assert weighted_difference_power(mean, mean, ratio=ratio).power >= (
        weighted_difference_power(mean, 2 * mean, ratio=ratio).power - 1e-12
    )
    assert weighted_difference_power(mean, mean, ratio=ratio, dispersion=2).power == pytest.approx(
        weighted_difference_power(mean / 2, mean / 2, ratio=ratio).power
    )


def test_what_is_refused() -> None:
    design = interrupted_design(np.repeat([0, 1], 8))[0]
    for call in (
        lambda: two_period_power(0, ratio=0.8),
        lambda: two_period_power(5, ratio=-1),
        lambda: two_period_power(5, ratio=0.8, goal=1),
        lambda: weighted_difference_power(float("nan"), 3, ratio=0.8),
        lambda: interrupted_power(design, [0, 1, 0], mean=5, ratio=0.8, correlation=1),
        lambda: interrupted_power(design[[0, 8, 9]], [0, 1, 0], mean=5, ratio=0.8),
    ):
        with pytest.raises(BadInput):
            call()
