"""`analyse scan`: a planted cluster is found with its areas and days, and what does not fit is named."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main


def write(tmp_path: Path) -> list[str]:
    """A row of 30 areas, each a little farther off, 20 weeks; at the end much more in A3 and A4; returns arguments."""
    rng = np.random.default_rng(1)
    rows = []
    for week in range(20):
        for area in range(30):
            for _ in range(rng.poisson(1.0) + (6 if area in (3, 4) and week >= 18 else 0)):
                day = date(2024, 1, 1) + timedelta(days=7 * week + int(rng.integers(7)))
                rows.append(f"A{area};{day}")
    rows += ["A1;2024-01-01", "A1;2024-05-19", ";2024-05-01", "B7;2024-05-01"]
    (tmp_path / "e.csv").write_text("\n".join(["Område;Dag", *rows]) + "\n", encoding="utf-8")
    middles = [f"A{area};{674_000 + 900 * area + 13 * area**2},5;6580000" for area in range(30)]
    (tmp_path / "m.csv").write_text("\n".join(["område;E;N", *middles]) + "\n", encoding="utf-8")
    people = [f"A{area};{1000}" for area in range(30)]
    (tmp_path / "p.csv").write_text("\n".join(["område;invånare", *people]) + "\n", encoding="utf-8")
    given = ["analyse", "scan", str(tmp_path / "e.csv"), "--area", "område", "--date", "dag"]
    return [*given, "--centroids", str(tmp_path / "m.csv")]


def found(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    assert main([*arguments, "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-scan/1"
    return document


@pytest.mark.parametrize("options", [[], ["--prospective"], ["--early-stop", "10"]])
def test_the_planted_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    document = found([*write(tmp_path), *options], capsys)
    first = document["results"][0]
    assert sorted(first["areas"]) == ["A3", "A4"]
    assert (first["first"], first["end"], document["times"]) == ("2024-05-06", "2024-05-20", 20)
    assert first["p"] <= 0.002
    assert document["model"] == "permutation"
    assert document["left_out"] == {"no_area_or_day": 1, "no_middle": 1, "outside_whole_times": 0}


def test_against_the_population(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [*write(tmp_path), "--population", str(tmp_path / "p.csv"), "--replications", "99"]
    document = found(arguments, capsys)
    assert document["model"] == "poisson"
    assert sorted(document["results"][0]["areas"]) == ["A3", "A4"]
    assert document["results"][0]["expected"] == pytest.approx(document["events"] * 2 / 30 * 0.1)


def test_before_it_began_nothing_is_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found([*write(tmp_path), "--until", "2024-04-28"], capsys)
    assert document["end"] == "2024-04-29"
    assert document["left_out"]["outside_whole_times"] > 20
    assert document["results"][0]["p"] > 0.05


def test_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(write(tmp_path)) == 0
    shown = capsys.readouterr().out
    assert "A3, A4" in shown or "A4, A3" in shown
    assert "1 rad är inte med: ligger i ett område utan mittpunkt." in shown
    assert "till men inte med 2024-05-20" in shown


def test_what_cannot_be_used_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = write(tmp_path)
    (tmp_path / "p.csv").write_text("område;invånare\nA1;5\n", encoding="utf-8")
    (tmp_path / "m2.csv").write_text("område;E;N\nA1;5;5\nA1;6;6\n", encoding="utf-8")
    for options, message in (
        (["--population", str(tmp_path / "p.csv")], "29 områden saknar befolkning"),
        (["--centroids", str(tmp_path / "m2.csv")], "området A1 står flera gånger"),
        (["--step", "0"], "minst 1"),
        (["--step", "100"], "räcker inte till två hela steg"),
    ):
        assert main([*arguments, *options]) == 2
        assert message in capsys.readouterr().err
