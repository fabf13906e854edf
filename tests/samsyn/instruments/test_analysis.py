"""Criteria, questions and typical causes are whole, say whose words they are, and name nobody."""

from __future__ import annotations

import pytest

from samsyn import guard
from samsyn.errors import BadDeclaration
from samsyn.instruments.analysis import read_cause_questions, read_criteria, read_typical_causes
from samsyn.instruments.load import categories, cause_questions, criteria, typical_causes

CRITERIA = """
version: "1"
source: en bok
source_status: own_words
grounds: {problem: Skäl}
criteria:
  - {code: a, ground: problem, label: A, question: "Är det så?", source_status: own_words}
"""
KINDS = """
version: "1"
source_status: local_design
kinds:
  - code: k
    label: K
    categories: [SKA]
    source: en bok
    source_status: local_design
    causes:
      - {code: k1, perspective: place, level: place, statement: Porten är öppen, evidence: [en rond]}
"""


def test_the_criteria_have_both_sides() -> None:
    known = criteria()
    assert list(known.grounds) == ["problem", "organisation"]
    assert [len(known.of(side)) for side in known.grounds] == [6, 3]  # as in the guidance's table
    assert "Brå" in known.source


def test_the_questions_cover_the_triangle() -> None:
    parts = {part.code: part for part in cause_questions().parts}
    assert {"place", "target", "offender", "chain"} <= set(parts)
    statuses = {one.source_status for part in parts.values() for one in part.questions}
    assert statuses == {"own_words", "local_design"}


def test_the_library_is_wide_and_each_kind_is_seen_from_all_sides() -> None:
    kinds = typical_causes().kinds
    assert len(kinds) == 10
    for kind in kinds:
        assert 4 <= len(kind.causes) <= 8, kind.code
        assert {one.perspective for one in kind.causes} == {"place", "target", "offender"}, kind.code
        assert set(kind.categories) <= set(categories().codes), kind.code
        assert all(one.code.startswith(f"{kind.code}-") for one in kind.causes), kind.code


def test_nobody_is_pointed_at() -> None:
    texts = [
        part
        for kind in typical_causes().kinds
        for one in kind.causes
        for part in (one.statement, *one.evidence)
    ]
    assert [text for text in texts if guard.refusal(text)] == []


def test_kinds_that_fit_a_category_come_first() -> None:
    library = typical_causes()
    fitting = library.fitting("BRN")
    assert fitting[0].code == "container-fires"
    assert sorted(one.code for one in fitting) == sorted(one.code for one in library.kinds)


@pytest.mark.parametrize(
    ("read", "text", "said"),
    [
        (read_criteria, CRITERIA.replace("ground: problem", "ground: other"), "ground"),
        (read_criteria, CRITERIA.split("criteria:")[0], "tom"),
        (read_criteria, CRITERIA + CRITERIA.splitlines()[-1] + "\n", "två gånger"),
        (read_typical_causes, KINDS.replace("perspective: place", "perspective: person"), "perspective"),
        (read_typical_causes, KINDS.replace("evidence: [en rond]", "evidence: []"), "evidence"),
        (read_typical_causes, KINDS.replace("Porten är öppen", "a" * 201), "200"),
        (read_typical_causes, KINDS.replace("label: K", "labl: K"), "label"),
        (read_cause_questions, "version: '1'\nsource: x\nsource_status: egna\n", "source_status"),
    ],
)
def test_a_fault_is_told(read, text: str, said: str) -> None:
    with pytest.raises(BadDeclaration, match=said):
        read(text, "prov.yaml")


def test_a_cause_says_whose_words_it_is_in() -> None:
    own = KINDS.replace("evidence: [en rond]", "evidence: [en rond], source_status: own_words")
    for text, status in ((KINDS, "local_design"), (own, "own_words")):
        assert read_typical_causes(text, "prov.yaml").kinds[0].causes[0].source_status == status
