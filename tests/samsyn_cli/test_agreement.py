"""`agreement`: the published examples, words and gaps, and what is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main
from tests.samsyn.stats.agreement.test_intraclass import PSYCH, SHROUT_FLEISS
from tests.samsyn.stats.agreement.test_krippendorff import EXAMPLE_C, PUBLISHED

Capture = pytest.CaptureFixture[str]


def write(path: Path, table: list[list[Any]], headings: str = "unit,rater,value") -> str:
    """A file with one row per judgement; raters are the rows of the table."""
    rows = [
        f"{unit},r{rater},{value}"
        for rater, row in enumerate(table)
        for unit, value in enumerate(row)
        if not (isinstance(value, float) and np.isnan(value))
    ]
    path.write_text("\n".join([headings, *rows]) + "\n", encoding="utf-8")
    return str(path)


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON of an answer."""
    assert main(["agreement", *arguments, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["format"] == "samsyn-agreement/1"
    return found


@pytest.mark.parametrize("level", sorted(PUBLISHED))
def test_the_published_example(level: str, tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "c.csv", EXAMPLE_C)
    found = document(capsys, path, "--level", level)
    alpha = found["alpha"]
    assert alpha["value"] == pytest.approx(PUBLISHED[level], rel=1e-12)
    assert alpha["low"] < alpha["value"] < alpha["high"] <= 1
    assert (found["raters"], found["units"]) == (["r0", "r1", "r2", "r3"], 12)
    assert document(capsys, path, "--level", level) == found
    other = document(capsys, path, "--level", level, "--seed", "2")["alpha"]
    assert (other["low"], other["high"]) != (alpha["low"], alpha["high"])


def test_intraclass_correlation(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "sf.csv", np.transpose(SHROUT_FLEISS).tolist())
    found = document(capsys, path, "--level", "interval")
    for one in found["icc"]["forms"]:
        assert (one["value"], one["low"], one["high"]) == pytest.approx(PSYCH[one["name"]][:3], rel=1e-9)
    assert len(found["kappa"]) == 6
    assert set(found["kappa"][0]) == {"raters", "none", "linear", "quadratic"}
    assert main(["agreement", path, "--level", "interval"]) == 0
    shown = capsys.readouterr().out
    for part in (
        "Krippendorffs alfa: 0,147",
        "För lågt för slutsatser",
        "ICC(2,1)  samma bedömare",
        "kvadratisk",
    ):
        assert part in shown


def test_words_and_other_headings(tmp_path: Path, capsys: Capture) -> None:
    """Three texts coded by two: nominal words as they are, an order only where it is given."""
    table = [["låg", "hög", "medel", "låg"], ["låg", "hög", "hög", "medel"]]
    path = write(tmp_path / "a.csv", table, "text,kodare,nivå")
    columns = ["--unit", "text", "--rater", "kodare", "--value", "nivå"]
    assert document(capsys, path, *columns)["values"] == ["hög", "låg", "medel"]
    ordered = document(capsys, path, *columns, "--level", "ordinal", "--order", "låg,medel,hög")
    assert ordered["values"] == ["låg", "medel", "hög"]
    assert ordered["kappa"][0]["linear"]["value"] == pytest.approx(0.5)
    assert ordered["icc"] is None
    for more, words in (
        (["--level", "ordinal"], "--order"),
        (["--level", "ordinal", "--order", "låg,hög"], "väntade något av låg, hög"),
        (["--level", "interval"], "väntade ett tal"),
        (["--level", "interval", "--order", "låg,medel,hög"], "hör till nominal och ordinal"),
    ):
        assert main(["agreement", path, *columns, *more]) == 2
        assert words in capsys.readouterr().err


def test_what_is_missing_or_twice_is_said(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.csv"
    for rows, words in (
        ("1,a,2\n1,a,3\n", "samma bedömare"),
        ("1,,2\n1,a,3\n", "rad 2, kolumn rater"),
        ("1,a,2\n2,b,3\n", "bedömts av två"),
    ):
        path.write_text(f"unit,rater,value\n{rows}", encoding="utf-8")
        assert main(["agreement", str(path)]) == 2
        assert words in capsys.readouterr().err


def test_raters_who_never_differ_say_nothing(tmp_path: Path, capsys: Capture) -> None:
    path = write(tmp_path / "a.csv", [[2, 2, 2], [2, 2, 2]])
    assert document(capsys, path)["alpha"]["value"] is None
    assert main(["agreement", path]) == 0
    assert "går ej att bedöma" in capsys.readouterr().out
