"""`analyse rates`: the figures of published examples come out, and groups are added up and compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main


@pytest.fixture
def areas(tmp_path: Path) -> Path:
    path = tmp_path / "omraden.csv"
    path.write_text(
        "Område;Rapporter;Invånare\nÅsen;12;600\nBacken;10;1000\nÖn;0;0\nÅsen;8;400\nSjön;;500\n",
        encoding="utf-8",
    )
    return path


def found(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["analyse", "rates", str(path), "--count", "Rapporter", "--format", "json", *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def test_rates_per_thousand(areas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten events: Garwood 4.795-18.390, Byar by Breslow & Day 4.79-18.39, mid-P 5.08-17.82."""
    document = found(areas, capsys, "--exposure", "Invånare", "--group", "Område", "--per", "1000")
    rows = {row["label"]: row for row in document["results"]}
    assert list(rows) == ["Åsen", "Backen", "Ön"]  # in the file's order; a missing count is not zero
    assert (rows["Åsen"]["count"], rows["Åsen"]["exposure"], rows["Åsen"]["rate"]) == (20, 1000, 20)
    limits = rows["Backen"]["intervals"]
    assert limits["exact"]["low"] == pytest.approx(4.795389, abs=1e-6)
    assert limits["exact"]["high"] == pytest.approx(18.390356, abs=1e-6)
    assert limits["byar"]["low"] == pytest.approx(4.79, abs=0.005)
    assert limits["byar"]["high"] == pytest.approx(18.39, abs=0.005)
    assert limits["midp"]["low"] == pytest.approx(5.079522, abs=1e-6)
    assert limits["score"]["high"] == pytest.approx(18.409473, abs=1e-6)
    assert rows["Ön"]["rate"] is None
    assert rows["Ön"]["intervals"]["exact"] == {"low": 0, "high": None}


def test_twenty_against_ten(areas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Twenty against ten over equal exposures, as statsmodels 0.15.0 and R's poisson.test give it."""
    document = found(areas, capsys, "--exposure", "Invånare", "--group", "Område", "--against", "Backen")
    rows = {row["label"]: row for row in document["results"]}
    comparison = rows["Åsen"]["comparison"]
    assert comparison["ratio"] == 2
    assert comparison["exact"]["p"] == pytest.approx(0.09873714670538905, rel=1e-9)
    assert comparison["likelihood"]["mid_p"] == pytest.approx(0.08474634634330873, rel=1e-9)
    assert comparison["score"]["p"] == pytest.approx(0.06788915486182899, rel=1e-9)
    assert comparison["e_test"]["p"] == pytest.approx(0.06883178210810947, rel=1e-9)
    assert "comparison" not in rows["Backen"]
    assert "comparison" not in rows["Ön"]  # nobody lives there: nothing to compare


def test_shares_have_wilsons_interval(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """81 of 263 is Wilson's example in Newcombe (1998): 0.2553 to 0.3662."""
    path = tmp_path / "svar.csv"
    path.write_text("Rapporter,svar\n81,263\n0,10\n", encoding="utf-8")
    first, second = found(path, capsys, "--of", "svar")["results"]
    assert first["intervals"]["wilson"]["low"] == pytest.approx(0.2552885198782742, rel=1e-9)
    assert first["intervals"]["wilson"]["high"] == pytest.approx(0.36620957698280004, rel=1e-9)
    assert second["intervals"]["wilson"]["high"] == pytest.approx(0.27753279986288926, rel=1e-9)


def test_the_text_tells_how_to_read_it(areas: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--count", "Rapporter", "--exposure", "Invånare", "--group", "Område", "--against", "rest"]
    assert main(["analyse", "rates", str(areas), *arguments]) == 0
    shown = capsys.readouterr().out
    assert "kvot mot rest" in shown
    assert "Intervallet visar vilka tal som går ihop" in shown
    assert "Använd inte när" in shown
    assert main(["analyse", "rates", str(areas), "--count", "Rapporter", "--of", "Invånare"]) == 0
    assert "Wilsons" in capsys.readouterr().out


def test_standardised_and_smoothed_rates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Both areas have the rates 0.1 among the young and 0.4 among the old, in other mixtures."""
    path = tmp_path / "alder.csv"
    path.write_text(
        "Område;ålder;Rapporter;Invånare\nA;ung;10;100\nA;gammal;40;100\nB;ung;30;300\nB;gammal;40;100\n",
        encoding="utf-8",
    )
    options = ["--exposure", "Invånare", "--group", "Område", "--strata", "ålder", "--smooth"]
    first, second = found(path, capsys, *options)["results"]
    assert (first["rate"], second["rate"]) == (0.25, 0.175)
    assert first["standardised"]["rate"] == pytest.approx(400 / 600 * 0.1 + 200 / 600 * 0.4)
    assert first["standardised"]["rate"] == pytest.approx(second["standardised"]["rate"])
    assert 120 / 600 < first["smoothed"] < 0.25
    assert main(["analyse", "rates", str(path), "--count", "Rapporter", *options]) == 0
    shown = capsys.readouterr().out
    assert "standardiserat" in shown
    assert "utjämnat" in shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--smooth",), "--exposure"),
        (("--strata", "Område", "--exposure", "Invånare"), "--group"),
        (("--against", "Åsen"), "--group"),
        (("--against", "Åsen", "--group", "Område"), "--exposure"),
        (("--against", "Åsen", "--group", "Område", "--of", "Invånare"), "--exposure"),
        (("--against", "Asen", "--group", "Område", "--exposure", "Invånare"), "Menade du Åsen"),
    ],
)
def test_what_cannot_be_compared_is_said(
    areas: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    assert main(["analyse", "rates", str(areas), "--count", "Rapporter", *options]) == 2
    assert message in capsys.readouterr().err


def test_more_answers_than_asked_are_named_by_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "svar.csv"
    path.write_text("ja,alla\n3,10\n12,10\n", encoding="utf-8")
    assert main(["analyse", "rates", str(path), "--count", "ja", "--of", "alla"]) == 2
    assert "rad 3, kolumn ja: hittade ”12”, väntade högst det som står i alla" in capsys.readouterr().err
