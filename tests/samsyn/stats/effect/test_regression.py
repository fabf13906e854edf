"""Count regression: against statsmodels, a slow optimiser, by hand, and properties."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from samsyn.errors import BadInput
from samsyn.stats.effect import (
    autocorrelation,
    contrast_of,
    count_regression,
    interrupted_design,
    newey_west,
)

RNG = np.random.default_rng(11)
STEP = np.repeat([0, 1], [36, 24])
DESIGN, NAMES = interrupted_design(STEP, harmonics=2)
EXPOSURE = np.linspace(1000, 1300, 60)
COUNTS = RNG.negative_binomial(4, 4 / (4 + np.exp(2.5 - 0.3 * STEP)), (12, 60)).astype(float)


def peer(counts: np.ndarray, **fit: object) -> sm.genmod.generalized_linear_model.GLMResults:
    """One series in statsmodels, quasi-Poisson."""
    model = sm.GLM(counts, DESIGN, family=sm.families.Poisson(), offset=np.log(EXPOSURE))
    return model.fit(tol=1e-13, maxiter=100, **{"scale": "X2", **fit})


def test_each_series_as_statsmodels() -> None:
    found = count_regression(COUNTS, DESIGN, EXPOSURE)
    for row, counts in enumerate(COUNTS):
        told = peer(counts)
        np.testing.assert_allclose(found.coefficients[row], told.params, rtol=1e-8, atol=1e-10)
        np.testing.assert_allclose(found.dispersion[row], told.scale, rtol=1e-8)
        np.testing.assert_allclose(
            found.inverse[row] * found.dispersion[row], told.cov_params(), rtol=1e-7, atol=1e-12
        )
        np.testing.assert_allclose(found.mean[row], told.fittedvalues, rtol=1e-8)
        np.testing.assert_allclose(found.residuals[row], told.resid_pearson, rtol=1e-6, atol=1e-9)


def test_newey_west_as_statsmodels() -> None:
    found = count_regression(COUNTS, DESIGN, EXPOSURE)
    for lags in (1, 3):
        covariance = newey_west(found, lags)
        for row, counts in enumerate(COUNTS[:4]):
            told = peer(counts, cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, scale=1.0)
            np.testing.assert_allclose(covariance[row], told.cov_params(), rtol=1e-6, atol=1e-12)


def test_ljung_box_as_statsmodels() -> None:
    residuals = count_regression(COUNTS, DESIGN, EXPOSURE).residuals
    found = autocorrelation(residuals, 10)
    for row in range(4):
        told = sm.stats.acorr_ljungbox(residuals[row], lags=[10])
        assert found.statistic[row] == pytest.approx(told["lb_stat"].iloc[0], rel=1e-9)
        assert found.p[row] == pytest.approx(told["lb_pvalue"].iloc[0], rel=1e-7)
        assert found.first[row] == pytest.approx(sm.tsa.acf(residuals[row], nlags=1)[1], rel=1e-9)


def test_a_slow_optimiser_finds_the_same_maximum() -> None:
    counts = COUNTS[0]

    def loss(beta: np.ndarray) -> float:
        eta = DESIGN @ beta + np.log(EXPOSURE)
        return float((np.exp(eta) - counts * eta).sum())

    found = count_regression(counts, DESIGN, EXPOSURE).coefficients[0]
    slow = minimize(loss, np.zeros(len(NAMES)) + [-6, *[0] * (len(NAMES) - 1)], method="BFGS")
    assert loss(found) <= slow.fun + 1e-6
    np.testing.assert_allclose(found, slow.x, atol=1e-3)


def test_one_mean_by_hand() -> None:
    """Counts 2, 4, 6: mean 4, variance 1/12 of the log mean, dispersion (4 + 0 + 4)/4/2 = 1."""
    found = count_regression([2, 4, 6], np.ones((3, 1)))
    assert found.coefficients[0, 0] == pytest.approx(np.log(4))
    assert found.inverse[0, 0, 0] == pytest.approx(1 / 12)
    assert found.dispersion[0] == pytest.approx(1)
    assert contrast_of(found, [1], level=0.95).poisson.low[0] == pytest.approx(
        4 * np.exp(-1.959964 / 12**0.5)
    )


def test_an_unknown_count_is_as_a_missing_row() -> None:
    counts = COUNTS[:3].copy()
    counts[:, 7] = np.nan
    kept = np.arange(60) != 7
    found = count_regression(counts, DESIGN, EXPOSURE)
    shorter = count_regression(counts[:, kept], DESIGN[kept], EXPOSURE[kept])
    np.testing.assert_allclose(found.coefficients, shorter.coefficients, rtol=1e-9)
    np.testing.assert_allclose(found.inverse, shorter.inverse, rtol=1e-8)
    np.testing.assert_allclose(found.dispersion, shorter.dispersion, rtol=1e-9)
    assert np.isnan(found.residuals[:, 7]).all()


def test_a_series_without_a_maximum_says_so_and_leaves_the_others_alone() -> None:
    counts = COUNTS[:3].copy()
    counts[1, STEP == 1] = 0
    found = count_regression(counts, DESIGN, EXPOSURE)
    assert found.converged.tolist() == [True, False, True]
    assert np.isnan(found.coefficients[1]).all()
    np.testing.assert_allclose(
        found.coefficients[2], count_regression(counts[2], DESIGN, EXPOSURE).coefficients[0], rtol=1e-9
    )
    nothing = count_regression(np.full((2, 60), np.nan), DESIGN)
    assert not nothing.converged.any()
    assert not count_regression(np.zeros(60), DESIGN).converged.any()


@pytest.mark.parametrize("harmonics", [0, 1, 2])
@pytest.mark.parametrize("most", [1, 7, 1000])
def test_no_event_on_one_side_is_never_taken_for_a_maximum(harmonics: int, most: int) -> None:
    """The likelihood rises for ever as the mean there falls; rounding must not stop it at "no doubt at all"."""
    for before, after in ((12, 4), (30, 30), (5, 60)):
        step = np.repeat([0, 1], [before, after])
        design = interrupted_design(step, harmonics=harmonics, period=4)[0]
        counts = np.where(step == 1, 0, RNG.integers(0, most + 1, (6, before + after)))
        found = count_regression(counts, design)
        assert not found.converged.any()
        assert np.isnan(found.residuals).all()
        assert not count_regression(np.where(step == 1, 3, 0), design).converged.any()


@settings(max_examples=150)
@given(
    st.lists(st.sampled_from([0, 0, 0, 1, 2, 50, np.nan]), min_size=16, max_size=16),
    st.integers(0, 2),
    st.booleans(),
)
def test_whatever_is_counted_gives_a_maximum_or_none(
    counts: list[float], harmonics: int, slope: bool
) -> None:
    """Where it says that it has settled, the score is zero; it never fails, and never warns."""
    design = interrupted_design(np.repeat([0, 1], [10, 6]), harmonics=harmonics, period=4, slope=slope)[0]
    found = count_regression(counts, design)
    if found.converged[0]:
        np.testing.assert_allclose((found.counts - found.mean)[0] @ design, 0, atol=1e-5)
        assert np.isfinite(found.inverse).all()


@settings(max_examples=40)
@given(
    st.lists(st.integers(0, 60), min_size=20, max_size=20).filter(lambda x: min(sum(x[:10]), sum(x[10:])) > 0)
)
def test_properties(counts: list[int]) -> None:
    """Fitted sums are observed sums on either side; more exposure moves the level alone."""
    design = interrupted_design(np.repeat([0, 1], 10))[0]
    found = count_regression(counts, design)
    if not found.converged[0]:
        return
    assert found.mean[0, :10].sum() == pytest.approx(sum(counts[:10]), rel=1e-7)
    assert found.mean[0, 10:].sum() == pytest.approx(sum(counts[10:]), rel=1e-7)
    scaled = count_regression(counts, design, 1000.0)
    np.testing.assert_allclose(scaled.coefficients[0, 1:], found.coefficients[0, 1:], rtol=1e-6, atol=1e-7)
    assert scaled.coefficients[0, 0] == pytest.approx(found.coefficients[0, 0] - np.log(1000), abs=1e-6)


@pytest.mark.parametrize(
    ("counts", "exposure", "words"),
    [([1, -1, 2], None, "mindre"), ([1, np.inf, 2], None, "oändligt"), ([1, 1, 2], [1, 0, 1], "större än 0")],
)
def test_what_cannot_be_fitted_is_refused(counts: list[float], exposure: object, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        count_regression(counts, np.ones((3, 1)), exposure)


def test_a_design_that_says_one_thing_twice_is_refused() -> None:
    twice = np.column_stack([np.ones(9), np.arange(9), 2 * np.arange(9) + 1])
    with pytest.raises(BadInput, match="samma sak"):
        count_regression(np.ones(9), twice)
    with pytest.raises(BadInput, match="för kort"):
        count_regression(np.ones(2), np.ones((2, 3)))
