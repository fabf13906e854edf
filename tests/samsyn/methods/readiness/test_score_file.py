"""Scores from a table: each fault by row, and the same scores back whatever interviews and raters are called."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput, MissingColumn
from samsyn.methods.readiness import ScoreFile, gather, read_score_rows, with_codes

HOW: dict[str, Any] = {
    "dimensions": ("B", "C"), "wave": "Start", "sectors": {"skola": "school"}, "modes": {"intervjuer": "interview"},
}  # fmt: skip


def row(interview: str, dimension: str, rater: str, score: str, **more: str) -> dict[str, str]:
    """Return one row of a table."""
    return {"interview": interview, "dimension": dimension, "rater": rater, "score": score, **more}


def read(*rows: dict[str, str], **how: Any) -> ScoreFile:
    """Return what rows say, the first on row 2 as in a spreadsheet."""
    return read_score_rows(enumerate(rows, start=2), **{**HOW, **how})


def whole(interview: str = "Rektor Åsen", **more: str) -> list[dict[str, str]]:
    """Return all that two raters give one interview."""
    return [
        row(interview, key, rater, score, **more)
        for rater, score in (("Åsa", "3,25"), ("Bo", "4"))
        for key in "BC"
    ]


def test_a_table_by_hand() -> None:
    found = read(*whole(sector="Skola", consensus="3,5"), *whole("annan"))
    assert (found.faults, found.missing) == ((), ())
    assert (found.raters, found.interviews) == (("Åsa", "Bo"), ("Rektor Åsen", "annan"))
    coded = with_codes(found)
    assert {(one.interview, one.rater) for one in coded} == {
        (f"I{n}", str(r)) for n in (1, 2) for r in (1, 2)
    }
    assert "Åsa" not in repr(coded)
    assert "Rektor" not in repr(coded), "what they are called elsewhere is left"
    (wave,) = gather(coded).values()
    assert wave.given["I1", "B", "1"] == Decimal("3.25")
    assert wave.consensus == {("I1", "B"): Decimal("3.5"), ("I1", "C"): Decimal("3.5")}
    assert wave.sectors == {"I1": "school"}


@pytest.mark.parametrize(
    ("bad", "column", "found", "expected"),
    [
        ({"score": "9,25"}, "score", "9,25", "kvartssteg"),
        ({"score": "3,1"}, "score", "3,1", "kvartssteg"),
        ({"score": ""}, "score", "tomt", "kvartssteg"),
        ({"score": "nan"}, "score", "nan", "kvartssteg"),
        ({"dimension": "A"}, "dimension", "A", "en av B, C"),
        ({"interview": ""}, "interview", "tomt", "ett namn"),
        ({"rater": " "}, "rater", "tomt", "ett namn"),
        ({"consensus": "hög"}, "consensus", "hög", "eller tomt"),
        ({"sector": "brandkår"}, "sector", "brandkår", "skola"),
        ({"mode": "webbsvar"}, "mode", "webbsvar", "intervjuer"),
    ],
)
def test_a_fault_is_told_by_row(bad: dict[str, str], column: str, found: str, expected: str) -> None:
    rows = whole()
    rows[2] |= bad
    (fault,) = read(*rows).faults
    assert (fault.row, fault.column, fault.found) == (4, column, found)
    assert expected in fault.expected


def test_rows_that_contradict_each_other() -> None:
    rows = whole(consensus="3", sector="skola")
    again = read(*rows, rows[0]).faults
    assert [(one.row, one.column) for one in again] == [(6, "score")]
    rows[2] |= {"consensus": "4"}
    (fault,) = read(*rows).faults
    assert (fault.row, fault.column, fault.found, fault.expected) == (4, "consensus", "4", "3")
    third = read(*whole(), row("annan", "B", "Cia", "4")).faults
    assert [(one.row, one.expected) for one in third] == [(6, "två bedömare i filen")]


def test_what_is_missing_columns_and_waves() -> None:
    assert read(*whole()[:-1]).missing == (("Rektor Åsen", "Bo", "C"),)
    with pytest.raises(MissingColumn, match="rater"):
        read({"interview": "a", "dimension": "B", "score": "4"})
    both = [*whole(wave="start "), *whole(wave="Uppföljning")]
    assert len(read(*both).scores) == 4, "only the measurement's own wave"
    with pytest.raises(BadInput, match="start, Uppföljning"):
        read(*both, wave="Annat")


SCORES = st.integers(4, 36).map(lambda n: Decimal(n) / 4)


@given(st.lists(st.tuples(SCORES, SCORES), min_size=1, max_size=5), st.randoms())
def test_any_order_gives_the_scores_back(pairs: list[tuple[Decimal, Decimal]], random: Any) -> None:
    rows = [
        row(f"i{n}", key, rater, str(value).replace(".", ","))
        for n, pair in enumerate(pairs)
        for rater, value in zip("xy", pair, strict=True)
        for key in "BC"
    ]
    random.shuffle(rows)
    found = read(*rows)
    assert not found.faults
    assert not found.missing
    slow = {
        (each["interview"], each["rater"], each["dimension"]): Decimal(each["score"].replace(",", "."))
        for each in rows
    }
    assert {(one.interview, one.rater, one.dimension): one.value for one in found.scores} == slow
