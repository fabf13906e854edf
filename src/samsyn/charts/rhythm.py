"""When in the week: weekday by hour, with sums in the margins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samsyn.charts import frame
from samsyn.charts.format import decimals_of, number
from samsyn.charts.frame import Layer, Spec
from samsyn.charts.lettering import width_of
from samsyn.charts.tokens import HEAT, LIGHT
from samsyn.errors import BadDeclaration

DAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
HOURS_HIGH = 34  # px for the sums over hours
BAR = {"type": "rect", "color": LIGHT["heat-3"]}


def rhythm(*, values: Sequence[Sequence[float]], unit: str = "", width: float = frame.WIDE) -> Spec:
    """
    Draw a grid of weekday by hour; the data is described in `samsyn.charts`.

    Raises
    ------
    BadDeclaration
        If the grid is not 7 by 24.
    """
    if len(values) != 7 or any(len(row) != 24 for row in values):
        raise BadDeclaration("Rytmen ska ha sju dagar med tjugofyra timmar var.")
    narrow = width < 480
    days = [day[:3] if narrow else day for day in DAYS]
    left = frame.widest(days, frame.LETTERS) + 12
    sums = 0.0 if narrow else 96.0
    cell = (width - left - sums) / 24
    high = min(max(cell, 20), 26)
    layers = [
        *_cells(values, cell, high),
        *_names(days, left, cell, high),
        *_hour_sums(values, cell),
        *([] if narrow else _day_sums(values, cell, high)),
    ]
    key, tall = _key(values, unit, width, left)
    above = HOURS_HIGH + 12 + tall
    layers += key
    margins = frame.Margins(top=above, right=sums, bottom=24, left=left)
    return frame.sheet(layers, width=width, height=7 * high, margins=margins)


def steps(values: Sequence[Sequence[float]]) -> list[float]:
    """Return the upper limits of the shades but the last: equal steps from zero to the largest cell."""
    largest = max(max(row) for row in values)
    return [largest * n / len(HEAT) for n in range(1, len(HEAT))]


def _cells(values: Sequence[Sequence[float]], cell: float, high: float) -> list[Layer]:
    limits = steps(values)
    shades: list[list[dict[str, float]]] = [[] for _ in HEAT]
    for day, row in enumerate(values):
        for hour, value in enumerate(row):
            shade = 0 if value <= 0 else sum(value > limit for limit in limits)
            box = {"x": hour * cell, "x2": (hour + 1) * cell - 1, "y": day * high, "y2": (day + 1) * high - 1}
            shades[shade].append(box | {"value": value, "hour": hour, "day": day})
    return [
        frame.placed({"type": "rect", "color": colour}, boxes)
        for colour, boxes in zip(HEAT, shades, strict=True)
        if boxes
    ]


def _names(days: Sequence[str], left: float, cell: float, high: float) -> list[Layer]:
    names = [{"x": -left, "y": (n + 0.5) * high, "text": day} for n, day in enumerate(days)]
    step = 3 if cell * 3 > 30 else 6
    hours = [{"x": hour * cell, "y": 7 * high + 12, "text": f"{hour:02d}"} for hour in range(0, 25, step)]
    ticks = [{"x": hour * cell - 0.5, "y": 7 * high, "y2": 7 * high + 4} for hour in range(0, 25, step)]
    return [
        frame.text_at(names, fill=LIGHT["ink"], fontSize=frame.LETTERS),
        frame.text_at(hours, align="center"),
        frame.placed({"type": "rule", "color": LIGHT["past"]}, ticks),
    ]


def _hour_sums(values: Sequence[Sequence[float]], cell: float) -> list[Layer]:
    sums = [sum(row[hour] for row in values) for hour in range(24)]
    largest = max(*sums, 1e-9)
    boxes = [
        {"x": n * cell, "x2": (n + 1) * cell - 1, "y": -4 - HOURS_HIGH * total / largest, "y2": -4}
        for n, total in enumerate(sums)
    ]
    return [frame.placed(BAR, boxes)]


def _day_sums(values: Sequence[Sequence[float]], cell: float, high: float) -> list[Layer]:
    sums = [sum(row) for row in values]
    largest = max(*sums, 1e-9)
    decimals = 0 if largest >= 10 else decimals_of(sums)
    texts = [number(total, decimals) for total in sums]
    room = 96 - 14 - frame.widest(texts, frame.LETTERS)
    edge = 24 * cell + 4
    boxes: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for n, (total, text) in enumerate(zip(sums, texts, strict=True)):
        end = edge + room * total / largest
        boxes.append({"x": edge, "x2": end, "y": n * high + 3, "y2": (n + 1) * high - 4})
        words.append({"x": end + 5, "y": (n + 0.5) * high, "text": text})
    return [frame.placed(BAR, boxes), frame.text_at(words, fill=LIGHT["ink"], fontSize=frame.LETTERS)]


def _key(
    values: Sequence[Sequence[float]], unit: str, width: float, left: float
) -> tuple[list[Layer], float]:
    """Return the shades in a row, from none to the most in one hour of one weekday."""
    top = max(max(row) for row in values)
    most = number(top, 0 if top >= 10 else decimals_of([top]))
    above = -(HOURS_HIGH + 12 + 22)
    start = width_of("0", frame.SMALL) + 8 - left
    layers = [
        frame.placed(
            {"type": "rect", "color": colour},
            [{"x": start + n * 18, "x2": start + (n + 1) * 18 - 1, "y": above + 2, "y2": above + 14}],
        )
        for n, colour in enumerate(HEAT)
    ]
    end = start + len(HEAT) * 18 + 6
    words = [
        {"x": -left, "y": above + 8.5, "text": "0"},
        {"x": end, "y": above + 8.5, "text": f"{most} {unit} i samma timme".replace("  ", " ")},
    ]
    return [*layers, frame.text_at(words)], 26
