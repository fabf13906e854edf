"""Rounding and comparing releases."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from samsyn.disclosure import differences, rounded


def test_rounding_goes_to_the_nearest_five_halves_up():
    assert rounded([0, 2, 3, 7, 8, 12], base=5).tolist() == [0, 0, 5, 5, 10, 10]
    assert rounded([5, 15, 4], base=10).tolist() == [10, 20, 0]


@given(st.lists(st.integers(0, 10**6), min_size=1), st.integers(1, 50))
def test_rounding_moves_a_count_by_at_most_half_the_base(counts, base):
    out = rounded(counts, base=base)
    assert (out % base == 0).all()
    assert (np.abs(out - counts) * 2 <= base).all()


def test_a_count_shown_in_one_release_and_withheld_in_the_other_is_revealed():
    found = differences({"a": None, "b": 8, "c": 20}, {"a": 3, "b": None, "c": 20})
    assert [(one.key, one.amount) for one in found] == [("a", 3), ("b", 8)]


def test_a_small_change_between_releases_is_revealed():
    found = differences({"a": 20, "b": 20, "c": 20}, {"a": 22, "b": 30, "d": 1})
    assert [(one.key, one.amount) for one in found] == [("a", 2)]
