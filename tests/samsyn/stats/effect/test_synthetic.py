"""Synthetic control: exact mixtures, a slow optimiser, the optimality conditions, placebos by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.optimize import minimize

from samsyn.errors import BadInput
from samsyn.stats.effect import convex_weights, synthetic_control

RNG = np.random.default_rng(2)
POOL = RNG.gamma(4, 10, (6, 1)) * np.exp(RNG.normal(0, 0.3, (6, 16)))


def loss(weights: np.ndarray, target: np.ndarray, pool: np.ndarray) -> float:
    return float(((target - weights @ pool) ** 2).sum())


def test_a_mixture_comes_back() -> None:
    given = np.array([0.5, 0, 0.2, 0, 0.3, 0])
    np.testing.assert_allclose(convex_weights(given @ POOL, POOL), given, atol=1e-9)


def test_a_slow_optimiser_finds_the_same_minimum() -> None:
    target = POOL.mean(axis=0) * np.exp(RNG.normal(0, 0.2, 16))
    found = convex_weights(target, POOL)
    slow = minimize(
        loss,
        np.full(6, 1 / 6),
        args=(target, POOL),
        bounds=[(0, 1)] * 6,
        constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
        options={"ftol": 1e-14, "maxiter": 500},
    )
    np.testing.assert_allclose(found, slow.x, atol=1e-4)
    assert loss(found, target, POOL) <= slow.fun * (1 + 1e-9)


@settings(max_examples=60)
@given(
    hnp.arrays(float, (5, 8), elements=st.floats(0, 1000)), hnp.arrays(float, 8, elements=st.floats(0, 1000))
)
def test_no_small_move_comes_nearer(pool: np.ndarray, target: np.ndarray) -> None:
    """The conditions of a minimum on the simplex: no unit's slope is below that of the mixture."""
    found = convex_weights(target, pool)
    assert found.min() >= 0
    assert found.sum() == pytest.approx(1)
    gradient = -2 * pool @ (target - found @ pool)
    assert gradient.min() >= found @ gradient - 1e-6 * (1 + np.abs(gradient).max())


def test_a_target_outside_takes_the_nearest() -> None:
    """By hand: the nearest mixture of 1 and 2 to the value 5 is 2 alone."""
    np.testing.assert_allclose(convex_weights([5.0, 5], [[1.0, 1], [2, 2]]), [0, 1], atol=1e-12)


def test_a_known_effect_comes_back() -> None:
    target = np.array([0.4, 0.6, 0, 0, 0, 0]) @ POOL
    target[10:] *= 0.5
    found = synthetic_control(target, POOL, 10)
    assert found.ratio == pytest.approx(0.5)
    assert found.misfit == pytest.approx(0, abs=1e-9)
    assert found.p == pytest.approx(1 / 7)
    np.testing.assert_allclose(found.gap[:10], 0, atol=1e-8)
    np.testing.assert_allclose(found.gap[10:], -target[10:], rtol=1e-8)


def test_placebos_by_hand() -> None:
    """Each other unit, by hand: the rest mixed to follow it, its gap after divided by its gap before."""
    target = POOL.mean(axis=0) * np.exp(RNG.normal(0, 0.2, 16))
    found = synthetic_control(target, POOL, 10)
    for one in range(6):
        rest = np.delete(POOL, one, axis=0)
        gap = POOL[one] - convex_weights(POOL[one, :10], rest[:, :10]) @ rest
        growth = np.sqrt((gap[10:] ** 2).mean() / (gap[:10] ** 2).mean())
        assert found.placebo_growth[one] == pytest.approx(growth, rel=1e-9)
    own = np.sqrt((found.gap[10:] ** 2).mean() / (found.gap[:10] ** 2).mean())
    assert found.p == pytest.approx((1 + (found.placebo_growth >= own).sum()) / 7)
    low, high = np.quantile(found.placebo_ratios, [0.025, 0.975])
    assert (found.low, found.high) == pytest.approx((found.ratio / high, found.ratio / low))


def test_the_rank_is_even_where_nothing_happened() -> None:
    """Under exchange of units p is uniform: below 0.2 in about a fifth of 200 draws."""
    rng = np.random.default_rng(8)
    p = [
        synthetic_control(x[0], x[1:], 12).p
        for x in (rng.gamma(4, 5, (10, 1)) * np.exp(rng.normal(0, 0.2, (10, 18))) for _ in range(200))
    ]
    assert 0.12 <= np.mean(np.array(p) <= 0.2) <= 0.28


def test_what_is_refused() -> None:
    with pytest.raises(BadInput, match="minst två andra"):
        synthetic_control(POOL[0], POOL[:1], 5)
    with pytest.raises(BadInput, match="före och efter"):
        synthetic_control(POOL[0], POOL[1:], 16)
    with pytest.raises(BadInput, match="för varje tid"):
        synthetic_control(np.where(np.arange(16) == 3, np.nan, POOL[0]), POOL[1:], 5)
    with pytest.raises(ValueError, match="as many times"):
        synthetic_control(POOL[0, :-1], POOL[1:], 5)
