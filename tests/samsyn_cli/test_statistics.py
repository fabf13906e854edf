"""`statistics`: a file of official figures as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samsyn_cli.__main__ import main

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def reported(tmp_path: Path) -> str:
    """Reported offences of five municipalities."""
    codes = ("0181", "0183", "1480", "0380", "0580", "1880", "1490", "1283")
    rows = [
        f"{code};{year};Stöld;{900 + n * 10 + year - 2023}"
        for n, code in enumerate(codes)
        for year in (2023, 2024)
    ]
    path = tmp_path / "bra.csv"
    path.write_text("\n".join(["kommunkod;år;brottstyp;antal", *rows]), encoding="cp1252")
    return str(path)


def test_figures_come_with_their_source_and_group(capsys: Capture, reported: str) -> None:
    arguments = [
        "statistics",
        reported,
        "--source",
        "bra-reported",
        "--municipality",
        "Södertälje",
        "--size",
        "0,7",
    ]
    assert main([*arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["format"], found["year"]) == ("samsyn-statistics/1", 2024)
    assert found["source"]["breaks"][0]["day"] == "2015-01-01"
    assert "bland dem som filen har siffror för" in found["group"]["criteria"]
    assert {"reported", "rate_per_100000", "change_from_year_before", "above_group_median"} == {
        one["key"] for one in found["results"]
    }
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "Källa: Brå" in said
    assert "0181, Stöld: reported" in said


def test_a_wrong_file_and_source_are_refused(capsys: Capture, reported: str) -> None:
    assert main(["statistics", reported, "--source", "bra-reported", "--municipality", "Stockholm"]) == 2
    assert "inget att jämföra" in capsys.readouterr().err
    assert main(["statistics", reported, "--source", "ntu"]) == 2
    assert "kolumn för siffran" in capsys.readouterr().err
