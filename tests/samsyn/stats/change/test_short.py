"""Short histories."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.special import gammaln

from samsyn.errors import BadInput
from samsyn.stats.change import short_history
from samsyn.stats.change.short import BELIEF, SPREADS


def slow_short(past, now, exposure=None, now_exposure=1.0):
    """One stream, term by term: P(Y >= now) and P(Y <= now)."""
    offered = np.ones(len(past)) if exposure is None else np.asarray(exposure, dtype=float)
    rate = (sum(past) + 0.5) / sum(offered)
    mean = rate * now_exposure
    logs, above, below = [], [], []
    for spread in SPREADS:
        if spread == 1:
            logs.append(sum(y * np.log(e / sum(offered)) for y, e in zip(past, offered, strict=True)))
        else:
            sizes = rate * offered / (spread - 1)
            each = sum(gammaln(y + a) - gammaln(a) for y, a in zip(past, sizes, strict=True))
            logs.append(each + gammaln(sizes.sum()) - gammaln(sizes.sum() + sum(past)))
        wide = spread * (1 + mean / (sum(past) + 0.5))
        predicted = stats.nbinom(mean / (wide - 1), 1 / wide)
        above.append(predicted.sf(now - 1))
        below.append(predicted.cdf(now))
    weight = BELIEF * np.exp(np.array(logs) - max(logs))
    weight /= weight.sum()
    return weight @ above, weight @ below


@pytest.mark.parametrize("past", [[0] * 8, [1, 0, 2, 1, 0, 0, 3, 1], [20, 4, 31, 9, 12, 40, 2, 8], [6] * 8])
@pytest.mark.parametrize("now", [0, 1, 4, 30])
def test_is_the_slow_program(past, now):
    found = short_history([[*past, 99, 99, now]], assessed=-1)
    above, below = slow_short(past, now)
    assert found.p_above[0, 0] == pytest.approx(above, rel=1e-9)
    assert found.p_below[0, 0] == pytest.approx(below, rel=1e-9)
    low, high = found.low[0, 0], found.high[0, 0]
    assert slow_short(past, high)[1] >= 0.975 > (slow_short(past, high - 1)[1] if high else 0)
    assert slow_short(past, low)[1] >= 0.025 > (slow_short(past, low - 1)[1] if low else 0)


def test_exposure_is_in_it():
    past, people, now = [3, 5, 2, 4], [1.0, 2.0, 1.0, 2.0], 12
    found = short_history([[*past, now]], assessed=-1, lag=0, baseline=4, exposure=[[*people, 4.0]])
    assert found.expected[0, 0] == pytest.approx(14.5 / 6 * 4)
    assert found.p_above[0, 0] == pytest.approx(slow_short(past, now, people, 4.0)[0], rel=1e-9)


def test_nothing_in_eight_weeks_by_hand():
    """Jeffreys: 0.5 / 8 a week; for Poisson counts P(Y = 0) = (8 / 9) ** 0.5, and clustering raises it."""
    found = short_history(np.zeros((1, 11)), assessed=-1)
    assert found.expected[0, 0] == pytest.approx(0.0625)
    assert found.p_above[0, 0] == 1
    assert found.p_below[0, 0] >= (8 / 9) ** 0.5


def test_one_week_and_no_week():
    one = short_history([[4, 0, 0, 5]], assessed=-1)
    assert one.history[0, 0] == 1
    assert 0.1 < one.p_above[0, 0] < 0.7
    for counts in (np.ones((2, 1)), np.ones((2, 3)), np.full((2, 20), np.nan)):
        assert np.isnan(short_history(counts, assessed=-1).p_above).all()
    assert short_history(np.ones((0, 12)), assessed=slice(None)).expected.shape == (0, 12)
    with pytest.raises(BadInput):
        short_history([[-1, 2]], assessed=-1)


def test_missing_weeks_are_left_out():
    gaps = short_history([[3, np.nan, 5, np.nan, 4, 6, 5, 4, 0, 0, 7]], assessed=-1)
    assert gaps.history[0, 0] == 6
    assert gaps.expected[0, 0] == pytest.approx(27.5 / 6)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6), st.floats(0.01, 100))
def test_order_unit_and_neighbours_do_not_matter(seed, unit):
    rng = np.random.default_rng(seed)
    counts, exposure = rng.poisson(rng.gamma(1, 5, (4, 1)), (4, 11)), rng.uniform(1, 3, (4, 11))
    found = short_history(counts, assessed=-1, exposure=exposure)
    order = np.append(rng.permutation(8), [8, 9, 10])
    shuffled = short_history(counts[::-1, order], assessed=-1, exposure=exposure[::-1, order] * unit)
    for name in ("expected", "low", "high", "p_above", "p_below", "dispersion", "history"):
        np.testing.assert_allclose(getattr(shuffled, name)[::-1], getattr(found, name), rtol=1e-7)
    assert ((found.p_above > 0) & (found.p_above <= 1)).all()


def draw(rng, mean, spread, shape):
    return (
        rng.poisson(mean, shape)
        if spread == 1
        else rng.negative_binomial(mean / (spread - 1), 1 / spread, shape)
    )


@pytest.mark.parametrize("mean", [0.1, 0.5, 2, 5, 20, 60])
@pytest.mark.parametrize(("spread", "most"), [(1, 0.01), (1.5, 0.012), (2, 0.02)])
def test_false_alarms_are_held(mean, spread, most):
    """
    Streams in which nothing changed, 8 weeks of history: p <= 0.01 in at most 1 % of weeks for Poisson counts and at
    variance 1.5 x mean, and in at most 2 % at 2 x mean.
    """
    counts = draw(np.random.default_rng(30), mean, spread, (10_000, 11))
    found = short_history(counts, assessed=-1)
    assert np.mean(found.p_above <= 0.01) <= most
    assert np.mean(found.p_below <= 0.01) <= most


def test_a_real_rise_is_found():
    """Threefold in a stream of 5 a week: found at p <= 0.01 in most streams."""
    rng = np.random.default_rng(31)
    counts = rng.poisson(5, (2000, 11))
    counts[:, -1] = rng.poisson(15, 2000)
    assert np.mean(short_history(counts, assessed=-1).p_above <= 0.01) > 0.5
