"""Picked figures: from counted answers as from the answers themselves, nobody's two answers tied, small counts kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import Edition, Finding, Round
from samsyn.errors import Refused
from samsyn.instruments.load import surveys
from samsyn.methods import METHODS
from samsyn.methods.picked_method import PickedTold
from samsyn.methods.surveys import ClosedRound, Comparison, compare_rounds
from samsyn.methods.surveys.find import find
from samsyn.methods.surveys.method import SURVEYS
from samsyn.methods.surveys.picked_sections import PICKED_SURVEY
from samsyn.methods.surveys.picks import SurveyPick, offers, picked_round
from samsyn.methods.surveys.register import SAMPLE, SOURCE, WHOLE, Asked, answers_table
from samsyn.period import parse

FORM = next(one for one in surveys().forms if one.key == "knowledge")
SCALES = [item.key for item in FORM.items if item.options][:2]
FIRST = SCALES[0]
DAY = date(2026, 7, 1)
STEP = st.sampled_from(["", "dont_know", "1", "2", "3", "4", "5"])


def asking(invited: int, population: str = WHOLE, **other: Any) -> Asked:
    """Who asked whom."""
    said = {"sender": "Kommunen", "anonymous": True, "about": "deltagarna", **other}
    return Asked(form=FORM, invited=invited, population=population, **said)


def surveyed(answers: Sequence[dict[str, str]], about: Asked) -> Round:
    """A closed survey as the method takes it."""
    return Round(
        table=answers_table(FORM, answers, DAY), period=parse("2026-Q3"), source=replace(SOURCE, name="Efter"),
        sources=("0" * 64,), options=about.options(),
    )  # fmt: skip


def told(
    observed: Round, kinds: Sequence[str], compared: Comparison | None = None, items: Sequence[str] = (FIRST,)
) -> PickedTold:
    """What figures of some questions say."""
    picks = [SurveyPick(item=item, kind=kind) for item in items for kind in kinds]
    return PICKED_SURVEY.told(picked_round(SURVEYS.told(observed), picks, compared))


def numbers(found: Sequence[Finding], key: str, item: str = FIRST) -> Any:
    """The estimate of one figure."""
    return next(one.estimate for one in found if one.key == key and one.category == item)


def test_seventeen_of_twenty_seven_with_the_bounds_of_the_final_report() -> None:
    steps = ["5"] * 7 + ["4"] * 10 + ["3"] * 6 + ["2"] * 3 + ["1"]
    made = told(surveyed([{FIRST: step} for step in steps], asking(30)), ["top", "median"])
    one = numbers(made.found.findings, "top")
    assert (one.value, one.low, one.high) == pytest.approx((17 / 27, 17 / 30, 20 / 30))
    middle = numbers(made.found.findings, "median")
    assert middle.value == 4
    assert "56,7 % till 66,7 %" in made.sentence(Edition.INTERNAL)
    for edition in Edition:
        assert all(
            any("Avsändare: Kommunen" in text for text in one.paragraphs)
            for one in made.sections(edition)[1:]
        )


@given(st.lists(st.tuples(STEP, STEP), min_size=1, max_size=25), st.booleans(), st.integers(0, 9))
def test_counted_answers_say_what_the_answers_themselves_say(
    given_: list[tuple[str, str]], is_sample: bool, silent: int
) -> None:
    answers = [{key: code for key, code in zip(SCALES, pair, strict=True) if code} for pair in given_]
    observed = surveyed(answers, asking(len(answers) + silent, SAMPLE if is_sample else WHOLE))
    allowed = [one.pick for one in offers(SURVEYS.told(observed), None) if not one.why_not]
    whole = find(observed).findings
    picks = [one for one in allowed if one.item in SCALES and one.kind in ("top", "median")]
    if not picks:
        with pytest.raises(Refused):
            picked_round(SURVEYS.told(observed), picks, None)
        return
    made = PICKED_SURVEY.told(picked_round(SURVEYS.told(observed), picks, None))
    for pick in picks:
        assert numbers(made.found.findings, pick.kind, pick.item) == numbers(whole, pick.kind, pick.item)
    response = [
        [one.estimate for one in some if one.key == "response"] for some in (made.found.findings, whole)
    ]
    assert response[0] == response[1]
    frame = made.observed.table.frame
    assert "row" in frame.columns
    for item in {pick.item for pick in picks}:  # each person is counted once in each question
        assert frame.filter(frame["category"] == item)["answers"].sum() == len(answers)


def test_rows_are_the_same_whoever_gave_which_two_answers() -> None:
    """Swapping who answered what to the second question changes nothing that is kept."""
    first = [{SCALES[0]: a, SCALES[1]: b} for a, b in zip("12345", "54321", strict=True)]
    second = [{SCALES[0]: a, SCALES[1]: b} for a, b in zip("12345", "12345", strict=True)]
    kept = [
        told(surveyed(some, asking(9)), ["median"], items=SCALES).observed.table.frame
        for some in (first, second)
    ]
    assert kept[0].equals(kept[1])


def test_it_is_told_again_from_its_document_and_rows() -> None:
    made = told(surveyed([{FIRST: "4"}] * 8, asking(9)), ["top"])
    again = next(one for one in METHODS if one.name == "surveys").tell(
        made.observed.table, made.document(Edition.INTERNAL), None
    )
    for edition in Edition:
        assert again.document(edition) == made.document(edition)
    assert made.document(Edition.PUBLIC)["findings"] == []


def rounds(before: str, after: str, invited: tuple[int, int], **other: Any) -> Comparison:
    """Two rounds where the digits are the answers to the first question."""
    both = [
        ClosedRound(
            title=title, asked=asking(n, other.get("population", WHOLE)), answers=[{FIRST: code} for code in codes],
            pairs=[""] * len(codes),
        )
        for title, codes, n in zip(("Före", "Efter"), (before, after), invited, strict=True)
    ]  # fmt: skip
    return compare_rounds(*both)


def test_a_groups_change_is_that_of_the_comparison_and_its_small_counts_are_withheld() -> None:
    before, after = "4" * 6 + "1" * 14, "5" * 13 + "1" * 7
    compared = rounds(before, after, (20, 20))
    made = told(surveyed([{FIRST: code} for code in after], asking(20)), ["change"], compared)
    one = numbers(made.found.findings, "change")
    assert (one.value, one.low, one.high) == pytest.approx((35, 35, 35))  # all answered: no silence
    assert any("från 30 % till 65 %" in text for text in texts(made, Edition.PUBLIC))
    few = rounds("4" * 2 + "1" * 18, after, (20, 20))
    made = told(surveyed([{FIRST: code} for code in after], asking(20)), ["change"], few)
    assert any("från 10 %" in text for text in texts(made, Edition.INTERNAL))
    outside = " ".join(texts(made, Edition.PUBLIC)) + made.sentence(Edition.PUBLIC)
    assert "skulle röja små antal" in outside
    assert "10 %" not in outside
    assert not made.sections(Edition.PUBLIC)[1].tables


def texts(made: PickedTold, edition: Edition) -> list[str]:
    """What the sections of an edition say in words."""
    return [text for one in made.sections(edition) for text in (one.lead, *one.paragraphs)]


def test_what_cannot_be_compared_stands_with_its_reason() -> None:
    compared = rounds("4" * 6, "4" * 19, (20, 20))
    observed = surveyed([{FIRST: "4"}] * 19, asking(20))
    assert not [one for one in offers(SURVEYS.told(observed), compared) if one.pick.kind == "change"]
    made = told(observed, ["top"], compared)
    assert [one.key for one in made.found.refusals] == ["change"]
    assert any(
        "Förändring mot ”Före” redovisas inte. Svarsfrekvensen" in text
        for text in texts(made, Edition.PUBLIC)
    )
