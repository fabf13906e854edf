"""What lies in examples/ is what the program makes, what its README says, and what may be passed on."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml

from samsyn.files import load_source, read, read_areas
from samsyn.instruments.load import categories, check_targets, sources
from samsyn.methods.incidents.example import FILES, area_set, simulate, write
from samsyn.table import LocationPrecision, TimePrecision

EXAMPLES = Path(__file__).parents[2] / "examples"
NOTTINGHAM = EXAMPLES / "nottingham"

# Of the files as they were received; they are passed on unchanged.
DIGESTS = {
    "nottingham_burglary.csv.gz": "ce48cfeda2f6359ed6b2a6289f5d01ae98d06e333e4cc6e46684e7b6912dcf34",
    "nottingham_robbery.csv.gz": "2972a6a267f6bba131589a2226f9ead9888180a444d977d4a1c44ba8291786b5",
    "nottingham_wards.gpkg": "8739e9c6558ae9eabfc7fe6cc4cbe2574ec9642412841336e36bdf96f2cc0ad5",
}


def truth() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(
        (EXAMPLES / "exempelkoping_truth.yaml").read_text(encoding="utf-8")
    )
    return loaded


def test_the_files_are_those_that_the_program_writes(tmp_path: Path) -> None:
    paths = write(tmp_path / "made")
    assert [path.name for path in paths] == list(FILES)
    for path in paths:
        assert path.read_bytes() == (EXAMPLES / path.name).read_bytes(), path.name


def test_the_file_of_reports_is_small_enough_to_pass_on() -> None:
    assert (EXAMPLES / "exempelkoping.csv").stat().st_size < 1_900_000


def test_the_truth_names_areas_categories_and_periods_that_exist() -> None:
    told = truth()
    assert told["seed"] == 7
    assert {each["kind"] for each in told["events"]} == {
        "hot_spot",
        "season",
        "silence",
        "moved_from",
        "moved_to",
        "action_that_works",
        "action_that_does_not_work",
        "action_that_cannot_be_judged",
        "quiet_year",
    }
    for each in told["events"]:
        assert set(each["areas"] + each.get("comparison_areas", []) if "areas" in each else []) <= set(
            area_set().names
        )
        assert each.get("category", "SKA") in categories().incident_codes
        assert each["from"] < each["to"]
        assert each["from"].weekday() == 0
        assert each["right_picture"].endswith(".")


def test_the_areas_are_marked_as_invented() -> None:
    collection = json.loads((EXAMPLES / "exempelkoping_areas.geojson").read_text(encoding="utf-8"))
    assert "Uppdiktad" in collection["description"]
    assert len(collection["features"]) == 20
    for feature in collection["features"]:
        assert feature["properties"]["uppdiktad"] is True
        assert feature["properties"]["befolkning"] > 0
        assert shapely.is_valid(shapely.from_geojson(json.dumps(feature["geometry"])))


def test_the_areas_are_read_as_they_were_drawn() -> None:
    found, drawn = read_areas(EXAMPLES / "exempelkoping_areas.geojson"), area_set()
    assert (found.keys, found.names, found.version) == (drawn.keys, drawn.names, drawn.version)
    assert found.population == drawn.population
    assert found.crs == drawn.crs
    assert found.polygons is not None
    for here, there in zip(found.polygons, drawn.polygons if drawn.polygons is not None else (), strict=True):
        assert shapely.hausdorff_distance(here, there) < 1.0


def test_the_reports_are_read_as_they_were_made() -> None:
    """The file, found among the built-in sources by its columns and read, is the table that it was written from."""
    areas = read_areas(EXAMPLES / "exempelkoping_areas.geojson")
    reading = read(EXAMPLES / "exempelkoping.csv", known=sources(), areas=areas)
    made = simulate().table()
    assert reading.source.key == "exempelkoping"
    assert reading.rows_read == reading.rows_used == len(made)
    assert reading.left_out == ()
    autumn = [
        problem.found for problem in reading.problems
    ]  # reports in the hour that comes twice in October
    assert autumn == ["2023-10-29 02:25"]
    assert reading.table.crs == made.crs
    for column in ("row", "day", "time_from", "category", "area", "reporter", "kind", "severity"):
        assert reading.table.frame[column].equals(made.frame[column]), column
    ends = made.frame["time_to"]
    assert reading.table.frame.filter(ends.is_not_null())["time_to"].equals(ends.drop_nulls())
    for column in ("x_m", "y_m"):
        off = (reading.table.frame[column] - made.frame[column]).drop_nulls()
        assert len(off) == made.frame[column].count()
        assert off.abs().max() < 1.0  # type: ignore[operator]


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_nottingham_is_passed_on_unchanged(name: str) -> None:
    assert hashlib.sha256((NOTTINGHAM / name).read_bytes()).hexdigest() == DIGESTS[name]


@pytest.mark.parametrize(("kind", "rows"), [("burglary", 1795), ("robbery", 555)])
def test_nottingham_is_what_its_readme_says(kind: str, rows: int) -> None:
    with gzip.open(NOTTINGHAM / f"nottingham_{kind}.csv.gz", "rt", encoding="utf-8") as file:
        found = list(csv.DictReader(file))
    assert len(found) == rows
    assert {row["month"][:4] for row in found} == {"2022"}
    assert {row["month"][8:] for row in found} == {"01"}
    assert f"{rows:,}" in (NOTTINGHAM / "README.md").read_text(encoding="utf-8")
    declared = load_source(NOTTINGHAM / f"nottingham_{kind}.yaml")
    assert declared.time_precision is TimePrecision.MONTH
    assert declared.location_precision is LocationPrecision.SNAPPED_GRID
    assert set(declared.columns.values()) <= set(found[0])
    check_targets(declared, categories())
    assert declared.licence == "OGL v3"


def test_nottingham_is_credited_as_its_licence_asks() -> None:
    text = (NOTTINGHAM / "README.md").read_text(encoding="utf-8")
    flat = re.sub(r"[\[\]]|\(http[^)]*\)", "", " ".join(text.split()))
    assert "Contains public sector information licensed under the Open Government Licence v3.0" in flat
    for heading in ("## What can be concluded", "## What cannot"):
        assert heading in text


def test_nottingham_can_be_read_and_placed_in_its_wards() -> None:
    wards = read_areas(NOTTINGHAM / "nottingham_wards.gpkg")
    declared = load_source(NOTTINGHAM / "nottingham_burglary.yaml")
    reading = read(NOTTINGHAM / "nottingham_burglary.csv.gz", declared=declared, areas=wards)
    assert len(wards.keys) == 20
    assert reading.rows_used == 1795
    assert reading.table.frame["area"].is_not_null().mean() > 0.95  # type: ignore[operator]
