"""Interrupted series: statsmodels on the whole model, known changes, many series at once, and what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm

from samsyn.errors import BadInput
from samsyn.stats.effect import (
    autoregressive,
    corrected,
    interrupted_design,
    interrupted_series,
    usual_lags,
)

STEP = np.repeat([0, 1], [48, 24])
TIME = np.arange(1, 73)
CLEAN = np.exp(3 + 0.004 * TIME + 0.3 * np.sin(2 * np.pi * TIME / 12) + np.log(0.7) * STEP)


def test_a_known_change_comes_back() -> None:
    """Means without noise: the ratio is 0.7 exactly, and what would have been is the mean divided by it."""
    found = interrupted_series(CLEAN, STEP, harmonics=1)
    assert found.step.ratio[0] == pytest.approx(0.7, rel=1e-9)
    assert found.average.ratio[0] == found.step.ratio[0]
    assert found.slope is None
    np.testing.assert_allclose(found.without[0], CLEAN / 0.7**STEP, rtol=1e-8)
    assert found.observed_after[0] == pytest.approx(0.7 * found.expected_after[0])
    assert found.names == ("intercept", "step", "time", "sin1", "cos1")


def test_a_known_change_of_slope_comes_back() -> None:
    since = STEP * (TIME - TIME[48])
    found = interrupted_series(CLEAN * np.exp(-0.01 * since), STEP, harmonics=1, slope=True)
    assert found.step.ratio[0] == pytest.approx(0.7, rel=1e-8)
    assert found.slope is not None
    assert found.slope.ratio[0] == pytest.approx(np.exp(-0.01), rel=1e-8)
    assert found.average.ratio[0] == pytest.approx(0.7 * np.exp(-0.01 * 11.5), rel=1e-8)


def test_intervals_as_statsmodels() -> None:
    counts = np.random.default_rng(3).negative_binomial(5, 5 / (5 + CLEAN))
    found = interrupted_series(counts, STEP, harmonics=2, slope=True)
    design, names = interrupted_design(STEP, harmonics=2, slope=True)
    model = sm.GLM(counts, design, family=sm.families.Poisson())
    plain, quasi = model.fit(tol=1e-13), model.fit(tol=1e-13, scale="X2")
    lags = usual_lags(72)
    robust = model.fit(tol=1e-13, cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
    place = names.index("step")
    for mine, told in ((found.step.poisson, plain), (found.step.quasi, quasi)):
        np.testing.assert_allclose(
            [mine.low[0], mine.high[0], mine.p[0]],
            [*np.exp(told.conf_int()[place]), told.pvalues[place]],
            rtol=1e-6,
        )
    assert found.step.robust is not None
    assert found.step.robust.standard_error[0] == pytest.approx(robust.bse[place], rel=1e-6)
    contrast = np.zeros(len(names))
    contrast[place], contrast[names.index("slope")] = 1, design[48:, names.index("slope")].mean()
    told = quasi.t_test(contrast)
    assert found.average.log[0] == pytest.approx(float(np.squeeze(told.effect)), rel=1e-7)
    assert found.average.quasi.standard_error[0] == pytest.approx(float(np.squeeze(told.sd)), rel=1e-6)


def test_many_series_are_as_one_by_one() -> None:
    counts = np.random.default_rng(4).poisson(CLEAN, (20, 72)).astype(float)
    counts[3, 5] = np.nan
    together = interrupted_series(counts, STEP, harmonics=2)
    for row in (0, 3, 19):
        alone = interrupted_series(counts[row], STEP, harmonics=2)
        np.testing.assert_allclose(together.step.t.low[row], alone.step.t.low[0], rtol=1e-9)
        np.testing.assert_allclose(together.step.robust.high[row], alone.step.robust.high[0], rtol=1e-9)
        np.testing.assert_allclose(together.dependence.p[row], alone.dependence.p[0], rtol=1e-9)


def test_the_t_interval_is_never_shorter_than_that_of_poisson() -> None:
    found = interrupted_series(np.round(CLEAN), STEP, harmonics=1)
    assert found.model.dispersion[0] < 1
    assert found.step.quasi.low[0] > found.step.poisson.low[0] > found.step.t.low[0]


def test_dependence_on_the_time_before_against_the_whole_matrix() -> None:
    """The slow way: every pair of times with its power of the correlation; one time is unknown."""
    counts = np.random.default_rng(6).poisson(CLEAN).astype(float)
    counts[9] = np.nan
    model = interrupted_series(counts, STEP, harmonics=1).model
    related = 0.4 ** np.abs(np.subtract.outer(TIME, TIME))
    root = np.sqrt(model.mean[0])[:, None] * model.design
    bread = model.inverse[0]
    slow = max(model.dispersion[0], 1) * bread @ root.T @ related @ root @ bread
    np.testing.assert_allclose(autoregressive(model, np.array([0.4]))[0], slow, rtol=1e-9, atol=1e-14)
    none = autoregressive(model, np.array([0.0]))[0]
    np.testing.assert_allclose(none, max(model.dispersion[0], 1) * bread, rtol=1e-9, atol=1e-14)


def test_the_correction_by_hand() -> None:
    """0.3 of 72 times with 3 coefficients: (1 + 0.9 + 2 * 1.3) / 72 more; a negative one is none."""
    model = interrupted_series([np.round(CLEAN)] * 3, STEP).model
    found = corrected(np.array([0.3, -0.5, 0.99]), model)
    np.testing.assert_allclose(found, [0.3 + 4.5 / 72, 0, 0.95])


def test_a_series_without_events_after_has_no_ratio() -> None:
    counts = np.where(STEP == 1, 0, 9)
    found = interrupted_series([counts, np.round(CLEAN)], STEP)
    assert np.isnan([found.step.ratio[0], found.step.t.low[0], found.dependence.p[0]]).all()
    assert np.isfinite(found.step.ratio[1])


def test_the_shortest_wave_has_no_sine() -> None:
    design, names = interrupted_design(np.repeat([0, 1], 6), harmonics=2, period=4)
    assert names == ("intercept", "step", "time", "sin1", "cos1", "cos2")
    np.testing.assert_allclose(design[:, -1], np.tile([-1.0, 1.0], 6), atol=1e-12)


def test_what_is_refused() -> None:
    for step in (np.zeros(72), np.ones(72), STEP * 2, np.where(STEP, np.nan, 0)):
        with pytest.raises(BadInput, match="0 före och 1 efter"):
            interrupted_series(CLEAN, step)
    with pytest.raises(BadInput, match="som mest 6 par"):
        interrupted_series(CLEAN, STEP, harmonics=7)
    with pytest.raises(ValueError, match="one value per time"):
        interrupted_series(CLEAN, STEP[:-1])
    with pytest.raises(BadInput, match="för kort"):
        interrupted_series([1, 2, 3], [0, 0, 1], slope=True)
