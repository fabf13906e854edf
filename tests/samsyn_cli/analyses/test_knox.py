"""`analyse knox`: bands said as they are counted, whole days and instants, rows left out, and clear refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main

HEAD = "X;Y;Dag"
ROWS = [
    "674000,0;6580000;2024-05-01",
    "674000;6580000;2024-05-04",
    "674060;6580080;2024-05-08",
    "680000;6590000;2024-08-09",
]
OPTIONS = ["--x", "x", "--y", "y", "--date", "dag", "--space", "0,100,200", "--time", "0,4,7,14"]


def write(tmp_path: Path, rows: list[str]) -> str:
    path = tmp_path / "händelser.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    return str(path)


def found(path: str, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["analyse", "knox", path, *OPTIONS, "--format", "json", *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-knox/1"
    return document


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As the hand example of the library: 0 m and 3 days; 100 m and 4 days; 100 m and 7 days."""
    document = found(write(tmp_path, ROWS), capsys)
    assert document["observed"] == [[1, 0, 0], [0, 1, 1]]
    assert document["ratio"][0][0] == pytest.approx(6)
    assert document["space_bands"][1] == {"low": 100, "high": 200, "low_included": True, "text": "[100, 200)"}
    assert document["bands"].startswith("[a, b)")
    assert document["apart"]["observed"] == [[1, 0, 0], [0, 0, 0]]
    assert document["time_unit"] == "days"
    assert min(p for row in document["p"] for p in row) >= 1 / 1000
    street = found(write(tmp_path, ROWS), capsys, "--distance", "manhattan", "--space", "0,140,141")
    assert street["observed"] == [[1, 0, 0], [0, 1, 1]]


def test_the_same_seed_and_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, ROWS)
    assert found(path, capsys, "--seed", "7") == found(path, capsys, "--seed", "7")
    assert found(path, capsys, "--seed", "8")["simulated"] != found(path, capsys, "--seed", "7")["simulated"]


def test_instants_where_every_row_has_a_clock(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = ["674000;6580000;2024-05-01 23:30", "674000;6580000;2024-05-02 22:30"]
    options = ("--time", "0,1,2", "--permutations", "0")
    assert found(write(tmp_path, rows), capsys, *options)["observed"][0] == [1, 0]
    assert found(write(tmp_path, rows), capsys, *options, "--whole-days")["observed"][0] == [0, 1]
    mixed = found(write(tmp_path, [*rows, "1;1;2024-09-01"]), capsys, *options)
    assert (mixed["time_unit"], mixed["observed"][0]) == ("days", [0, 1])


def test_text_says_the_bands_and_what_was_left_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path, [*ROWS, ";6580000;2024-05-01", "674000;6580000;"])
    assert main(["analyse", "knox", path, *OPTIONS]) == 0
    shown = capsys.readouterr().out
    assert "[100, 200) m" in shown
    assert "till men inte med det andra" in shown
    assert "1 rad är inte med: saknar plats." in shown
    assert "1 rad är inte med: saknar tid." in shown
    assert "(0, 100) m" in shown


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (["18,06;59,33;2024-05-01", "18,01;59,30;2024-05-02"], "ser ut att vara grader"),
        (["öst;6580000;2024-05-01"], "rad 2, kolumn x: hittade ”öst”, väntade ett tal"),
        (["674000;6580000;2024-W20"], "väntade en dag eller ett klockslag"),
        ([";;2024-05-01"], "ingen rad har både plats och tid"),
    ],
)
def test_what_cannot_be_used_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], rows: list[str], message: str
) -> None:
    assert main(["analyse", "knox", write(tmp_path, rows), *OPTIONS]) == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("space", ["0", "100,0", "-1,5", "a,b"])
def test_bands_that_do_not_rise_are_refused(space: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["analyse", "knox", "a.csv", *OPTIONS, f"--space={space}"])
    assert "stigande gränser" in capsys.readouterr().err
