"""Areas filled by level, each with symbol and name: colour never stands alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from samsyn.charts import frame
from samsyn.charts.frame import KeyItem, Layer, Spec
from samsyn.charts.lettering import width_of
from samsyn.charts.rows import STACKED
from samsyn.charts.tokens import LEVELS, LIGHT, SYMBOLS, level
from samsyn.errors import BadDeclaration

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TALLEST = 0.6  # of the width; on a narrow sheet NARROW_TALLEST
NARROW_TALLEST = 1.05
LETTERS = 11.5
SYMBOL = 14  # px
GAP = 24  # px from the map to the list beside it
Box = tuple[float, float, float, float]


@dataclass(frozen=True, kw_only=True)
class Shape:
    """One area on the sheet: its outline in px, where its symbol stands, and the room for a name under it."""

    key: str
    name: str
    status: str
    outline: BaseGeometry
    x: float
    y: float
    room: float


def levels_map(
    *,
    areas: Mapping[str, Any],
    levels: Mapping[str, str],
    names: Mapping[str, str] | None = None,
    width: float = frame.WIDE,
) -> Spec:
    """
    Draw areas filled by level; the data is described in `samsyn.charts`.

    Raises
    ------
    BadDeclaration
        If there is no area, or an area has no key.
    """
    shapes, height, _ = fitted(areas, levels, names or {}, width)
    written, numbered = _written(shapes)
    items = _key_items(shapes)
    beside = max(shape.outline.bounds[2] for shape in shapes) + GAP
    if numbered and width - beside >= frame.widest(numbered):
        list_layers, list_height = _numbered_list(numbered, width, 0, left=beside)
        list_height = max(list_height - height, 0)
    else:
        list_layers, list_height = _numbered_list(numbered, width, height)
    above = frame.key_height(items, width) + 8
    key, _ = frame.key(items, room=width, top=-above)
    layers = [*_areas(shapes), *_symbols(shapes), *written, *list_layers, *key]
    margins = frame.Margins(top=above, right=0, bottom=list_height + 6, left=0)
    return frame.sheet(layers, width=width, height=height, margins=margins)


def fitted(
    areas: Mapping[str, Any], levels: Mapping[str, str], names: Mapping[str, str], width: float
) -> tuple[list[Shape], float, list[float]]:
    """
    Return the areas in px, north upwards, filling the width unless they would become too tall; the height, and how
    metres become px (scale, 0, 0, -scale, right, down).

    Raises
    ------
    BadDeclaration
        If there is no area, or an area has no key.
    """
    from shapely.affinity import affine_transform
    from shapely.geometry import shape

    outlines = [shape(feature["geometry"]) for feature in areas.get("features", ())]
    keys = [str((feature.get("properties") or {}).get("key", "")) for feature in areas.get("features", ())]
    if not outlines or not all(keys):
        raise BadDeclaration("Kartan saknar områden, eller ett område saknar nyckel.")
    bounds = [outline.bounds for outline in outlines]
    west, south = min(b[0] for b in bounds), min(b[1] for b in bounds)
    east, north = max(b[2] for b in bounds), max(b[3] for b in bounds)
    tallest = width * (TALLEST if width >= STACKED else NARROW_TALLEST)
    scale = min((width - 4) / (east - west), tallest / (north - south))
    matrix = [scale, 0, 0, -scale, 2 - scale * west, 2 + scale * north]
    placed = [affine_transform(outline, matrix).simplify(0.4) for outline in outlines]
    shapes = [
        _shape(key, names.get(key, key), levels.get(key, "grey"), outline)
        for key, outline in zip(keys, placed, strict=True)
    ]
    return shapes, scale * (north - south) + 4, matrix


def _shape(key: str, name: str, status: str, outline: BaseGeometry) -> Shape:
    from shapely.geometry import LineString
    from shapely.ops import polylabel

    largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
    point = polylabel(largest, tolerance=2) if largest.area > 60 else largest.representative_point()
    west, _, east, _ = largest.bounds
    across = largest.intersection(LineString([(west, point.y + 10), (east, point.y + 10)]))
    ends = [part.bounds for part in getattr(across, "geoms", [across]) if not part.is_empty]
    room = max((2 * min(point.x - end[0], end[2] - point.x) for end in ends), default=0.0)
    return Shape(
        key=key, name=name, status=level(status).status, outline=outline, x=point.x, y=point.y, room=room
    )


def _areas(shapes: Sequence[Shape]) -> list[Layer]:
    layers = []
    for status, look in LEVELS.items():
        fill = LIGHT["hatch"] if status == "grey" else LIGHT[look.fill]
        layers += _outlines([shape for shape in shapes if shape.status == status], fill)
    return layers


def plain_areas(shapes: Sequence[Shape]) -> list[Layer]:
    """Return the areas with their borders and without any level."""
    return _outlines(shapes, LIGHT["heat-0"])


def _outlines(shapes: Sequence[Shape], fill: str) -> list[Layer]:
    from shapely.geometry import mapping

    features = [
        {"type": "Feature", "properties": {"key": shape.key}, "geometry": _clockwise(mapping(shape.outline))}
        for shape in shapes
    ]
    mark = {"type": "geoshape", "fill": fill, "stroke": LIGHT["quiet"], "strokeWidth": 0.8}
    return [{"data": {"values": features}, "mark": mark, "projection": _identity()}] if features else []


def _identity() -> dict[str, Any]:
    return {"type": "identity", "scale": 1, "translate": [0, 0]}


def _clockwise(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a geometry in plain lists with a tenth of a px, as the drawing needs it."""

    def rounded(part: Any) -> Any:
        return round(part, 1) if isinstance(part, float | int) else [rounded(inner) for inner in part]

    return {"type": geometry["type"], "coordinates": rounded(geometry["coordinates"])}


def _symbols(shapes: Sequence[Shape]) -> list[Layer]:
    layers = []
    for status, look in LEVELS.items():
        here = [{"x": shape.x, "y": shape.y - 4} for shape in shapes if shape.status == status]
        if here:
            layers.append(frame.placed(symbol_mark(look.status), here))
    return layers


def symbol_mark(status: str) -> dict[str, Any]:
    """Return the mark of a level's symbol."""
    look = level(status)
    return {
        "type": "point",
        "shape": _centred(SYMBOLS[look.symbol]),
        "filled": True,
        "opacity": 1,
        "color": LIGHT[look.ink],
        "stroke": LIGHT["surface"],
        "strokeWidth": 0.6,
        "size": SYMBOL**2,
    }


def _centred(path: str) -> str:
    """Return a symbol's path in Vega's box, which runs from −1 to 1."""
    import re

    out, axis, command = [], 0, ""
    for token in re.findall(r"[A-Z]|-?[\d.]+", path):
        if token.isalpha():
            command, axis = token, 0
            out.append(token)
        elif command == "A" and axis % 7 < 5:
            out.append(f"{float(token) / 8:g}" if axis % 7 < 2 else token)
            axis += 1
        else:
            out.append(f"{(float(token) - 8) / 8:g}")
            axis += 1
    return " ".join(out)


def _written(shapes: Sequence[Shape]) -> tuple[list[Layer], list[str]]:
    """Return the names that have room, largest area first; the others get a number and stand in a list."""
    taken: list[Box] = [(s.x - 8, s.y - 12, s.x + 8, s.y + 4) for s in shapes]
    words: list[dict[str, Any]] = []
    numbered: list[str] = []
    missing: list[Shape] = []
    for shape in sorted(shapes, key=lambda s: -s.outline.area):
        half = width_of(shape.name, LETTERS) / 2 + 2
        box = (shape.x - half, shape.y + 4, shape.x + half, shape.y + 17)
        if 2 * half <= shape.room and not any(meet(box, other) for other in taken):
            taken.append(box)
            words.append({"x": shape.x, "y": shape.y + 11, "text": shape.name})
        else:
            missing.append(shape)
    for n, shape in enumerate(sorted(missing, key=lambda s: s.name), start=1):
        numbered.append(f"{n}{chr(160)}{shape.name}")
        words.append({"x": shape.x, "y": shape.y + 11, "text": str(n)})
    style = {"align": "center", "fill": LIGHT["ink"], "fontSize": LETTERS}
    return [frame.text_at(words, **style)] if words else [], numbered


def meet(one: Box, other: Box) -> bool:
    """Return whether two boxes share any room."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _numbered_list(
    names: Sequence[str], width: float, top: float, *, left: float = 0
) -> tuple[list[Layer], float]:
    if not names:
        return [], 0
    column = frame.widest(names) + 18
    columns = max(int((width - left + 18) // column), 1)
    lines = -(-len(names) // columns)
    rows = [
        {"x": left + (n // lines) * column, "y": top + 18 + (n % lines) * 17, "text": name}
        for n, name in enumerate(names)
    ]
    return [frame.text_at(rows)], 18 + lines * 17


def _key_items(shapes: Sequence[Shape]) -> list[KeyItem]:
    here = {shape.status for shape in shapes}
    return [
        KeyItem(text=f"{look.name}: {look.word}", mark=symbol_mark(status), shape="dot")
        for status, look in LEVELS.items()
        if status in here
    ]
