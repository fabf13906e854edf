"""Difference in differences: statsmodels, the slow model with levels per unit and time, by hand, and properties."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
import statsmodels.formula.api as smf
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.effect import parallel_trends, ratio_of_ratios

COUNT = st.integers(1, 5000)


def panel(seed: int = 5, units: int = 14, effect: float = 0.7) -> pd.DataFrame:
    """Units with levels of their own, half of them treated from time 12 of 20."""
    rng = np.random.default_rng(seed)
    unit, time = (grid.ravel() for grid in np.meshgrid(range(units), range(20), indexing="ij"))
    level = rng.gamma(3, 10, units)
    treated, after = (unit >= units // 2).astype(int), (time >= 12).astype(int)
    mean = (
        level[unit]
        * np.exp(0.2 * np.sin(time))
        * effect ** (treated * after)
        * rng.gamma(9, 1 / 9, unit.size)
    )
    frame = {"unit": unit, "time": time, "treated": treated, "after": after, "y": rng.poisson(mean)}
    return pd.DataFrame(frame | {"size": rng.uniform(500, 900, units)[unit]})


def estimate(frame: pd.DataFrame, **more: object):
    """Our answer for a panel."""
    return ratio_of_ratios(frame.y, frame.treated, frame.after, unit=frame.unit, **more)


def test_four_counts_by_hand() -> None:
    """(60/100) / (90/100) = 2/3; variance of the log 1/60 + 1/100 + 1/90 + 1/100."""
    found = ratio_of_ratios([100, 60, 100, 90], [1, 1, 0, 0], [0, 1, 0, 1])
    assert found.ratio == pytest.approx(2 / 3)
    assert float(found.poisson.standard_error) == pytest.approx((1 / 60 + 1 / 100 + 1 / 90 + 1 / 100) ** 0.5)
    assert found.quasi is None
    assert np.isnan(found.dispersion)
    assert found.clustered is None
    assert found.counts.tolist() == [[100, 90], [100, 60]]


def test_as_statsmodels() -> None:
    frame = panel()
    found = estimate(frame, exposure=frame["size"])
    model = smf.glm("y ~ treated * after", frame, family=sm.families.Poisson(), offset=np.log(frame["size"]))
    plain = model.fit(tol=1e-13)
    clustered = model.fit(
        tol=1e-13, cov_type="cluster", cov_kwds={"groups": frame.unit, "use_correction": False}
    )
    assert found.log == pytest.approx(plain.params.iloc[3], rel=1e-8)
    assert float(found.poisson.standard_error) == pytest.approx(plain.bse.iloc[3], rel=1e-7)
    assert found.dispersion == pytest.approx(plain.pearson_chi2 / plain.df_resid, rel=1e-8)
    assert found.clustered is not None
    assert float(found.clustered.sandwich.standard_error) == pytest.approx(
        clustered.bse.iloc[3] * (14 / 13) ** 0.5, rel=1e-6
    )


def test_a_level_for_each_unit_and_time_gives_the_same() -> None:
    """The slow model with 14 + 20 levels: with every unit at every time its estimate is the ratio of four sums."""
    frame = panel()
    slow = smf.glm("y ~ C(unit) + C(time) + treated:after", frame, family=sm.families.Poisson()).fit(
        tol=1e-13
    )
    assert estimate(frame).log == pytest.approx(slow.params["treated:after"], rel=1e-7)


def test_the_jackknife_is_the_slow_one() -> None:
    """Leave out each unit in turn and compute everything anew, side by side."""
    frame = panel()
    found = estimate(frame).clustered
    assert found is not None
    variances = []
    for side in (0, 1):
        logs = np.array(
            [estimate(frame[frame.unit != one]).log for one in frame.unit[frame.treated == side].unique()]
        )
        variances.append(6 / 7 * ((logs - logs.mean()) ** 2).sum())
    assert float(found.jackknife.standard_error) == pytest.approx(sum(variances) ** 0.5, rel=1e-9)
    assert found.freedom == pytest.approx(sum(variances) ** 2 / sum(one**2 / 6 for one in variances))
    assert 6 <= found.freedom <= 12
    assert (found.treated_units, found.control_units) == (7, 7)


def test_levels_of_units_do_not_widen_the_interval() -> None:
    """A unit that is ten times larger throughout says as much: what counts is how its change differs."""
    unit, after = np.repeat(range(8), 2), np.tile([0, 1], 8)
    level = np.array([10, 20, 400, 30, 10, 20, 400, 30])[unit]
    found = ratio_of_ratios(level * np.where(after, 2, 4), unit >= 4, after, unit=unit)
    assert found.clustered is not None
    assert float(found.clustered.jackknife.standard_error) == pytest.approx(0, abs=1e-12)
    assert float(found.clustered.sandwich.standard_error) == pytest.approx(0, abs=1e-12)


def test_one_unit_on_a_side_has_no_interval_by_unit() -> None:
    frame = panel()
    one = frame[(frame.treated == 0) | (frame.unit == 9)]
    assert estimate(one).clustered is None
    assert estimate(one).quasi is not None


def test_a_unit_that_holds_all_events_makes_the_interval_endless() -> None:
    counts = [50, 40, 0, 0, 20, 20, 30, 25]
    found = ratio_of_ratios(counts, [1, 1, 1, 1, 0, 0, 0, 0], [0, 1] * 4, unit=[0, 0, 1, 1, 2, 2, 3, 3])
    assert found.clustered is not None
    assert float(found.clustered.jackknife.low) == 0
    assert np.isinf(float(found.clustered.jackknife.high))


@given(COUNT, COUNT, COUNT, COUNT)
def test_exchanging_the_sides_or_the_periods_inverts_the_ratio(a: int, b: int, c: int, d: int) -> None:
    found = ratio_of_ratios([a, b, c, d], [1, 1, 0, 0], [0, 1, 0, 1])
    for treated, after in (([0, 0, 1, 1], [0, 1, 0, 1]), ([1, 1, 0, 0], [1, 0, 1, 0])):
        other = ratio_of_ratios([a, b, c, d], treated, after)
        assert other.log == pytest.approx(-found.log, abs=1e-9)
        assert float(other.poisson.low) == pytest.approx(1 / float(found.poisson.high), rel=1e-6)


@pytest.mark.parametrize(
    ("counts", "treated", "after", "unit", "words"),
    [
        ([1, 2, 3], [1, 1, 0], [0, 1, 0], None, "både med och utan"),
        ([1, 2, 3, 0], [1, 1, 0, 0], [0, 1, 0, 1], None, "ingen kvot"),
        ([1, 2, 3, 4], [1, 2, 0, 0], [0, 1, 0, 1], None, "0 .nej. eller 1"),
        ([1, 2, 3, 4], [1, 1, 0, 0], [0, 1, 0, 1], [0, 1, 1, 0], "både åtgärd och ingen"),
    ],
)
def test_what_is_refused(counts: list, treated: list, after: list, unit: list | None, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        ratio_of_ratios(counts, treated, after, unit=unit)


def test_known_trends_come_back() -> None:
    """Twenty per cent a time on one side, ten on the other: 12/11 a time, to the power 5 over the period."""
    time = np.tile(np.arange(6), 2)
    treated = np.repeat([0, 1], 6)
    counts = 10_000 * np.where(treated, 1.2, 1.1) ** time
    found = parallel_trends(counts, treated, time)
    assert found is not None
    assert found.ratio_per_time == pytest.approx(1.2 / 1.1, rel=1e-8)
    assert found.over_the_period == pytest.approx((1.2 / 1.1) ** 5, rel=1e-8)
    assert found.p < 0.01
    assert found.times == 6


def test_trends_as_statsmodels() -> None:
    frame = panel()
    early = frame[frame.after == 0]
    found = parallel_trends(early.y, early.treated, early.time, exposure=early["size"])
    sums = early.groupby(["treated", "time"])[["y", "size"]].sum().reset_index()
    told = smf.glm("y ~ treated * time", sums, family=sm.families.Poisson(), offset=np.log(sums["size"])).fit(
        tol=1e-13, scale="X2"
    )
    assert found is not None
    assert np.log(found.ratio_per_time) == pytest.approx(told.params["treated:time"], rel=1e-6)


def test_too_few_times_or_no_events_give_no_trends() -> None:
    assert parallel_trends([5, 6, 7, 8], [0, 0, 1, 1], [1, 2, 1, 2]) is None
    assert parallel_trends([0, 0, 0, 8, 3, 4], [0, 0, 0, 1, 1, 1], [1, 2, 3, 1, 2, 3]) is None
