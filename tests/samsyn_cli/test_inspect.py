"""`inspect` says what a file is, what is wrong with it, and what it carries and does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samsyn.table import LocationPrecision, TimePrecision
from samsyn_cli.__main__ import main
from samsyn_cli.inspection import PLACES, TIMES


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """Reports with months only, one of them impossible."""
    rows = [f"{year}-{month:02d},Buller,Åsen" for year in (2023, 2024) for month in range(1, 13)]
    path = tmp_path / "manader.csv"
    path.write_text(
        "\n".join(["Månad,Kategori,Område", *rows * 5, "2024-13,Buller,Åsen"]) + "\n", encoding="utf-8"
    )
    return path


def test_the_text_says_what_a_person_must_know(monthly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(monthly)]) == 0
    shown = capsys.readouterr().out
    assert "manader.csv (CSV" in shown
    assert "121 lästa, 120 använda" in shown
    assert "Tid:   månad" in shown
    assert "Rad 122, kolumn Månad: hittade ”2024-13”" in shown
    assert "Rader som inte är med" in shown
    assert "Filen räcker inte till\n" in shown
    assert "Diagram över veckodag och klockslag" in shown
    assert "Förslag till deklaration" in shown


def test_the_json_holds_the_same(monthly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(monthly), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["rows_read"], found["rows_used"]) == (121, 120)
    assert found["rows_read"] == found["rows_used"] + sum(one["count"] for one in found["left_out"])
    assert found["time_precision"]["key"] == "month"
    assert {column["name"] for column in found["columns"]} == {"Månad", "Kategori", "Område"}
    assert {"heat_map", "rhythm"} <= {one["key"] for one in found["cannot"]}
    assert found["can"]


def test_the_proposal_can_be_used(monthly: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "source.yaml"
    assert main(["inspect", str(monthly), "--write-source", str(source)]) == 0
    assert "Förslag" not in capsys.readouterr().out
    text = source.read_text(encoding="utf-8")
    assert "Månad" in text
    assert main(["inspect", str(monthly), "--source", str(source), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["time_precision"]["key"] == "month"
    assert found["rows_used"] == 120
    assert not [guess for guess in found["guesses"] if not guess["sure"]]


def test_a_proposal_is_not_written_over_the_file(monthly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = monthly.read_bytes()
    assert main(["inspect", str(monthly), "--write-source", str(monthly)]) == 2
    assert monthly.read_bytes() == before


def test_a_file_without_time_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "utan.csv"
    path.write_text("Kategori,Område\nBuller,Åsen\n", encoding="utf-8")
    assert main(["inspect", str(path)]) == 2
    assert capsys.readouterr().err.startswith("samsyn: ")


def test_every_precision_has_a_word() -> None:
    assert set(TIMES) == set(TimePrecision)
    assert set(PLACES) == set(LocationPrecision)
