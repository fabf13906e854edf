"""No withheld count can be worked out: by hand, by trying every table, and by linear programming."""

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from samsyn.disclosure import hidden_cells, protect
from samsyn.disclosure.tables import COMPLEMENTARY, PRIMARY


def test_one_small_count_takes_the_smallest_other_with_it():
    # 3 could be worked out as 40 - 12 - 25, so 12 goes too
    found = protect([3, 12, 25])
    assert np.isnan(found.counts).tolist() == [True, True, False]
    assert found.total == 40
    assert found.reasons == {(0, None): PRIMARY.format(threshold=5), (1, None): COMPLEMENTARY}


def test_two_small_counts_protect_each_other():
    assert np.isnan(protect([3, 4, 25]).counts).tolist() == [True, True, False]


def test_two_ones_do_not_protect_each_other_since_zero_would_be_shown():
    # their sum is 2 and both are at least 1
    assert np.isnan(protect([1, 1, 25]).counts).tolist() == [True, True, True]


def test_zero_is_shown_unless_told():
    assert protect([0, 9, 8]).counts.tolist() == [0, 9, 8]
    assert np.isnan(protect([0, 9, 8], hide_zeros=True).counts).tolist() == [True, False, True]


def test_nothing_is_withheld_at_the_threshold():
    assert protect([[5, 6], [7, 8]]).reasons == {}


def test_a_table_needs_a_rectangle():
    found = protect([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    assert np.isnan(found.counts).sum() == 4
    assert found.total == 443


def test_a_lone_count_hides_its_total():
    found = protect([0, 3, 0])
    assert np.isnan(found.total)
    assert np.isnan(found.counts).tolist() == [False, True, False]


def test_margins_without_inner_cells_share_the_total():
    cells = {(None, None): 40, ("a", None): 3, ("b", None): 37, (None, "x"): 15, (None, "y"): 25}
    assert set(hidden_cells(cells)) == {("a", None), ("b", None)}


def test_columns_alone_are_protected_like_rows():
    cells = {(None, None): 40, (None, "x"): 3, (None, "y"): 12, (None, "z"): 25}
    assert set(hidden_cells(cells)) == {(None, "x"), (None, "y")}


def _linear_system(shape):
    """Return the equations that the sums mean, over inner cells, row sums, column sums and total."""
    rows, columns = shape
    keys = [*product(range(rows), range(columns)), *((i, None) for i in range(rows))]
    keys += [*((None, j) for j in range(columns)), (None, None)]
    at = {key: n for n, key in enumerate(keys)}
    equations = []
    for i in range(rows):
        line = np.zeros(len(keys))
        line[[at[i, j] for j in range(columns)]] = 1
        line[at[i, None]] = -1
        equations.append(line)
    for j in range(columns):
        line = np.zeros(len(keys))
        line[[at[i, j] for i in range(rows)]] = 1
        line[at[None, j]] = -1
        equations.append(line)
    line = np.zeros(len(keys))
    line[[at[i, None] for i in range(rows)]] = 1
    line[at[None, None]] = -1
    return keys, np.array([*equations, line])


def _range_of(key, keys, equations, shown):
    """Return the least and the largest value that a withheld cell may have (the system is totally unimodular)."""
    bounds = [(1, None) if other not in shown else (shown[other], shown[other]) for other in keys]
    goal = np.array([1.0 if other == key else 0.0 for other in keys])
    ends = []
    for sign in (1, -1):
        found = linprog(sign * goal, A_eq=equations, b_eq=np.zeros(len(equations)), bounds=bounds)
        ends.append(sign * found.fun if found.status == 0 else np.inf)
    return ends


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=2, max_size=4))
def test_no_withheld_cell_can_be_derived_from_a_table_with_sums(rows):
    table = np.array(rows)
    found = protect(table)
    keys, equations = _linear_system(table.shape)
    values = {key: table[key] for key in np.ndindex(*table.shape)}
    values |= {(i, None): table[i].sum() for i in range(table.shape[0])}
    values |= {(None, j): table[:, j].sum() for j in range(table.shape[1])} | {(None, None): table.sum()}
    shown = {key: value for key, value in values.items() if key not in found.reasons}
    assert all(not 0 < value < 5 for value in shown.values())
    for key in found.reasons:
        low, high = _range_of(key, keys, equations, shown)
        assert high - low >= 0.999, (key, table)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=2, max_size=4))
def test_every_withheld_count_of_a_list_has_another_possible_value(counts):
    found = protect(counts)
    hidden = [i for i in range(len(counts)) if (i, None) in found.reasons]
    total_hidden = (None, None) in found.reasons
    possible = {i: set() for i in hidden}
    for guess in product(range(1, 21), repeat=len(hidden)) if len(hidden) < 4 else []:
        trial = dict(zip(hidden, guess, strict=True))
        total = sum(trial.get(i, n) for i, n in enumerate(counts))
        if total_hidden or total == sum(counts):
            for i, value in trial.items():
                possible[i].add(value)
    assert all(len(values) > 1 for values in possible.values()) or len(hidden) > 3


@given(st.lists(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 9))
def test_what_is_shown_is_true(counts, threshold):
    found = protect(counts, threshold=threshold)
    for n, shown in zip(counts, found.counts, strict=True):
        assert np.isnan(shown) or shown == n
