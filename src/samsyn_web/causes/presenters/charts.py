"""The same drawings for documents, as chart specifications placed in px."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samsyn.charts.frame import Layer, Margins, Spec, placed, sheet, text_at
from samsyn.charts.tokens import LIGHT
from samsyn.cycle import Chart, DataTable
from samsyn_web.causes.presenters.drawings import Box, Drawing, Line, Text

ALIGN = {"start": "left", "middle": "center", "end": "right"}
LINES = {"branch": ("past", 1.5), "bone": ("accent", 1.5), "spine": ("accent", 3)}


def chart(drawing: Drawing, table: DataTable) -> Chart:
    """Return a drawing as a chart of a document; the table says the same in words."""
    return Chart(
        key=drawing.key,
        title=drawing.title,
        spec=_spec(drawing),
        sentence=drawing.description,
        table=table,
    )


def _spec(drawing: Drawing) -> Spec:
    layers = [*_lines(drawing.lines), *_boxes(drawing.boxes)]
    layers += _texts([*(text for box in drawing.boxes for text in box.texts), *drawing.texts])
    return sheet(
        layers, width=drawing.width, height=drawing.height, margins=Margins(top=0, right=0, bottom=0, left=0)
    )


def _lines(some: Iterable[Line]) -> list[Layer]:
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for one in some:
        rows.setdefault(one.kind, []).append({"x": one.x1, "y": one.y1, "x2": one.x2, "y2": one.y2})
    return [
        placed({"type": "rule", "color": LIGHT[LINES[kind][0]], "strokeWidth": LINES[kind][1]}, found)
        for kind, found in rows.items()
    ]


def _boxes(some: Iterable[Box]) -> list[Layer]:
    """Return the edges of boxes: the problem's strong, those of causes without evidence broken."""
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for one in some:
        kind = "head" if one.kind == "head" else "bare" if "is-bare" in one.kind else "plain"
        rows.setdefault(kind, []).extend(_edges(one))
    look: dict[str, dict[str, Any]] = {
        "head": {"color": LIGHT["accent"], "strokeWidth": 2.5},
        "bare": {"color": LIGHT["past"], "strokeWidth": 1.5, "strokeDash": [6, 4]},
        "plain": {"color": LIGHT["past"], "strokeWidth": 1.5},
    }
    return [placed({"type": "rule", **look[kind]}, found) for kind, found in rows.items()]


def _edges(one: Box) -> list[Mapping[str, Any]]:
    left, top, right, bottom = one.x, one.y, one.x + one.width, one.y + one.height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    return [
        {"x": x, "y": y, "x2": x2, "y2": y2} for (x, y), (x2, y2) in zip(corners, corners[1:], strict=False)
    ]


def _texts(some: Iterable[Text]) -> list[Layer]:
    rows: dict[tuple[str, str, int, bool], list[Mapping[str, Any]]] = {}
    for one in some:
        is_quiet = one.kind == "mark" or "behind" in one.kind or "is-bare" in one.kind
        look = (
            ALIGN[one.anchor],
            "quiet" if is_quiet else "ink",
            13 if one.kind == "mark" else 14,
            one.kind == "side",
        )
        rows.setdefault(look, []).append({"x": one.x, "y": one.y, "text": one.text})
    return [
        text_at(
            found,
            align=align,
            baseline="alphabetic",
            fill=LIGHT[colour],
            fontSize=size,
            fontWeight="bold" if is_bold else "normal",
        )
        for (align, colour, size, is_bold), found in rows.items()
    ]
