"""Krippendorff's alpha: the published example, all pairs one by one, by hand, and properties."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from samsyn.errors import BadInput
from samsyn.stats.agreement import krippendorff_alpha

N = np.nan
EXAMPLE_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3],
    [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N],
]
PUBLISHED = {
    "nominal": 0.743421052631579,
    "ordinal": 0.8153875037548814,
    "interval": 0.8491071428571428,
    "ratio": 0.7974027747116121,
}
LEVELS = sorted(PUBLISHED)
RATINGS = hnp.arrays(float, (3, 7), elements=st.sampled_from([1, 2, 3, 5, 8, N]))


def slow(ratings: np.ndarray, level: str) -> float:
    """Every pair of values, from the definition."""
    columns = [[x for x in column if not np.isnan(x)] for column in np.asarray(ratings, dtype=float).T]
    columns = [column for column in columns if len(column) > 1]
    values = [x for column in columns for x in column]
    often = {x: values.count(x) for x in sorted(set(values))}

    def apart(a: float, b: float) -> float:
        low, high = min(a, b), max(a, b)
        between = sum(n for x, n in often.items() if low <= x <= high) - (often[a] + often[b]) / 2
        return {
            "nominal": float(a != b),
            "ordinal": float(a != b) * between**2,
            "interval": (a - b) ** 2,
            "ratio": ((a - b) / (a + b)) ** 2,
        }[level]

    observed = sum(sum(apart(a, b) for a, b in permutations(c, 2)) / (len(c) - 1) for c in columns)
    expected = sum(apart(a, b) for a, b in permutations(values, 2))
    return 1 - observed / expected * (len(values) - 1) if expected else np.nan


@pytest.mark.parametrize("level", LEVELS)
def test_the_published_example(level: str) -> None:
    found = krippendorff_alpha(EXAMPLE_C, level=level)
    assert found.value == pytest.approx(PUBLISHED[level], rel=1e-12)
    assert (found.units, found.values) == (11, 40)
    assert np.isnan(found.low)


def test_by_hand() -> None:
    """Two raters, units aa, ab, bb: 1 - (2/6) / (18/30) = 4/9."""
    assert krippendorff_alpha([[0, 0, 1], [0, 1, 1]]).value == pytest.approx(4 / 9)


@settings(max_examples=60)
@given(RATINGS, st.sampled_from(LEVELS))
def test_as_all_pairs(ratings: np.ndarray, level: str) -> None:
    if (~np.isnan(ratings)).sum(axis=0).max() < 2:
        return
    found = krippendorff_alpha(ratings, level=level).value
    assert found == pytest.approx(slow(ratings, level), abs=1e-9, nan_ok=True)


@settings(max_examples=40)
@given(RATINGS, st.sampled_from(LEVELS), st.randoms(use_true_random=False))
def test_the_order_of_raters_and_units_does_not_matter(ratings: np.ndarray, level: str, rnd) -> None:
    if (~np.isnan(ratings)).sum(axis=0).max() < 2:
        return
    rows, columns = rnd.sample(range(3), 3), rnd.sample(range(7), 7)
    one = krippendorff_alpha(ratings, level=level).value
    other = krippendorff_alpha(ratings[rows][:, columns], level=level).value
    assert other == pytest.approx(one, abs=1e-9, nan_ok=True)


def test_what_each_level_ignores() -> None:
    example = np.array(EXAMPLE_C)
    for level, changed in (
        ("nominal", 10 - example),
        ("ordinal", example**3),
        ("interval", 7 + 2 * example),
        ("ratio", 9 * example),
    ):
        assert krippendorff_alpha(changed, level=level).value == pytest.approx(PUBLISHED[level])


@pytest.mark.parametrize("level", LEVELS)
def test_resampling_is_drawing_whole_units(level: str) -> None:
    """The slow way: repeat each column as often as it was drawn, and compute alpha of every pair anew."""
    example = np.array(EXAMPLE_C)[:, (~np.isnan(EXAMPLE_C)).sum(axis=0) > 1]
    draws = np.random.default_rng(4).multinomial(11, np.full(11, 1 / 11), size=60)
    slowly = [slow(np.repeat(example, often, axis=1), level) for often in draws]
    found = krippendorff_alpha(EXAMPLE_C, level=level, resamples=60, rng=np.random.default_rng(4))
    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(slowly, [0.025, 0.975])))
    assert found.resamples == 60


def test_full_agreement_and_no_difference() -> None:
    assert krippendorff_alpha([[1, 2, 3], [1, 2, 3]]).value == 1
    for level in LEVELS:
        same = krippendorff_alpha([[2, 2], [2, 2]], level=level, resamples=9, rng=np.random.default_rng(1))
        assert np.isnan([same.value, same.low]).all()
        assert same.resamples == 0


def test_what_is_refused() -> None:
    with pytest.raises(BadInput, match="bedömts av två"):
        krippendorff_alpha([[1, N], [N, 2]])
    with pytest.raises(BadInput, match="oändligt"):
        krippendorff_alpha([[1, np.inf], [1, 2]])
    with pytest.raises(BadInput, match="under 0"):
        krippendorff_alpha([[1, -1], [1, 2]], level="ratio")
    with pytest.raises(BadInput, match="avrunda"):
        krippendorff_alpha([np.arange(2001.0), np.arange(2001.0)], level="ratio")
    with pytest.raises(ValueError, match="rng"):
        krippendorff_alpha(EXAMPLE_C, resamples=10)
