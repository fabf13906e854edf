"""Near repeats: by hand, against a slow program and every permutation, and the mistakes of other programs."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.stats.nearrepeat import near_repeat, permutation_moments
from samsyn.stats.nearrepeat.moments import upper_tail
from samsyn.stats.nearrepeat.pairs import events_in_cells
from samsyn.stats.nearrepeat.permutations import permuted_pairs

DAY = np.datetime64("2024-01-01")


def seeded(seed=1):
    return np.random.default_rng(seed)


def some_events(n=150, seed=3, side=2000, days=60):
    rng = seeded(seed)
    x, y = rng.integers(0, side // 50, (2, n)) * 50.0
    return x, y, rng.integers(0, days, n)


def slow(x, y, t, space, days, distance="euclidean"):
    """Every pair, one at a time, by the definition of the bands."""
    found = np.zeros((len(space) - 1, len(days) - 1), dtype=int)
    for i in range(len(x)):
        for j in range(i):
            dx, dy, dt = abs(x[i] - x[j]), abs(y[i] - y[j]), abs(t[i] - t[j])
            far = dx + dy if distance == "manhattan" else (dx * dx + dy * dy) ** 0.5
            for s in range(len(space) - 1):
                for k in range(len(days) - 1):
                    found[s, k] += space[s] <= far < space[s + 1] and days[k] <= dt < days[k + 1]
    return found


def test_by_hand():
    """
    Four events: two at one place on days 0 and 3, one 60 m east and 80 m north (100 m, or 140 along streets) on day 7,
    one far away. Of the six pairs one is at the same place, two are 100 m apart; one is within 7 days of it.
    """
    x, y, day = [0, 0, 60, 5000], [0, 0, 80, 5000], [0, 3, 7, 100]
    found = near_repeat(x, y, day, space_m=[0, 100, 200], time_days=[0, 4, 7, 14], rng=seeded())
    assert found.table.observed.tolist() == [[1, 0, 0], [0, 1, 1]]
    # times: 3 days and 7 - 3 = 4 days and 7 days apart: one pair in each band of six
    assert found.table.expected == pytest.approx(np.array([[1, 1, 1], [2, 2, 2]]) / 6)
    assert found.table.ratio == pytest.approx(np.array([[6, 0, 0], [0, 3, 3]]))
    street = near_repeat(
        x, y, day, space_m=[0, 100, 140, 200], time_days=[0, 14], distance="manhattan", rng=seeded()
    )
    assert street.table.observed.ravel().tolist() == [1, 0, 2]
    assert [band.text for band in found.table.rows] == ["[0, 100)", "[100, 200)"]


def test_the_bands_of_the_near_repeat_calculator_are_half_open():
    """
    The calculator prints "1 to 100 metres" and "0 to 7 days" but counts [1, 100) and [0, 7): exactly 100 m, or 7 days,
    belongs to the band above. Here the bands are said as they are counted.
    """
    x, y, day = [0, 100, 5000, 5099], [0, 0, 0, 0], [0, 7, 500, 506]
    found = near_repeat(x, y, day, space_m=[0, 1, 100, 200], time_days=[0, 7, 14], rng=seeded())
    assert found.table.observed.tolist() == [[0, 0], [1, 0], [0, 1]]
    assert found.table.rows[1].text == "[1, 100)"
    assert found.columns[0].text == "[0, 7)"


@given(st.integers(0, 10**6), st.sampled_from(["euclidean", "manhattan"]), st.integers(1, 40))
@settings(max_examples=40, deadline=None)
def test_as_the_slow_program(seed, distance, n):
    x, y, t = some_events(n, seed, side=1000, days=20)
    space, days = [0, 50, 100, 250, 500], [0, 1, 7, 14]
    found = near_repeat(x, y, t, space_m=space, time_days=days, distance=distance, permutations=0)
    np.testing.assert_array_equal(found.table.observed, slow(x, y, t, space, days, distance))
    moved = near_repeat(
        x[::-1] + 6e6,
        y[::-1] - 1e5,
        t[::-1] + 20_000,
        space_m=space,
        time_days=days,
        distance=distance,
        permutations=0,
    )
    np.testing.assert_array_equal(moved.table.observed, found.table.observed)
    np.testing.assert_array_equal(moved.table.expected, found.table.expected)


def test_mean_variance_and_p_as_every_permutation_gives_them():
    """Seven events: all 5,040 ways to share the times among the places."""
    x, y, t = [0, 10, 20, 500, 505, 900, 910], [0] * 7, [0, 1, 5, 6, 20, 21, 22]
    space, days = [0, 15, 30], [0, 2, 6]
    ways = np.array([slow(x, y, way, space, days) for way in permutations(t)])
    found = near_repeat(x, y, t, space_m=space, time_days=days, permutations=40_000, rng=seeded())
    assert found.table.expected == pytest.approx(ways.mean(axis=0))
    assert found.table.variance == pytest.approx(ways.var(axis=0))
    assert found.table.simulated == pytest.approx(ways.mean(axis=0), abs=0.03)
    assert found.table.p == pytest.approx((ways >= found.table.observed).mean(axis=0), abs=0.01)
    assert found.table.p_below == pytest.approx((ways <= found.table.observed).mean(axis=0), abs=0.01)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=4, max_size=6), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_moments_of_any_two_graphs(events, near):
    """Degrees are all that is needed, also where many share a place or a time."""
    place, time = np.array(events).T
    beside = (np.abs(place[:, None] - place) < near) & ~np.eye(len(place), dtype=bool)
    soon = (np.abs(time[:, None] - time) < 2) & ~np.eye(len(time), dtype=bool)
    counts = [
        (beside & soon[np.ix_(way, way)]).sum() / 2 for way in map(list, permutations(range(len(place))))
    ]
    found = permutation_moments(beside.sum(axis=0), soon.sum(axis=0))
    assert found.mean == pytest.approx(np.mean(counts))
    assert found.variance == pytest.approx(np.var(counts), abs=1e-12)


@pytest.mark.parametrize("step", ["D", "m", "us"])
def test_times_of_every_fineness_give_the_same_draws(step):
    """Days fit in 16 bits, minutes over months in 32 and microseconds in 64: three loops, one answer."""
    x, y, t = some_events()
    options = {"space_m": [0, 100, 300], "time_days": [0, 3, 7], "permutations": 200}
    plain = near_repeat(x, y, t, rng=seeded(), **options)
    fine = (DAY + t).astype("datetime64[us]")
    if step != "D":  # the first event moved back by one step: no pair changes band
        x, y, t = np.append(x, 1e6), np.append(y, 1e6), np.append(t, t.max())
        plain = near_repeat(x, y, t, rng=seeded(), **options)
        fine = np.append(fine, fine.max() + np.timedelta64(1, step))
    found = near_repeat(x, y, fine, rng=seeded(), **options)
    np.testing.assert_array_equal(found.table.observed, plain.table.observed)
    if step == "D":
        np.testing.assert_array_equal(found.table.simulated, plain.table.simulated)
    else:
        assert found.table.simulated == pytest.approx(plain.table.simulated, rel=0.02)


@pytest.mark.parametrize("fine", [1, 1000, 10**9])
def test_each_permutation_counted_as_the_slow_program_counts_it(fine):
    """In steps so short that 16, 32 and 64 bits are needed; the draws are made again here."""
    x, y, t = some_events(40, side=600, days=30)
    space, days = np.array([0.0, 100, 300]), np.array([0.0, 2, 7])
    t = t * fine + (np.arange(40) == 0)  # one odd time, so that the step is one
    events = events_in_cells(
        x, y, t / fine if fine < 10**6 else t * 86_400e-9 / 86_400, space, days, "euclidean"
    )
    found = permuted_pairs(events, 3, seeded(5))
    own = np.random.default_rng(seeded(5).integers(2**63, size=1)[0])
    for row in found:
        drawn = own.permutation(events.time)
        expected = slow(events.x, events.y, drawn, space, events.steps)
        np.testing.assert_array_equal(row, expected)


def test_an_instant_is_finer_than_a_day():
    """23 hours apart over midnight: within a day by the clock, a whole day apart by the calendar."""
    late, early = np.datetime64("2024-05-01T23:30"), np.datetime64("2024-05-02T22:30")
    options = {"space_m": [0, 10], "time_days": [0, 1, 2], "permutations": 0}
    assert near_repeat([0, 0], [0, 0], [late, early], **options).table.observed.tolist() == [[1, 0]]
    days = np.array([late, early]).astype("datetime64[D]")
    assert near_repeat([0, 0], [0, 0], days, **options).table.observed.tolist() == [[0, 1]]


def test_repeats_and_near_repeats_add_up_to_the_first_band():
    x, y, t = some_events(300)
    found = near_repeat(x, y, t, space_m=[0, 100, 200], time_days=[0, 7, 14], rng=seeded())
    same, near = found.apart.observed
    np.testing.assert_array_equal(same + near, found.table.observed[0])
    np.testing.assert_array_equal(same, slow(x, y, t, [0, 1e-9], [0, 7, 14])[0])
    assert found.apart.expected.sum(axis=0) == pytest.approx(found.table.expected[0])
    assert found.apart.simulated.sum(axis=0) == pytest.approx(found.table.simulated[0])
    assert [band.text for band in found.apart.rows] == ["0", "(0, 100)"]
    assert near_repeat(x, y, t, space_m=[50, 100], time_days=[0, 7], permutations=0).apart.rows == ()


def test_the_same_seed_gives_the_same_whatever_the_threads():
    x, y, t = some_events(400)
    options = {"space_m": [0, 100, 200], "time_days": [0, 7, 14], "permutations": 300}
    one, four = (near_repeat(x, y, t, rng=seeded(9), threads=threads, **options) for threads in (1, 4))
    for name in ("observed", "expected", "p", "p_below", "simulated"):
        np.testing.assert_array_equal(getattr(one.table, name), getattr(four.table, name))
    other = near_repeat(x, y, t, rng=seeded(10), **options)
    assert (other.table.simulated != one.table.simulated).any()


def test_pointpats_shuffles_what_it_is_given():
    """pointpats.knox reorders the caller's times; here nothing that is given changes."""
    x, y, t = some_events()
    kept = [one.copy() for one in (x, y, t)]
    near_repeat(x, y, t, space_m=[0, 100], time_days=[0, 7], rng=seeded())
    for before, after in zip(kept, (x, y, t), strict=True):
        np.testing.assert_array_equal(before, after)


def test_pointpats_leaves_out_the_observed_number_itself():
    """pointpats' p_poisson is P(X > n); it is P(X >= n): for 5 and Poisson's mean 3.7 it is 0.313, not 0.170."""
    assert upper_tail(5, 3.7, 3.7) == pytest.approx(0.313, abs=5e-4)
    assert upper_tail([0, 2], [1.0, 1.0], [0.5, 2.0])[0] == 1
    assert upper_tail(3, 3.0, 0.0) == 1
    assert upper_tail(4, 3.0, 0.0) == 0
    assert upper_tail(10, 5.0, 2.5) == pytest.approx(0.5**10)  # ten throws of a coin
    assert upper_tail(2000, 1500.0, 1500.0) == pytest.approx(1e-37, rel=100)


def test_open_cp_says_that_p_is_0():
    """open_cp forgets to count the observed table among the permutations; p is never 0."""
    x = np.repeat(np.arange(30) * 1000.0, 2)
    found = near_repeat(
        x, x, np.repeat(np.arange(30) * 20, 2), space_m=[0, 10], time_days=[0, 1], rng=seeded()
    )
    assert found.table.p[0, 0] == 1 / 1000
    assert found.table.p_moments[0, 0] < 1e-12


def test_the_peers_differ_in_what_an_upper_edge_is():
    """pointpats and surveillance count a pair at exactly 200 m and 14 days as close; [a, b) does not, and says so."""
    options = {"time_days": [0, 14], "permutations": 0}
    assert near_repeat([0, 200], [0, 0], [0, 5], space_m=[0, 200], **options).table.observed.sum() == 0
    assert near_repeat([0, 199], [0, 0], [0, 14], space_m=[0, 200], **options).table.observed.sum() == 0
    assert near_repeat([0, 199], [0, 0], [0, 13], space_m=[0, 200], **options).table.observed.sum() == 1


def test_coordinates_of_single_precision_move_pairs_over_an_edge():
    """At 6,580 km single precision has steps of half a metre: 199.9 m would become 200 and fall out of the band."""
    y = np.array([6_580_000.1, 6_580_200.0])
    assert y.astype(np.float32)[1] - y.astype(np.float32)[0] == 200
    found = near_repeat([0, 0], y, [0, 1], space_m=[0, 200], time_days=[0, 7], permutations=0)
    assert found.table.observed == 1


def test_more_pairs_than_a_narrow_number_holds():
    """400 events at one place on one day: 79,800 pairs, every permutation alike."""
    found = near_repeat([5e5] * 400, [6e6] * 400, [3] * 400, space_m=[0, 10], time_days=[0, 1], rng=seeded())
    assert (found.table.observed, found.table.simulated) == (79_800, 79_800)
    assert (found.table.expected, found.table.variance) == (79_800, 0)
    assert (found.table.p, found.table.p_below) == (1, 1)


def test_bands_without_end_hold_every_pair():
    x, y, t = some_events(60)
    found = near_repeat(x, y, t, space_m=[0, 100, np.inf], time_days=[0, 7, np.inf], rng=seeded())
    assert found.table.observed.sum() == 60 * 59 // 2
    assert found.table.expected.sum() == pytest.approx(60 * 59 / 2)
    assert found.table.rows[1].text == "[100, ∞)"


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_few_events(n):
    found = near_repeat([0.0] * n, [0.0] * n, [0] * n, space_m=[0, 10], time_days=[0, 7], rng=seeded())
    pairs = n * (n - 1) // 2
    assert found.table.observed == pairs
    assert found.table.expected == pairs
    assert found.table.p == 1


def test_nothing_planted_is_seldom_found():
    """Places and times drawn apart from each other: p at most 0.05 in about one of twenty."""
    small = 0
    for seed in range(200):
        rng = seeded(seed)
        x, y, t = rng.uniform(0, 2000, 200), rng.uniform(0, 2000, 200), rng.integers(0, 100, 200)
        found = near_repeat(x, y, t, space_m=[0, 150], time_days=[0, 7], permutations=99, rng=rng)
        small += found.table.p[0, 0] <= 0.05
    assert small <= 19  # 10 expected; 19 is beyond the 99.5 % limit


@pytest.mark.parametrize(
    ("x", "y", "t", "space", "days", "message"),
    [
        ([1, np.nan], [1, 1], [1, 2], [0, 10], [0, 7], "koordinat är inget tal"),
        ([1, np.inf], [1, 1], [1, 2], [0, 10], [0, 7], "koordinat är inget tal"),
        ([1, 2], [1, 1], [1, np.nan], [0, 10], [0, 7], "tid är inget tal"),
        ([1, 2], [1, 1], np.array(["2024-01-01", "NaT"], "M8[D]"), [0, 10], [0, 7], "tid saknas"),
        ([1, 2, 3], [1, 1], [1, 2], [0, 10], [0, 7], "3 x-värden men 2 y-värden"),
        ([1, 2], [1, 1], [1], [0, 10], [0, 7], "2 punkter men 1 tider"),
        ([1, 2], [1, 1], [1, 2], [0, 10, 10], [0, 7], "Gränserna för avstånd"),
        ([1, 2], [1, 1], [1, 2], [-5, 10], [0, 7], "Gränserna för avstånd"),
        ([1, 2], [1, 1], [1, 2], [0, 10], [7], "Gränserna för tid"),
        ([18.06, 18.11, 17.98], [59.33, 59.29, 59.4], [1, 2, 3], [0, 100], [0, 7], "grader"),
    ],
)
def test_what_cannot_be_used_is_said(x, y, t, space, days, message):
    with pytest.raises(BadInput, match=message):
        near_repeat(x, y, t, space_m=space, time_days=days, permutations=0)


def test_permutations_need_a_seed():
    with pytest.raises(ValueError, match="rng"):
        near_repeat([1, 2], [1, 2], [1, 2], space_m=[0, 10], time_days=[0, 7])


def test_small_metres_are_no_degrees():
    """A room of 90 by 90 metres, bands of 10: there is something to tell apart."""
    rng = seeded()
    x, y = rng.uniform(0, 90, (2, 50))
    assert near_repeat(x, y, np.arange(50), space_m=[0, 10], time_days=[0, 7], permutations=0).events == 50
