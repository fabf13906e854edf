"""WDD and WDQ: the paper's example, the definition, by hand, and properties."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.effect import displacement_quotient, weighted_difference

COUNTS = st.integers(0, 2000)
PAIRS = st.tuples(COUNTS, COUNTS)


def test_the_example_of_the_authors() -> None:
    """Figures of the authors' own function (R), for control, treated and their displacement areas."""
    found = weighted_difference(
        (308, 318), (207, 110), displacement=(178, 157), displacement_control=(150, 140)
    )
    assert found.local.value == -107
    assert found.local.standard_error == pytest.approx(30.7083050656, rel=1e-9)
    assert found.displacement is not None
    assert (found.displacement.value, found.displacement.standard_error) == (-11, 25)
    total = found.total
    assert total.value == -118
    assert total.standard_error == pytest.approx(39.5979797464, rel=1e-9)
    assert total.z == pytest.approx(-2.9799500064, rel=1e-9)
    assert (total.low, total.high) == pytest.approx((-195.6106141636, -40.3893858364), rel=1e-9)
    assert found.expected == 217


def test_without_displacement_by_hand() -> None:
    """(20 - 30) - (10 - 10) = -10 with the variance 30 + 20 + 10 + 10 = 70."""
    found = weighted_difference((10, 10), (30, 20))
    assert found.displacement is None
    assert found.local == found.total
    assert (found.total.value, found.total.standard_error) == (-10, pytest.approx(math.sqrt(70)))
    assert (found.total.low, found.total.high) == pytest.approx((-26.39824, 6.39824), abs=1e-5)


def test_the_variance_is_that_of_simulated_counts() -> None:
    """The slow way: draw the four counts many times."""
    rng = np.random.default_rng(1)
    a, b, c, d = (rng.poisson(mean, 200_000) for mean in (40, 30, 60, 55))
    assert ((d - c) - (b - a)).std() == pytest.approx(
        weighted_difference((40, 30), (60, 55)).total.standard_error, rel=0.01
    )


def test_more_variation_widens_by_its_root() -> None:
    once, twice = (weighted_difference((60, 50), (45, 30), dispersion=one).total for one in (1, 2))
    assert twice.standard_error == pytest.approx(2**0.5 * once.standard_error)
    with pytest.raises(BadInput, match="Spridningen"):
        weighted_difference((1, 1), (1, 1), dispersion=0)


def test_no_event_at_all() -> None:
    found = weighted_difference((0, 0), (0, 0))
    assert (found.total.value, found.total.low, found.total.high, found.total.p) == (0, 0, 0, 1)
    assert math.isnan(found.total.z)


@given(PAIRS, PAIRS)
def test_exchanging_place_and_comparison_changes_the_sign(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    here, there = weighted_difference(one, other).total, weighted_difference(other, one).total
    assert here.value == -there.value
    assert (here.low, here.high) == pytest.approx((-there.high, -there.low))
    assert here.low <= here.value <= here.high


@pytest.mark.parametrize("bad", [(-1, 2), (1, 2.5), (math.nan, 1), (math.inf, 1)])
def test_what_is_no_count_is_refused(bad: tuple[float, float]) -> None:
    with pytest.raises(BadInput, match="hela tal"):
        weighted_difference((1, 1), bad)


def test_displacement_needs_its_comparison() -> None:
    with pytest.raises(BadInput, match="egen jämförelse"):
        weighted_difference((1, 1), (1, 1), displacement=(1, 1))


def test_quotient_by_hand() -> None:
    """Treated 1.0 to 0.6 of the control, around 1.0 to 0.9: a quarter as much benefit around as within."""
    found = displacement_quotient((100, 60), (100, 90), (100, 100))
    assert found.value == pytest.approx(0.25)
    assert found.success == pytest.approx(-0.4)
    assert displacement_quotient((100, 60), (100, 140), (100, 100)).value == pytest.approx(-1)


def test_quotient_without_meaning() -> None:
    """No success, or a comparison without events: no number, never a wrong one."""
    assert math.isnan(displacement_quotient((100, 120), (100, 90), (100, 100)).value)
    assert math.isnan(displacement_quotient((100, 100), (100, 90), (100, 100)).value)
    empty = displacement_quotient((100, 60), (100, 90), (100, 0))
    assert math.isnan(empty.value)
    assert math.isnan(empty.success)


@given(PAIRS, PAIRS, PAIRS, st.integers(2, 9))
def test_the_quotient_does_not_know_the_scale(
    treated: tuple[int, int], around: tuple[int, int], control: tuple[int, int], times: int
) -> None:
    found = displacement_quotient(treated, around, control).value
    larger = displacement_quotient(*((a * times, b * times) for a, b in (treated, around, control))).value
    assert larger == pytest.approx(found, rel=1e-9, nan_ok=True)
