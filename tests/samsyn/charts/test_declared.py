"""From declaration to drawing: every kind, every width, and what is said about wrong data."""

import json
from dataclasses import replace

import pytest

from samsyn.charts import BUILDERS, build, draw, resolve, svg
from samsyn.cycle import Chart
from samsyn.errors import BadDeclaration
from tests.support.charted import KINDS, chart


def test_every_kind_has_an_example_here():
    assert set(KINDS) == set(BUILDERS)


@pytest.mark.parametrize("kind", sorted(KINDS))
@pytest.mark.parametrize("width", [358, 680])
def test_every_kind_becomes_a_plain_specification_of_the_asked_width(kind, width):
    spec = build(kind, KINDS[kind], width=width)
    assert json.loads(json.dumps(spec)) == spec
    assert spec["$schema"].endswith("v6.json")
    outer = spec["width"] + spec["padding"]["left"] + spec["padding"]["right"]
    assert outer == pytest.approx(width)
    assert "url" not in json.dumps(spec["layer"])  # nothing is fetched


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_words_stay_and_the_table_is_filled(kind):
    made = resolve(chart(kind))
    assert (made.title, made.sentence) == (f"Diagram {kind}", "Det syns.")
    assert made.table.columns
    assert made.table.rows
    assert all(len(row) == len(made.table.columns) for row in made.table.rows)


def test_a_table_that_was_given_is_kept():
    given = resolve(chart("bars")).table
    own = replace(given, caption="Min egen")
    assert resolve(replace(chart("bars"), table=own)).table is own


def test_a_full_specification_is_left_alone():
    full = resolve(chart("bars"))
    assert resolve(full) is full


def test_draw_is_declare_and_resolve():
    drawn = draw("bars", key="bars", title="Diagram bars", sentence="Det syns.", **KINDS["bars"])
    assert isinstance(drawn, Chart)
    assert drawn.spec == resolve(chart("bars")).spec


@pytest.mark.parametrize(
    ("kind", "data", "said"),
    [
        ("pie", {}, "finns inte"),
        ("bars", {}, "kan inte ritas"),
        ("bars", {"rows": [], "colour": "red"}, "kan inte ritas"),
        ("rhythm", {"values": [[1]]}, "sju dagar"),
        ("levels_map", {"areas": {"features": []}, "levels": {}}, "saknar områden"),
        ("trend", {"periods": ["i går"], "values": [1]}, "kan inte ritas"),
        ("trend", {"periods": [], "values": []}, "kan inte ritas"),
        (
            "small_multiples",
            {"periods": ["2024-01-01"], "panels": [{"label": "a", "values": [1]}] * 25},
            "Högst 24",
        ),
    ],
)
def test_wrong_data_is_told_in_words(kind, data, said):
    with pytest.raises(BadDeclaration, match=said):
        build(kind, data)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("trend", {"periods": ["2024-01-01"], "values": [None], "period_kind": "week"}),
        ("trend", {"periods": ["2024-01-01"], "values": [0], "period_kind": "month", "highlight": 0}),
        ("years", {"periods": [1], "series": [{"year": 2024, "values": [3]}], "period_kind": "quarter"}),
        ("years", {"periods": [1, 2], "series": [{"year": 2024, "values": [None, None]}]}),
        ("intervals", {"rows": []}),
        (
            "intervals",
            {"rows": [{"label": "a", "value": 0.0, "low": 0.0, "high": 0.0}], "log": True, "reference": 1},
        ),
        ("bars", {"rows": [{"label": "a", "value": None, "status": "withheld"}]}),
        ("rhythm", {"values": [[0] * 24] * 7}),
        ("small_multiples", {"periods": ["2024-01-01"], "panels": []}),
    ],
)
def test_little_data_still_draws(kind, data):
    assert svg(build(kind, data)).startswith("<svg")
