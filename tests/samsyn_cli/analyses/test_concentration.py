"""`analyse concentration`: the published correction for few events, empty places, and what chance gives."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from samsyn_cli.__main__ import main


def found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: list[str], *options: str
) -> dict[str, Any]:
    path = tmp_path / "händelser.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert (
        main(["analyse", "concentration", str(path), "--place", "plats", "--format", "json", *options]) == 0
    )
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-concentration/1"
    return document


def test_bernasco_and_steenbeeks_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Five events, 3, 1 and 1 of them on three of ten places: Gini 0.78, corrected 0.56, not 0.58 as printed."""
    document = found(tmp_path, capsys, ["plats", "A", "A", "A", "B", "C", ""], "--places", "10")
    assert document["gini"]["value"] == pytest.approx(0.78)
    assert document["corrected"]["value"] == pytest.approx(0.56)
    assert (document["units"], document["occupied"], document["events"]) == (10, 3, 5)
    assert document["results"][0] == {"place": "A", "count": 3}
    by_count = ["plats;antal", "A;3", "B;1", "C;1"]
    same = found(tmp_path, capsys, by_count, "--places", "10", "--count", "antal")
    assert (same["gini"], same["p"]) == (document["gini"], document["p"])


def test_few_events_on_many_places_are_no_concentration(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One event on each of three places of ten is as even as it can be: Gini 0.7, corrected 0."""
    document = found(tmp_path, capsys, ["plats", "A", "B", "C"], "--places", "10")
    assert document["gini"]["value"] == pytest.approx(0.7)
    assert document["corrected"]["value"] == pytest.approx(0)
    assert document["p"] > 0.5


def test_text_and_places_that_are_not_known(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "händelser.csv"
    path.write_text("plats;n\n" + "A;x\n" * 30 + "B;x\n;x\n", encoding="utf-8")
    assert main(["analyse", "concentration", str(path), "--place", "plats"]) == 0
    shown = capsys.readouterr().out
    assert "31 händelser på 2 av 2 platser; hur många platser som inget har hänt på är inte känt" in shown
    assert "1 rad är inte med: saknar plats." in shown


@pytest.mark.parametrize(
    ("lines", "options", "message"),
    [
        (["plats", "A", "B"], ("--places", "1"), "2 olika platser"),
        (["plats;n", "A;0"], ("--count", "n"), "ingen rad har både plats och händelse"),
        (["plats;n", "A;1,5"], ("--count", "n"), "väntade ett helt tal"),
        (["plats", "A"], ("--permutations", "3"), "minst 19"),
    ],
)
def test_what_cannot_be_used_is_said(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    lines: list[str],
    options: tuple[str, ...],
    message: str,
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["analyse", "concentration", str(path), "--place", "plats", *options]) == 2
    assert message in capsys.readouterr().err


def test_events_belong_to_the_nearest_segment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Four segments of 100 m in a row, one of them empty; an event 80 m off belongs to none."""
    lines = [
        {
            "type": "Feature",
            "properties": {"namn": f"Gatan {place}"},
            "geometry": {
                "type": "LineString",
                "coordinates": [[674_000 + 100 * place, 6_580_000], [674_100 + 100 * place, 6_580_000]],
            },
        }
        for place in range(4)
    ]
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    streets = tmp_path / "gator.geojson"
    streets.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": lines}), encoding="utf-8"
    )
    path = tmp_path / "händelser.csv"
    spots = [
        (674_050, 6_580_005),
        (674_060, 6_580_049),
        (674_150, 6_579_990),
        (674_350, 6_580_001),
        (674_350, 6_580_080),
    ]
    path.write_text("E;N\n" + "".join(f"{x};{y}\n" for x, y in spots) + ";6580000\n", encoding="utf-8")
    given = ["analyse", "concentration", str(path), "--segments", str(streets), "--format", "json"]
    assert main([*given, "--x", "E", "--y", "N"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [(row["place"], row["count"]) for row in document["results"]] == [
        ("Gatan 0", 2),
        ("Gatan 1", 1),
        ("Gatan 3", 1),
        ("Gatan 2", 0),
    ]
    assert (document["units"], document["occupied"], document["left_out"]["no_place"]) == (4, 3, 2)
    assert document["empty_known"]
    assert main(given) == 2
    assert "behöver --x och --y" in capsys.readouterr().err
