"""Cohen's kappa: statsmodels and scikit-learn's figures, by hand, the definition, and properties."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from samsyn.errors import BadInput
from samsyn.stats.agreement import cohen_kappa

A = [1, 2, 3, 4, 5, 3, 2, 4, 1, 5, 3, 3, 2, 4]
B = [1, 3, 3, 4, 4, 3, 2, 5, 2, 5, 3, 2, 2, 4]
SKLEARN = {"none": 0.542483660130719, "linear": 0.736842105263158, "quadratic": 0.8780487804878049}
RATINGS = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=40)
PEER = {"none": None, "linear": "linear", "quadratic": "quadratic"}


@pytest.mark.parametrize("weights", SKLEARN)
def test_as_scikit_learn_and_statsmodels(weights: str) -> None:
    """The stored figures are those of scikit-learn 1.9.1; standard errors are statsmodels'."""
    found = cohen_kappa(A, B, weights=weights)
    table = np.zeros((5, 5))
    np.add.at(table, (np.array(A) - 1, np.array(B) - 1), 1)
    told = cohens_kappa(table, wt=PEER[weights])
    assert found.value == pytest.approx(SKLEARN[weights], rel=1e-12)
    assert found.value == pytest.approx(told.kappa, rel=1e-12)
    assert found.standard_error == pytest.approx(told.std_kappa, rel=1e-9)
    assert (found.low, found.high) == pytest.approx((told.kappa_low, min(told.kappa_upp, 1)), rel=1e-6)
    assert found.n == 14


def test_by_hand() -> None:
    """yes/yes 20, yes/no 5, no/yes 10, no/no 15: 0.7 observed, 0.5 by chance, kappa 0.4."""
    first = [1] * 25 + [0] * 25
    second = [1] * 20 + [0] * 5 + [1] * 10 + [0] * 15
    found = cohen_kappa(first, second)
    assert (found.agreement, found.chance) == pytest.approx((0.7, 0.5))
    assert found.value == pytest.approx(0.4)


@given(RATINGS)
def test_quadratic_weights_as_the_definition(pairs: list[tuple[int, int]]) -> None:
    """1 - mean squared difference of pairs / mean squared difference of all crossed pairs, in steps."""
    scale = sorted({x for pair in pairs for x in pair})
    first, second = (np.array([scale.index(pair[side]) for pair in pairs], dtype=float) for side in (0, 1))
    crossed = np.subtract.outer(first, second) ** 2
    found = cohen_kappa(*zip(*pairs, strict=True), weights="quadratic").value
    if crossed.mean() < 1e-12:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(1 - ((first - second) ** 2).mean() / crossed.mean(), abs=1e-9)


@given(RATINGS, st.sampled_from(sorted(SKLEARN)))
def test_the_raters_can_be_exchanged(pairs: list[tuple[int, int]], weights: str) -> None:
    first, second = zip(*pairs, strict=True)
    one, other = cohen_kappa(first, second, weights=weights), cohen_kappa(second, first, weights=weights)
    assert other.value == pytest.approx(one.value, nan_ok=True)
    assert other.standard_error == pytest.approx(one.standard_error, abs=1e-6, nan_ok=True)
    assert not one.high > 1


def test_units_that_one_has_not_judged_are_left_out() -> None:
    assert cohen_kappa([*A, 3, np.nan], [*B, np.nan, 2]).value == pytest.approx(SKLEARN["none"])


def test_what_is_refused() -> None:
    with pytest.raises(BadInput, match="lika många"):
        cohen_kappa([1, 2], [1])
    with pytest.raises(BadInput, match="av båda"):
        cohen_kappa([1, np.nan], [np.nan, 2])
