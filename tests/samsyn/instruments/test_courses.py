"""The courses that Samsyn comes with: what the report says of them, and that the rest is said to be our own."""

from __future__ import annotations

import pytest

from samsyn.errors import BadDeclaration
from samsyn.instruments.courses import read_courses
from samsyn.instruments.load import courses

ONE = """
version: "1"
source_status: own_words
source: En rapport
courses:
  - {code: a, title: T, about: A, audience: F, section: S, parts: [{code: p, title: P, goals: [G]}]}
"""


def test_the_report_held_two_courses_and_the_first_took_six_weeks() -> None:
    ready = courses()
    assert ready.source_status == "own_words"
    assert "är Samsyns eget" in ready.source
    assert [(one.code, len(one.parts)) for one in ready.courses] == [("basic", 6), ("implementation", 5)]
    assert all(len(part.goals) >= 2 for one in ready.courses for part in one.parts)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("own_words", "copied"),
        ("audience: F", "malgrupp: F"),
        (", goals: [G]", ""),
        ("[{code: p, title: P, goals: [G]}]", "[]"),
        ("goals: [G]}", "goals: [G]}, {code: p, title: Q, goals: [G]}"),
    ],
)
def test_a_declaration_that_is_wrong_is_refused(old: str, new: str) -> None:
    assert read_courses(ONE, "x.yaml").courses[0].parts[0].goals == ("G",)
    with pytest.raises(BadDeclaration):
        read_courses(ONE.replace(old, new), "x.yaml")
