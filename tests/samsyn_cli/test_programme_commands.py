"""`programme`, `readiness` and `survey`: what a program reads, what a person reads, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn_cli.__main__ import main
from samsyn_cli.commands.survey import hidden_groups
from tests.architecture.tree import ROOT

Capture = pytest.CaptureFixture[str]
SCORES = "interview,dimension,rater,score,wave,consensus,sector\n"


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON of an answer."""
    assert main([*arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def scores(path: Path, waves: tuple[str, ...] = ("start",)) -> str:
    """Six interviews of two dimensions."""
    agreed = ("3", "4,25", "5", "4", "5,5", "3,5")
    rows = [
        f"i{n};{key};{rater};{value};{wave};{agreed[n]};skola"
        for wave in waves
        for key in "CE"
        for rater, values in (("r1", (3, 4, 5, 4, 6, 3)), ("r2", (3, 5, 5, 4, 5, 4)))
        for n, value in enumerate(values)
    ]
    path.write_text("\n".join([SCORES.replace(",", ";").strip(), *rows]), encoding="cp1252")
    return str(path)


def test_the_programme_is_exported(capsys: Capture) -> None:
    found = document(capsys, "programme", "export", str(ROOT / "examples/suo"))
    assert len(found["activities"]) == 75
    assert {"municipality", "focus_area", "heading", "title", "formats", "source"} <= set(
        found["activities"][0]
    )
    assert all(one["focus_areas"] == [one["focus_area"]] for one in found["activities"])
    assert found["counts"]["by_municipality"]["sodertalje"] == 3
    assert found["commissioned_on"] == "2022-03-17"
    assert len(found["crime_proofing"]) == 8
    assert [one["municipality"] for one in found["readiness"]].count("sigtuna") == 3
    assert found["rule_analyses"]["coordinated"][0]["by"] == "stadsledningskontoret"


def test_an_activity_of_two_focus_areas_is_exported_with_both(capsys: Capture) -> None:
    found = document(capsys, "programme", "export", str(ROOT / "examples/exempelprogrammet"))
    two = {
        one["id"]: (one["focus_area"], one["focus_areas"])
        for one in found["activities"]
        if len(one["focus_areas"]) > 1
    }
    assert two == {"E07": (2, [2, 3]), "E17": (2, [2, 3])}
    assert (
        sum(found["counts"]["by_focus_area"].values()) == found["counts"]["total"] + 1
    )  # E17 is only planned


def test_a_folder_without_a_programme_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert main(["programme", "export", str(tmp_path)]) != 0
    assert "programme.yaml" in capsys.readouterr().err


def test_readiness_of_a_swedish_file(tmp_path: Path, capsys: Capture) -> None:
    found = document(capsys, "readiness", scores(tmp_path / "p.csv"))
    assert [one["dimension"] for one in found["dimensions"]] == ["C", "E"]
    assert found["dimensions"][0]["score"] == pytest.approx(25.25 / 6)
    assert found["stage"] == 4
    assert round(found["waves"][0]["agreement_by_dimension"][0]["icc"], 4) == 0.7458
    assert round(found["waves"][0]["agreement_by_dimension"][0]["kappa"], 4) == 0.7097


def test_waves_are_not_compared_before_the_questions_are_answered(tmp_path: Path, capsys: Capture) -> None:
    file = scores(tmp_path / "p.csv", ("start", "slut"))
    assert document(capsys, "readiness", file)["changes"][0]["code"] == "validity_unanswered"
    told = [
        "--reach",
        "whole",
        "--turnover",
        "none",
        "--reorganisation",
        "no",
        "--vacancy",
        "no",
        "--other-initiatives",
        "no",
    ]
    found = document(capsys, "readiness", file, *told)["changes"][0]
    assert found["refusal"] is None
    assert {one["word"] for one in found["changes"]} == {"kan inte skiljas från slump"}
    assert main(["readiness", file, *told[2:], "--reach", "small_group"]) == 0
    assert "inte relevant" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("i1,C,r1,3.1,,,", "rad 2, kolumn score"),
        ("i1,Q,r1,3,,,", "en av A, B, C, D, E, F"),
        (",C,r1,3,,,", "kolumn interview"),
    ],
)
def test_a_bad_score_is_told_with_row_and_column(
    row: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    (tmp_path / "p.csv").write_text(SCORES + row + "\n", encoding="utf-8")
    assert main(["readiness", str(tmp_path / "p.csv")]) != 0
    assert said in capsys.readouterr().err


def test_the_surveys_figures_with_who_asked(tmp_path: Path, capsys: Capture) -> None:
    values = [5] * 7 + [4] * 10 + [3] * 6 + [2] * 3 + [1]
    groups = ["polis"] * 3 + ["skola"] * 6 + ["kommun"] * 18
    rows = [f"{n},{value},{group}" for n, (value, group) in enumerate(zip(values, groups, strict=True))]
    file = tmp_path / "svar.csv"
    file.write_text("id,stärkt,vem\n" + "\n".join(rows), encoding="utf-8")
    asked = ["survey", str(file), "--invited", "30", "--top", "4,5", "--group", "vem", "--anonymous", "no"]
    found = document(capsys, *asked)
    assert found["response_rate"] == 0.9
    assert [one["question"] for one in found["questions"]] == ["stärkt"]
    assert found["questions"][0]["top"]["count"] == 17
    assert [round(100 * one, 1) for one in found["questions"][0]["top"]["bounds"]] == [56.7, 66.7]
    told = {one["group"]: one.get("withheld", "") for one in found["groups"]}
    assert told == {
        "kommun": "",
        "polis": "färre än 5 svarande",
        "skola": "annars går en mindre grupp att räkna ut",
    }
    assert main([*asked, "--sender", "Brå"]) == 0
    said = capsys.readouterr().out
    assert "Avsändare: Brå; anonymitet kunde inte garanteras." in said
    assert "kommun (18 svarande)\n  stärkt: 1 (1), 2 (3), 3 (6), 4 (8)." in said
    assert "polis: visas inte, färre än 5 svarande." in said


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.integers(1, 12), max_size=6))
def test_no_withheld_group_is_what_is_left_of_all(sizes: dict[str, int]) -> None:
    hidden = hidden_groups(sizes)
    assert all(group in hidden for group, n in sizes.items() if n < 5)
    assert bool(hidden) == any(n < 5 for n in sizes.values())
    if hidden and len(hidden) < len(sizes):
        assert len(hidden) > 1
        assert sum(sizes[one] for one in hidden) >= 5


def test_codes_of_open_answers_by_two(tmp_path: Path, capsys: Capture) -> None:
    answers, codes = tmp_path / "svar.csv", tmp_path / "koder.csv"
    answers.write_text("q,varför\n4,x\n5,y\n4,z\n", encoding="utf-8")
    head, same = "answer,coder,code\n", "1,A,tid\n1,B,tid\n3,A,\n3,B,\n"
    codes.write_text(f"{head}{same}2,A,tid\n2,B,stöd\n2,settled,stöd\n", encoding="utf-8")
    asked = ["survey", str(answers), "--invited", "3", "--codes", str(codes)]
    found = document(capsys, *asked)["coding"]
    assert (found["coders"], found["answers"], found["same_codes"], found["not_settled"]) == (
        ["A", "B"],
        3,
        2,
        0,
    )
    assert {one["code"]: (one["count"], one["both"], one["first_only"]) for one in found["codes"]} == {
        "stöd": (1, 0, 0),
        "tid": (1, 1, 1),
    }
    assert main(asked) == 0
    assert "2 fick exakt samma koder" in capsys.readouterr().out
    for text, said in (("2,A,tid\n", "inte kodat av B"), ("2,C,tid\n", "Väntade två"), ("", "")):
        codes.write_text(head + same + text, encoding="utf-8")
        assert (main(asked) == 0) is (not said)
        assert said in capsys.readouterr().err


def test_more_answers_than_invitations(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "svar.csv").write_text("q\n1\n2\n", encoding="utf-8")
    assert main(["survey", str(tmp_path / "svar.csv"), "--invited", "1"]) != 0
    assert "inbjudna" in capsys.readouterr().err
