"""A proposal tried on reports: by hand, one report at a time, and by properties; the rule has no peer."""

from __future__ import annotations

from dataclasses import replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from samsyn.instruments.categories import Category
from samsyn.instruments.crosswalk import crosswalk
from samsyn.instruments.editing import closed, put
from samsyn.instruments.load import categories
from samsyn.methods.incidents.trial import SPLIT, tried

TODAY = categories()
STAIRS = Category(
    code="L01", label="Trapphus", weight=3, kind="incident", help="h", source_status="local_design", national="SAM",
    formerly=("SAM-TRA",), words=("I trappan",),
)  # fmt: skip
PROPOSED = put(
    put(put(TODAY, STAIRS), closed(TODAY.every["ORO"], None)),
    closed(TODAY.every["ORD"], "SAM"),  # type: ignore[arg-type]
)
WALK = crosswalk(TODAY, PROPOSED)
SCHEMA = {"label": pl.String, "code": pl.String, "n": pl.Int64}


def table(rows: list[tuple[str | None, str | None, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def test_by_hand() -> None:
    found = tried(
        table([
            ("Klotter", "SKA", 4), ("i trappan", "SAM", 3), ("SAM-UTE", "SAM-UTE", 2), ("Gäng", "SAM", 5),
            ("Rykte", "ORO", 1), ("Ljud", "ORD", 6), ("Annat", None, 7), (None, None, 1),
        ]),
        TODAY, PROPOSED, WALK,
    )  # fmt: skip
    assert found.today == {"SKA": 4, "SAM": 10, "ORO": 1, "ORD": 6, None: 8}
    assert found.proposed == {"SKA": 4, "L01": 3, "SAM": 8, SPLIT: 5, None: 9}
    assert list(found.moving.items())[:2] == [(("ORD", "SAM"), 6), (("SAM", SPLIT), 5)]
    assert found.rows["proposed"].to_list() == ["SKA", "L01", "SAM-UTE", SPLIT, None, "SAM", None, None]


def test_nothing_is_nothing() -> None:
    assert tried(table([]), TODAY, PROPOSED, WALK).pairs == {}


ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "Klotter", "I  Trappan", "x"]),
        st.sampled_from([None, "SKA", "SAM", "SAM-TRA", "SAM-UTE", "ORO", "ORO-RYK", "ORD-LJU", "eget"]),
        st.integers(1, 9),
    )
)


@given(ROWS)
def test_against_one_report_at_a_time(rows: list[tuple[str | None, str | None, int]]) -> None:
    expected: dict[str | None, int] = {}
    for label, code, n in rows:
        to = {
            "SAM-TRA": SPLIT,
            "SAM": SPLIT,
            "SAM-UTE": "SAM",
            "ORD-LJU": "SAM",
            "ORO": None,
            "ORO-RYK": None,
        }.get(code or "", code)
        if label is not None and label.split() in (["I", "Trappan"], ["i", "trappan"]):
            to = "L01"
        expected[to] = expected.get(to, 0) + n
    found = tried(table(rows), TODAY, PROPOSED, WALK)
    assert found.proposed == expected
    assert sum(found.today.values()) == sum(n for _label, _code, n in rows)  # nothing is lost or made


@given(ROWS)
def test_the_same_list_moves_nothing(rows: list[tuple[str | None, str | None, int]]) -> None:
    assert not tried(table(rows), TODAY, replace(TODAY, version="2"), crosswalk(TODAY, TODAY)).moving
