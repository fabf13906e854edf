"""The sheet that every chart is drawn on: margins, axes, the key, and marks placed in px."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.charts.format import decimals_of, number
from samsyn.charts.lettering import width_of
from samsyn.charts.tokens import FONT, LIGHT

Spec = dict[str, Any]
Layer = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
WIDE = 680
NARROW = 358
LETTERS = 13  # px
SMALL = 12  # px, the least that is set
KEY_LINE = 20  # px


@dataclass(frozen=True, kw_only=True)
class Margins:
    """Px around the plot."""

    top: float = 8
    right: float = 8
    bottom: float = 24
    left: float = 40


def sheet(layers: Sequence[Layer], *, width: float, height: float, margins: Margins) -> Spec:
    """Return a specification of a given outer width (px); the height is that of the plot."""
    return {
        "$schema": SCHEMA,
        "width": max(width - margins.left - margins.right, 40),
        "height": height,
        "padding": {
            "top": margins.top,
            "right": margins.right,
            "bottom": margins.bottom,
            "left": margins.left,
        },
        "autosize": {"type": "none"},
        "background": None,
        "layer": list(layers),
        "config": {
            "font": FONT,
            "view": {"stroke": None, "fill": None},
            "axis": {
                "labelFontSize": SMALL,
                "labelColor": LIGHT["quiet"],
                "labelPadding": 6,
                "domainColor": LIGHT["past"],
                "tickColor": LIGHT["past"],
                "gridColor": LIGHT["grid"],
                "tickSize": 4,
                "title": None,
            },
            "text": {"fontSize": SMALL, "fill": LIGHT["quiet"], "font": FONT},
            "aria": False,
        },
    }


def ticks(high: float, *, count: int = 4, low: float = 0, whole: bool = False) -> list[float]:
    """Return round numbers from `low` to at least `high`; whole where they span more than 3, or `whole` says so."""
    span = max(high - low, 1e-9)
    rough = span / count
    power = 10.0 ** math.floor(math.log10(rough))
    steps = [power * m for m in (1, 2, 2.5, 5, 10) if power * m >= rough * 0.999]
    whole_steps = [step for step in steps if abs(step - round(step)) < 1e-9]
    step = (whole_steps or [1.0])[0] if span > 3 or whole else steps[0]
    first = math.floor(low / step + 1e-9)
    last = math.ceil(high / step - 1e-9)
    return [round(n * step, 10) for n in range(first, max(last, first + 1) + 1)]


def axis(at: Sequence[float], texts: Sequence[str | list[str]], **settings: Any) -> dict[str, Any]:
    """Return an axis with ticks and labels that were chosen here, so that no locale or time zone can change them."""
    lookup = f"{json.dumps(list(texts), ensure_ascii=False)}[indexof({json.dumps(list(at))}, datum.value)]"
    return {"values": list(at), "labelExpr": lookup, **settings}


def numbered(values: Sequence[float]) -> dict[str, Any]:
    """Return an axis for numbers, with hairlines across the plot and no line of its own."""
    return axis(values, labels(values), grid=True, domain=False, ticks=False)


def labels(values: Sequence[float]) -> list[str]:
    """Return the Swedish labels of ticks."""
    decimals = decimals_of(values)
    return [number(value, decimals) for value in values]


def widest(texts: Sequence[str], size: float = SMALL, *, bold: bool = False) -> float:
    """Return the width of the widest text, px."""
    return max((width_of(text, size, bold=bold) for text in texts), default=0.0)


def drawn(mark: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], **channels: Any) -> Layer:
    """Return a layer over rows; a channel is a definition, or the name of a field for x2 and y2."""
    encoding = {name: {"field": at} if isinstance(at, str) else at for name, at in channels.items()}
    return {"data": {"values": list(rows)}, "mark": dict(mark), "encoding": encoding}


def placed(mark: Mapping[str, Any], rows: Sequence[Mapping[str, Any]], **encoding: Any) -> Layer:
    """Return a layer whose rows have their place in px as x and y (and x2, y2)."""
    channels: dict[str, Any] = {}
    for name in ("x", "y"):
        if any(name in row for row in rows):
            channels[name] = {"field": name, "type": "quantitative", "scale": None, "axis": None}
    for name in ("x2", "y2"):
        if any(name in row for row in rows):
            channels[name] = {"field": name}
    return {"data": {"values": list(rows)}, "mark": dict(mark), "encoding": channels | encoding}


def text_at(rows: Sequence[Mapping[str, Any]], **mark: Any) -> Layer:
    """Return a layer of texts; rows hold x, y and text."""
    style = {"type": "text", "baseline": "middle", "align": "left"} | mark
    return placed(style, rows, text={"field": "text", "type": "nominal"})


@dataclass(frozen=True, kw_only=True)
class KeyItem:
    """One entry of the key: a drawn sample and what it means."""

    text: str
    mark: Mapping[str, Any]
    shape: str = "box"  # box, line or dot


def key(items: Sequence[KeyItem], *, room: float, top: float, left: float = 0) -> tuple[list[Layer], float]:
    """
    Lay the key out in lines.

    Parameters
    ----------
    items : sequence of KeyItem
    room : float
        Width to fill, px.
    top, left : float
        Where the first line begins, px from the plot's corner (negative above it).

    Returns
    -------
    layers : list
    height : float
        Px.
    """
    samples: list[Layer] = []
    words: list[dict[str, Any]] = []
    x, line = 0.0, 0
    for item in items:
        wide = 22 + width_of(item.text, SMALL) + 18
        if x and x + wide - 18 > room:
            x, line = 0.0, line + 1
        y = top + line * KEY_LINE + KEY_LINE / 2
        samples.append(placed(item.mark, [_sample(item.shape, left + x, y)]))
        words.append({"x": left + x + 22, "y": y + 0.5, "text": item.text})
        x += wide
    return ([*samples, text_at(words)], (line + 1) * KEY_LINE) if items else ([], 0.0)


def key_height(items: Sequence[KeyItem], room: float) -> float:
    """Return how high a key becomes, px."""
    return key(items, room=room, top=0)[1]


def _sample(shape: str, x: float, y: float) -> dict[str, float]:
    match shape:
        case "box":
            return {"x": x, "x2": x + 16, "y": y - 5, "y2": y + 5}
        case "line":
            return {"x": x, "x2": x + 16, "y": y}
        case _:
            return {"x": x + 8, "y": y}
