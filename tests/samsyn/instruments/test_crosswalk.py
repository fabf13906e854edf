"""
From one version of a list to the next: by hand, by a slow oracle, against scipy's components, and by properties.

Published: none; a crosswalk between two classifications has no table of its own to compare with.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from samsyn.errors import BadDeclaration
from samsyn.instruments.categories import Category, CategoryList
from samsyn.instruments.crosswalk import (
    Crosswalk,
    alike,
    carried,
    chained,
    check_crosswalk,
    crosswalk,
)
from samsyn.instruments.editing import put
from samsyn.instruments.load import categories

NATIONAL = categories()
NEW = Category(
    code="L01",
    label="Trapphus",
    weight=3,
    kind="incident",
    help="h",
    source_status="local_design",
    national="SAM",
)


def closed(code: str, instead: str | None) -> Category:
    home = NATIONAL.get(code)
    assert home is not None
    parts = tuple(replace(sub, closed=True, instead=instead) for sub in home.subcategories)
    return replace(home, closed=True, instead=instead, subcategories=parts)


def after(*changed: Category) -> CategoryList:
    known = NATIONAL
    for one in changed:
        known = put(known, one)
    return replace(known, version="2")


def test_by_hand() -> None:
    """ORD is closed into SAM, ORO into nothing, and stairwells leave SAM."""
    walk = crosswalk(
        NATIONAL, after(closed("ORD", "SAM"), closed("ORO", None), replace(NEW, formerly=("SAM-TRA",)))
    )
    assert (walk.moves["ORD"], walk.moves["ORD-LJU"], walk.moves["ORO"]) == (("SAM",), ("SAM",), ())
    assert walk.moves["SAM-TRA"] == ("SAM-TRA", "L01")
    assert walk.moves["SAM"] == ("SAM", "L01")  # what was counted as SAM was counted in stairwells too
    assert [walk.kind(code) for code in ("SKA", "ORD", "SAM", "ORO")] == ["same", "merged", "split", "closed"]
    found = carried({"SKA": 4, "ORD": 2, "SAM": 3, "ORO": 1, "eget": 6}, walk)
    assert found.counts == {"SKA": 4, "eget": 6}
    assert set(found.refused) == {"SAM", "L01", "SAM-TRA"}
    assert "inte att dela" in found.refused["L01"]
    assert (found.closed, found.unplaced, found.total) == (1, 5, 16)


def test_a_part_that_lives_on_needs_to_be_said_of_the_whole() -> None:
    with pytest.raises(BadDeclaration, match="ORO stängs utan"):
        crosswalk(NATIONAL, after(closed("ORO", None), replace(NEW, formerly=("ORO-RYK",))))


def test_a_list_is_itself() -> None:
    walk = crosswalk(NATIONAL, NATIONAL)
    assert not walk.changed
    assert list(walk.moves) == list(NATIONAL.every)


def test_a_mapping_that_is_not_total_is_refused() -> None:
    walk = crosswalk(NATIONAL, NATIONAL)
    short = {code: to for code, to in walk.moves.items() if code != "SKA"}
    with pytest.raises(BadDeclaration, match="säger inget om SKA"):
        check_crosswalk(replace(walk, moves=short), NATIONAL, NATIONAL)
    with pytest.raises(BadDeclaration, match="som inte fanns"):
        check_crosswalk(replace(walk, moves={**walk.moves, "X": ()}), NATIONAL, NATIONAL)
    with pytest.raises(BadDeclaration, match="är stängd"):
        check_crosswalk(walk, NATIONAL, after(closed("ORD", "SAM")))
    with pytest.raises(BadDeclaration, match="kan inte räknas om"):
        crosswalk(NATIONAL, replace(NATIONAL, categories=NATIONAL.categories[1:]))


def test_versions_that_do_not_follow_each_other_are_not_chained() -> None:
    walk = Crosswalk(before="1", after="2", moves={})
    with pytest.raises(BadDeclaration, match="följer inte"):
        chained([walk, walk])
    with pytest.raises(BadDeclaration, match="inga versioner"):
        chained([])


OLD = [f"o{n}" for n in range(7)]
AFTER = [f"n{n}" for n in range(7)]
WALKS = st.fixed_dictionaries(
    {code: st.lists(st.sampled_from(AFTER), max_size=3, unique=True).map(tuple) for code in OLD}
).map(lambda moves: Crosswalk(before="1", after="2", moves=moves))
COUNTS = st.dictionaries(st.sampled_from(OLD), st.integers(0, 50))


@given(WALKS, COUNTS)
def test_nothing_is_lost_or_made(walk: Crosswalk, counts: dict[str, int]) -> None:
    assert carried(counts, walk).total == sum(counts.values())


@given(WALKS, COUNTS)
def test_against_one_report_at_a_time(walk: Crosswalk, counts: dict[str, int]) -> None:
    """Each report is asked where it may be: a later code is told only if all that may be there must be there."""
    found = carried(counts, walk)
    reports = [code for code, n in counts.items() for _one in range(n)]
    for code in AFTER:
        may = [one for one in walk.moves if code in walk.moves[one]]
        must = [one for one in may if walk.moves[one] == (code,)]
        if may == must:
            assert found.counts.get(code, 0) == sum(one in must for one in reports)
            assert code not in found.refused
        else:
            assert code in found.refused
            assert code not in found.counts


@given(WALKS)
def test_groups_are_the_connected_components(walk: Crosswalk) -> None:
    """Peer: scipy's components of the same graph."""
    names = [*OLD, *AFTER]
    edges = [(names.index(code), names.index(to)) for code, targets in walk.moves.items() for to in targets]
    rows, columns = np.array(edges, dtype=int).reshape(-1, 2).T
    graph = coo_array((np.ones(len(edges)), (rows, columns)), shape=(len(names), len(names)))
    _n, marks = connected_components(graph, directed=False)
    theirs = {frozenset(n for n, mark in zip(names, marks, strict=True) if mark == one) for one in marks}
    ours = {frozenset([*group.before, *group.after]) for group in alike(walk)}
    assert ours == {group for group in theirs if group & set(OLD)}


@given(WALKS, COUNTS)
def test_sums_of_groups_are_the_same_wherever_split_reports_went(
    walk: Crosswalk, counts: dict[str, int]
) -> None:
    for place in (0, -1):  # every split report went to the first, or to the last
        now: dict[str, int] = {}
        for code, n in counts.items():
            if walk.moves[code]:
                to = walk.moves[code][place]
                now[to] = now.get(to, 0) + n
        for group in alike(walk):
            if group.after:
                assert sum(counts.get(one, 0) for one in group.before) == sum(
                    now.get(one, 0) for one in group.after
                )


@given(COUNTS, st.permutations(AFTER))
def test_renaming_twice_is_renaming_once(counts: dict[str, int], names: list[str]) -> None:
    first = Crosswalk(before="1", after="2", moves={o: (n,) for o, n in zip(OLD, names, strict=True)})
    second = Crosswalk(before="2", after="3", moves={n: (n.upper(),) for n in AFTER})
    twice = carried(carried(counts, first).counts, second).counts
    assert carried(counts, chained([first, second])).counts == twice
