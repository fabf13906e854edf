"""Surveys: the report's own figures, intervals against their formulas, and answers that are no answers."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.methods.surveys import (
    QuestionKind,
    distribution,
    paired_change,
    read_question,
    response,
    top_options,
)
from samsyn.methods.surveys.response import finite_interval, nonresponse_bounds

ANSWERS = ["5"] * 7 + ["4"] * 10 + ["3"] * 6 + ["2"] * 3 + ["1"]


def test_the_reports_figures() -> None:
    told = response(27, 30)
    assert told.rate == 0.9
    assert [round(100 * one, 1) for one in told.wilson] == [74.4, 96.5]
    top = top_options(read_question("stärkt", ANSWERS), (4, 5), invited=30)
    assert (top.count, top.answered) == (17, 27)
    assert round(100 * top.share) == 63
    assert [round(100 * one, 1) for one in top.bounds] == [56.7, 66.7]
    assert [round(100 * one, 1) for one in top.wilson] == [44.2, 78.5]
    assert [round(100 * one) for one in top.finite] == [57, 69]


def test_a_distribution_by_hand() -> None:
    found = distribution(read_question("f", ["1", "2", "2", "4", "", "vet ej", "Vet inte", "4,0"]))
    assert found.kind is QuestionKind.SCALE
    assert [(one.value, one.count) for one in found.options] == [("1", 1), ("2", 2), ("3", 0), ("4", 2)]
    assert (found.answered, found.missing) == (5, 3)
    assert found.said_instead == {"vet ej": 1, "Vet inte": 1}
    assert (found.lower, found.median, found.upper) == (2, 2, 4)
    assert found.mean == pytest.approx(13 / 5)


def test_words_are_choices_and_long_answers_open() -> None:
    choice = distribution(read_question("f", ["ja", "nej", "ja", "ja"]))
    assert [(one.value, one.count) for one in choice.options] == [("ja", 3), ("nej", 1)]
    assert np.isnan(choice.median)
    open_text = read_question("f", [f"svar nummer {n}" for n in range(30)])
    assert open_text.kind is QuestionKind.OPEN
    with pytest.raises(BadInput, match="skala"):
        top_options(open_text, (4, 5), invited=30)


def test_nobody_answered() -> None:
    top = top_options(read_question("f", ["1", *[""] * 4]), (4, 5), invited=5)
    assert top.share == 0
    empty = read_question("f", ["", ""])
    assert distribution(empty).options == ()


@pytest.mark.parametrize(("answered", "invited"), [(31, 30), (1, 0)])
def test_more_answers_than_invitations_are_refused(answered: int, invited: int) -> None:
    with pytest.raises(BadInput, match="inbjudna"):
        response(answered, invited)


@given(st.integers(1, 200), st.data())
def test_bounds_and_intervals_hold_the_share(population: int, data: st.DataObject) -> None:
    answered = data.draw(st.integers(1, population))
    hits = data.draw(st.integers(0, answered))
    low, high = nonresponse_bounds(hits, answered, population)
    assert low <= hits / answered <= high + 1e-12
    assert high - low == pytest.approx((population - answered) / population)
    inner = finite_interval(hits, answered, population)
    assert inner[0] - 1e-12 <= hits / answered <= inner[1] + 1e-12
    if answered == population:
        assert inner == (hits / answered, hits / answered)


def test_the_finite_interval_covers_as_stated() -> None:
    random, population, sample, hits = np.random.default_rng(3), 60, 30, 0
    everyone = np.array([1] * 24 + [0] * 36)
    for _ in range(2000):
        low, high = finite_interval(
            int(random.choice(everyone, sample, replace=False).sum()), sample, population
        )
        hits += low <= 24 / 60 <= high
    assert hits / 2000 >= 0.93


def test_the_finite_half_width_is_wilsons_with_the_correction() -> None:
    low, high = finite_interval(17, 27, 30)
    n, p, z = 27 * 29 / 3, 17 / 27, 1.959963984540054
    half = z * sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    assert (high - low) / 2 == pytest.approx(half)


def test_paired_waves() -> None:
    moved = paired_change([1, 2, 2, 3, 1, 2, None], [3, 4, 3, 4, 2, 3, 5])
    assert (moved.pairs, moved.up, moved.down) == (6, 6, 0)
    assert moved.p == pytest.approx(2 / 64)
    assert moved.word == "ökat"
    assert paired_change([1, 2], [2, 1]).word == "för få rörde sig för att säga något"
