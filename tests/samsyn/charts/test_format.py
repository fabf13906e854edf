"""Numbers as Swedish text."""

import doctest

from hypothesis import given
from hypothesis import strategies as st

from samsyn.charts import format as fmt


def test_the_examples_hold():
    assert doctest.testmod(fmt).failed == 0
    assert doctest.testmod(fmt).attempted > 10


def test_thousands_are_parted_by_a_space_that_does_not_break():
    assert fmt.number(1234567.891, 2) == "1\u00a0234\u00a0567,89"


def test_what_is_no_number_is_a_dash():
    assert [fmt.number(value) for value in (None, float("nan"), float("inf"))] == ["–", "–", "–"]


def test_nothing_negative_is_left_of_zero():
    assert fmt.number(-0.001, 1) == "0,0"
    assert fmt.signed(0.0001) == "0"


def test_cells_keep_their_text():
    assert [fmt.cell(value, decimals=1) for value in ("för litet", None, 3, 2.25)] == [
        "för litet",
        "–",
        "3,0",
        "2,2",
    ]


def test_decimals_follow_the_size():
    assert fmt.decimals_of([1, 2, None]) == 0
    assert fmt.decimals_of([0.25, 0.5]) == 2
    assert fmt.decimals_of([12.5]) == 1
    assert fmt.decimals_of([1250.5]) == 0
    assert fmt.decimals_of([]) == 0


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_can_be_read_back(value, decimals):
    text = fmt.number(value, decimals).replace("\u00a0", "").replace("\u2212", "-").replace(",", ".")
    assert abs(float(text) - value) <= 0.5001 * 10**-decimals + abs(value) * 1e-12
