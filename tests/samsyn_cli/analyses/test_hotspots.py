"""`analyse hotspots`: planted squares and areas are found, others are not, and what cannot be compared is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from samsyn_cli.__main__ import main


def events(tmp_path: Path, *, planted: bool = True) -> str:
    """Four events in every square of 12 by 12, and 40 more in each of nine in a corner."""
    rng = np.random.default_rng(1)
    corner = np.array([674_000, 6_580_000])
    cells = np.stack(np.meshgrid(np.arange(12), np.arange(12)), axis=-1).reshape(-1, 2)
    cells = np.repeat(cells, rng.poisson(4, 144), axis=0)
    if planted:
        cells = np.vstack([cells, np.repeat([(a, b) for a in (2, 3, 4) for b in (7, 8, 9)], 40, axis=0)])
    places = corner + 100 * cells + rng.integers(1, 99, cells.shape)
    path = tmp_path / "händelser.csv"
    path.write_text("E;N\n" + "".join(f"{x};{y}\n" for x, y in places), encoding="utf-8")
    return str(path)


def found(path: str, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["analyse", "hotspots", path, "--x", "E", "--y", "N", "--format", "json", *options]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["format"] == "samsyn-hotspots/1"
    return document


@pytest.mark.parametrize("null", ["conditional", "even", "normal"])
def test_planted_squares_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str], null: str) -> None:
    document = found(events(tmp_path), capsys, "--cell", "100", "--null", null)
    first = document["results"][0]
    assert (first["x"], first["y"]) == (674_350, 6_580_850)
    assert (first["stands_out"], first["local_moran"]["quadrant"]) == ("high", "high-high")
    assert 4 <= document["high"] <= 30
    assert sum(row["count"] for row in document["results"]) == document["events"]
    assert document["global"]["moran"]["p_random"] < 0.001
    assert document["global"]["geary"]["value"] < 1
    assert first["density_per_km2"] == max(row["density_per_km2"] for row in document["results"])


def test_nothing_planted_is_not_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = found(events(tmp_path, planted=False), capsys, "--cell", "100", "--kernel", "adaptive")
    assert document["high"] + document["low"] <= 1


def areas(tmp_path: Path) -> str:
    """Nine areas of 400 m, three by three."""
    features = []
    for place in range(9):
        west, south = 674_000 + 400 * (place % 3), 6_580_000 + 400 * (place // 3)
        ring = [
            (west, south),
            (west + 400, south),
            (west + 400, south + 400),
            (west, south + 400),
            (west, south),
        ]
        shape = {"type": "Polygon", "coordinates": [ring]}
        features.append(
            {"type": "Feature", "properties": {"kod": f"O{place}", "namn": f"Del {place}"}, "geometry": shape}
        )
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3006"}}
    path = tmp_path / "områden.geojson"
    path.write_text(
        json.dumps({"type": "FeatureCollection", "crs": crs, "features": features}), encoding="utf-8"
    )
    return str(path)


def test_areas(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, polygons = events(tmp_path), areas(tmp_path)
    with open(path, "a", encoding="utf-8") as file:
        file.write("600000;6500000\n")
    document = found(path, capsys, "--areas", polygons, "--per", "area")
    assert (document["units"]["kind"], document["units"]["number"], document["outside"]) == ("areas", 9, 1)
    top = max(document["results"], key=lambda row: row["count"])
    assert top["name"] == "Del 6"  # columns 0 to 3, rows 8 to 11: four of the nine planted
    assert top["value"] == pytest.approx(top["count"] / 0.16)
    assert sum(row["count"] for row in document["results"]) == document["events"] - 1
    assert main(["analyse", "hotspots", path, "--x", "E", "--y", "N", "--areas", polygons]) == 0
    shown = capsys.readouterr().out
    assert "Del 6" in shown
    assert "1 händelse ligger utanför områdena" in shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--per", "area"), "--per gäller områden"),
        (("--areas", "AREAS", "--per", "population"), "saknar invånare"),
        (("--permutations", "0"), "minst 1"),
    ],
)
def test_what_cannot_be_done_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], message: str
) -> None:
    given = [areas(tmp_path) if one == "AREAS" else one for one in options]
    assert main(["analyse", "hotspots", events(tmp_path), "--x", "E", "--y", "N", *given]) == 2
    assert message in capsys.readouterr().err
