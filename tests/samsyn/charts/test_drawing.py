"""The drawing without an engine is the picture that the engine draws."""

import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from samsyn.charts import build, drawing, pen, render
from samsyn.charts.frame import NARROW, WIDE, placed
from tests.support.charted import KINDS, TREND


def pixels(svg):
    """Return a picture on white, as (height, width, colour)."""
    drawn = Image.open(BytesIO(render._engine().svg_to_png(svg, scale=1))).convert("RGBA")
    white = Image.new("RGBA", drawn.size, "white")
    return np.asarray(Image.alpha_composite(white, drawn).convert("RGB")).astype(int)


def own(kind, width):
    """Return a chart's specification and our drawing of it."""
    spec = build(kind, KINDS[kind], width=width)
    return spec, drawing.drawn(spec)


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_drawn_as_the_engine_draws_it(kind, width):
    spec, drawn = own(kind, width)
    one, other = pixels(drawn), pixels(render._drawn(json.dumps(spec)))
    assert one.shape == other.shape
    apart = np.abs(one - other).max(axis=2)
    assert (apart > 60).mean() < 0.001  # letters and lines at the edge of a pixel


def test_a_figure_that_is_moved_shows_as_a_difference():
    moved = build("trend", TREND | {"values": [v and v + 2 for v in TREND["values"]], "highlight": None})
    as_was = build("trend", TREND | {"highlight": None})
    apart = np.abs(pixels(drawing.drawn(moved)) - pixels(render._drawn(json.dumps(as_was)))).max(axis=2)
    assert (apart > 60).mean() > 0.003


def test_other_specifications_are_left_to_the_engine():
    spec, _ = own("bars", WIDE)
    assert drawing.drawn({"mark": "point", "data": {"values": [{}]}}) is None
    assert drawing.drawn(spec | {"title": "x"}) is None
    faded = placed({"type": "rect", "color": "#000000", "opacity": 0.5}, [{"x": 0, "x2": 1, "y": 0, "y2": 1}])
    assert drawing.drawn(spec | {"layer": [faded]}) is None
    assert drawing.drawn(spec | {"layer": [{**faded, "mark": {"type": "arc"}}]}) is None


def test_words_in_a_drawing_are_never_markup():
    spec = build("bars", {"rows": [{"label": "<b>&\"'", "value": 1}]})
    assert "<b>" not in drawing.drawn(spec)
    assert "&lt;b&gt;&amp;" in drawing.drawn(spec)


def test_a_step_holds_until_the_next_figure():
    rows = [{"x": 0, "y": 9, "y2": 1}, {"x": 5, "y": 8, "y2": 2}]
    (area,) = pen.PENS["area"]({"type": "area", "color": "#000000", "interpolate": "step-after"}, rows)
    assert 'd="M0,1L5,1L5,2L5,8L5,9L0,9Z"' in area
