"""Intraclass correlation: the published example with R's intervals, analysis of variance, by hand, and properties."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from pandas import DataFrame
from statsmodels.stats.anova import anova_lm

from samsyn.errors import BadInput
from samsyn.stats.agreement import intraclass

SHROUT_FLEISS = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
PSYCH = {  # R psych 2.2.9: value, limits, F, p
    "ICC(1,1)": (
        0.165741768405476,
        -0.132932324874751,
        0.722560062328121,
        1.79467849223947,
        0.16476880834464,
    ),
    "ICC(2,1)": (0.289763779527559, 0.018786513374712, 0.761084369648953, 11.0272479564033, 1.34566516484e-4),
    "ICC(3,1)": (0.714840714840715, 0.342464765033925, 0.94585825995536, 11.0272479564033, 1.34566516484e-4),
    "ICC(1,k)": (
        0.442797133679269,
        -0.884442155238119,
        0.912415420340776,
        1.79467849223947,
        0.16476880834464,
    ),
    "ICC(2,k)": (0.620050547598989, 0.0711368153025, 0.927232040167722, 11.0272479564033, 1.34566516484e-4),
    "ICC(3,k)": (0.909315542377069, 0.675674713816, 0.985891678169062, 11.0272479564033, 1.34566516484e-4),
}
TABLES = hnp.arrays(float, (5, 3), elements=st.integers(0, 20).map(float))


def test_the_published_example() -> None:
    """Shrout and Fleiss print .17, .29, .71, .44, .62, .91; the digits and the intervals are those of R psych."""
    found = intraclass(SHROUT_FLEISS)
    assert [round(one.value, 2) for one in found.forms] == [0.17, 0.29, 0.71, 0.44, 0.62, 0.91]
    for one in found.forms:
        told = (one.value, one.low, one.high, one.f, one.p)
        assert told == pytest.approx(PSYCH[one.name], rel=1e-9)
        assert one.fits
    assert [one.freedom for one in found.forms[:2]] == [(5, 18), (5, 15)]
    assert (found.units, found.raters, found.left_out) == (6, 4, 0)


@settings(max_examples=25)
@given(TABLES)
def test_as_the_mean_squares_of_an_analysis_of_variance(table: np.ndarray) -> None:
    if np.ptp(table.mean(axis=1)) < 1e-9 or np.ptp(table - table.mean(axis=1, keepdims=True)) < 1e-9:
        return
    n, k = table.shape
    rows = [(unit, rater, table[unit, rater]) for unit in range(n) for rater in range(k)]
    fit = smf.ols("y ~ C(unit) + C(rater)", DataFrame(rows, columns=["unit", "rater", "y"])).fit()
    between, raters, rest = anova_lm(fit)["sum_sq"] / anova_lm(fit)["df"]
    within = ((raters * (k - 1)) + rest * (n - 1) * (k - 1)) / (n * (k - 1))
    found = {one.name: one.value for one in intraclass(table).forms}
    assert found["ICC(1,1)"] == pytest.approx((between - within) / (between + (k - 1) * within), rel=1e-6)
    if rest > 1e-9:
        assert found["ICC(3,k)"] == pytest.approx(1 - rest / between, rel=1e-6)
        assert found["ICC(2,1)"] == pytest.approx(
            (between - rest) / (between + (k - 1) * rest + k * (raters - rest) / n), rel=1e-6, abs=1e-9
        )


def test_a_constant_difference_by_hand() -> None:
    """One rater is always 2 above: (3,1) is 1. Mean squares 2 and 6 give (2,1) = 2 / (2 + 2 * 6 / 3)."""
    found = {one.name: one for one in intraclass([[1, 3], [2, 4], [3, 5]]).forms}
    assert found["ICC(3,1)"].value == pytest.approx(1)
    assert found["ICC(2,1)"].value == pytest.approx(2 / (2 + 2 * 6 / 3))
    near = intraclass([[1, 3], [2, 4 + 1e-7], [3, 5]]).forms[
        1
    ]  # the limits are those of a residual that vanishes
    assert (found["ICC(2,1)"].low, found["ICC(2,1)"].high) == pytest.approx((near.low, near.high), rel=1e-5)


@given(TABLES, st.integers(1, 9), st.integers(-9, 9))
def test_scale_and_level_do_not_matter(table: np.ndarray, times: int, more: int) -> None:
    one, other = intraclass(table), intraclass(table * times + more)
    for here, there in zip(one.forms, other.forms, strict=True):
        if np.isfinite(here.value) and abs(here.value) < 1e6:
            assert there.value == pytest.approx(here.value, rel=1e-5, abs=1e-7)


def test_units_with_gaps_are_left_out() -> None:
    found = intraclass([*SHROUT_FLEISS, [1, np.nan, 3, 4]])
    assert found.left_out == 1
    assert found.forms[0].value == pytest.approx(PSYCH["ICC(1,1)"][0])


@pytest.mark.parametrize("table", [[[1.0, 2.0]], [[1.0], [2.0]], [[1, np.nan], [2, 3]]])
def test_too_little_is_refused(table: list) -> None:
    with pytest.raises(BadInput, match="Minst två"):
        intraclass(table)


def test_no_difference_at_all_has_no_number() -> None:
    assert all(np.isnan(one.value) for one in intraclass([[2, 2], [2, 2], [2, 2]]).forms)
