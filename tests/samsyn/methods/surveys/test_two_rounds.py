"""Two rounds of a survey: pairs by hand and by the sign test, what is not compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.instruments.load import surveys
from samsyn.methods.surveys import ClosedRound, compare_rounds, paired_change
from samsyn.methods.surveys.register import SAMPLE, Asked
from samsyn.methods.surveys.two_rounds import HIDDEN_BY_SILENCE, net_share
from samsyn.methods.surveys.two_rounds_sections import comparison_sections, comparison_sentence
from samsyn.methods.surveys.waves import Wave, share_change

FORM = next(one for one in surveys().forms if one.key == "knowledge")
STEPS = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=1, max_size=30)


def wave(
    codes: Sequence[int], pairs: Sequence[str] = (), invited: int | None = None, **other: Any
) -> ClosedRound:
    """A round where each answered every question with the same step."""
    asked = Asked(
        form=other.pop("form", FORM), invited=invited or len(codes), population=other.pop("population", "whole"),
        sender=other.pop("sender", "Kommunen"), anonymous=True, about=other.pop("about", "de som gick utbildningen"),
    )  # fmt: skip
    answers = [{item.key: str(code) for item in FORM.items[:4]} for code in codes]
    return ClosedRound(title="Omgång", asked=asked, answers=answers, pairs=list(pairs) or [""] * len(codes))


def test_pairs_by_hand() -> None:
    """Nine of ten go up and one down: 0.8, and the sign test's p is 22 of 1024."""
    names = [f"p{n}" for n in range(10)]
    found = compare_rounds(wave([3] * 10, names), wave([4] * 9 + [2], list(names)))
    assert found.pairs == 10
    change = found.changes[0]
    assert change.moved is not None
    assert (change.moved.up, change.moved.down, change.moved.same) == (9, 1, 0)
    assert change.moved.p == pytest.approx(22 / 1024)
    assert (change.change, change.word) == (pytest.approx(0.8), "ökat")
    shuffled = np.random.default_rng(1).permutation(10)
    after = wave([4] * 9 + [2], names)
    turned = replace(
        after, answers=[after.answers[n] for n in shuffled], pairs=[after.pairs[n] for n in shuffled]
    )
    assert compare_rounds(wave([3] * 10, names), turned).changes == found.changes


@given(STEPS)
def test_the_limits_hold_nothing_exactly_where_the_sign_test_says_chance(
    pairs: list[tuple[int, int]],
) -> None:
    moved = paired_change([a for a, _ in pairs], [b for _, b in pairs])
    value, low, high = net_share(moved)
    assert low <= value <= high
    assert value == pytest.approx(np.sign([b - a for a, b in pairs]).mean())
    assert (low <= 1e-12 and high >= -1e-12) == (moved.p >= 0.05)


def test_a_code_that_two_have_pairs_nobody() -> None:
    names = [f"p{n}" for n in range(8)]
    found = compare_rounds(wave([3] * 8, [*names[:7], "p0"]), wave([4] * 8, names))
    assert found.pairs == 6
    assert "1 koder fanns hos två i samma omgång och paras inte ihop." in found.doubts
    few = compare_rounds(wave([3] * 8, [*names[:4], *[""] * 4]), wave([4] * 8, names))
    assert few.pairs == 0, "four pairs are too few: the groups are compared"


def test_groups_are_told_with_what_the_silent_can_change() -> None:
    found = compare_rounds(wave([3] * 18 + [5] * 2, invited=24), wave([5] * 15 + [3] * 5, invited=24))
    change = found.changes[0]
    assert (change.before, change.after) == (0.1, 0.75)
    assert (change.low, change.high) == pytest.approx(((15 - 6) / 24, (19 - 2) / 24))
    assert change.word == "ökat"
    less = compare_rounds(wave([3] * 20, invited=30), wave([5] * 4 + [3] * 16, invited=30)).changes[0]
    assert less.word == HIDDEN_BY_SILENCE
    newcombe = share_change(Wave(hits=0, answered=20, asked=20), Wave(hits=9, answered=20, asked=20))
    assert newcombe.low is not None
    assert newcombe.high is not None
    drawn = compare_rounds(
        wave([3] * 20, invited=30, population=SAMPLE), wave([5] * 9 + [3] * 11, invited=30, population=SAMPLE)
    )
    assert (drawn.changes[0].low, drawn.changes[0].high) == pytest.approx(
        (newcombe.low / 100, newcombe.high / 100)
    )


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"population": SAMPLE}, "urval"),
        ({"about": "chefer"}, "olika grupper"),
        ({"invited": 50}, "Under 50 %"),
        ({"invited": 26}, "20 procentenheter"),
    ],
)
def test_groups_that_cannot_be_compared_are_refused_and_pairs_told_with_doubt(
    other: dict[str, Any], said: str
) -> None:
    names = [f"p{n}" for n in range(20)]
    refused = compare_rounds(wave([3] * 20), wave([4] * 20, **other))
    assert said in refused.refusal
    assert refused.changes == ()
    assert comparison_sentence(refused) == "Omgångarna jämförs inte."
    assert said in comparison_sections(refused)[0].lead
    paired = compare_rounds(wave([3] * 20, names), wave([4] * 20, names, **other))
    assert not paired.refusal
    assert any(said in one for one in paired.doubts)


def test_only_the_same_question_is_compared() -> None:
    first, second, third, *rest = FORM.items
    changed = replace(
        FORM,
        items=(
            replace(first, text="Något annat?"),
            replace(second, options=second.options[:-1]),
            third,
            *rest,
        ),
    )
    found = compare_rounds(wave([3] * 6), wave([4] * 6, form=changed))
    assert [one.item.key for one in found.changes] == [third.key, rest[0].key]
    assert [why.split()[0] for _, why in found.not_compared] == ["Frågan", "Svarsalternativen", "Bara"]
    assert "löd" in found.not_compared[0][1]
    nothing = compare_rounds(wave([3] * 6), wave([4] * 6, form=replace(FORM, items=changed.items[:1])))
    assert "Ingen fråga" in nothing.refusal
    assert "Färre än 5" in compare_rounds(wave([3] * 4), wave([4] * 6)).refusal


def test_few_who_moved_are_told_by_word_only() -> None:
    names = [f"p{n}" for n in range(12)]
    found = compare_rounds(wave([3] * 12, names), wave([4] * 10 + [2] * 2, names))
    told = comparison_sections(found)[1].tables[0]
    assert [one.label for one in told.columns] == [
        "Fråga",
        "Besked",
    ]  # no columns of what is withheld from all
    assert told.rows[0][1:] == ("ökat",)
    whole = compare_rounds(wave([3] * 12, names), wave([4] * 12, names)).changes[0]
    (row, other, *_rest) = (
        comparison_sections(replace(found, changes=(found.changes[0], whole)))[1].tables[0].rows
    )
    assert row[1:] == (*(None,) * 6, "ökat")
    assert other[1:4] == (12, 0, 0)
    open_row = comparison_sections(found, least=0)[1].tables[0].rows[0]
    assert open_row[1:4] == (10, 2, 0)
