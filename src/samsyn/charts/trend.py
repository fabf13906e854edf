"""Counts over time: what came in, what was expected, and what stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from samsyn.charts import frame
from samsyn.charts.dates import Day, Timeline, date_ticks, ordinal, timeline
from samsyn.charts.format import decimals_of, number
from samsyn.charts.frame import KeyItem, Layer, Spec
from samsyn.charts.lettering import shorten, width_of
from samsyn.charts.tokens import LIGHT

Values = Sequence[float | None]
HEIGHT = 200
LANE = 18  # px for one line of dated notes
DOTS = 70  # periods; above this the line is enough

BAND = {"type": "area", "color": LIGHT["band"], "interpolate": "step-after"}
EXPECTED = {"type": "line", "color": LIGHT["band-edge"], "strokeWidth": 1.5, "interpolate": "step-after"}
LINE = {"type": "line", "color": LIGHT["accent"], "strokeWidth": 1.5, "strokeJoin": "round"}
DOT = {"type": "point", "shape": "circle", "filled": True, "opacity": 1, "color": LIGHT["accent"], "size": 14}
DEVIATION = DOT | {"color": LIGHT["ink"], "size": 72, "stroke": LIGHT["paper"], "strokeWidth": 1.5}
ASKED = DOT | {"color": LIGHT["paper"], "stroke": LIGHT["accent"], "size": 72, "strokeWidth": 2}
SPAN = {"type": "rect", "color": LIGHT["band"], "opacity": 0.6}
EDGE = {"type": "rule", "color": LIGHT["accent"], "strokeWidth": 3}
SILENT = {"type": "rect", "color": LIGHT["hatch"]}
EVENT = {"type": "rule", "color": LIGHT["past"], "strokeWidth": 1}
BREAK = EVENT | {"color": LIGHT["ink"], "strokeDash": [4, 3]}


def trend(
    *,
    periods: Sequence[Day],
    values: Values,
    expected: Values = (),
    low: Values = (),
    high: Values = (),
    highlight: int | None = None,
    deviations: Sequence[int] = (),
    silent: Sequence[Sequence[Day]] = (),
    breaks: Sequence[Mapping[str, Any]] = (),
    events: Sequence[Mapping[str, Any]] = (),
    spans: Sequence[Mapping[str, Any]] = (),
    unit: str = "",
    expected_name: str = "väntat",
    period_kind: str = "span",
    width: float = frame.WIDE,
) -> Spec:
    """
    Draw counts over time; the data is described in `samsyn.charts`.

    Returns
    -------
    dict
        A Vega-Lite specification, `width` px wide.
    """
    line = timeline(periods, period_kind)
    levels = frame.ticks(max((v for v in [*values, *expected, *high] if v is not None), default=1))
    margins_left = max(frame.widest(frame.labels(levels)) + 10, 24)
    room = width - margins_left - 16
    x, y = _scales(line, levels, room, highlight)
    items = _key_items(low, expected, deviations, silent, unit, expected_name)
    notes, lanes = _notes(breaks, [*events, *_names(spans, line)], line, room, x)
    above = frame.key_height(items, room) + lanes * LANE + 14
    key_layers, _ = frame.key(items, room=room, top=-above)
    layers = [
        *_compared(spans, line, x),
        *_expectation(line, expected, low, high, x, y),
        *_silences(silent, line, x),
        *notes,
        *_observed(line, values, x, y),
        *_marked(line, values, highlight, deviations, x, y),
        *key_layers,
    ]
    margins = frame.Margins(top=above, right=16, bottom=40, left=margins_left)
    return frame.sheet(layers, width=width, height=HEIGHT, margins=margins)


def _scales(line: Timeline, levels: Sequence[float], room: float, keep: int | None) -> tuple[Layer, Layer]:
    ticks = date_ticks(line, room, keep)
    axis = frame.axis([at for at, _ in ticks], [text for _, text in ticks], grid=False, orient="bottom")
    x = {
        "field": "day",
        "type": "quantitative",
        "scale": {"domain": line.domain, "nice": False, "zero": False},
        "axis": axis | {"labelFlush": True, "labelLineHeight": 14},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [levels[0], levels[-1]], "nice": False},
        "axis": frame.numbered(levels),
    }
    return x, y


def _key_items(
    low: Values,
    expected: Values,
    deviations: Sequence[int],
    silent: Sequence[Any],
    unit: str,
    expected_name: str,
) -> list[KeyItem]:
    items = [KeyItem(text=unit or "antal", mark=LINE, shape="line")]
    if any(v is not None for v in low):
        items.append(KeyItem(text="väntat spann", mark=SILENT | {"color": LIGHT["band"]}))
    elif any(v is not None for v in expected):
        items.append(KeyItem(text=expected_name, mark=EXPECTED, shape="line"))
    if deviations:
        items.append(KeyItem(text="utanför det väntade", mark=DEVIATION, shape="dot"))
    if silent:
        items.append(KeyItem(text="rapportörer tysta", mark=SILENT))
    return items


def _silences(silent: Sequence[Sequence[Day]], line: Timeline, x: Layer) -> list[Layer]:
    first, last = line.domain
    spans = [(max(ordinal(a), first), min(ordinal(b), last)) for a, b in silent]
    rows = [{"day": a, "to": b} for a, b in spans if a < b]
    top, bottom = {"value": 0}, {"value": HEIGHT}
    return [frame.drawn(SILENT, rows, x=x, x2="to", y=top, y2=bottom)] if rows else []


def _within(span: Mapping[str, Any], line: Timeline) -> tuple[int, int] | None:
    """Return what of a span lies on the axis."""
    first, last = line.domain
    start, end = max(ordinal(span["start"]), first), min(ordinal(span["end"]), last)
    return (start, end) if start < end else None


def _names(spans: Sequence[Mapping[str, Any]], line: Timeline) -> list[dict[str, Any]]:
    """Return the names of spans as notes at their first days."""
    shown = [(one, _within(one, line)) for one in spans]
    return [{"day": date.fromordinal(at[0]), "what": one["what"], "quiet": True} for one, at in shown if at]


def _compared(spans: Sequence[Mapping[str, Any]], line: Timeline, x: Layer) -> list[Layer]:
    """Return the ground of spans that are compared, with a strong edge above so that colour is not alone."""
    rows = [{"day": at[0], "to": at[1]} for one in spans if (at := _within(one, line))]
    if not rows:
        return []
    top = {"value": 0}
    ground = frame.drawn(SPAN, rows, x=x, x2="to", y=top, y2={"value": HEIGHT})
    ends = [{"day": day} for row in rows for day in row.values()]
    sides = frame.drawn(EDGE | {"strokeWidth": 1}, ends, x=x, y=top, y2={"value": HEIGHT})
    return [ground, sides, frame.drawn(EDGE, rows, x=x, x2="to", y=top)]


def runs(values: Values) -> list[list[int]]:
    """Return the indexes of unbroken runs of figures; None breaks."""
    found: list[list[int]] = []
    for n, value in enumerate(values):
        if value is None:
            continue
        if found and found[-1][-1] == n - 1:
            found[-1].append(n)
        else:
            found.append([n])
    return found


def _expectation(
    line: Timeline, expected: Values, low: Values, high: Values, x: Layer, y: Layer
) -> list[Layer]:
    both = [a if b is not None else None for a, b in zip(low, high, strict=False)]
    band, middle = [], []
    for number_of_run, run in enumerate(runs(both)):
        for day, n in [*((line.starts[n], n) for n in run), (line.ends[run[-1]], run[-1])]:
            band.append({"day": day, "value": low[n], "to": high[n], "run": number_of_run})
    for number_of_run, run in enumerate(runs(expected)):
        for day, n in [*((line.starts[n], n) for n in run), (line.ends[run[-1]], run[-1])]:
            middle.append({"day": day, "value": expected[n], "run": number_of_run})
    detail = {"field": "run", "type": "nominal"}
    layers = [frame.drawn(BAND, band, x=x, y=y, y2="to", detail=detail)] if band else []
    return layers + ([frame.drawn(EXPECTED, middle, x=x, y=y, detail=detail)] if middle else [])


def _observed(line: Timeline, values: Values, x: Layer, y: Layer) -> list[Layer]:
    rows = [
        {"day": line.middles[n], "value": values[n], "run": number_of_run}
        for number_of_run, run in enumerate(runs(values))
        for n in run
    ]
    layers = [frame.drawn(LINE, rows, x=x, y=y, detail={"field": "run", "type": "nominal"})]
    alone = [run[0] for run in runs(values) if len(run) == 1]
    if len(values) <= DOTS or alone:
        dots = (
            rows
            if len(values) <= DOTS
            else [row for row in rows if row["day"] in {line.middles[n] for n in alone}]
        )
        layers.append(frame.drawn(DOT, dots, x=x, y=y))
    return layers


def _marked(
    line: Timeline, values: Values, highlight: int | None, deviations: Sequence[int], x: Layer, y: Layer
) -> list[Layer]:
    def at(indexes: Sequence[int]) -> list[dict[str, Any]]:
        return [{"day": line.middles[n], "value": values[n]} for n in indexes if values[n] is not None]

    layers = [frame.drawn(DEVIATION, at(deviations), x=x, y=y)] if at(deviations) else []
    if highlight is None or not at([highlight]):
        return layers
    if highlight not in deviations:
        layers.append(frame.drawn(ASKED, at([highlight]), x=x, y=y))
    row = at([highlight])[0]
    row["text"] = number(row["value"], decimals_of(values))
    late = highlight > len(values) * 0.9
    word = {"type": "text", "fontSize": 15, "fontWeight": "bold", "fill": LIGHT["ink"], "baseline": "bottom"}
    word |= {"align": "right" if late else "center", "dy": -7, "dx": 6 if late else 0}
    return [*layers, frame.drawn(word, [row], x=x, y=y, text={"field": "text", "type": "nominal"})]


def _notes(
    breaks: Sequence[Mapping[str, Any]],
    events: Sequence[Mapping[str, Any]],
    line: Timeline,
    room: float,
    x: Layer,
) -> tuple[list[Layer], int]:
    """Return dated notes: a line down the plot each, and the words in lanes above it so that none overlap."""
    first, last = line.domain
    dated = [
        (ordinal(note["day"]), str(note["what"]), None if note.get("quiet") else mark)
        for notes, mark in ((breaks, BREAK), (events, EVENT))
        for note in notes
    ]
    layers: list[Layer] = []
    words: list[dict[str, Any]] = []
    taken: list[float] = []  # px where each lane is taken from, seen from the right
    for day, what, mark in sorted(dated, key=lambda note: note[0], reverse=True):
        if not first <= day < last:
            continue
        at = (day - first) / (last - first) * room
        text = shorten(what, min(room * 0.6, 260))
        wide = width_of(text)
        left = at + 5 if at + 5 + wide <= room else at - 5 - wide
        lane = next((n for n, edge in enumerate(taken) if left + wide + 10 <= edge), len(taken))
        taken[lane : lane + 1] = [min(left, at)]
        top = -(lane + 0.5) * LANE - 2
        if mark is not None:
            layers.append(frame.drawn(mark, [{"day": day}], x=x, y={"value": top - 6}, y2={"value": HEIGHT}))
        words.append({"x": left, "y": top, "text": text})
    halo = {"stroke": LIGHT["paper"], "strokeWidth": 5, "strokeJoin": "round"}
    return [*layers, *([frame.text_at(words, **halo), frame.text_at(words)] if words else [])], len(taken)
