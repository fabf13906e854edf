"""`analyse clusters`: groups with their rows, in space or in space and time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main

ROWS = [
    "0;0;2024-05-01",
    "10;0;2024-05-02",
    "20;0;2024-05-03",
    "5000;0;2024-05-03",
    "15;5;2024-09-01",
    ";0;2024-05-01",
]


def write(tmp_path: Path) -> str:
    path = tmp_path / "händelser.csv"
    path.write_text("\n".join(["X;Y;Dag", *ROWS]) + "\n", encoding="utf-8")
    return str(path)


def found(path: str, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    given = ["--x", "x", "--y", "y", "--eps-m", "15", "--min", "3", "--format", "json"]
    assert main(["analyse", "clusters", path, *given, *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-clusters/1"
    return document


def test_in_space(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found(write(tmp_path), capsys)
    assert (document["clusters"], document["noise"], document["left_out"]["no_place"]) == (1, 1, 1)
    group = document["results"][0]
    assert group["rows"] == [2, 3, 4, 6]
    assert (group["events"], group["x"], group["y"]) == (4, 11.25, 1.25)
    assert "first" not in group


def test_in_space_and_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found(write(tmp_path), capsys, "--date", "dag", "--eps-days", "2")
    group = document["results"][0]
    assert (group["rows"], group["first"], group["last"]) == ([2, 3, 4], "2024-05-01", "2024-05-03")
    path = write(tmp_path)
    options = ["--x", "x", "--y", "y", "--date", "dag", "--eps-m", "15", "--eps-days", "2", "--min", "3"]
    assert main(["analyse", "clusters", path, *options]) == 0
    shown = capsys.readouterr().out
    assert "1 samling, 2 händelser i ingen" in shown
    assert "2024-05-03" in shown


def test_date_and_days_belong_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            ["analyse", "clusters", write(tmp_path), "--x", "x", "--y", "y", "--eps-m", "9", "--date", "dag"]
        )
        == 2
    )
    assert "hör ihop" in capsys.readouterr().err
