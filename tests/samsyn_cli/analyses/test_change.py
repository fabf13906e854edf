"""`analyse change`: the figures of R surveillance in compatibility mode, right ones otherwise, gaps and delays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main
from samsyn_cli.detection import BELONGS, METHODS
from tests.architecture.tree import ROOT
from tests.support.count_series import series

REFERENCE = ROOT / "tests/samsyn/stats/reference"
FLEXIBLE = json.loads((REFERENCE / "farrington.json").read_text(encoding="utf-8"))
OTHERS = json.loads((REFERENCE / "change.json").read_text(encoding="utf-8"))
KINDS = ("busy", "outbreaks", "seasonal")


@pytest.fixture
def streams(tmp_path: Path) -> Path:
    """Three series of 312 weeks, one row per series and week, out of order."""
    rows = [f"{week};{kind};{n}" for kind in KINDS for week, n in enumerate(series(kind), 1)]
    path = tmp_path / "serier.csv"
    path.write_text("\n".join(["vecka;slag;antal", *rows[::-1]]) + "\n", encoding="utf-8")
    return path


def found(path: Path, capsys: pytest.CaptureFixture[str], options: str) -> dict[str, Any]:
    arguments = ["--value", "antal", "--time", "vecka", "--stream", "slag", "--format", "json"]
    assert main(["analyse", "change", str(path), *arguments, *options.split()]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-change/1"
    return document


def of(document: dict[str, Any], stream: str, name: str) -> list[Any]:
    return [row[name] for row in document["results"] if row["stream"] == stream]


FLEXIBLE_OPTIONS = (
    "--b 5 --w 3 --periods 10 --weights-threshold 2.58 --past-weeks-not-included 26 --p-threshold-trend 1 "
    "--alpha 0.01 --range 265:312 --enough 0:4 --compat surveillance --threshold-method "
)


@pytest.mark.parametrize(
    ("name", "threshold"), [("two_thirds", "delta"), ("flexible", "nbPlugin"), ("mean_uncertain", "muan")]
)
def test_the_thresholds_of_r(
    name: str, threshold: str, streams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = found(streams, capsys, FLEXIBLE_OPTIONS + threshold)
    for kind in KINDS:
        told = FLEXIBLE["weekly"][name][kind]
        np.testing.assert_allclose(of(document, kind, "upper"), told["upper"], rtol=1e-6)
        np.testing.assert_allclose(of(document, kind, "expected"), told["expected"], rtol=1e-6)
        np.testing.assert_allclose(of(document, kind, "p"), told["p"], rtol=1e-6, atol=1e-12)
        assert of(document, kind, "alarm") == [bool(alarm) for alarm in told["alarm"]]
        assert of(document, kind, "index") == list(range(265, 313))


@pytest.mark.parametrize(
    ("options", "path"),
    [
        ("--method farrington --alpha 0.1 --range 265:312 --compat surveillance", ("original",)),
        ("--method bayes --range 265:312", ("bayes", "b0w6")),
        ("--method bayes --b 2 --w 4 --alpha 0.01 --range 265:312 --compat surveillance", ("bayes", "b2w4")),
        ("--method cusum --range 157:312 --compat surveillance", ("cusum", "rossi", "seasonal")),
        (
            "--method cusum --mean constant --range 157:312 --compat surveillance",
            ("cusum", "rossi", "constant"),
        ),
    ],
)
def test_the_other_methods_of_r(
    options: str, path: tuple[str, ...], streams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = found(streams, capsys, options)
    told = OTHERS
    for step in path:
        told = told[step]
    for kind in KINDS:
        np.testing.assert_allclose(of(document, kind, "upper"), told[kind]["upper"], rtol=1e-6, atol=1e-7)
        assert of(document, kind, "alarm") == [alarm == 1 for alarm in told[kind]["alarm"]]


def test_the_score_of_the_peer_mixes_two_scales(streams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """surveillance sets counts against the logarithm of the mean; the right score is 1 where the count is the limit."""
    options = "--method farrington-flexible --range 300:312 --threshold-method nbPlugin"
    right = found(streams, capsys, options)["results"]
    peer = found(streams, capsys, f"{options} --compat surveillance")["results"]
    for row in right:
        score = (row["observed"] - row["expected"]) / (row["upper"] - row["expected"])
        assert row["score"] == pytest.approx(score)
    for row in peer:
        centre = np.log(row["expected"])
        assert row["score"] == pytest.approx((row["observed"] - centre) / (row["upper"] - centre))


def test_false_discoveries_are_controlled_over_the_streams_of_a_week(
    streams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = found(streams, capsys, "--range 300:312 --fdr 0.1")
    for week in range(300, 313):
        rows = [row for row in document["results"] if row["index"] == week]
        p = sorted(row["p"] for row in rows)
        adjusted = [min(p[later] * 3 / (later + 1) for later in range(place, 3)) for place in range(3)]
        assert sorted(row["q"] for row in rows) == pytest.approx(adjusted)
        assert all(row["alarm"] == (row["q"] <= 0.1) for row in rows)
    assert document["parameters"]["fdr"] == 0.1


def test_a_gap_in_the_file_is_not_a_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def written(name: str, gap: str | None) -> Path:
        weeks = [(week, n) for week, n in enumerate(series("busy"), 1)]
        rows = [f"{week};x;{n}" for week, n in weeks if not 180 <= week < 250]
        rows += [f"{week};x;{gap}" for week, _ in weeks if 180 <= week < 250 and gap is not None]
        path = tmp_path / name
        path.write_text("\n".join(["vecka;slag;antal", *rows]) + "\n", encoding="utf-8")
        return path

    absent, empty, nought = (
        found(written(f"{name}.csv", gap), capsys, "--method farrington")["results"][0]
        for name, gap in (("a", None), ("b", ""), ("c", "0"))
    )
    assert absent["expected"] == empty["expected"] > nought["expected"]
    assert absent["history"] < nought["history"]
    text = tmp_path / "a.csv"
    assert main(["analyse", "change", str(text), "--value", "antal", "--time", "vecka"]) == 0
    assert "70 antal är okända; de räknas inte som noll" in capsys.readouterr().out


def test_what_has_not_been_reported_yet_is_not_a_fall(
    streams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = found(streams, capsys, "--range 311:312")["results"]
    late = found(streams, capsys, "--range 311:312 --reported 0,5:0,8")["results"]
    for one, other in zip(whole, late, strict=True):
        share = 0.5 if one["index"] == 312 else 0.8
        assert other["expected"] == pytest.approx(share * one["expected"], rel=0.05)
        assert other["p"] < one["p"]


def test_an_option_of_another_method_is_refused(streams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    values = {"restart": "", "mean": "constant", "transformation": "rossi", "threshold_method": "delta"}
    values |= {
        "exposure": "antal",
        "reported": "0.5",
        "alpha": "0.1",
        "fdr": "0.1",
        "p_threshold_trend": "0.5",
    }
    for name, methods in BELONGS.items():
        for method in METHODS:
            given = f"--{name.replace('_', '-')} {values.get(name, '4')} --method {method}".split()
            code = main(["analyse", "change", str(streams), "--value", "antal", "--stream", "slag", *given])
            captured = capsys.readouterr()
            assert code == (0 if method in methods else 2), (name, method, captured.err)
            assert method in methods or "hör inte till" in captured.err


def test_the_text_says_what_and_how_to_read_it(streams: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--value", "antal", "--time", "vecka", "--stream", "slag"]
    assert main(["analyse", "change", str(streams), *arguments, "--range", "200:312", "--fdr", "0,1"]) == 0
    shown = capsys.readouterr().out
    assert "larm av 339 bedömda antal (farrington-flexible)" in shown
    assert "rader till finns i --format json" in shown
    assert "LARM" in shown
    assert "det är en fråga, inget svar" in shown
    assert "Använd inte med mindre än två års historia" in shown
    assert (
        main(["analyse", "change", str(streams), *arguments, "--method", "cusum", "--range", "300:312"]) == 0
    )
    shown = capsys.readouterr().out
    assert "larm från" in shown
    assert "  p  " not in shown


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--range", "1:400", "serien har tiderna 1:312"),
        ("--baseline", "2", "minst 3"),
        ("--enough", "5", "HÄNDELSER:TIDER"),
        ("--reported", "1,5", "högst 1"),
        ("--p-threshold-trend", "2", "mellan 0 och 1"),
        ("--alpha", "5", "mellan 0 och 1"),
    ],
)
def test_wrong_values_are_explained(
    option: str, value: str, message: str, streams: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    method = "ears-c1" if option == "--baseline" else "farrington-flexible"
    arguments = ["--value", "antal", "--time", "vecka", "--stream", "slag", "--method", method, option, value]
    try:
        code = main(["analyse", "change", str(streams), *arguments])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert message in capsys.readouterr().err


@pytest.mark.parametrize("method", METHODS)
def test_a_series_without_history_is_told(
    method: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kort.csv"
    path.write_text("vecka;slag;antal\n1;x;3\n2;x;\n1;y;4\n2;y;5\n", encoding="utf-8")
    document = found(path, capsys, f"--method {method} --range 2:2")
    assert document["results"][0]["expected"] is None or method == "cusum"
    assert document["alarms"] == 0
    assert document["unjudged"] == (1 if method in ("bayes", "cusum") else 2)
    assert (
        main(
            [
                "analyse",
                "change",
                str(path),
                "--value",
                "antal",
                "--stream",
                "slag",
                "--method",
                method,
                "--range",
                "2:2",
            ]
        )
        == 0
    )
    assert "gick inte att bedöma" in capsys.readouterr().out
