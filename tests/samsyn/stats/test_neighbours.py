"""Which units lie beside each other."""

import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samsyn.stats.neighbours import grid_neighbours, neighbours_of_pairs, touching

CELLS = st.sets(st.tuples(st.integers(-6, 6), st.integers(-6, 6)), max_size=60).map(sorted)


def lists(near):
    return [near.index[a:b].tolist() for a, b in zip(near.first[:-1], near.first[1:], strict=True)]


def test_a_cell_touches_the_eight_around_it():
    row, column = np.divmod(np.arange(9), 3)
    near = grid_neighbours(column, row)
    assert near.count.tolist() == [3, 5, 3, 5, 8, 5, 3, 5, 3]
    assert lists(near)[0] == [1, 3, 4]


def test_pairs_count_once_and_in_both_directions():
    assert lists(neighbours_of_pairs([0, 1, 1, 2], [1, 0, 1, 0], 4)) == [[1, 2], [0], [0], []]


@given(CELLS)
def test_cells_are_neighbours_when_they_are_one_step_apart(cells):
    places = np.array(cells, dtype=int).reshape(-1, 2)
    expected = [
        [j for j, b in enumerate(places) if i != j and np.abs(a - b).max() == 1] for i, a in enumerate(places)
    ]
    assert lists(grid_neighbours(places[:, 0], places[:, 1])) == expected


@given(CELLS)
def test_squares_that_touch_are_the_cells_that_are_neighbours(cells):
    places = np.array(cells, dtype=int).reshape(-1, 2)
    squares = np.array([shapely.box(x, y, x + 1, y + 1) for x, y in places], dtype=object)
    assert lists(touching(squares)) == lists(grid_neighbours(places[:, 0], places[:, 1]))


def test_a_sliver_between_polygons_can_be_bridged():
    squares = np.array([shapely.box(0, 0, 1, 1), shapely.box(1.01, 0, 2, 1)], dtype=object)
    assert lists(touching(squares)) == [[], []]
    assert lists(touching(squares, gap=0.02)) == [[1], [0]]
