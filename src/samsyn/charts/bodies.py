"""Bodies in rows by level, with an arrow from each to those that it reports to; no line passes through a box."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.charts import frame
from samsyn.charts.frame import Layer, Spec
from samsyn.charts.lettering import shorten, width_of
from samsyn.charts.tokens import LIGHT
from samsyn.errors import BadDeclaration

# Px. A row holds as many boxes as have room for their names; the rest of a level goes on in a row below.
LETTERS, LINE, PAD = 13.0, 18.0, 10.0
LEAST, GUTTER, LANE, HEADING, STUB = 140.0, 24.0, 46.0, 26.0, 12.0
MOST_LINES = 4
ARROW_UP, ARROW_DOWN = "M0,-1L0.8,0.9L-0.8,0.9Z", "M0,1L0.8,-0.9L-0.8,-0.9Z"
Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Box:
    """A body with its place."""

    key: str
    lines: tuple[str, ...]
    row: int
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where arrows come and go."""
        return self.x + self.width / 2


def bodies(
    *,
    levels: Sequence[str],
    bodies: Sequence[Mapping[str, Any]],
    reports: Sequence[Sequence[str]] = (),
    width: float = frame.WIDE,
) -> Spec:
    """
    Draw who reports to whom; the data is described in `samsyn.charts`.

    Raises
    ------
    BadDeclaration
        If there is no body, a level is unknown, two bodies have the same key, or a line leads nowhere.
    """
    known = _checked(levels, bodies, reports)
    boxes, headings, height = _laid_out(levels, bodies, reports, width)
    lines = [_route(boxes[a], boxes[b], list(boxes.values()), width) for a, b in reports if a in known]
    layers = [*_headings(headings, width), *_arrows(lines), *_boxes(list(boxes.values()))]
    return frame.sheet(
        layers, width=width, height=height, margins=frame.Margins(top=0, right=0, bottom=0, left=0)
    )


def _checked(
    levels: Sequence[str], bodies: Sequence[Mapping[str, Any]], reports: Sequence[Sequence[str]]
) -> set[str]:
    known = [str(one["key"]) for one in bodies]
    if not known:
        raise BadDeclaration("Styrmodellen saknar organ att rita.")
    if len(set(known)) < len(known):
        raise BadDeclaration("Två organ har samma nyckel.")
    if any(not 0 <= one["level"] < len(levels) for one in bodies):
        raise BadDeclaration("Ett organ står på en nivå som inte finns.")
    if any(len(line) != 2 or not {*line} <= {*known} for line in reports):
        raise BadDeclaration("En rapporteringsväg leder till ett organ som inte finns.")
    return set(known)


def _laid_out(
    levels: Sequence[str], bodies: Sequence[Mapping[str, Any]], reports: Sequence[Sequence[str]], width: float
) -> tuple[dict[str, Box], list[tuple[str, float]], float]:
    """Return each body's box, where the levels' names stand, and the height of all."""
    per_row = max(int((width + GUTTER) // (LEAST + GUTTER)), 1)
    boxes: dict[str, Box] = {}
    headings: list[tuple[str, float]] = []
    y, row = 0.0, 0
    for n, name in enumerate(levels):
        here = _beside([one for one in bodies if one["level"] == n], reports, boxes)
        headings.append((name, y + LETTERS))
        y += HEADING
        for first in range(0, len(here), per_row):
            some = here[first : first + per_row]
            made = _row(some, row, y + LANE / 2, width)
            boxes |= {one.key: one for one in made}
            y, row = made[0].y + made[0].height + LANE / 2, row + 1
    return boxes, headings, y


def _beside(
    some: Sequence[Mapping[str, Any]], reports: Sequence[Sequence[str]], placed: Mapping[str, Box]
) -> list[Mapping[str, Any]]:
    """Return the bodies of a level in the order of those above that they report to, so that fewer lines cross."""

    def place(one: Mapping[str, Any]) -> float:
        above = [placed[to].middle for key, to in reports if key == one["key"] and to in placed]
        return sum(above) / len(above) if above else float("inf")

    return sorted(some, key=place)


def _row(some: Sequence[Mapping[str, Any]], row: int, y: float, width: float) -> list[Box]:
    each = min((width - GUTTER * (len(some) + 1)) / len(some), 260.0)
    left = (width - each * len(some) - GUTTER * (len(some) - 1)) / 2
    words = [_wrapped(str(one["name"]), each - 2 * PAD) for one in some]
    height = 2 * PAD + LINE * max(len(lines) for lines in words)
    return [
        Box(
            key=str(one["key"]),
            lines=words[n],
            row=row,
            x=left + n * (each + GUTTER),
            y=y,
            width=each,
            height=height,
        )
        for n, one in enumerate(some)
    ]


def _wrapped(text: str, room: float) -> tuple[str, ...]:
    """Return a name in lines that fit; what is too long is cut, and stands whole in the table."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, LETTERS) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return tuple(shorten(line, room, LETTERS) for line in lines)


def _route(start: Box, end: Box, every: Sequence[Box], width: float) -> list[Point]:
    """Return the corners of a line: between the rows it runs free, past a row it goes in a gap beside a box."""
    if start.row == end.row:
        over = min(start.y, end.y) - LANE / 2 + 4
        return [(start.middle, start.y), (start.middle, over), (end.middle, over), (end.middle, end.y)]
    up = end.row < start.row
    points = [(start.middle, start.y if up else start.y + start.height)]
    x = start.middle
    passed = range(start.row - 1, end.row, -1) if up else range(start.row + 1, end.row)
    for row in passed:
        here = [one for one in every if one.row == row]
        x = min(_gaps(here, width), key=lambda gap: (abs(gap - (x + end.middle) / 2), gap))
        top, bottom = here[0].y - 6, here[0].y + here[0].height + 6
        points += [(x, bottom), (x, top)] if up else [(x, top), (x, bottom)]
    edge, way = (end.y + end.height, 1) if up else (end.y, -1)
    return [*points, (end.middle, edge + way * STUB), (end.middle, edge)]


def _gaps(here: Sequence[Box], width: float) -> list[float]:
    """Return the middles of the gaps beside and between the boxes of a row."""
    beside = [(a.x + a.width + b.x) / 2 for a, b in zip(here, here[1:], strict=False)]
    return [here[0].x / 2, *beside, (here[-1].x + here[-1].width + width) / 2]


def _headings(some: Sequence[tuple[str, float]], width: float) -> list[Layer]:
    rules = [{"x": 0, "x2": width, "y": y - LETTERS + 0.5, "y2": y - LETTERS + 0.5} for _, y in some[1:]]
    names = [{"x": 0, "y": y + 4, "text": name} for name, y in some]
    line = {"type": "rule", "color": LIGHT["line"], "strokeWidth": 1}
    drawn = [frame.placed(line, rules)] if rules else []
    return [*drawn, frame.text_at(names, fill=LIGHT["quiet"], fontSize=LETTERS, fontWeight="bold")]


def _arrows(lines: Sequence[Sequence[Point]]) -> list[Layer]:
    rules = [
        {"x": x, "y": y, "x2": x2, "y2": y2}
        for line in lines
        for (x, y), (x2, y2) in zip(line, line[1:], strict=False)
    ]
    layers = [frame.placed({"type": "rule", "color": LIGHT["accent"], "strokeWidth": 1.5}, rules)]
    for shape, upward in ((ARROW_UP, True), (ARROW_DOWN, False)):
        heads = [
            {"x": line[-1][0], "y": line[-1][1] + (5 if upward else -5)}
            for line in lines
            if (line[-1][1] < line[-2][1]) is upward
        ]
        head = {
            "type": "point",
            "shape": shape,
            "filled": True,
            "opacity": 1,
            "color": LIGHT["accent"],
            "size": 100,
        }
        layers += [frame.placed(head, heads)] if heads else []
    return layers if lines else []


def _boxes(some: Sequence[Box]) -> list[Layer]:
    corners = [
        (
            (one.x, one.y),
            (one.x + one.width, one.y),
            (one.x + one.width, one.y + one.height),
            (one.x, one.y + one.height),
        )
        for one in some
    ]
    edges = [
        {"x": x, "y": y, "x2": x2, "y2": y2}
        for box in corners
        for (x, y), (x2, y2) in zip(box, (*box[1:], box[0]), strict=True)
    ]
    words = [
        {"x": one.middle, "y": one.y + one.height / 2 + LINE * (n - (len(one.lines) - 1) / 2), "text": text}
        for one in some
        for n, text in enumerate(one.lines)
    ]
    return [
        frame.placed({"type": "rule", "color": LIGHT["past"], "strokeWidth": 1.5}, edges),
        frame.text_at(words, align="center", fill=LIGHT["ink"], fontSize=LETTERS),
    ]
