"""Every analysis has the same form: help, JSON with its format, an output file, and one message where it cannot."""

from __future__ import annotations

import json
import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from samsyn_cli.__main__ import main
from samsyn_cli.answers import number, plain, probability, some, table
from samsyn_cli.commands import analyse


@pytest.mark.parametrize("name", analyse.names())
def test_every_analysis_is_a_file_with_the_four_names(name: str) -> None:
    found = analyse.load(name)
    assert name == found.NAME
    assert found.HELP.endswith((".", "!"))


@pytest.mark.parametrize("name", analyse.names())
def test_every_analysis_takes_the_common_options(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", name, "--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for option in ("--format", "--seed", "--output"):
        assert option in shown


def test_an_unknown_analysis_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "spådom", "fil.csv"])
    assert ended.value.code == 2
    assert "finns inte" in capsys.readouterr().err


def test_an_answer_is_written_whole_and_never_over_its_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = tmp_path / "a.csv", tmp_path / "svar.json"
    path.write_text("namn;antal\na;1\n", encoding="utf-8")
    arguments = ["analyse", "rates", str(path), "--count", "antal", "--format", "json", "-o"]
    assert main([*arguments, str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["format"] == "samsyn-rates/1"
    assert capsys.readouterr().out == ""
    assert main([*arguments, str(path)]) == 2
    assert path.read_text(encoding="utf-8") == "namn;antal\na;1\n"


def test_plain_keeps_every_digit_and_has_no_nan() -> None:
    value = {
        "a": np.array([0.1 + 0.2, np.nan, np.inf]),
        "b": date(2024, 1, 2),
        "c": (np.int64(3), None, True),
    }
    assert plain(value) == {"a": [0.1 + 0.2, None, None], "b": "2024-01-02", "c": [3, None, True]}


def test_numbers_for_people() -> None:
    assert number(1234.5, 1) == "1\u00a0234,5"
    assert (number(None), number(math.nan), number(math.inf), number(-math.inf)) == ("–", "–", "∞", "−∞")
    assert (probability(0.0004), probability(0.0124), probability(None)) == ("< 0,001", "0,012", "–")
    assert (some(1, "rad", "rader"), some(2000, "rad", "rader")) == ("1 rad", "2\u00a0000 rader")
    assert table(["", "antal"], [["a", "10"], ["bb", "9"]]) == "    antal\na      10\nbb      9"


@pytest.mark.parametrize(
    ("option", "value"),
    [("--seed", "-1"), ("--seed", "x"), ("--level", "1"), ("--level", "a"), ("--per", "0")],
)
def test_wrong_values_are_explained(option: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["analyse", "rates", "a.csv", "--count", "n", f"{option}={value}"])
    assert ended.value.code == 2
    assert "skriv" in capsys.readouterr().err
