"""The annexes say what is entered and what is not: letter by letter, sum by sum, question by question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from samsyn.errors import BadDeclaration
from samsyn.instruments.annexes import annexes, read_annexes
from samsyn.instruments.load import statute
from samsyn.statutory import (
    DecidedEvaluation,
    GrantAction,
    GrantFacts,
    KnownCause,
    KnownProblem,
    Standing,
    grant_lacks,
    grant_sections,
    smart,
    survey_sections,
)

WHOLE = GrantAction(
    key="1", title="Ljus", mechanism="Fler ser", function="Driftledare", partners="Polisen", goal="Hälften",
    indicator="Rapporter", unit="per vecka", direction="down", causes=("Mörkt",), is_decided=True, baseline=6.0,
    target=3.0, cost=420_000, starts=date(2027, 1, 1), ends=date(2027, 12, 31),
    evaluation=DecidedEvaluation(
        design="före och efter", source="Rapporter", counts="Skadegörelse", treated="Parken", comparison="Torget",
        before=(date(2026, 1, 1), date(2027, 1, 1)), after=(date(2027, 1, 1), date(2028, 1, 1)),
        due=date(2028, 1, 15), decided_on=date(2026, 11, 1),
    ),
)  # fmt: skip
PROBLEM = KnownProblem(
    key="1", title="Klotter", extent="Varje helg", consequences="Omvägar",
    causes=(KnownCause(statement="Mörkt", support=1, against=0, influence="ja"),),
)  # fmt: skip


def test_nothing_is_missing_of_a_whole_application() -> None:
    facts = GrantFacts(problems=(PROBLEM,), actions=(WHOLE,), picture="Lägesbild", plan="Plan")
    assert grant_lacks(facts) == ()
    assert all(one.is_met for one in smart(WHOLE))


@pytest.mark.parametrize(
    ("change", "letters"),
    [
        ({"goal": ""}, "S"),
        ({"indicator": ""}, "SM"),
        ({"unit": ""}, "M"),
        ({"baseline": None}, "MR"),
        ({"target": None}, "MR"),
        ({"is_decided": False}, "A"),
        ({"function": ""}, "A"),
        ({"mechanism": ""}, "R"),
        ({"direction": ""}, "R"),
        ({"target": 9.0}, "R"),  # more, where it should be fewer
        ({"direction": "up"}, "R"),
        ({"starts": None}, "T"),
        ({"ends": None}, "T"),
    ],
)
def test_each_letter_fails_by_what_it_needs_and_no_other(change: dict[str, object], letters: str) -> None:
    found = smart(replace(WHOLE, **change))  # type: ignore[arg-type]
    assert "".join(one.letter for one in found if not one.is_met) == letters


def test_what_cannot_stand_is_told_and_what_people_write_fills_it() -> None:
    wrong = replace(WHOLE, is_ordinary=True, cost=None, ends=date(2028, 2, 1), evaluation=None)
    facts = GrantFacts(problems=(PROBLEM,), actions=(wrong,), picture="Lägesbild", plan="Plan")
    assert [key for key, _, _ in grant_lacks(facts)] == ["action", "time", "costs", "evaluation"]
    missing = {one.key: one for one in grant_sections(facts, {"costs", "time"})}["missing"]
    assert [row[1].split(":")[0] for row in missing.tables[0].rows if isinstance(row[1], str)] == [
        "är ordinarie arbete",
        "ingen utvärdering är bestämd",
    ]


def test_a_sum_is_of_what_is_entered_and_says_of_how_many() -> None:
    facts = GrantFacts(actions=(WHOLE, replace(WHOLE, key="2", cost=None)))
    told = {one.key: one for one in grant_sections(facts)}
    assert told["costs"].lead == "Summan av det som är inskrivet är 420\u00a0000 kronor, för 1 av 2 åtgärder."
    empty = {one.key: one for one in grant_sections(GrantFacts())}
    assert empty["costs"].lead == "Ingen kostnad är inskriven."
    filled = {key for key, one in empty.items() if one.tables}
    assert filled == {"missing", "attached", "notes"}  # nothing is invented


def test_every_limit_has_a_source_and_says_how_sure_it_is() -> None:
    rows = {one.key: one for one in grant_sections(GrantFacts())}["notes"].tables[0].rows
    limits = [row for row in rows if "procent" in str(row[1])]
    assert len(limits) == 2
    assert all(row[2] and "andra hand" in str(row[3]) for row in limits)


def test_there_is_a_question_for_each_paragraph_in_our_own_words() -> None:
    codes = [one.code for one in statute().duties]
    assert [one.paragraph for one in annexes().questions] == codes
    assert annexes().source_status == "own_words"
    assert "own_words" in survey_sections([])[0].paragraphs[0]
    with pytest.raises(BadDeclaration, match="mark"):
        read_annexes(
            "version: x\nsource_status: own_words\ngrant: {title: a, url: b, notes: [{code: c, part: d, text: e, "
            "source: f, mark: säkert}]}",
            "x",
        )


def test_a_no_without_a_reason_says_that_the_reason_is_missing() -> None:
    no = Standing(paragraph="9", heading="Överenskommelser", status="not_started", lacks=("avtal",))
    told = {one.key: one for one in survey_sections([no])}
    assert told["p9"].lead == "Nej, inte påbörjat."
    assert any("skälet är inte antecknat" in line for line in told["p9"].paragraphs)
    assert told["p4"].lead.startswith("Det går inte att svara")
    why = replace(no, has_told_why=True, reason="Inte påbörjat: vakans.")
    told = {one.key: one for one in survey_sections([why])}
    assert "Varför: Inte påbörjat: vakans." in told["p9"].paragraphs
    assert not any("skälet är inte" in line for line in told["p9"].paragraphs)
