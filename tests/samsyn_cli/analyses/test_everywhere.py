"""`analyse everywhere`: the week of many municipalities from one file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main

COLUMNS = ("--municipality", "Kommun", "--category", "Typ", "--from", "Tid", "--workers", "1")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Five reports a week for two years in two municipalities, and a rise in the last week of one."""
    rng = np.random.default_rng(3)
    first = np.datetime64("2022-11-07T12:00", "m")
    weeks = np.repeat(np.arange(104), 10)
    time = first + (weeks * 10080 + rng.integers(0, 6 * 1440, weeks.size)).astype("timedelta64[m]")
    lines = [
        f"{'Ale' if i % 2 else 'Bjuv'};klotter;{str(t).replace('T', ' ')};{i % 7}" for i, t in enumerate(time)
    ]
    lines += ["Ale;klotter;2024-10-31 21:00;3"] * 30 + ["Ale;klotter;2024-11-03 21:00;3"]
    lines += [";klotter;2024-11-01;", "Ale;klotter;;"]
    path = tmp_path / "rapporter.csv"
    path.write_text("\n".join(["Kommun;Typ;Tid;Plats", *lines]) + "\n", encoding="utf-8")
    return path


def test_json(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--place", "Plats", "--format", "json")
    assert main(["analyse", "everywhere", str(file), *COLUMNS, *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-everywhere/1"
    assert document["parameters"]["week"] == "2024-10-28"
    assert document["left_out"] == {"no_municipality_or_category": 1, "no_time": 1, "ends_before_start": 0}
    assert [(row["municipality"], row["unusual"]) for row in document["results"]] == [
        ("Ale", "above"),
        ("Bjuv", ""),
    ]
    assert document["results"][0]["observed"] >= 30
    assert document["results"][1]["places"] == 7
    assert document["unusual"] == 1


def test_text(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "everywhere", str(file), *COLUMNS]) == 0
    shown = capsys.readouterr().out
    assert "1 ovanlig vecka bland 2 serier i 2 kommuner, veckan från 2024-10-28." in shown
    assert "FLER" in shown
    assert "1 rad är inte med: saknar tid." in shown


def test_a_week_of_ones_own_and_errors(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "everywhere", str(file), *COLUMNS, "--week", "2022-11-16"]) == 0
    assert "2 serier gick inte att bedöma: historien är för kort." in capsys.readouterr().out
    assert main(["analyse", "everywhere", str(file), *COLUMNS, "--permutations", "3"]) != 0
    assert "minst 19" in capsys.readouterr().err


def test_the_scheduler_of_the_environment(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The address goes to the work; an address nobody can reach is told in words."""
    pytest.importorskip("distributed", reason="Dask is not installed")
    monkeypatch.setenv("SAMSYN_SCHEDULER", "nonsense://x")
    assert main(["analyse", "everywhere", str(file), *COLUMNS]) != 0
    assert "Ingen schemaläggare svarar på nonsense://x" in capsys.readouterr().err
