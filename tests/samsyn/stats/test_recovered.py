"""Differences from values and limits alone: a published table, a slow way, and properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.proportion import wilson
from samsyn.stats.recovered import recovered_difference, widened

NUMBER = st.floats(-1e3, 1e3)
SIDE = st.floats(0, 1e3)
LIMITS = st.builds(lambda value, below, above: (value, value - below, value + above), NUMBER, SIDE, SIDE)


# Newcombe (1998), table II, method 10: limits of the difference between two shares.
@pytest.mark.parametrize(
    ("a", "m", "b", "n", "low", "high"),
    [(56, 70, 48, 80, 0.0524, 0.3339), (9, 10, 3, 10, 0.1705, 0.8090), (10, 10, 0, 20, 0.6791, 1.0)],
)
def test_newcombes_published_limits(a: int, m: int, b: int, n: int, low: float, high: float) -> None:
    one, other = ((k / of, *(float(limit[0]) for limit in wilson([k], [of]))) for k, of in ((a, m), (b, n)))
    _value, found_low, found_high = recovered_difference(one, other)
    assert (found_low, found_high) == pytest.approx((low, high), abs=5e-5)


def test_even_limits_are_those_that_simulation_gives() -> None:
    rng = np.random.default_rng(1)
    drawn = rng.normal(5, 1, 400_000) - rng.normal(3, 2, 400_000)
    _value, low, high = recovered_difference((5, 5 - 1.96, 5 + 1.96), (3, 3 - 3.92, 3 + 3.92))
    assert (low, high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), abs=0.03)


@given(LIMITS, LIMITS)
def test_turning_the_pair_turns_the_sign(
    one: tuple[float, float, float], other: tuple[float, float, float]
) -> None:
    value, low, high = recovered_difference(one, other)
    turned = recovered_difference(other, one)
    assert turned == pytest.approx((-value, -high, -low))
    assert low <= value <= high


@given(LIMITS, st.floats(0.5, 0.999))
def test_there_and_back_is_where_one_was(given: tuple[float, float, float], to: float) -> None:
    there = widened(given, level=0.95, to=to)
    assert widened(there, level=to, to=0.95) == pytest.approx(given, abs=1e-6)


def test_what_is_no_estimate_is_refused() -> None:
    with pytest.raises(BadInput):
        recovered_difference((1, 2, 3), (1, 0, 2))
    with pytest.raises(BadInput):
        recovered_difference((float("nan"), 0, 3), (1, 0, 2))
    with pytest.raises(BadInput):
        widened((1, 0, 2), level=1, to=0.9)
