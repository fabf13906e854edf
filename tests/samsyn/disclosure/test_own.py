"""Which withheld counts can be worked out by a reader who knows some cells: by hand, and by trying every table."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from samsyn.cycle import Estimate, Finding, Status
from samsyn.disclosure import exposed_cells, hidden_cells, protect_own
from samsyn.period import parse
from samsyn.provenance import Provenance, Rows

MOST = 12


def _cells(rows):
    cells = {(i, j): n for i, row in enumerate(rows) for j, n in enumerate(row)}
    cells |= {(i, None): sum(row) for i, row in enumerate(rows)}
    cells |= {(None, j): sum(column) for j, column in enumerate(zip(*rows, strict=True))}
    return cells | {(None, None): sum(map(sum, rows))}


def _values_of(key, rows, hidden):
    """Every value that a cell has in some table with the same shown cells, those hidden at least one."""
    inner = [(i, j) for i in range(len(rows)) for j in range(len(rows[0]))]
    free = [at for at in inner if at in hidden]
    true, found = _cells(rows), set()
    for guess in product(range(1, MOST), repeat=len(free)):
        trial = dict(zip(free, guess, strict=True))
        made = _cells([[trial.get((i, j), n) for j, n in enumerate(row)] for i, row in enumerate(rows)])
        shown = all(made[one] == n for one, n in true.items() if one not in hidden)
        if shown and all(made[one] > 0 for one in hidden):
            found.add(made[key])
    return found


def test_two_that_are_hidden_together_are_safe_until_one_is_known():
    cells = _cells([[3, 20, 30]])
    both = {(0, 0), (0, 1), (None, 0), (None, 1)}
    assert exposed_cells(cells, both) == []
    assert set(exposed_cells(cells, both - {(0, 1), (None, 1)})) == {(0, 0), (None, 0)}


def test_ones_cannot_shrink_so_a_sum_of_two_gives_both_away():
    cells = {("a", None): 1, ("b", None): 1, ("c", None): 9, (None, None): 11}
    assert set(exposed_cells(cells, {("a", None), ("b", None)})) == {("a", None), ("b", None)}
    assert exposed_cells(cells | {("b", None): 2, (None, None): 12}, {("a", None), ("b", None)}) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=2, max_size=2), min_size=2, max_size=2), st.data())
def test_exposed_is_what_has_one_value_in_every_possible_table(rows, data):
    cells = {key: n for key, n in _cells(rows).items() if n}
    hidden = set(hidden_cells(cells))
    assume(hidden)
    hidden -= set(data.draw(st.lists(st.sampled_from(sorted(hidden, key=str)), max_size=3)))
    small = [key for key in hidden if cells[key] < 5]
    exposed = exposed_cells(cells, hidden)
    for key in small:
        assert (key in exposed) == (len(_values_of(key, rows, hidden)) == 1), (key, rows, hidden)


def _finding(key, n, area=None, category=None, status=Status.STATED, detail=None):
    estimate = Estimate(value=float(n), low=None, high=None, unit="rapporter", n=n)
    made = Provenance(sources=(), function="f", version="v", rows=Rows(), parameters={})
    return Finding(
        method="m", key=key, period=parse("2024-W40"), estimate=estimate, provenance=made, area=area, category=category,
        status=status, detail=detail or {},
    )  # fmt: skip


def _shown(*more):
    """What Norr sees where its 20 about noise and 30 about fires protect the 3 of Söder; graffiti protects nobody."""
    counts = {("Norr", "buller"): 20, ("Söder", "buller"): 3, ("Norr", "brand"): 30, ("Söder", "brand"): 40}
    counts |= {("Norr", "klotter"): 50, ("Söder", "klotter"): 60, ("Norr", None): 100, ("Söder", None): 103}
    counts |= {(None, "buller"): 23, (None, "brand"): 70, (None, "klotter"): 110, (None, None): 203}
    found = [_finding("count", n, *place) for place, n in counts.items()]
    shown = protect_own([*found, *more], ("Norr",))
    assert {f.area for f in shown} == {None, "Norr"}
    return [(f.key, f.category) for f in shown if f.area and f.status is Status.WITHHELD]


KEPT = [("count", "buller"), ("count", "brand")]


def test_what_rests_on_a_count_that_stays_withheld_is_withheld_too():
    beside = [
        _finding("change", 20, "Norr", "buller"),
        _finding("change", 50, "Norr", "klotter"),
        _finding("change_pooled", 20, "Norr", detail={"categories": {"buller": 20}}),
        _finding("change_pooled", 50, "Norr", detail={"categories": {"klotter": 50}}),
        _finding("area_level", 1, "Norr", status=Status.GREEN),
    ]
    assert _shown(*beside) == [*KEPT, ("change", "buller"), ("change_pooled", None)]


def test_a_level_whose_reason_tells_of_it_is_withheld():
    level = _finding("area_level", 1, "Norr", status=Status.YELLOW)
    alarm = _finding("change", 20, "Norr", "buller", status=Status.ABOVE)
    assert _shown(level, alarm) == [*KEPT, ("area_level", None), ("change", "buller")]
    assert _shown(level, _finding("change", 50, "Norr", "klotter", status=Status.ABOVE)) == KEPT
