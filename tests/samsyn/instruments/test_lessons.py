"""The lessons that Samsyn comes with: facts with where they stand, and no claim beyond the report's."""

from __future__ import annotations

import pytest

from samsyn.errors import BadDeclaration
from samsyn.instruments.lessons import read_lessons
from samsyn.instruments.load import known_lessons

ONE = """
version: "1"
source_status: own_words
source: En rapport
lessons:
  - {code: a, title: T, result: worked, learnt: L, do: D, section: S}
"""


def test_the_report_is_named_and_worked_stands_only_where_it_says_so() -> None:
    known = known_lessons()
    assert known.source_status == "own_words"
    assert "Ju2022/01000" in known.source
    assert {one.code for one in known.lessons if one.result == "worked"} == {
        "crime-proofing-fits",
        "undue-influence-fits",
    }
    # what the final report names as lessons: time, knowledge of change, load, coordination, and two ways of working
    assert {one.section for one in known.lessons} == {
        "Förändringsarbete tar tid",
        "Kunskap om förändringsarbete",
        "Resurskrävande både för kommunerna och för Brå",
        "Samordning av nationella initiativ",
        "Brå fortsätter ge praktiknära stöd till utsatta områden",
        "Hinder och utmaningar i projektet",
    }


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("result: worked", "result: bra"),
        ("section: S", "avsnitt: S"),
        (", do: D", ""),
        ("own_words", "copied"),
        ("  - {", "  - {code: a, title: T, result: worked, learnt: L, do: D, section: S}\n  - {"),
    ],
)
def test_a_declaration_that_is_wrong_is_refused(old: str, new: str) -> None:
    assert read_lessons(ONE, "x.yaml").lessons[0].code == "a"
    with pytest.raises(BadDeclaration):
        read_lessons(ONE.replace(old, new), "x.yaml")
