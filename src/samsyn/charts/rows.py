"""One row each: dots with intervals against what was expected, and bars."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.charts import frame
from samsyn.charts.format import decimals_of, number
from samsyn.charts.frame import KeyItem, Layer, Spec
from samsyn.charts.lettering import shorten, width_of
from samsyn.charts.tokens import LIGHT

Row = Mapping[str, Any]
MANY = 12  # rows; more stand closer
STACKED = 480  # px; narrower charts set the label above its row
WORDS: Mapping[str, str] = {  # what stands where a figure cannot
    "too_few": "för litet underlag",
    "silent": "rapportörer tysta",
    "withheld": "visas inte",
}
SURE = {"above", "below", "yellow", "orange", "red"}

EXPECTED = {"type": "rect", "color": LIGHT["band"], "cornerRadius": 2}
MIDDLE = {"type": "rule", "color": LIGHT["band-edge"], "strokeWidth": 2}
WHISKER = {"type": "rule", "color": LIGHT["accent"], "strokeWidth": 1.5}
DOT = {"type": "point", "shape": "circle", "opacity": 1, "size": 46, "strokeWidth": 1.5}
FAINT = DOT | {"filled": True, "color": LIGHT["paper"], "stroke": LIGHT["past"], "size": 34}
HOLLOW = DOT | {"filled": True, "color": LIGHT["paper"], "stroke": LIGHT["accent"]}
FILLED = DOT | {"filled": True, "color": LIGHT["ink"], "stroke": LIGHT["ink"], "size": 64}
BAR = {"type": "rect", "color": LIGHT["heat-3"], "cornerRadius": 1}
LINE = {"type": "rule", "color": LIGHT["grid"], "strokeWidth": 1}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Where everything stands: px, and the scale from figures to px."""

    width: float
    label: float
    value: float
    pitch: float
    stacked: bool
    low: float
    high: float
    log: bool

    @property
    def room(self) -> float:
        """Width of the plot, px."""
        return self.width - self.label - self.value

    def height(self, n: int) -> float:
        """Middle of row n, px from the top of the plot."""
        return n * self.pitch + (self.pitch - 10 if self.stacked else self.pitch / 2)

    def at(self, value: float) -> float:
        """Place of a figure, px; figures outside the scale stop at its edge."""
        low, high, here = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, here = math.log(low), math.log(high), math.log(here)
        return (here - low) / (high - low) * self.room


def intervals(
    *,
    rows: Sequence[Row],
    unit: str = "",
    reference: float | None = None,
    log: bool = False,
    sure: str = "säkert skild från det väntade",
    width: float = frame.WIDE,
) -> Spec:
    """Draw dots with intervals, the expected range behind; the data is described in `samsyn.charts`."""
    names = ("value", "low", "high", "expected", "expected_low", "expected_high")
    known = [float(row[name]) for row in rows for name in names if row.get(name) is not None]
    known += [] if reference is None else [reference]
    levels = _log_ticks(known) if log else frame.ticks(max(known, default=1), low=min(0.0, *known, 0.0))
    plan = _plan(rows, levels, width, log)
    layers = [
        *_scale(plan, len(rows), levels),
        *_reference(plan, len(rows), reference),
        *_expected(plan, rows),
        *_dots(plan, rows),
        *_absent(plan, rows),
        *_labels(plan, rows),
    ]
    return _finish(plan, layers, len(rows), _key(rows, unit, sure))


def bars(*, rows: Sequence[Row], unit: str = "", width: float = frame.WIDE) -> Spec:
    """Draw bars from zero, with intervals where there are any; the data is described in `samsyn.charts`."""
    known = [float(row[name]) for row in rows for name in ("value", "high") if row.get(name) is not None]
    levels = frame.ticks(max(known, default=1), whole=all(one.is_integer() for one in known))
    plan = _plan(rows, levels, width, log=False)
    half = 7.0 if not plan.stacked else 5.0
    drawn = [
        {"x": 0.0, "x2": plan.at(row["value"]), "y": plan.height(n) - half, "y2": plan.height(n) + half}
        for n, row in enumerate(rows)
        if row.get("value") is not None
    ]
    layers = [
        *_scale(plan, len(rows), levels),
        frame.placed(BAR, drawn),
        *_whiskers(plan, rows),
        *_labels(plan, rows),
    ]
    return _finish(plan, layers, len(rows), [KeyItem(text=unit or "antal", mark=BAR)])


def _plan(rows: Sequence[Row], levels: Sequence[float], width: float, log: bool) -> Plan:
    stacked = width < STACKED
    label = min(frame.widest([row["label"] for row in rows], frame.LETTERS, bold=True) + 14, width * 0.42)
    value = max((width_of(text, frame.LETTERS, bold=True) for text in _figures(rows)), default=0) + 14
    return Plan(
        width=width,
        label=8 if stacked else label,
        value=min(value, 150),
        pitch=40 if stacked else 25 if len(rows) <= MANY else 18,
        stacked=stacked,
        low=levels[0],
        high=levels[-1],
        log=log,
    )


def _log_ticks(known: Sequence[float]) -> list[float]:
    low, high = (edge([v for v in known if v > 0] or [1.0]) for edge in (min, max))
    steps = [m * 10.0**power for power in range(-3, 6) for m in (1, 2, 5)]
    first = max((n for n, step in enumerate(steps) if step <= max(low, 0.1)), default=0)
    last = min((n for n, step in enumerate(steps) if step >= min(high, 1000)), default=len(steps) - 1)
    return [round(step, 10) for step in steps[first : max(last, first + 1) + 1]]


def _figures(rows: Sequence[Row]) -> list[str]:
    decimals = decimals_of([row.get("value") for row in rows])
    return ["" if row.get("value") is None else number(row["value"], decimals) for row in rows]


def _scale(plan: Plan, count: int, levels: Sequence[float]) -> list[Layer]:
    bottom = count * plan.pitch
    shown = [level for n, level in enumerate(levels) if len(levels) < 9 or n % 2 == 0]
    lines = [{"x": plan.at(level), "y": 0, "y2": bottom} for level in shown]
    texts = zip(
        shown, frame.labels(shown) if not plan.log else [_short(level) for level in shown], strict=True
    )
    words = [{"x": plan.at(level), "y": bottom + 13, "text": text} for level, text in texts]
    return [frame.placed(LINE, lines), frame.text_at(words, align="center")]


def _short(level: float) -> str:
    return number(level, 0 if level >= 1 else 1 if level >= 0.1 else 2)


def _reference(plan: Plan, count: int, reference: float | None) -> list[Layer]:
    if reference is None or not plan.low <= reference <= plan.high:
        return []
    mark = {"type": "rule", "color": LIGHT["past"], "strokeWidth": 1.5}
    return [frame.placed(mark, [{"x": plan.at(reference), "y": 0, "y2": count * plan.pitch}])]


def _expected(plan: Plan, rows: Sequence[Row]) -> list[Layer]:
    bands, middles = [], []
    for n, row in enumerate(rows):
        y = plan.height(n)
        if row.get("expected_low") is not None and row.get("expected_high") is not None:
            left, right = plan.at(row["expected_low"]), plan.at(row["expected_high"])
            bands.append({"x": left, "x2": max(right, left + 2), "y": y - 8, "y2": y + 8})
        if row.get("expected") is not None:
            middles.append({"x": plan.at(row["expected"]), "y": y - 8, "y2": y + 8})
    layers = [frame.placed(EXPECTED, bands)] if bands else []
    return layers + ([frame.placed(MIDDLE, middles)] if middles else [])


def _whiskers(plan: Plan, rows: Sequence[Row]) -> list[Layer]:
    drawn = [
        {"x": plan.at(row["low"]), "x2": plan.at(row["high"]), "y": plan.height(n)}
        for n, row in enumerate(rows)
        if row.get("low") is not None and row.get("high") is not None and row.get("value") is not None
    ]
    return [frame.placed(WHISKER, drawn)] if drawn else []


def _dots(plan: Plan, rows: Sequence[Row]) -> list[Layer]:
    layers = _whiskers(plan, rows)
    marks: dict[str, list[Row]] = {"hollow": [], "filled": [], "faint": []}
    for n, row in enumerate(rows):
        if row.get("value") is not None:
            status = str(row.get("status"))
            look = "filled" if status in SURE else "faint" if status == "too_few" else "hollow"
            marks[look].append({"x": plan.at(row["value"]), "y": plan.height(n)})
    for mark, look in ((FAINT, "faint"), (HOLLOW, "hollow"), (FILLED, "filled")):
        layers += [frame.placed(mark, marks[look])] if marks[look] else []
    return layers


def _absent(plan: Plan, rows: Sequence[Row]) -> list[Layer]:
    """Return the words that stand in the plot where a figure cannot."""
    words = [
        {"x": 6, "y": plan.height(n), "text": WORDS.get(str(row.get("status")), "uppgift saknas")}
        for n, row in enumerate(rows)
        if row.get("value") is None
    ]
    return [frame.text_at(words, fontStyle="italic")] if words else []


def _labels(plan: Plan, rows: Sequence[Row]) -> list[Layer]:
    names: dict[bool, list[Row]] = {False: [], True: []}
    figures: dict[bool, list[Row]] = {False: [], True: []}
    for n, (row, figure) in enumerate(zip(rows, _figures(rows), strict=True)):
        sure = str(row.get("status")) in SURE
        y = plan.height(n)
        room = plan.width - 12 if plan.stacked else plan.label - 14
        text = shorten(str(row["label"]), room, frame.LETTERS, bold=sure)
        names[sure].append({"x": -plan.label, "y": y - 19 if plan.stacked else y, "text": text})
        figures[sure].append({"x": plan.room + plan.value - 2, "y": y, "text": figure})
    layers = []
    for sure in (False, True):
        style = {"fill": LIGHT["ink"], "fontSize": frame.LETTERS, "fontWeight": "bold" if sure else "normal"}
        if names[sure]:
            layers += [
                frame.text_at(names[sure], **style),
                frame.text_at(figures[sure], align="right", **style),
            ]
    return layers


def _key(rows: Sequence[Row], unit: str, sure: str) -> list[KeyItem]:
    items = [KeyItem(text=unit or "antal", mark=HOLLOW, shape="dot")]
    if any(row.get("low") is not None for row in rows):
        items.append(KeyItem(text="osäkerhet", mark=WHISKER, shape="line"))
    if any(row.get("expected_low") is not None for row in rows):
        items.append(KeyItem(text="väntat spann", mark=EXPECTED))
    if any(str(row.get("status")) == "too_few" and row.get("value") is not None for row in rows):
        items.append(KeyItem(text=WORDS["too_few"], mark=FAINT, shape="dot"))
    if any(str(row.get("status")) in SURE for row in rows):
        items.append(KeyItem(text=sure, mark=FILLED, shape="dot"))
    return items


def _finish(plan: Plan, layers: Sequence[Layer], count: int, items: Sequence[KeyItem]) -> Spec:
    above = frame.key_height(items, plan.width) + 8
    key, _ = frame.key(items, room=plan.width, top=-above, left=-plan.label)
    margins = frame.Margins(top=above, right=plan.value, bottom=26, left=plan.label)
    return frame.sheet([*layers, *key], width=plan.width, height=max(count, 1) * plan.pitch, margins=margins)
