"""Verdicts: what intervals say, what forbids saying it, and that every code is explained."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.outcomes import TEXTS, Change, Code, judge, read_change
from samsyn.outcomes.verdict import WORDS, ratio_margin
from tests.architecture.tree import ROOT

WITHIN = ratio_margin(0.2)


@pytest.mark.parametrize(
    ("low", "high", "change"),
    [
        (0.5, 0.9, Change.DECREASED),
        (1.1, 2.0, Change.INCREASED),
        (0.9, 1.1, Change.UNCHANGED),
        (0.84, 1.19, Change.UNCHANGED),
        (0.8, 1.1, Change.UNASSESSABLE),
        (0.9, 1.3, Change.UNASSESSABLE),
        (0.95, 0.99, Change.DECREASED),
        (0.0, float("inf"), Change.UNASSESSABLE),
        (float("nan"), 1.0, Change.UNASSESSABLE),
    ],
)
def test_what_an_interval_says(low: float, high: float, change: Change) -> None:
    """A wide interval around no change is never "unchanged"."""
    assert read_change(low, high, none=1.0, within=WITHIN) is change


@given(st.floats(0.01, 10), st.floats(0.01, 10))
def test_turning_the_ratio_over_turns_the_verdict(one: float, other: float) -> None:
    low, high = sorted((one, other))
    turned = {Change.DECREASED: Change.INCREASED, Change.INCREASED: Change.DECREASED}
    here = read_change(low, high, none=1.0, within=(1 / 1.2000001, 1.2000001))
    there = read_change(1 / high, 1 / low, none=1.0, within=(1 / 1.2000001, 1.2000001))
    assert there is turned.get(here, here)


def test_uncertainty_is_a_reason_only_where_there_is_no_other() -> None:
    assert [one.code for one in judge(Change.UNASSESSABLE).refusals] == [Code.TOO_UNCERTAIN]
    found = judge(Change.UNASSESSABLE, refusals=[Code.ZERO_COUNT])
    assert [one.code for one in found.refusals] == [Code.ZERO_COUNT]


def test_a_refusal_forbids_every_verdict() -> None:
    for change in Change:
        found = judge(change, refusals=[Code.NO_COMPARISON], doubts=[Code.FEW_UNITS])
        assert (found.change, found.word) == (Change.UNASSESSABLE, "går ej att bedöma")
        assert [one.code for one in found.doubts] == [Code.FEW_UNITS]


def test_a_place_chosen_for_its_high_count_can_only_be_seen_to_rise() -> None:
    assert judge(Change.INCREASED, chosen_high=True).change is Change.INCREASED
    for change in (Change.DECREASED, Change.UNCHANGED):
        found = judge(change, chosen_high=True)
        assert found.change is Change.UNASSESSABLE
        assert [one.code for one in found.refusals] == [Code.CHOSEN_HIGH]


def test_every_word_and_code_is_explained_here_and_in_the_docs() -> None:
    assert set(WORDS) == set(Change)
    assert set(TEXTS) == set(Code)
    assert all(text.endswith(".") for text in TEXTS.values())
    page = (ROOT / "docs/reference/json-contract.md").read_text(encoding="utf-8")
    assert set(Code) <= set(re.findall(r"`([a-z_]+)`", page))
