"""A picture made again from its frozen rows and its own document is the same picture, to the last digit kept."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from samsyn.cycle import Edition
from samsyn.methods.incidents import INCIDENTS, Picture
from samsyn.methods.incidents.find import find
from samsyn.methods.incidents.origin import said_by_rows
from samsyn.methods.incidents.remade import round_of
from tests.support.pictured import small_picture


def example() -> Picture:
    """The invented municipality, with areas, population, reporters and coordinates."""
    observed = INCIDENTS.example()
    origin = {**small_picture().origin, **said_by_rows(observed)}
    origin["files"] = [{**origin["files"][0], "sha256": one} for one in observed.sources]
    return Picture(observed=observed, found=find(observed), origin=origin, title="Exempel")


@pytest.mark.parametrize("made", [small_picture(), example()], ids=["small", "example"])
@pytest.mark.parametrize("edition", Edition)
def test_the_same_rows_and_document_give_the_same_edition(made: Picture, edition: Edition) -> None:
    said = json.loads(json.dumps(made.document()))
    again = INCIDENTS.tell(made.observed.table, said, made.observed.areas)
    assert [one.digest for one in again.found.findings] == [one.digest for one in made.found.findings]
    old, new = made.document(edition), again.document(edition)
    for part in ("findings", "refusals", "series", "sentence", "areas", "period", "method"):
        assert new[part] == old[part], part
    assert [one.levels for one in again.sections(edition)] == [one.levels for one in made.sections(edition)]


def test_the_whole_document_comes_back() -> None:
    made = small_picture()
    said = json.loads(json.dumps(made.document()))
    assert INCIDENTS.tell(made.observed.table, said, None).document() == said


def test_the_map_takes_its_shapes_from_areas_of_the_same_version_only() -> None:
    made = example()
    said, areas = made.document(), made.observed.areas
    assert areas is not None
    assert areas.polygons is not None
    there = round_of(made.observed.table, said, areas).areas
    assert there is not None
    assert there.polygons is not None
    other = round_of(made.observed.table, said, replace(areas, version="en annan")).areas
    assert other is not None
    assert other.polygons is None
    assert other.population == areas.population
