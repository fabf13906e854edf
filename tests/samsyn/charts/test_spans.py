"""Spans that are compared stand out on a time line, with their names."""

import json

from samsyn.charts import build, svg

DATA = {
    "periods": ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"],
    "values": [3, 5, 2, 4],
    "unit": "rapporter per månad",
    "period_kind": "month",
}
FEBRUARY = {"start": "2024-02-01", "end": "2024-03-01", "what": "februari"}
LONG_AGO = {"start": "2020-02-01", "end": "2020-03-01", "what": "länge sedan"}


def test_a_span_is_shaded_and_named_and_one_outside_the_axis_is_not():
    drawn = svg(build("trend", {**DATA, "spans": [FEBRUARY, LONG_AGO]}))
    assert "februari" in drawn
    assert "länge sedan" not in drawn
    assert svg(build("trend", {**DATA, "spans": [LONG_AGO]})) == svg(build("trend", DATA))


def test_a_span_that_reaches_outside_is_cut_at_the_edge():
    whole = {"start": "2023-01-01", "end": "2026-01-01", "what": "allt"}
    cut = {"start": "2024-01-01", "end": "2024-05-01", "what": "allt"}
    assert build("trend", {**DATA, "spans": [whole]}) == build("trend", {**DATA, "spans": [cut]})


def test_what_a_sure_dot_means_can_be_said():
    rows = [{"label": "a", "value": 2.0, "low": 1.5, "high": 3.0, "status": "above"}]
    assert "säkert skild från det väntade" in json.dumps(
        build("intervals", {"rows": rows}), ensure_ascii=False
    )
    said = json.dumps(build("intervals", {"rows": rows, "sure": "säkert skild"}), ensure_ascii=False)
    assert '"säkert skild"' in said
