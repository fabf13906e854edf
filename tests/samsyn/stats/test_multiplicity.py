"""The false discovery rate."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.stats.multiplicity import benjamini_hochberg

REFERENCE = json.loads((Path(__file__).parent / "reference" / "intervals.json").read_text())["bh"]


def test_published_example():
    """Benjamini & Hochberg (1995), the trial of thrombolysis: of fifteen, the four smallest are rejected at 0.05."""
    p = [
        0.0001,
        0.0004,
        0.0019,
        0.0095,
        0.0201,
        0.0278,
        0.0298,
        0.0344,
        0.0459,
        0.3240,
        0.4262,
        0.5719,
        0.6528,
    ]
    found = benjamini_hochberg([*p, 0.7590, 1.0], 0.05)
    assert found.rejected.tolist() == [True] * 4 + [False] * 11


def test_adjusted_as_r_gives_it():
    found = benjamini_hochberg(REFERENCE["p"])
    np.testing.assert_allclose(found.adjusted, REFERENCE["adjusted"], rtol=1e-12)


def test_by_hand_with_a_missing_value():
    found = benjamini_hochberg([[0.04, np.nan], [0.01, 0.03]])
    np.testing.assert_allclose(found.adjusted, [[0.04, np.nan], [0.03, 0.04]])
    assert found.rejected.tolist() == [[True, False], [True, True]]


def test_nothing_tested():
    assert benjamini_hochberg([]).adjusted.shape == (0,)
    assert not benjamini_hochberg([np.nan, np.nan]).rejected.any()


def test_impossible_p_is_refused():
    with pytest.raises(ValueError, match="between 0 and 1"):
        benjamini_hochberg([0.2, 1.2])


P = st.lists(st.floats(0, 1) | st.just(float("nan")), max_size=40)


@settings(max_examples=60, deadline=None)
@given(P, st.floats(0.001, 0.5), st.randoms())
def test_is_the_step_up_rule_in_any_order(p, q, random):
    found = benjamini_hochberg(p, q)
    values = np.array(p, dtype=float)
    tested = np.sort(values[~np.isnan(values)])
    passing = [value for rank, value in enumerate(tested, 1) if value * len(tested) / rank <= q]
    limit = max(passing, default=-1.0)
    np.testing.assert_array_equal(found.rejected, np.nan_to_num(values, nan=9.0) <= limit)
    order = list(range(len(p)))
    random.shuffle(order)
    np.testing.assert_array_equal(benjamini_hochberg(values[order], q).adjusted, found.adjusted[order])


def test_share_of_false_alarms_is_held():
    """1,000 rounds of 90 quiet and 10 changed streams: about 0.05 x 0.9 of the alarms are false."""
    rng = np.random.default_rng(20)
    shares = []
    for _ in range(1000):
        p = np.concatenate([rng.random(90), rng.beta(0.05, 6, 10)])
        rejected = benjamini_hochberg(p, 0.05).rejected
        shares.append(rejected[:90].sum() / max(rejected.sum(), 1))
    assert 0.03 < np.mean(shares) < 0.055
