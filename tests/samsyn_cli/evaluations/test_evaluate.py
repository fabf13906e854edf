"""`evaluate` with counts on the command line: form, figures, verdicts, refusals, wrong use."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main
from samsyn_cli.commands import evaluate

WDD = ["wdd", "--control", "308,318", "--treated", "207,110"]
MOVED = ["--displacement", "178,157", "--displacement-control", "150,140"]
Capture = pytest.CaptureFixture[str]


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON of an evaluation."""
    assert main(["evaluate", *arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["reading"]
    assert found["not_when"]
    return found


@pytest.mark.parametrize("name", evaluate.names())
def test_every_design_is_a_file_with_the_four_names(name: str, capsys: Capture) -> None:
    found = evaluate.load(name)
    assert name == found.NAME
    assert found.HELP.endswith((".", "?"))
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", name, "--help"])
    assert ended.value.code == 0
    if name != "power":  # its designs have the options
        assert "--margin" in capsys.readouterr().out


def test_the_example_of_the_authors(capsys: Capture) -> None:
    found = document(capsys, *WDD, *MOVED)
    assert found["format"] == "samsyn-wdd/1"
    total = found["wdd"]["total"]
    assert (total["value"], total["standard_error"], total["z"]) == pytest.approx(
        (-118, 39.5979797464, -2.9799500064), rel=1e-9
    )
    assert (found["effect"]["low"], found["effect"]["high"]) == pytest.approx(
        (-195.6106141636, -40.3893858364), rel=1e-9
    )
    assert found["verdict"]["word"] == "minskat"
    assert found["verdict"]["refusals"] == []
    assert found["parameters"]["displacement"] == [178, 157]
    assert found["wdq"]["value"] == pytest.approx((157 / 318 - 178 / 308) / (110 / 318 - 207 / 308))
    assert main(["evaluate", *WDD, *MOVED]) == 0
    shown = capsys.readouterr().out
    for part in ("tillsammans", "−118", "−195,6 till −40,4", "Utslag: minskat", "WDQ: 0,26"):
        assert part in shown


def test_wdq_says_why_not(capsys: Capture) -> None:
    assert main(["evaluate", "wdd", "--control", "9,9", "--treated", "9,12", "--displacement", "9,9"]) == 0
    shown = capsys.readouterr().out
    assert "WDQ: går ej att bedöma" in shown
    assert "(not_less)" in shown
    assert "Utslag: går ej att bedöma" in shown
    assert "(too_uncertain)" in shown


def test_before_and_after(capsys: Capture) -> None:
    found = document(capsys, "before-after", "--counts", "100,25", "--lengths", "365,90")
    assert found["format"] == "samsyn-before-after/1"
    assert found["ratio"] == pytest.approx(25 / 90 / (100 / 365))
    assert found["observed"] == "unassessable"
    assert [one["code"] for one in found["verdict"]["refusals"]] == ["no_comparison"]
    assert main(["evaluate", "before-after", "--counts", "100,40", "--chosen-high"]) == 0
    shown = capsys.readouterr().out
    assert "Antalet, vad det än beror på: minskat" in shown
    assert "Utslag: går ej att bedöma" in shown
    assert "återgång mot medelvärdet" in shown


def test_the_margin_decides_what_is_unchanged(capsys: Capture) -> None:
    counts = ["wdd", "--control", "4000,4010", "--treated", "5000,5000"]
    assert document(capsys, *counts)["verdict"]["change"] == "unchanged"
    narrow = document(capsys, *counts, "--margin", "0,01")
    assert narrow["verdict"]["change"] == "unassessable"
    assert narrow["parameters"]["margin"] == 0.01


@pytest.mark.parametrize(
    ("arguments", "power"),
    [
        (["wdd", "--treated", "100", "--control", "100", "--ratio", "0,6"], 0.559),
        (["two-period", "--before", "100"], 0.294),
        (["two-period", "--before", "100", "--dispersion", "2"], 0.183),
        (["interrupted", "--mean", "20", "--before", "36", "--after", "24", "--ratio", "0,7"], 0.843),
    ],
)
def test_power(arguments: list[str], power: float, capsys: Capture) -> None:
    found = document(capsys, "power", *arguments)
    assert found["format"] == "samsyn-power/1"
    assert found["power"] == pytest.approx(power, abs=0.002)
    assert found["smallest"]["decrease"] < 1 < found["smallest"]["increase"]
    assert main(["evaluate", "power", *arguments]) == 0
    assert "Minsta ändring som syns i 80 fall av 100: minskning −" in capsys.readouterr().out


def test_power_of_too_little_says_that_nothing_is_seen(capsys: Capture) -> None:
    assert document(capsys, "power", "two-period", "--before", "2")["smallest"]["decrease"] is None
    assert main(["evaluate", "power", "two-period", "--before", "2"]) == 0
    assert "minskning –," in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["wdd", "--control", "5", "--treated", "5,5"], "med komma emellan"),
        (["wdd", "--control", "5,5", "--treated", "-5,5"], "ett värde väntades"),
        (["wdd", "--control", "5,5", "--treated=-5,5"], "med komma emellan"),
        (["wdd", "--control", "5,5"], "det här saknas"),
        (["before-after", "--counts", "5,5", "--margin", "0"], "större än 0"),
        (["power", "wdd", "--treated", "0", "--control", "5"], "större än 0"),
        (["power"], "det här saknas"),
        (["spådom"], "finns inte"),
    ],
)
def test_wrong_use(arguments: list[str], words: str, capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["evaluate", *arguments])
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["wdd", "--control", "5,5", "--treated", "5,5", "--displacement-control", "5,5"], "egen jämförelse"),
        (["before-after", "--counts", "5,5", "--lengths", "0,5"], "längre än 0"),
        (["power", "wdd", "--treated", "5", "--control", "5", "--displacement", "5"], "båda eller ingen"),
        (["power", "interrupted", "--mean", "5", "--before", "0", "--after", "5"], "minst en tid"),
        (["power", "interrupted", "--mean", "5", "--before", "2", "--after", "1"], "för kort"),
    ],
)
def test_what_cannot_be_evaluated(arguments: list[str], words: str, capsys: Capture) -> None:
    assert main(["evaluate", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_an_answer_can_be_written_to_a_file(tmp_path: Path, capsys: Capture) -> None:
    target = tmp_path / "svar.json"
    assert main(["evaluate", *WDD, "--format", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["design"] == "weighted_difference"
    assert capsys.readouterr().out == ""
