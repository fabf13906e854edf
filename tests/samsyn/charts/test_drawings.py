"""That the drawings show the data: marks are found again at their figures."""

import pytest

from samsyn.charts import build
from samsyn.charts.area_map import SYMBOL
from samsyn.charts.rhythm import steps
from samsyn.charts.tabled import table_of
from samsyn.charts.tokens import HEAT, LIGHT
from samsyn.cycle import DataTable
from tests.support.charted import COUNTS, KINDS, ROWS, TREND, WEEKS


def rows_of(spec, **mark):
    """Return the rows of the layers whose mark has these properties."""
    layers = [one for one in spec["layer"] if mark.items() <= one["mark"].items()]
    return [row for layer in layers for row in layer["data"]["values"]]


def texts_of(spec):
    """Return all words in a drawing."""
    return [row["text"] for row in rows_of(spec, type="text") if "text" in row]


def test_a_trend_draws_every_count_and_leaves_silence_as_a_gap():
    lines = rows_of(build("trend", TREND), type="line", color=LIGHT["accent"])
    assert [row["value"] for row in lines if "value" in row] == [
        n for i, n in enumerate(COUNTS) if i not in (20, 21)
    ]
    assert {row["run"] for row in lines if "run" in row} == {0, 1}


def test_a_trend_draws_the_expected_range_as_a_band_to_the_end_of_the_last_week():
    band = rows_of(build("trend", TREND), type="area")
    assert {(row["value"], row["to"]) for row in band} == {(3, 15)}
    assert max(row["day"] for row in band) - min(row["day"] for row in band) == 44 * 7


def test_a_trend_marks_the_deviation_and_writes_its_figure():
    spec = build("trend", TREND)
    dots = rows_of(spec, type="point", size=72)
    assert 23 in [row.get("value") for row in dots]
    assert "23" in texts_of(spec)
    assert {"nytt formulär", "trygghetsvärdar börjar", "väntat spann", "rapportörer tysta"} <= set(
        texts_of(spec)
    )


def test_a_trend_calls_the_line_what_the_caller_says():
    data = {"periods": WEEKS[:3], "values": [1, 2, 3], "expected": [2, 2, 2]}
    assert "väntat" in texts_of(build("trend", data))
    named = build("trend", data | {"expected_name": "målet"})
    assert "målet" in texts_of(named)
    assert "väntat" not in texts_of(named)
    empty = DataTable(key="t", caption="t", columns=(), rows=())
    table = table_of("trend", data | {"expected_name": "målet"}, empty)
    assert table.columns[-1].label == "Målet"


def test_a_trend_hatches_silence():
    spans = rows_of(build("trend", TREND), type="rect", color=LIGHT["hatch"])
    assert [row["to"] - row["day"] for row in spans if "to" in row] == [14]


def test_notes_outside_the_periods_are_left_out():
    spec = build("trend", TREND | {"breaks": [{"day": "1999-01-01", "what": "för länge sedan"}]})
    assert "för länge sedan" not in texts_of(spec)


def test_intervals_say_in_words_where_there_is_no_figure():
    words = texts_of(build("intervals", KINDS["intervals"]))
    assert {"Åsen", "41", "rapportörer tysta", "för litet underlag"} <= set(words)
    assert "0" not in [word for word in words if word == "uppgift saknas"]


def test_intervals_stand_at_their_figures():
    spec = build("intervals", {"rows": ROWS})
    whiskers = [
        row for row in rows_of(spec, type="rule", color=LIGHT["accent"], strokeWidth=1.5) if row["y"] >= 0
    ]
    scale = (whiskers[0]["x2"] - whiskers[0]["x"]) / (55 - 29)
    assert whiskers[1]["x2"] - whiskers[1]["x"] == pytest.approx(scale * (10 - 1))
    assert whiskers[0]["x"] == pytest.approx(scale * 29)


def test_a_logarithmic_scale_puts_half_and_double_equally_far_from_one():
    rows = [{"label": name, "value": value} for name, value in (("a", 0.5), ("b", 1), ("c", 2))]
    dots = rows_of(build("intervals", {"rows": rows, "log": True, "reference": 1}), type="point", size=46)
    half, one, double = [row["x"] for row in dots if row["y"] >= 0]
    assert one - half == pytest.approx(double - one)


def test_bars_begin_at_zero_and_are_as_long_as_their_figures():
    data = {"rows": [{"label": "a", "value": 10}, {"label": "b", "value": 20}]}
    bars = [row for row in rows_of(build("bars", data), type="rect") if row["y"] >= 0]
    assert [row["x"] for row in bars] == [0, 0]
    assert bars[1]["x2"] == pytest.approx(2 * bars[0]["x2"])


def test_the_rhythm_has_168_cells_shaded_by_value_and_sums_in_the_margins():
    values = KINDS["rhythm"]["values"]
    spec = build("rhythm", KINDS["rhythm"])
    cells = {
        (row["day"], row["hour"]): colour
        for colour in HEAT
        for row in rows_of(spec, color=colour)
        if "day" in row
    }
    assert len(cells) == 168
    limits = steps(values)
    assert cells[0, 0] == HEAT[0]
    assert cells[6, 23] == HEAT[sum(values[6][23] > limit for limit in limits)] == HEAT[-1]
    assert [word for word in texts_of(spec) if word in ("69", "213")] == ["69", "213"]  # Monday, Sunday


def test_the_map_gives_each_area_its_symbol_and_name():
    spec = build("levels_map", KINDS["levels_map"])
    words = texts_of(spec)
    assert {"Åsen", "Backa", "Centrum", "Dalby"} <= set(words)
    assert "röd: allvarligt läge" in words
    assert "grå: underlag saknas" in words  # Dalby has no level
    assert len([row for row in rows_of(spec, size=SYMBOL**2) if row["y"] >= 0]) == 4
    assert len(rows_of(spec, type="geoshape", fill=LIGHT["hatch"])) == 1


def test_north_is_up_on_the_map():
    data = KINDS["levels_map"]
    low, high = data["areas"]["features"][0], data["areas"]["features"][1]
    ring = [[x - 1000, y + 5000] for x, y in high["geometry"]["coordinates"][0]]
    moved = {**high, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    spec = build("levels_map", {**data, "areas": {"features": [low, moved]}})
    places = {row["key"]: row["y"] for row in _named(spec)}
    assert places["Backa"] < places["Åsen"]


def _named(spec):
    return [
        {"key": row["properties"]["key"], "y": row["geometry"]["coordinates"][0][0][1]}
        for row in rows_of(spec, type="geoshape")
    ]


def test_areas_without_room_for_a_name_get_a_number_and_a_list():
    data = KINDS["levels_map"]
    names = {key: f"{key} med ett mycket långt namn som inte får plats" for key in data["names"]}
    words = texts_of(build("levels_map", {**data, "names": names}, width=358))
    assert {"1", "2", "3", "4"} <= set(words)
    assert any(word.startswith("1\u00a0") for word in words)


def test_this_year_is_strong_and_ends_where_its_figures_end():
    spec = build("years", KINDS["years"])
    strong = rows_of(spec, type="line", strokeWidth=2.5)
    assert [row["period"] for row in strong] == list(range(1, 40))
    assert {"2022", "2023", "2024"} <= set(texts_of(spec))


def test_names_of_years_never_overlap():
    series = [{"year": 2015 + n, "values": [5.0] * 52} for n in range(9)]
    spec = build("years", {"periods": list(range(1, 53)), "series": series})
    heights = sorted(
        layer["encoding"]["y"]["value"]
        for layer in spec["layer"]
        if layer["mark"]["type"] == "text" and "value" in layer["encoding"]["y"]
    )
    assert all(b - a >= 14 for a, b in zip(heights, heights[1:], strict=False))


def test_small_multiples_share_one_scale():
    data = {
        "periods": WEEKS[:2],
        "panels": [{"label": "a", "values": [0, 10]}, {"label": "b", "values": [0, 5]}],
    }
    drawn = [row for row in rows_of(build("small_multiples", data), type="line") if "run" in row]
    heights = [drawn[0]["y"] - drawn[1]["y"], drawn[2]["y"] - drawn[3]["y"]]
    assert heights[0] == pytest.approx(2 * heights[1])
