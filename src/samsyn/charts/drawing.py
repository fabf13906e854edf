"""
A sheet drawn without an engine: the specifications that `frame` makes have everything placed already.

Any other specification is left to the engine, which takes fifty times as long and half a second to start. The tests
set the two pictures against each other, pixel by pixel.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from samsyn.charts import pen
from samsyn.charts.frame import SCHEMA, SMALL
from samsyn.charts.tokens import LIGHT

Layer = Mapping[str, Any]
SHEET = {"$schema", "width", "height", "padding", "autosize", "background", "layer", "config"}
CHANNELS = {"x", "y", "x2", "y2", "text", "detail"}
TICK, PADDING = 4, 6  # px, as in `frame.sheet`
GRID = {"color": LIGHT["grid"]}
AXIS = {"color": LIGHT["past"]}


def drawn(spec: Mapping[str, Any]) -> str | None:
    """Return a sheet as SVG, or none where it holds anything that this module does not know."""
    if not _is_known(spec):
        return None
    width, height, room = spec["width"], spec["height"], spec["padding"]
    layers = spec["layer"]
    parts = [*_grids(layers, width, height)]
    parts += [one for layer in layers for one in _layer(layer, width, height)]
    whole = (width + room["left"] + room["right"], height + room["top"] + room["bottom"])
    size = " ".join(f'{name}="{pen.short(px)}"' for name, px in zip(("width", "height"), whole, strict=True))
    box = f'viewBox="0 0 {pen.short(whole[0])} {pen.short(whole[1])}"'
    corner = f"translate({pen.short(room['left'])},{pen.short(room['top'])})"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box}>'
        f'<g fill="none" stroke-miterlimit="10" transform="{corner}">{"".join(parts)}</g></svg>'
    )


def _is_known(spec: Mapping[str, Any]) -> bool:
    if set(spec) != SHEET or spec["$schema"] != SCHEMA or spec["config"].get("aria") is not False:
        return False
    return all(
        layer["mark"]["type"] in pen.PENS
        and set(layer.get("encoding", ())) <= CHANNELS
        and layer["mark"].get("opacity", 1) == 1
        for layer in spec["layer"]
    )


def _layer(layer: Layer, width: float, height: float) -> list[str]:
    mark, encoding, rows = layer["mark"], layer.get("encoding", {}), layer["data"]["values"]
    if encoding:
        rows = [_placed(row, encoding, width, height) for row in rows]
    return list(pen.PENS[mark["type"]](mark, rows))


def _placed(
    row: Mapping[str, Any], encoding: Mapping[str, Any], width: float, height: float
) -> dict[str, Any]:
    """Return a row in px."""
    placed: dict[str, Any] = {}
    for name in ("x", "x2", "y", "y2"):
        channel = encoding.get(name)
        if channel is None or ("field" in channel and channel["field"] not in row):
            continue
        scale = encoding[name[0]].get("scale")
        value = channel["value"] if "value" in channel else row[channel["field"]]
        if scale and "value" not in channel:
            value = _at(value, scale["domain"], width if name[0] == "x" else height, turned=name[0] == "y")
        placed[name] = value
    for name in ("text", "detail"):
        if name in encoding:
            placed["run" if name == "detail" else name] = row[encoding[name]["field"]]
    return placed


def _at(value: float, domain: list[float], room: float, *, turned: bool) -> float:
    share = (value - domain[0]) / (domain[1] - domain[0])
    return room * (1 - share if turned else share)


def _grids(layers: list[Layer], width: float, height: float) -> list[str]:
    """Return the two axes: figures to the left with lines across the plot, days below with ticks."""
    found: dict[str, Mapping[str, Any]] = {}
    for layer in layers:
        for name in ("x", "y"):
            if (layer.get("encoding", {}).get(name) or {}).get("axis"):
                found.setdefault(name, layer["encoding"][name])
    parts = _left(found["y"], width, height) if "y" in found else []
    return parts + (_below(found["x"], width, height) if "x" in found else [])


def _left(channel: Mapping[str, Any], width: float, height: float) -> list[str]:
    style = {"align": "right", "baseline": "middle", "fontSize": SMALL}
    parts = []
    for value, text in zip(*_labels(channel["axis"]), strict=True):
        y = _at(value, channel["scale"]["domain"], height, turned=True)
        parts.append(pen.line(0.5, round(y) + 0.5, width + 0.5, round(y) + 0.5, GRID))
        parts.append(pen.text(0.5 - PADDING, y + 0.5, text, style))
    return parts


def _below(channel: Mapping[str, Any], width: float, height: float) -> list[str]:
    parts = [pen.line(0.5, height + 0.5, width + 0.5, height + 0.5, AXIS)]
    for value, text in zip(*_labels(channel["axis"]), strict=True):
        x = _at(value, channel["scale"]["domain"], width, turned=False)
        flush = "left" if x < 1 else "right" if x > width - 1 else "center"
        style = {"align": flush, "baseline": "top", "fontSize": SMALL}
        parts.append(pen.line(round(x) + 0.5, height, round(x) + 0.5, height + TICK, AXIS))
        parts.append(pen.text(x + 0.5, height + TICK + PADDING + 0.5, text, style))
    return parts


def _labels(axis: Mapping[str, Any]) -> tuple[list[float], list[Any]]:
    """Return where an axis has labels and what they say, as `frame.axis` wrote them."""
    texts, _ = json.JSONDecoder().raw_decode(axis["labelExpr"])
    return axis["values"], texts
