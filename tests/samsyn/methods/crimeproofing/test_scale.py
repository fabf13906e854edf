"""
Assessors beside each other: whole steps, the middle, the spread, and no number that nobody gave.

There is no published scale or peer: the levels are the project's own, so the third of the four checks does not apply.
"""

from __future__ import annotations

from statistics import median_high

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import Judgement, level_of, told, weigh, wording

INSTRUMENT = crimeproofing()
STEP = st.integers(1, 4)
JUDGEMENT = st.builds(
    lambda likelihood, money, person, trust: Judgement(
        likelihood=likelihood, consequence={"money": money, "person": person, "trust": trust}
    ),
    STEP, STEP, STEP, STEP,
)  # fmt: skip


def judged(likelihood: int, *consequence: int) -> Judgement:
    return Judgement(likelihood=likelihood, consequence=dict(enumerate(map(int, consequence))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("product", "code"),
    [
        (1, "low"),
        (3, "low"),
        (4, "moderate"),
        (6, "moderate"),
        (8, "high"),
        (9, "high"),
        (12, "critical"),
        (16, "critical"),
    ],
)
def test_the_levels_by_hand(product: int, code: str) -> None:
    assert level_of(product, INSTRUMENT).code == code


@pytest.mark.parametrize("product", [0, 17])
def test_outside_the_scale_is_refused(product: int) -> None:
    with pytest.raises(BadInput):
        level_of(product, INSTRUMENT)


def test_two_assessors_by_hand() -> None:
    found = weigh([judged(4, 3, 1, 3), judged(3, 2, 1, 3)], INSTRUMENT)  # 12 critical and 9 high
    assert (str(found.likelihood), str(found.consequence)) == ("4 (3–4)", "3")
    assert (found.level.code, found.lowest.code, found.highest.code, found.apart) == (
        "critical", "high", "critical", False,
    )  # fmt: skip


def test_opposite_views_make_no_level_that_nobody_holds() -> None:
    found = weigh([judged(1, 4), judged(4, 1)], INSTRUMENT)
    assert found.level.code == "moderate"  # both say 4; the middles multiplied would say 16


def test_the_largest_consequence_counts_and_disagreement_is_told() -> None:
    found = weigh([judged(4, 1, 1, 4), judged(1, 1, 1, 1), judged(2, 2, 1, 1)], INSTRUMENT)
    assert (found.lowest.code, found.highest.code, found.apart) == ("low", "critical", True)
    assert found.consequence.high == 4


def test_nobody_and_a_step_outside_are_refused() -> None:
    for some in ([], [judged(5, 1)], [judged(1, 0)]):
        with pytest.raises(BadInput):
            weigh(some, INSTRUMENT)


@given(st.lists(JUDGEMENT, min_size=1, max_size=7), st.randoms())
def test_the_order_of_assessors_is_nothing_and_the_middle_is_a_view_that_somebody_has(
    some: list[Judgement], random: object
) -> None:
    found = weigh(some, INSTRUMENT)
    mixed = list(some)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert weigh(mixed, INSTRUMENT) == found
    order = [one.code for one in INSTRUMENT.levels]
    levels = [
        next(
            n
            for n, one in enumerate(INSTRUMENT.levels)
            if j.likelihood * max(j.consequence.values()) <= one.most
        )
        for j in some
    ]
    assert order.index(found.level.code) == median_high(levels)
    assert (order.index(found.lowest.code), order.index(found.highest.code)) == (min(levels), max(levels))
    assert found.likelihood.middle in {one.likelihood for one in some}


@given(JUDGEMENT, st.sampled_from(["money", "person", "trust"]))
def test_a_worse_consequence_never_lowers_the_level(one: Judgement, what: str) -> None:
    worse = Judgement(likelihood=one.likelihood, consequence={**one.consequence, what: 4})
    order = [each.code for each in INSTRUMENT.levels]
    before, after = (order.index(weigh([each], INSTRUMENT).level.code) for each in (one, worse))
    assert after >= before


@given(st.text(alphabet="ab c.é", max_size=40), st.text(alphabet="ab c.é", max_size=40))
def test_the_parts_of_a_wording_make_both_texts_again(old: str, new: str) -> None:
    parts = wording(old, new)
    assert "".join(part.text for part in parts if part.kind != "added") == old
    assert "".join(part.text for part in parts if part.kind != "taken") == new


def test_a_wording_is_told_without_colour() -> None:
    assert told("Föreningen bör redovisa.", "Föreningen ska redovisa varje år.") == (
        "Föreningen [stryks: bör] [läggs till: ska] redovisa [läggs till: varje år]."
    )
