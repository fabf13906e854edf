"""Marks whose rows stand in px, as SVG elements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import sqrt
from typing import Any

from samsyn.charts.tokens import FONT, LIGHT

Mark = Mapping[str, Any]
Row = Mapping[str, Any]
ANCHORS = {"left": "", "center": "middle", "right": "end"}
SINK: Mapping[str, float] = {
    "alphabetic": 0,
    "top": 0.79,
    "middle": 0.30,
    "bottom": -0.21,
}  # of the letters' size


def short(value: float) -> str:
    """Return a place in px with two decimals at most."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def element(name: str, body: str = "", **attributes: Any) -> str:
    """Return an SVG element; an attribute without a value is left out."""
    kept = "".join(
        f' {key.replace("_", "-")}="{short(value) if isinstance(value, float) else escape(str(value))}"'
        for key, value in attributes.items()
        if value not in ("", None)
    )
    return f"<{name}{kept}>{body}</{name}>" if body else f"<{name}{kept}/>"


def line(x1: float, y1: float, x2: float, y2: float, mark: Mark) -> str:
    """Return a straight line."""
    return element("path", d=f"M{short(x1)},{short(y1)}L{short(x2)},{short(y2)}", **_stroke(mark))


def text(x: float, y: float, lines: str | Sequence[str], mark: Mark) -> str:
    """Return one or several lines of text, the first at a place."""
    size = mark.get("fontSize", 12)
    sink = round(size * SINK[mark.get("baseline", "alphabetic")])
    words = [lines] if isinstance(lines, str) else list(lines)
    body = "".join(
        f'<tspan x="{short(x)}" dy="{mark.get("lineHeight", 14) if n else 0}">{escape(word)}</tspan>'
        for n, word in enumerate(words)
    )
    return element(
        "text",
        escape(words[0]) if len(words) == 1 else body,
        text_anchor=ANCHORS[mark.get("align", "left")],
        x=float(x + mark.get("dx", 0)),
        y=float(y + mark.get("dy", 0) + sink),
        font_family=FONT,
        font_size=f"{size}px",
        font_weight=mark.get("fontWeight", "").replace("normal", ""),
        font_style=mark.get("fontStyle"),
        fill=mark.get("fill", LIGHT["quiet"]),
        **(_stroke(mark) if "stroke" in mark else {}),
    )


def _stroke(mark: Mark) -> dict[str, Any]:
    return {
        "stroke": mark.get("stroke") or mark["color"],
        "stroke_width": mark.get("strokeWidth", 1),
        "stroke_linejoin": mark.get("strokeJoin"),
        "stroke_dasharray": ",".join(str(one) for one in mark.get("strokeDash", ())),
    }


def _rects(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        left, right = sorted((row["x"], row["x2"]))
        top, bottom = sorted((row["y"], row["y2"]))
        yield element(
            "rect",
            x=float(left),
            y=float(top),
            width=float(right - left),
            height=float(bottom - top),
            rx=mark.get("cornerRadius"),
            fill=mark["color"],
        )


def _rules(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        yield line(row["x"], row["y"], row.get("x2", row["x"]), row.get("y2", row["y"]), mark)


def _lines(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    if any("x2" in row for row in rows):
        yield from _rules(mark, rows)
        return
    for run in _runs(rows):
        path = _path([(row["x"], row["y"]) for row in run], mark)
        yield element("path", d=f"M{path}", fill="none", **_stroke(mark))


def _areas(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    for run in _runs(rows):
        over = _path([(row["x"], row["y2"]) for row in run], mark)
        under = _path([(row["x"], row["y"]) for row in run], mark).split("L")
        yield element("path", d=f"M{over}L{'L'.join(reversed(under))}Z", fill=mark["color"])


def _path(points: Sequence[tuple[float, float]], mark: Mark) -> str:
    """Return the points of a line; in steps, each figure holds until the next."""
    placed = [f"{short(x)},{short(y)}" for x, y in points]
    if mark.get("interpolate") == "step-after":
        corners = [f"{short(b[0])},{short(a[1])}" for a, b in zip(points, points[1:], strict=False)]
        placed = [one for pair in zip(placed, [*corners, ""], strict=True) for one in pair if one]
    return "L".join(placed)


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    runs: dict[Any, list[Row]] = {}
    for row in rows:
        runs.setdefault(row.get("run"), []).append(row)
    return [sorted(run, key=lambda row: float(row["x"])) for run in runs.values()]


def _points(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    radius = sqrt(mark["size"]) / 2
    stroke = mark.get("stroke")
    look = {"fill": mark["color"], "stroke": stroke}
    wide = mark.get("strokeWidth", 1) if stroke else None
    for row in rows:
        x, y = row["x"], row["y"]
        if mark["shape"] == "circle":
            yield element("circle", cx=float(x), cy=float(y), r=float(radius), **look, stroke_width=wide)
        else:
            place = f"translate({short(x)},{short(y)}) scale({short(radius)})"
            thin = wide / radius if wide else None
            yield element(
                "path", d=mark["shape"], transform=place, **look, stroke_width=thin, fill_rule="evenodd"
            )


def _texts(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    for row in rows:
        if row["text"] != "":
            yield text(row["x"], row["y"], row["text"], mark)


def _shapes(mark: Mark, rows: Sequence[Row]) -> Iterable[str]:
    for feature in rows:
        outline = feature["geometry"]
        parts = outline["coordinates"] if outline["type"] == "MultiPolygon" else [outline["coordinates"]]
        rings = (ring for part in parts for ring in part)
        path = "".join(
            "M" + "L".join(f"{short(x)},{short(y)}" for x, y, *_ in ring[:-1]) + "Z" for ring in rings
        )
        yield element(
            "path",
            d=path,
            fill=mark["fill"],
            stroke=mark["stroke"],
            stroke_width=mark["strokeWidth"],
            fill_rule="evenodd",
        )


PENS: Mapping[str, Callable[[Mark, Sequence[Row]], Iterable[str]]] = {
    "rect": _rects,
    "rule": _rules,
    "line": _lines,
    "area": _areas,
    "point": _points,
    "text": _texts,
    "geoshape": _shapes,
}
