"""Shared figures beside each other: compared where it is fair, refused with the reason where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.programme import (
    SharedFigure,
    Sharer,
    Why,
    beside,
    figure_from_plain,
    figure_to_plain,
    writing,
)

ONE = SharedFigure(
    method="m", version="m/1", edition="six", key="A", label="Insatser", period="2026-Q1",
    value=5.0, low=4.5, high=5.5, unit="poäng", n=6,
)  # fmt: skip


def sharer(name: str, group: str = "", **changed: Any) -> Sharer:
    """Return a municipality with the figure, changed."""
    return Sharer(name=name, figure=replace(ONE, **changed), group=group)


def test_two_municipalities_apart() -> None:
    (found,) = beside([sharer("Sjövik"), sharer("Ankeby", value=3.0, low=2.5, high=3.5)])
    (pair,) = found.pairs
    assert (pair.first, pair.second, pair.difference) == ("Ankeby", "Sjövik", -2.0)  # by name, not by value
    assert (pair.low, pair.high) == pytest.approx((-2 - 0.5**0.5, -2 + 0.5**0.5))
    assert found.sentence.endswith("Ankeby har lägre värde än Sjövik.")


def test_many_comparisons_ask_for_more() -> None:
    close = [sharer("A"), sharer("B", value=4.2, low=3.7, high=4.7)]
    assert beside(close)[0].pairs[0].differs
    more = [*close, *(sharer(name, value=4.6, low=4.1, high=5.1) for name in "CDEF")]
    assert not any(pair.differs for pair in beside(more)[0].pairs)
    assert "slumpen" in beside(more)[0].sentence


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"version": "m/2"}, Why.VERSION),
        ({"edition": "five"}, Why.EDITION),
        ({"period": "2025-Q1"}, Why.PERIOD),
        ({"unit": "andel"}, Why.UNIT),
        ({"level": 0.9}, Why.LEVEL),
        ({"asked": "Otrygghet i centrum"}, Why.ASKED),
        ({"sender": "Brå"}, Why.SENDER),
        ({"mode": "webbsvar"}, Why.MODE),
        ({"asked": "Något annat", "why_alone": "Alla tillfrågades."}, Why.ASKED),
        ({"why_alone": "Antal beror på kommunens storlek."}, Why.COUNT),
    ],
)
def test_what_differs_is_not_compared(changed: dict[str, Any], why: Why) -> None:
    (found,) = beside([sharer("A"), sharer("B", **changed)])
    assert (found.refused, found.pairs) == (why, ())
    assert found.why
    assert [one.name for one in found.sharers] == ["A", "B"]  # still shown beside each other


def test_a_refusal_says_what_each_asked() -> None:
    about = {"A": "Narkotikahandel i Ekbacken.", "B": ""}
    (found,) = beside(sharer(name, asked=issue) for name, issue in about.items())
    assert found.why == (
        "Kommunerna har inte frågat om samma sak. A: Narkotikahandel i Ekbacken; B: ej angivet."
    )
    (same,) = beside([sharer("A", asked="Narkotika i  centrum."), sharer("B", asked="narkotika i centrum")])
    assert same.refused is None  # case, spaces and a last dot are no other question


def test_figures_are_written_as_they_are_read() -> None:
    label = "antal under perioden, i allt, per område, per kategori och per område och kategori"
    count = replace(ONE, label=label, value=54.0, low=40.6, high=70.5, unit="rapporter", n=54)
    assert (count.title, writing(count).decimals) == ("Antal under perioden", 0)
    share = replace(ONE, value=0.76, low=0.6, high=0.89, unit="andel av väntade rapportörer")
    assert (writing(share).factor, writing(share).unit) == (100, "procent av väntade rapportörer")
    assert writing(replace(ONE, unit="andelar")).factor == 1  # another word
    assert [writing(replace(ONE, value=value)).decimals for value in (5.25, 12.5, 250.0)] == [2, 1, 0]


def test_only_fair_groups_are_compared() -> None:
    found = beside([sharer("A", "små"), sharer("B", "stora"), sharer("C", "små")])
    assert [(one.group, len(one.sharers), one.refused) for one in found] == [
        ("små", 2, None),
        ("stora", 1, Why.ALONE),
    ]


def test_the_newest_common_period_is_taken() -> None:
    given_now = [sharer("A", period=p) for p in ("2025-Q4", "2026-Q1")]
    (found,) = beside([*given_now, sharer("B", period="2025-Q4")])
    assert {one.figure.period for one in found.sharers} == {"2025-Q4"}
    assert found.refused is None


@given(st.permutations(["A", "B", "C"]))
def test_the_order_of_sharing_does_not_matter(order: list[str]) -> None:
    values = {"A": 5.0, "B": 4.8, "C": 5.2}
    assert beside(sharer(name, value=values[name]) for name in order) == beside(
        sharer(name, value=values[name]) for name in "ABC"
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"rows": []},
        {"value": float("inf")},
        {"value": True},
        {"n": 4},
        {"low": 6.0},
        {"label": 7},
        {"label": "x" * 501},
        {"level": 1.0},
    ],
)
def test_what_a_stranger_may_not_say(wrong: dict[str, Any]) -> None:
    plain = figure_to_plain(ONE)
    assert figure_from_plain(plain) == ONE
    with pytest.raises(BadInput):
        figure_from_plain({**plain, **wrong})
    with pytest.raises(BadInput):
        figure_from_plain({name: plain[name] for name in plain if name != "unit"})
