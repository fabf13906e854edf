"""`analyse season`: the parts of a known series, what is missing, and the text."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from samsyn.stats.decompose import stl
from samsyn_cli.__main__ import main

WAVE = [4.0, 2, 0, -1, -2, -3, -3, -2, 0, 1, 2, 2]


@pytest.fixture
def monthly(tmp_path: Path) -> Path:
    """Four years: a level of 20 in one area, 20 and then 30 in the other, both with the same wave."""
    path = tmp_path / "manader.csv"
    rows = [
        f"{2020 + n // 12}-{n % 12 + 1:02d};{area};{level + WAVE[n % 12]}".replace(".", ",")
        for area, levels in (("Åsen", [20] * 48), ("Ön", [20] * 24 + [30] * 24))
        for n, level in enumerate(levels)
    ]
    path.write_text("\n".join(["månad;område;antal", *rows]) + "\n", encoding="utf-8")
    return path


def test_a_known_series_comes_back(monthly: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--value", "antal", "--time", "månad", "--stream", "område"]
    assert main(["analyse", "season", str(monthly), *arguments, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    first, second = document["results"]
    assert document["format"] == "samsyn-season/1"
    assert document["parameters"] == {"period": 12, "window": "periodic"}
    np.testing.assert_allclose(first["season"], WAVE * 4, atol=1e-9)
    np.testing.assert_allclose(first["trend"], 20, atol=1e-9)
    assert (first["highest"], first["season_strength"]) == ("2023-01", pytest.approx(1))
    assert second["trend"][0] < 22
    assert second["trend"][-1] > 28
    assert main(["analyse", "season", str(monthly), *arguments]) == 0
    shown = capsys.readouterr().out
    assert "nivå 2020-01" in shown
    assert "+4,0" in shown
    assert "Trenden är nivån utan årsrytm" in shown
    assert "Slumpen ensam ger ungefär 0,25" in shown


def test_chance_alone_gives_the_strength_that_is_told() -> None:
    """Two hundred series without a season, of eight periods: on average the stated eighth."""
    found = stl(np.random.default_rng(1).normal(0, 1, (200, 96)), period=12)
    assert found.season_strength.mean() == pytest.approx(12 / 96, abs=0.03)


def test_what_is_missing_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("tid;antal\n" + "".join(f"{n};1\n" for n in range(1, 120) if n != 50), encoding="utf-8")
    assert main(["analyse", "season", str(path), "--value", "antal", "--time", "tid"]) == 2
    assert "1 värden saknas av 119" in capsys.readouterr().err
    assert main(["analyse", "season", str(path), "--value", "antal", "--period", "70"]) == 2
    assert "mer än två hela perioder" in capsys.readouterr().err
    assert main(["analyse", "season", str(path), "--value", "antal", "--period", "1"]) == 2
    assert "minst 2" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["analyse", "season", str(path), "--value", "antal", "--window", "8"])
    assert "ett udda tal, minst 7" in capsys.readouterr().err
