"""Squares that stand out on a map of areas: hatched, outlined and numbered, so that nothing rests on colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.charts import frame
from samsyn.charts.area_map import LETTERS, Box, Shape, fitted, meet, plain_areas
from samsyn.charts.frame import KeyItem, Layer, Spec
from samsyn.charts.lettering import width_of
from samsyn.charts.tokens import LIGHT

Cell = Mapping[str, Any]
NUMBERED = 20
DISC = 9.0  # px, half the width of a number's disc
SQUARE = {"type": "geoshape", "fill": LIGHT["hatch"], "stroke": LIGHT["ink"], "strokeWidth": 1.2}
ROUND = {
    "type": "point",
    "shape": "circle",
    "filled": True,
    "opacity": 1,
    "color": LIGHT["ink"],
    "stroke": LIGHT["surface"],
    "strokeWidth": 1,
    "size": (2 * DISC) ** 2,
}


def cells_map(
    *,
    areas: Mapping[str, Any],
    cells: Sequence[Cell],
    names: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,  # for the table
    width: float = frame.WIDE,
) -> Spec:
    """
    Draw squares on areas; the data is described in `samsyn.charts`.

    Raises
    ------
    BadDeclaration
        If there is no area, or an area has no key.
    """
    del labels
    shapes, height, matrix = fitted(areas, {}, names or {}, width)
    squares = [_square(cell, matrix) for cell in cells]
    numbers, taken = _numbers(cells, squares)
    items = [
        KeyItem(text="ruta som sticker ut", mark={"type": "rect", "color": LIGHT["hatch"]}),
        KeyItem(text="platsens nummer i tabellen", mark=ROUND | {"size": 81}, shape="dot"),
    ]
    above = frame.key_height(items, width) + 8
    key, _ = frame.key(items, room=width, top=-above)
    layers = [
        *plain_areas(shapes),
        *_drawn(squares),
        *_names(shapes, [*squares, *taken]),
        *numbers,
        *key,
    ]
    margins = frame.Margins(top=above, right=0, bottom=6, left=0)
    return frame.sheet(layers, width=width, height=height, margins=margins)


def _square(cell: Cell, matrix: Sequence[float]) -> Box:
    """Return a square in px: left, top, right, bottom."""
    scale, _, _, _, right, down = matrix
    x, y = scale * cell["x_m"] + right, -scale * cell["y_m"] + down
    half = max(scale * cell["size_m"] / 2, 1.5)
    return x - half, y - half, x + half, y + half


def _drawn(squares: Sequence[Box]) -> list[Layer]:
    features = [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [[round(x, 1), round(y, 1)] for x, y in ((a, b), (c, b), (c, d), (a, d), (a, b))]
                ],
            },
        }
        for a, b, c, d in squares
    ]
    projection = {"type": "identity", "scale": 1, "translate": [0, 0]}
    return [{"data": {"values": features}, "mark": SQUARE, "projection": projection}] if features else []


def _numbers(cells: Sequence[Cell], squares: Sequence[Box]) -> tuple[list[Layer], list[Box]]:
    """Return each place's number on a disc beside its fullest square, lowest first; none where there is no room."""
    best: dict[int, tuple[int, Box]] = {}
    for cell, square in zip(cells, squares, strict=True):
        place = int(cell["place"])
        if place not in best or cell["n"] > best[place][0]:
            best[place] = (cell["n"], square)
    taken: list[Box] = []
    discs, texts = [], []
    for place, (_, (left, top, right, bottom)) in sorted(best.items())[:NUMBERED]:
        x, y = (left + right) / 2, (top + bottom) / 2
        box = (x - DISC, y - DISC, x + DISC, y + DISC)
        if not any(meet(box, other) for other in taken):
            taken.append(box)
            discs.append({"x": x, "y": y})
            texts.append({"x": x, "y": y, "text": str(place)})
    style = {
        "align": "center",
        "fill": LIGHT["surface"],
        "fontSize": LETTERS,
        "fontWeight": "bold",
    }
    layers = [frame.placed(ROUND, discs), frame.text_at(texts, **style)] if discs else []
    return layers, taken


def _names(shapes: Sequence[Shape], busy: Sequence[Box]) -> list[Layer]:
    """Return the areas' names where they have room and cover no square; the table has the others."""
    taken, words = list(busy), []
    for shape in sorted(shapes, key=lambda s: -s.outline.area):
        half = width_of(shape.name, LETTERS) / 2 + 2
        for down in (0, -18, 18, -36, 36):
            box = (shape.x - half, shape.y + down - 8, shape.x + half, shape.y + down + 8)
            if 2 * half <= shape.room and not any(meet(box, other) for other in taken):
                taken.append(box)
                words.append({"x": shape.x, "y": shape.y + down, "text": shape.name})
                break
    return [frame.text_at(words, align="center", fill=LIGHT["quiet"], fontSize=LETTERS)] if words else []
