"""The wild bootstrap: against fitting anew, an independent program, and what it may not depend on."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.effect import count_regression, ratio_of_ratios, wild_cluster, wild_ratio_of_ratios

WEBB = [-np.sqrt(1.5), -1, -np.sqrt(0.5), np.sqrt(0.5), 1, np.sqrt(1.5)]


def seeded(seed: int = 1) -> np.random.Generator:
    return np.random.default_rng(seed)


def some(units: int = 8, seed: int = 5) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = seeded(seed)
    unit = rng.integers(0, units, 160)
    x = rng.normal(size=160) + 0.3 * unit
    side = (unit < 3).astype(float)
    y = 1 + 0.5 * x + 0.4 * side + rng.normal(size=units)[unit] + rng.normal(size=160)
    return y, np.column_stack([np.ones(160), x, side]), unit


def slow_t(y: np.ndarray, x: np.ndarray, unit: np.ndarray, k: int, value: float) -> float:
    """Fit, and the usual t by unit without its constant factor."""
    inverse = np.linalg.inv(x.T @ x)
    beta = inverse @ x.T @ y
    scores = [x[unit == one].T @ (y - x @ beta)[unit == one] for one in np.unique(unit)]
    return float((beta[k] - value) / np.sqrt((inverse @ sum(np.outer(s, s) for s in scores) @ inverse)[k, k]))


def slow_p(y: np.ndarray, x: np.ndarray, unit: np.ndarray, k: int, values: list[float]) -> float:
    """Every draw: the outcome made anew from the model without the coefficient, and fitted anew."""
    others = np.delete(x, k, axis=1)
    held = others @ np.linalg.lstsq(others, y, rcond=None)[0]
    seen, names = abs(slow_t(y, x, unit, k, 0)), np.unique(unit)
    far = []
    for signs in product(values, repeat=len(names)):
        made = held + np.array(signs)[np.searchsorted(names, unit)] * (y - held)
        far.append(abs(slow_t(made, x, unit, k, 0)) >= seen * (1 - 1e-9))
    return float(np.mean(far))


@pytest.mark.parametrize(("signs", "values", "units"), [("rademacher", [-1, 1], 6), ("webb", WEBB, 4)])
@pytest.mark.parametrize("k", [1, 2])
def test_every_draw_fitted_anew(signs: str, values: list[float], units: int, k: int) -> None:
    y, x, unit = some(units)
    found = wild_cluster(y, x, unit, coefficient=k, rng=seeded(), signs=signs)
    assert (found.exact, found.draws, found.units) == (True, len(values) ** units, units)
    assert found.p == pytest.approx(slow_p(y, x, unit, k, values))


def test_wildboottest() -> None:
    """
    wildboottest 0.3.2 (which leaves ties out): all 256 draws give t = 2.240131, p = 20/256, and 0 for the other.

    statsmodels' errors by unit are 0.58224162 and 0.08321657; 99,999 draws of Webb's values p = 0.0846 and 0.00184.
    """
    y, x, unit = some()
    side, slope = (wild_cluster(y, x, unit, coefficient=k, rng=seeded(), signs="rademacher") for k in (2, 1))
    assert side.estimate / side.standard_error == pytest.approx(2.240131, rel=1e-6)
    assert side.standard_error == pytest.approx(0.58224162, rel=1e-7)
    assert (side.p, slope.p) == ((20 + 2) / 256, 2 / 256)
    assert slope.standard_error == pytest.approx(0.08321657, rel=1e-6)
    six = wild_cluster(y, x, unit, rng=seeded(), draws=40_000)
    assert (six.signs, six.exact) == ("webb", False)
    assert six.p == pytest.approx(0.0846, abs=0.005)


def test_the_interval_holds_what_is_not_rejected() -> None:
    y, x, unit = some(11)
    found = wild_cluster(y, x, unit, coefficient=1, rng=seeded())
    assert (found.signs, found.exact) == ("rademacher", True)
    for limit, way in ((found.low, 1), (found.high, -1)):
        inside, outside = (
            wild_cluster(y - (limit + move * way) * x[:, 1], x, unit, coefficient=1, rng=seeded()).p
            for move in (1e-6, -1e-6)
        )
        assert outside <= 0.05 < inside
    narrow = wild_cluster(y, x, unit, coefficient=1, rng=seeded(), level=0.8)
    assert found.low < narrow.low < found.estimate < narrow.high < found.high


def counted(
    units: int = 7, seed: int = 2
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = seeded(seed)
    unit, after = np.repeat(np.arange(units), 2), np.tile([0, 1], units)
    return rng.poisson(30, 2 * units), (unit < 3).astype(int), after, unit, rng.uniform(1, 3, 2 * units)


def test_the_score_of_counts_made_and_fitted_anew() -> None:
    """The four sums without the ratio by the regression; each draw's scores less what one step of a fit takes away."""
    y, side, after, unit, size = counted(6)
    found = wild_ratio_of_ratios(y, side, after, unit, exposure=size, rng=seeded(), signs="rademacher")
    design = np.column_stack([np.ones(12), side, after, side * after]).astype(float)
    mean = count_regression(y, design[:, :3], size).mean[0]
    inverse = np.linalg.inv(design.T @ (mean[:, None] * design))
    names = np.arange(6)

    def t(left: np.ndarray) -> float:
        step = inverse @ design.T @ left
        again = left - mean * (design @ step)
        scores = [(inverse @ design[unit == one].T @ again[unit == one])[3] for one in names]
        return abs(step[3]) / float(np.sqrt(np.sum(np.square(scores))))

    drawn = [t(np.array(signs)[unit] * (y - mean)) for signs in product([-1, 1], repeat=6)]
    assert found.p == pytest.approx(np.mean(np.array(drawn) >= t(y - mean) * (1 - 1e-9)))


def test_counts_have_the_estimate_and_error_of_the_ratio_of_ratios() -> None:
    y, side, after, unit, size = counted()
    found = wild_ratio_of_ratios(y, side, after, unit, exposure=size, rng=seeded())
    plain = ratio_of_ratios(y, side, after, exposure=size, unit=unit)
    assert plain.clustered is not None
    assert found.estimate == pytest.approx(plain.log)
    assert found.standard_error == pytest.approx(float(plain.clustered.sandwich.standard_error))


@given(st.integers(0, 10**6))
@settings(max_examples=15, deadline=None)
def test_sides_order_and_names_of_units(seed: int) -> None:
    y, side, after, unit, size = counted(6, seed)
    found = wild_ratio_of_ratios(y, side, after, unit, exposure=size, rng=seeded(), signs="rademacher")
    order = seeded(seed).permutation(12)
    other = wild_ratio_of_ratios(
        y[order],
        1 - side[order],
        after[order],
        100 - unit[order],
        exposure=size[order],
        rng=seeded(),
        signs="rademacher",
    )
    assert other.estimate == pytest.approx(-found.estimate, abs=1e-12)
    assert other.p == found.p
    assert other.low == pytest.approx(-found.high, rel=1e-6, abs=1e-6)
    assert found.low <= found.estimate <= found.high
    assert 0 < found.p <= 1


def test_too_few_units_for_any_limit() -> None:
    """Of four units sixteen draws: nothing can be rejected at 5 per cent."""
    y, x, unit = some(4)
    found = wild_cluster(y, x, unit, coefficient=1, rng=seeded(), signs="rademacher")
    assert (found.low, found.high) == (-np.inf, np.inf)
    assert found.p >= 2 / 16


def test_what_cannot_be_used_is_said() -> None:
    y, x, unit = some()
    for wrong in (np.nan, np.inf):
        with pytest.raises(BadInput, match="saknas eller är oändligt"):
            wild_cluster(np.where(np.arange(160) == 3, wrong, y), x, unit, rng=seeded())
    with pytest.raises(BadInput, match="tre enheter"):
        wild_cluster(y, x, unit % 2, rng=seeded())
    with pytest.raises(BadInput, match="skilja åt"):
        wild_cluster(y, np.column_stack([x, x[:, 1]]), unit, rng=seeded())
    with pytest.raises(BadInput, match="saknas eller är oändligt"):
        wild_ratio_of_ratios([1, np.nan, 3, 4], [0, 0, 1, 1], [0, 1, 0, 1], [0, 0, 1, 1], rng=seeded())
    exact = wild_cluster(2 * x[:, 1], x, unit, coefficient=1, rng=seeded())
    assert exact.estimate == pytest.approx(2)
