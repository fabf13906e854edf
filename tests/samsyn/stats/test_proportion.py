"""Intervals of shares."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.errors import BadInput
from samsyn.stats.proportion import clopper_pearson, wilson

REFERENCE = json.loads((Path(__file__).parent / "reference" / "intervals.json").read_text())
BOTH = pytest.mark.parametrize("interval", [wilson, clopper_pearson])


@pytest.mark.parametrize(("name", "interval"), [("wilson", wilson), ("clopper_pearson", clopper_pearson)])
def test_as_r_gives_it(name, interval):
    for case in REFERENCE[name]:
        np.testing.assert_allclose(interval(*case["counts"]), case["limits"], rtol=1e-7, atol=1e-9)


def test_wilson_as_published():
    """Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3."""
    np.testing.assert_allclose(wilson([81, 15, 0], [263, 148, 20])[0], [0.2553, 0.0624, 0.0], atol=5e-5)
    np.testing.assert_allclose(wilson([81, 15, 0], [263, 148, 20])[1], [0.3662, 0.1605, 0.1611], atol=5e-5)


def test_wilson_by_hand():
    """5 of 10: the centre is a half, and the width z / sqrt(n + z^2)."""
    z = stats.norm.ppf(0.975)
    low, high = wilson(5, 10)
    assert (low + high) / 2 == pytest.approx(0.5)
    assert high - low == pytest.approx(z / np.sqrt(10 + z**2))


def test_clopper_pearson_solves_its_equations():
    low, high = clopper_pearson(7, 40, level=0.9)
    assert stats.binom.sf(6, 40, low) == pytest.approx(0.05)
    assert stats.binom.cdf(7, 40, high) == pytest.approx(0.05)


@BOTH
def test_nothing_tried_says_nothing(interval):
    assert tuple(interval(0, 0)) == (0.0, 1.0)
    assert interval([], [])[0].shape == (0,)


@BOTH
def test_more_hits_than_tries_is_refused(interval):
    with pytest.raises(BadInput, match="fler träffar än försök"):
        interval(4, 3)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.floats(0.5, 0.999))
def test_interval_holds_the_share_and_mirrors(pair, level):
    x, n = pair
    for interval in (wilson, clopper_pearson):
        low, high = interval(x, n, level=level)
        assert 0 <= low <= high <= 1
        if n:
            assert low - 1e-12 <= x / n <= high + 1e-12
        mirrored = interval(n - x, n, level=level)
        np.testing.assert_allclose((low, high), (1 - mirrored[1], 1 - mirrored[0]), atol=1e-9)
