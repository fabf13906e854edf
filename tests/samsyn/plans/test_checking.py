"""The logic checker finds the mistakes that were planted, and no others."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from samsyn.plans import (
    RULES,
    Action,
    Cause,
    Origin,
    Plan,
    Problem,
    acting,
    aiming,
    check,
    checking,
    coverage,
    read_plan_bytes,
    read_when,
)
from samsyn.plans.aim import number_of, read_aim
from samsyn.plans.aiming import is_surely_seen, smallest_share
from tests.support import written_plans as written

AT = date(2026, 11, 29)
HERE = Origin(part="bladet Plan", row=7, kind="sheet")


def action(**given: Any) -> Action:
    """A sound action, but for what is given."""
    whole: dict[str, Any] = {
        "key": "a1",
        "text": "Byt tolv armaturer i gångtunneln",
        "origin": HERE,
        "causes": ("c1",),
        "goal": "Minska anmälningarna från 400 till 250 per år till mars 2028",
        "indicator": "Anmäld skadegörelse i gångtunneln",
        "baseline": "400 (2026)",
        "target": "250",
        "when": read_when("mars 2027"),
        "owner": "Gatuenheten",
        "follow_up": "Samordnaren räknar i april 2028",
    }
    return Action(**(whole | given))


def plan(*actions: Action, **given: Any) -> Plan:
    cause = Cause(key="c1", text="Det är mörkt", origin=HERE, problem="p1", evidence="Mätt i mars")
    whole: dict[str, Any] = {
        "problems": (Problem(key="p1", text="Klotter", origin=HERE),),
        "causes": (cause,),
        "actions": actions or (action(),),
        "deprioritised": ("Cykelstölder",),
    }
    return Plan(**(whole | given))


def codes(checked: Plan) -> set[str]:
    return {one.code for one in check(checked, at=AT)}


def test_a_sound_plan_has_no_remark() -> None:
    assert check(plan(), at=AT) == ()
    assert coverage(plan()).sentence == "Planens enda åtgärd har hela kedjan, från orsak till uppföljning."


ONE = [
    ("action_without_cause", {"causes": ()}),
    ("goal_missing", {"goal": "", "target": ""}),
    ("goal_without_indicator", {"indicator": ""}),
    ("goal_not_countable", {"goal": "Det ska kännas tryggare", "target": "", "baseline": "400"}),
    ("goal_without_date", {"goal": "Färre än förut", "when": read_when("från mars 2027")}),
    ("indicator_without_baseline", {"baseline": "", "goal": "Högst 250 till 2028", "target": ""}),
    ("target_wrong_direction", {"target": "500"}),
    ("change_too_small_to_see", {"baseline": "40", "target": "25"}),
    ("owner_missing", {"owner": ""}),
    ("owner_unclear", {"owner": "Alla berörda"}),
    ("owner_is_person", {"owner": "Kim Andersson"}),
    ("outcome_before_output", {"goal": "Minska från 400 till 250 till januari 2027"}),
    ("when_missing", {"when": read_when("")}),
    ("when_unclear", {"when": read_when("snarast")}),
    ("when_past", {"when": read_when("Q3 2026")}),
    ("ongoing_without_date", {"when": read_when("löpande")}),
    ("follow_up_missing", {"follow_up": ""}),
    ("vague_action", {"text": "Stärka samverkan"}),
    ("personal_data", {"text": "Ring 070-174 06 05"}),
    ("perhaps_personal_data", {"text": "Fråga Kim om belysningen"}),
]


@pytest.mark.parametrize(("code", "given"), ONE, ids=[code for code, _ in ONE])
def test_each_planted_mistake_is_found_alone(code: str, given: dict[str, Any]) -> None:
    unused = {"cause_without_action"} if code == "action_without_cause" else set()
    assert codes(plan(action(**given))) == {code} | unused


def test_mistakes_of_causes_problems_and_the_whole_plan() -> None:
    whole = plan()
    cause = whole.causes[0]
    assert codes(replace(whole, causes=(replace(cause, evidence=""),))) == {"cause_without_evidence"}
    other = replace(cause, key="c2", text="Ingen ser")
    assert codes(replace(whole, causes=(cause, other))) == {"cause_without_action"}
    assert codes(replace(whole, causes=(cause, replace(other, is_settled=True)))) == set()
    lone = Problem(key="p2", text="Buller", origin=replace(HERE, row=9, cells=(("problem", 0),)))
    assert codes(replace(whole, problems=(*whole.problems, lone))) == {"priority_without_analysis"}
    assert codes(replace(whole, problems=(*whole.problems, replace(lone, basis="Lägesbilden")))) == set()
    assert codes(replace(whole, deprioritised=())) == {"nothing_deprioritised"}
    three = tuple(action(key=f"a{n}", kind="symptom") for n in range(3))
    assert codes(plan(*three)) == {"only_symptoms"}
    assert codes(plan(*three[:2])) == set()
    assert codes(plan(*three[:2], replace(three[2], kind=""))) == set()
    assert codes(plan(*(action(key=f"a{n}") for n in range(6)))) == {"owner_has_too_many"}
    assert codes(plan(*(action(key=f"a{n}") for n in range(5)))) == set()


def test_what_is_said_repeats_no_person() -> None:
    owned = plan(*(action(key=f"a{n}", owner="Kim Andersson", text="Ring 070-174 06 05") for n in range(6)))
    said = " ".join(one.text for one in check(owned, at=AT))
    assert "Andersson" not in said
    assert "070" not in said


def test_every_rule_is_used_and_says_where_it_is_from() -> None:
    used = {
        node.value
        for module in (acting, aiming, checking)
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert set(RULES) <= used
    assert all(rule.source and rule.title and rule.text.endswith(".") for rule in RULES.values())


def test_the_planted_mistakes_of_a_written_plan() -> None:
    """By hand, from the plan: row 6 has a cause with its source; row 7 is only ongoing; row 8 is a person's wish."""
    read = read_plan_bytes(written.template_xlsx(), "plan.xlsx")
    found = [(one.code, one.origin.row) for one in check(read.plan, at=AT)]
    assert found == [
        ("nothing_deprioritised", 0),
        ("change_too_small_to_see", 6),
        ("when_past", 6),
        ("goal_missing", 7),
        ("ongoing_without_date", 7),
        ("follow_up_missing", 7),
        ("cause_without_evidence", 8),
        ("goal_without_indicator", 8),
        ("goal_not_countable", 8),
        ("owner_is_person", 8),
        ("follow_up_missing", 8),
        ("vague_action", 8),
        ("cause_without_evidence", 9),
        ("cause_without_action", 9),
    ]
    cover = coverage(read.plan)
    assert cover.has == {
        "cause": 3,
        "goal": 2,
        "indicator": 1,
        "baseline": 1,
        "owner": 3,
        "date": 2,
        "follow_up": 1,
    }
    assert cover.whole == 1
    assert cover.sentence == (
        "Av planens 3 åtgärder har 1 hela kedjan från orsak till uppföljning. Oftast saknas en indikator, ett "
        "utgångsläge och en uppföljning: 1 av 3 har det."
    )


def slow_power(before: float, ratio: float) -> float:
    """The chance that the exact conditional test of two Poisson counts is significant, by adding every pair."""
    after = before * ratio
    one, other = (
        np.arange(stats.poisson.ppf(1 - 1e-9, before) + 1),
        np.arange(stats.poisson.ppf(1 - 1e-9, after) + 1),
    )
    total = 0.0
    for first in one.astype(int):
        n = first + other.astype(int)
        low = stats.binom.cdf(other, n, 0.5)
        high = stats.binom.sf(other - 1, n, 0.5)
        seen = np.minimum(low, high) <= 0.025
        total += stats.poisson.pmf(first, before) * float((stats.poisson.pmf(other, after) * seen).sum())
    return total


@pytest.mark.parametrize("before", [20, 40, 90])
def test_the_smallest_decrease_is_the_one_seen_in_eight_cases_of_ten(before: int) -> None:
    """Against a slow sum over both counts; the library's own power is checked in tests/samsyn/stats."""
    smallest = smallest_share(before, less=True)
    assert slow_power(before, 1 - smallest - 0.01) >= 0.79
    assert slow_power(before, 1 - smallest + 0.03) < 0.8


def test_where_no_decrease_can_be_seen_that_is_what_is_said() -> None:
    (found,) = check(plan(action(baseline="3", target="1", goal="Minska till mars 2028")), at=AT)
    assert "syns ingen minskning säkert nog" in found.text
    (found,) = check(plan(action(baseline="40", target="25")), at=AT)
    assert "syns bara en minskning på minst 55 procent säkert nog" in found.text


def test_shares_and_large_counts_are_not_judged_as_small_counts() -> None:
    for fields in (
        {"baseline": "40 %", "target": "35 %"},
        {"baseline": "40", "target": "35", "indicator": "Andel som är otrygga"},
        {"baseline": "4000", "target": "3000"},
        {"baseline": "6 rapporter per vecka", "target": "3 rapporter per vecka"},
    ):
        assert "change_too_small_to_see" not in codes(plan(action(**fields)))


@given(whole=st.integers(0, 9_999_999), tenth=st.integers(0, 9))
def test_written_numbers(whole: int, tenth: int) -> None:
    spaced = f"{whole:,}".replace(",", "\u00a0")
    assert number_of(spaced) == whole
    assert number_of(f"{spaced},{tenth}") == pytest.approx(whole + tenth / 10)


@given(before=st.integers(5, 300), by=st.floats(-0.95, 3))
@settings(max_examples=25, deadline=None)
def test_what_is_seen_for_sure_is_seen_by_the_exact_power(before: int, by: float) -> None:
    if is_surely_seen(before, by):
        assert abs(by) >= smallest_share(before, less=by < 0)


@given(before=st.integers(1, 900), after=st.integers(0, 900))
@settings(max_examples=30, deadline=None)
def test_a_goal_says_the_same_in_words_and_in_columns(before: int, after: int) -> None:
    said = read_aim(action(goal=f"Minska från {before} till {after}", baseline="", target=""))
    held = read_aim(action(goal="Minska", baseline=str(before), target=str(after)))
    assert (said.before, said.after, said.by_share) == (held.before, held.after, held.by_share)
    wrong = "target_wrong_direction" in codes(
        plan(action(goal="Minska", baseline=str(before), target=str(after)))
    )
    assert wrong == (after >= before)
