"""Farrington's flexible method: by hand, against a slow program, against R, and by its properties."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.errors import BadInput
from samsyn.stats.change import enough_events, farrington, farrington_flexible
from tests.support.count_series import population, series
from tests.support.slow_farrington import farrington as slow_farrington

REFERENCE = json.loads((Path(__file__).parents[1] / "reference" / "farrington.json").read_text())
FIELDS = ("expected", "low", "high", "p_above", "p_below", "dispersion", "history", "trend")
SETTINGS = {
    "flexible": {},
    "mean_uncertain": {"threshold": "mean_uncertain"},
    "two_thirds": {"threshold": "two_thirds"},
    "original": {
        "periods": 1,
        "weights_threshold": 1,
        "excluded_recent": 3,
        "trend_p": 0.05,
        "threshold": "two_thirds",
    },
    "no_weights": {"weights_threshold": np.inf},
    "two_years": {"years_back": 2, "periods": 5, "half_window": 2},
    "population": {},
}
COMPILED = pytest.mark.parametrize("compiled_from", [0, 10**9], ids=["compiled", "plain"])


def numbers(values):
    return np.array([np.nan if value is None else value for value in values], dtype=float)


def judge(counts, **options):
    """The last week of one stream."""
    result = farrington_flexible([counts], assessed=-1, **options)
    return {name: getattr(result, name)[0, 0] for name in FIELDS}


def same_as_r(found, reference, counts):
    told = ~np.isnan(numbers(reference["upper"]))  # elsewhere R's model did not converge, and nor does ours
    names = {"expected": "expected", "high": "upper", "p_above": "p", "dispersion": "phi", "trend": "slope"}
    for ours, theirs in names.items():
        expected = numbers(reference[theirs])[told]
        np.testing.assert_allclose(getattr(found, ours)[0, told], expected, rtol=1e-7, atol=1e-11)
    assert np.isnan(found.high[0, ~told]).all()
    alarms = (counts > found.high[0]) & (counts > 0)
    np.testing.assert_array_equal(alarms, np.array([bool(alarm) for alarm in reference["alarm"]]))


@COMPILED
@pytest.mark.parametrize("name", SETTINGS)
def test_compatibility_is_as_r_surveillance(name, compiled_from, monkeypatch):
    """R surveillance 1.20.3 on series of our own: made by tests/samsyn/stats/reference/make_reference.R."""
    monkeypatch.setattr(farrington, "COMPILED_FROM", compiled_from)
    alpha, assessed = REFERENCE["settings"][name]["alpha"], np.array(REFERENCE["assessed"]) - 1
    for kind, reference in REFERENCE["weekly"][name].items():
        exposure = [population(kind)] if name == "population" else None
        found = farrington_flexible(
            [series(kind)],
            assessed=assessed,
            exposure=exposure,
            level=1 - 2 * alpha,
            compat="surveillance",
            **SETTINGS[name],
        )
        same_as_r(found, reference, np.array(series(kind))[assessed])


def test_compatibility_with_months():
    for kind, reference in REFERENCE["monthly"].items():
        found = farrington_flexible(
            [series(kind)],
            assessed=slice(60, 84),
            frequency=12,
            years_back=3,
            half_window=1,
            periods=4,
            excluded_recent=3,
            level=0.98,
            compat="surveillance",
        )
        same_as_r(found, reference, np.array(series(kind))[60:84])


def test_surveillance_overwrites_the_working_weights_after_reweighting():
    """So its standard errors come from the prior weights; those of the correct mode are the slow program's (above)."""
    options = {"assessed": slice(265, 312), "threshold": "mean_uncertain"}
    ours = farrington_flexible([series("outbreaks")], **options)
    theirs = farrington_flexible([series("outbreaks")], **options, compat="surveillance")
    np.testing.assert_allclose(ours.expected, theirs.expected, rtol=1e-5)
    assert np.abs(ours.p_above - theirs.p_above).max() > 1e-4
    assert np.abs(ours.error / theirs.error - 1).max() > 0.01
    counts = np.array(series("outbreaks"))
    expected, _, variance, _ = slow_farrington(counts, 300)
    assert expected <= counts[37:274].max()  # so the trend is kept
    assert ours.error[0, 300 - 265] == pytest.approx(np.sqrt(variance), rel=1e-7)


@COMPILED
@pytest.mark.parametrize("kind", ["busy", "rising", "seasonal", "overdispersed", "outbreaks", "large"])
@pytest.mark.parametrize("exposed", [False, True])
def test_correct_mode_is_the_slow_program(kind, exposed, compiled_from, monkeypatch):
    monkeypatch.setattr(farrington, "COMPILED_FROM", compiled_from)
    counts, people = np.array(series(kind)), np.array(population(kind), dtype=float)
    exposure, offset = ([people], np.log(people)) if exposed else (None, None)
    result = farrington_flexible([counts], assessed=[270, 311], exposure=exposure, level=0.98)
    for column, now in enumerate([270, 311]):
        expected, phi, variance, slope = slow_farrington(counts, now, offset=offset)
        usual = counts[:now] if not exposed else counts[:now] / people[:now] * people[now]
        if expected > usual[now - 263 : now - 26].max():
            expected, phi, variance, slope = slow_farrington(counts, now, offset=offset, trend=False)
        assert result.expected[0, column] == pytest.approx(expected, rel=1e-8)
        assert result.dispersion[0, column] == pytest.approx(phi, rel=1e-8)
        np.testing.assert_allclose(result.trend[0, column], slope, rtol=1e-6, atol=1e-10)
        spread = phi + variance * expected
        right = stats.poisson(expected) if spread == 1 else stats.nbinom(expected / (spread - 1), 1 / spread)
        assert result.p_above[0, column] == pytest.approx(right.sf(counts[now] - 1), rel=1e-6)
        assert result.p_below[0, column] == pytest.approx(right.cdf(counts[now]), rel=1e-6)
        assert (result.low[0, column], result.high[0, column]) == (right.ppf(0.01), right.ppf(0.99))


def test_a_flat_history_by_hand():
    """Every week 4: expected 4, dispersion at its floor; the mean rests on 5 windows of 7 weeks, 140 events."""
    found = judge([4] * 300, threshold="negative_binomial", trend_p=0)
    assert found["expected"] == pytest.approx(4)
    assert found["dispersion"] == 1
    assert found["history"] == 300 - 27 - (300 - 1 - 263)
    assert (found["low"], found["high"]) == (stats.poisson.ppf(0.025, 4), stats.poisson.ppf(0.975, 4))
    assert found["p_above"] == pytest.approx(stats.poisson.sf(3, 4))
    wider = judge([4] * 300, trend_p=0)
    size = 4 / (4 / 140)
    assert wider["p_above"] == pytest.approx(stats.nbinom.sf(3, size, 1 / (1 + 4 / 140)))


def test_nothing_ever_happened():
    """35 weeks of the season without an event: mean 0.5 / 35, and a first event is unusual, not impossible."""
    quiet, first = judge([0] * 300), judge([0] * 299 + [1])
    assert quiet["expected"] == first["expected"] == pytest.approx(0.5 / 35)
    assert (quiet["p_above"], quiet["low"], quiet["high"]) == (1, 0, 0)
    assert quiet["p_below"] == pytest.approx((35 / 36) ** 0.5)
    assert first["p_above"] == pytest.approx(1 - (35 / 36) ** 0.5)


def test_an_empty_season_in_a_busy_year():
    """Reports come in one quarter only; one report in a season that never had any is judged by that season."""
    counts = [9 if week % 52 < 13 else 0 for week in range(290)]
    counts[-1] = 1
    found = judge(counts)
    assert found["expected"] == pytest.approx(0.5 / 35)
    assert 0.005 < found["p_above"] < 0.05


def test_a_rise_is_found_and_a_past_outbreak_does_not_hide_it():
    rng = np.random.default_rng(5)
    calm = rng.poisson(5, 300)
    risen, past = calm.copy(), calm.copy()
    risen[-1] = past[-1] = 17
    past[299 - 104 : 299 - 100] = 40
    assert judge(risen)["p_above"] < 1e-3
    assert judge(past)["p_above"] < 0.01
    assert judge(past, weights_threshold=np.inf)["p_above"] > judge(past)["p_above"]


def test_exposure_explains_a_doubling():
    rng = np.random.default_rng(6)
    people = np.full(300, 1000.0)
    people[-1] = 2000.0
    counts = rng.poisson(8, 300)
    counts[-1] = 17
    assert judge(counts)["p_above"] < 0.01
    assert judge(counts, exposure=[people])["p_above"] > 0.2


def test_missing_weeks_are_not_zeros():
    rng = np.random.default_rng(7)
    counts = rng.poisson(10, 300).astype(float)
    gaps = counts.copy()
    gaps[rng.choice(270, 80, replace=False)] = np.nan
    whole, partial = judge(counts), judge(gaps)
    assert partial["history"] < whole["history"]
    assert abs(partial["expected"] - whole["expected"]) < 2
    counts[-1] = np.nan
    assert np.isnan(judge(counts)["p_above"])


def test_short_and_strange_inputs():
    for counts in (np.zeros((0, 300)), np.ones((3, 1)), np.ones((2, 20)), np.full((2, 300), np.nan)):
        found = farrington_flexible(counts, assessed=-1)
        assert found.expected.shape == (len(counts), 1)
        assert np.isnan(found.expected).all()
        assert not found.history.any()
    assert farrington_flexible(np.ones((2, 40)), assessed=slice(0, 0)).p_above.shape == (2, 0)


@pytest.mark.parametrize("weeks", [28, 40, 55, 80, 107, 160, 215])
def test_shorter_history_is_used_for_what_it_is_worth(weeks):
    rng = np.random.default_rng(weeks)
    found = farrington_flexible(rng.poisson(3, (20, weeks)), assessed=-1)
    assert np.isfinite(found.p_above).all()
    assert (found.history == weeks - 27).all()
    assert (found.p_above < 0.001).sum() <= 1


def test_wrong_inputs_are_refused():
    with pytest.raises(BadInput, match="negativt"):
        farrington_flexible([[1, -1]], assessed=-1)
    with pytest.raises(ValueError, match="assessed times"):
        farrington_flexible([[1, 1]], assessed=2)
    with pytest.raises(ValueError, match="shape"):
        farrington_flexible(np.zeros((2, 2, 2)), assessed=-1)


STREAMS = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).negative_binomial(
        1.5, 1.5 / (1.5 + np.random.default_rng(seed).gamma(0.8, 4, (6, 1))), (6, 230)
    )
)


@settings(max_examples=25, deadline=None)
@given(STREAMS, st.sampled_from([None, "surveillance"]), st.booleans())
def test_streams_do_not_know_each_other(counts, compat, exposed):
    exposure = np.linspace(900, 1500, counts.size).reshape(counts.shape) if exposed else None
    options = {"assessed": [228, 229], "compat": compat, "years_back": 3}
    together = farrington_flexible(counts, exposure=exposure, **options)
    turned = farrington_flexible(
        counts[::-1], exposure=None if exposure is None else exposure[::-1], **options
    )
    for name in FIELDS:
        np.testing.assert_allclose(getattr(turned, name)[::-1], getattr(together, name), rtol=1e-7, atol=1e-9)
    alone = farrington_flexible(counts[2], exposure=None if exposure is None else exposure[2], **options)
    np.testing.assert_allclose(alone.p_above[0], together.p_above[2], rtol=1e-9)


@settings(max_examples=25, deadline=None)
@given(STREAMS, st.floats(0.001, 1000))
def test_the_unit_of_exposure_does_not_matter(counts, unit):
    exposure = np.linspace(1, 2, counts.size).reshape(counts.shape)
    found = farrington_flexible(counts, assessed=-1, exposure=exposure)
    scaled = farrington_flexible(counts, assessed=-1, exposure=exposure * unit)
    np.testing.assert_allclose(found.expected, scaled.expected, rtol=1e-6)
    np.testing.assert_allclose(found.p_above, scaled.p_above, rtol=1e-6)


@settings(max_examples=25, deadline=None)
@given(STREAMS)
def test_a_judgement_is_always_possible_and_sane(counts):
    found = farrington_flexible(counts, assessed=slice(-3, None))
    for name in ("p_above", "p_below"):
        p = getattr(found, name)
        assert ((p > 0) & (p <= 1)).all()
    assert (found.low <= found.high).all()
    assert (found.dispersion >= 1).all()
    assert (found.p_above + found.p_below > 1 - 1e-9).all()
    higher = counts.copy()
    higher[:, -1] += 1
    assert (farrington_flexible(higher, assessed=-1).p_above <= found.p_above[:, -1:] + 1e-12).all()


@pytest.mark.parametrize(
    ("mean", "spread", "most"), [(0.05, 1, 0.012), (1, 1, 0.012), (6, 1.5, 0.016), (20, 3, 0.018)]
)
def test_quiet_streams_keep_quiet(mean, spread, most):
    """Of streams in which nothing changed, hardly more than one in a hundred has p below 0.01."""
    rng = np.random.default_rng(12)
    shape = (3000, 290)
    counts = (
        rng.poisson(mean, shape)
        if spread == 1
        else rng.negative_binomial(mean / (spread - 1), 1 / spread, shape)
    )
    found = farrington_flexible(counts, assessed=-1)
    assert np.mean(found.p_above <= 0.01) <= most
    assert np.mean(found.p_below <= 0.01) <= most


def test_enough_events_by_hand():
    counts = [[0, 1, 1, 1, 2, 0], [9, 0, 0, 0, 0, 1]]
    assert enough_events(counts, assessed=[4, 5]).tolist() == [[True, False], [False, False]]
    assert enough_events(counts, assessed=0).tolist() == [[False], [True]]
