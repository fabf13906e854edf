"""The register of risks by hand and against a slow count; other editions than the internal one tell no hole."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from samsyn.cycle import Edition
from samsyn.documents import document, html
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import (
    CRIMEPROOFING,
    Judgement,
    Proposed,
    Review,
    ReviewedRisk,
    memo,
    register_row,
    register_table,
    weigh,
)
from samsyn.methods.crimeproofing.memo import memo_sentence

INSTRUMENT = crimeproofing()
DAY = date(2026, 8, 3)


def weighed(*views: tuple[int, int]) -> Any:
    return weigh([Judgement(likelihood=a, consequence={"money": b}) for a, b in views], INSTRUMENT)


def observed(*risks: tuple[str, Any, Any]) -> Any:
    """Return a register of risks: type, without protection and with it."""
    rows = [
        register_row(number=n, case="a", day=DAY, category=kind, side=side, weighed=one)
        for n, (kind, before, after) in enumerate(risks, start=1)
        for side, one in (("before", before), ("after", after))
    ]
    return replace(CRIMEPROOFING.example(), table=register_table(rows))


def test_three_risks_by_hand() -> None:
    register = observed(
        (
            "double",
            weighed((4, 4), (4, 4)),
            weighed((2, 3), (4, 4)),
        ),  # critical; between moderate and critical
        ("double", weighed((2, 2), (2, 2)), weighed((1, 1), (1, 1))),  # moderate; low
        ("sham", weighed((3, 3), (3, 3)), weighed((3, 3), (3, 3))),  # high; high
    )
    found = CRIMEPROOFING.find(register)
    counts = {(f.detail["side"], f.detail["level"]): f.estimate.n for f in found.findings if f.key == "count"}
    assert {key: n for key, n in counts.items() if n} == {
        ("before", "critical"): 1, ("before", "high"): 1, ("before", "moderate"): 1,
        ("after", "critical"): 1, ("after", "high"): 1, ("after", "low"): 1,
    }  # fmt: skip
    others = {(f.key, f.category): f.estimate.n for f in found.findings if f.key != "count"}
    assert others == {
        ("risks_of_type", "double"): 2, ("risks_of_type", "sham"): 1,
        ("risks", None): 3, ("lowered", None): 1, ("apart", None): 1,
    }  # fmt: skip
    high = next(
        f for f in found.findings if f.detail.get("side") == "after" and f.detail.get("level") == "high"
    )
    assert (high.detail["all_agree"], high.detail["some_say"]) == (1, 2)
    assert found.refusals == ()


def test_one_assessor_is_no_agreement() -> None:
    found = CRIMEPROOFING.find(observed(("sham", weighed((1, 1)), weighed((1, 1)))))
    assert [one.key for one in found.refusals] == ["agreement"]


def test_the_example_is_counted_as_a_slow_count_does() -> None:
    example = CRIMEPROOFING.example()
    rows = example.table.frame.to_dicts()
    kinds = Counter(row["kind"] for row in rows)
    types = Counter(row["category"] for row in rows if row["kind"].startswith("before"))
    order = [one.code for one in INSTRUMENT.levels]
    places = {
        (row["case"], row["row"], row["kind"].split("_")[0]): order.index(row["kind"].split("_")[1])
        for row in rows
    }
    lowered = sum(
        places[case, n, "after"] < places[case, n, "before"] for case, n, side in places if side == "after"
    )
    found = CRIMEPROOFING.find(example).findings
    for one in found:
        if one.key == "count":
            assert one.estimate.n == kinds[f"{one.detail['side']}_{one.detail['level']}"]
        elif one.key == "risks_of_type":
            assert one.estimate.n == types[one.category]
    assert next(one.estimate.n for one in found if one.key == "lowered") == lowered


@pytest.mark.parametrize("edition", [Edition.PARTNER, Edition.PUBLIC])
def test_no_hole_is_told_outside(edition: Edition) -> None:
    example = CRIMEPROOFING.example()
    made = CRIMEPROOFING.tell(example.table, {"period": {"key": str(example.period)}, "sources": ["a"]}, None)
    told = repr([made.sections(edition), made.document(edition)])
    hidden = [*(one.label for one in INSTRUMENT.lists["risk_types"]), "kritisk", "måttlig", "hög"]
    assert [word for word in hidden if word in told] == []
    assert made.document(edition)["findings"] == []
    assert made.document(Edition.INTERNAL)["findings"]


def test_few_risks_are_not_counted_in_public() -> None:
    one = weighed((1, 1), (1, 1))
    register = observed(*[("sham", one, one)] * 4)
    (section,) = CRIMEPROOFING.sections(register, CRIMEPROOFING.find(register), Edition.PUBLIC)
    assert section.lead == "Färre än 5 risker har bedömts."


def test_a_memo_tells_what_is_there_and_what_is_not() -> None:
    change = Proposed(
        place="5 §",
        kind="stärker kontrollen",
        old="Den intygar själv.",
        new="Den visar lista.",
        decider="Nämnden",
    )
    risk = ReviewedRisk(
        number=3, place="5 §", type="Oriktiga uppgifter", actor="Förening", modus="Fler uppges än de är.",
        before=weighed((4, 4), (1, 1)), proposals=(change,),
    )  # fmt: skip
    told = Review(title="A", object="bidragen", trigger="ny", risks=(risk,))
    assert memo_sentence(told) == (
        "Granskningen av bidragen fann 1 risk, varav 0 hög eller kritisk med dagens skydd. "
        "1 ändring föreslås; 1 väntar på beslut."
    )
    sections = memo(told, INSTRUMENT)
    page = html(document(title="A", subtitle="B", edition=Edition.INTERNAL, sections=sections))
    for words in (
        "[stryks: intygar själv]",
        "[läggs till: visar lista]",
        "ej bedömd",
        "låg–kritisk",
        "långt ifrån",
    ):
        assert words in page
    assert "Språket" not in page
    (empty,) = (
        one for one in memo(Review(title="A", object="B", trigger="C"), INSTRUMENT) if one.key == "risks"
    )
    assert empty.lead == "Inga risker är beskrivna."
