"""This year against earlier years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.charts import frame
from samsyn.charts.frame import Layer, Spec
from samsyn.charts.lettering import width_of
from samsyn.charts.tokens import LIGHT
from samsyn.charts.trend import DOT, LINE, Values, runs
from samsyn.period import MONTHS

HEIGHT = 200
APART = 15  # px between the years' labels
SHORT: Mapping[str, str] = {"week": "v. {}", "quarter": "kv {}", "tertial": "T{}"}
EARLIER = LINE | {"color": LIGHT["past"], "strokeWidth": 1}
DASHES: tuple[list[int], ...] = ([], [5, 3], [1, 3], [8, 3, 2, 3], [3, 2], [6, 2, 2, 2])


def years(
    *,
    periods: Sequence[int],
    series: Sequence[Mapping[str, Any]],
    unit: str = "",
    period_kind: str = "week",
    width: float = frame.WIDE,
) -> Spec:
    """Draw years over each other, the last one strong; the data is described in `samsyn.charts`."""
    known = [v for row in series for v in row["values"] if v is not None]
    levels = frame.ticks(max(known, default=1))
    names = [str(row["year"]) for row in series]
    margins = frame.Margins(
        top=frame.KEY_LINE + 6,
        left=max(frame.widest(frame.labels(levels)) + 10, 24),
        right=max(width_of(name, 13, bold=True) for name in names) + 12,
        bottom=28,
    )
    x, y = _scales(periods, levels, width - margins.left - margins.right, period_kind)
    layers = [frame.text_at([{"x": 0, "y": 10 - margins.top, "text": unit or "antal"}])]
    for place, row in enumerate(reversed(series)):
        layers = [*_year(periods, row["values"], place, x, y), *layers]
    layers += _names(periods, series, levels, x)
    return frame.sheet(layers, width=width, height=HEIGHT, margins=margins)


def _scales(periods: Sequence[int], levels: Sequence[float], room: float, kind: str) -> tuple[Layer, Layer]:
    step = next(step for step in (1, 2, 4, 10, 20, 50, 10**6) if len(periods) <= step * room / 46)
    at = [number for n, number in enumerate(periods) if n % step == 0]
    texts: list[str | list[str]] = [
        MONTHS[n - 1][:3] if kind == "month" else SHORT.get(kind, "{}").format(n) for n in at
    ]
    domain = [periods[0], periods[-1] if len(periods) > 1 else periods[0] + 1]
    x = {
        "field": "period",
        "type": "quantitative",
        "scale": {"domain": domain, "nice": False, "zero": False},
        "axis": frame.axis(at, texts, grid=False, labelFlush=True),
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [levels[0], levels[-1]], "nice": False},
        "axis": frame.numbered(levels),
    }
    return x, y


def _year(periods: Sequence[int], values: Values, place: int, x: Layer, y: Layer) -> list[Layer]:
    """Return one year's line; `place` counts back from this year, which is 0."""
    rows = [
        {"period": periods[n], "value": values[n], "run": number}
        for number, run in enumerate(runs(values))
        for n in run
    ]
    mark = (
        LINE | {"strokeWidth": 2.5}
        if place == 0
        else EARLIER | {"strokeDash": DASHES[(place - 1) % len(DASHES)]}
    )
    layers = [frame.drawn(mark, rows, x=x, y=y, detail={"field": "run", "type": "nominal"})]
    if place == 0 and rows:
        layers.append(frame.drawn(DOT | {"size": 50}, [rows[-1]], x=x, y=y))
    return layers


def _names(
    periods: Sequence[int], series: Sequence[Mapping[str, Any]], levels: Sequence[float], x: Layer
) -> list[Layer]:
    """Return each year's name at the end of its line, moved apart where they would overlap."""
    ends = []
    for place, row in enumerate(reversed(series)):
        known = [n for n, value in enumerate(row["values"]) if value is not None]
        if known:
            height = (row["values"][known[-1]] - levels[0]) / (levels[-1] - levels[0])
            ends.append([HEIGHT * (1 - height), periods[known[-1]], str(row["year"]), place])
    ends.sort(key=lambda end: end[0])
    for above, below in zip(ends, ends[1:], strict=False):
        below[0] = max(below[0], above[0] + APART)
    if ends and ends[-1][0] > HEIGHT:
        shift = ends[-1][0] - HEIGHT
        ends = [[end[0] - shift, *end[1:]] for end in ends]
    return [_name(*end, x=x) for end in ends]


def _name(height: float, period: int, text: str, place: int, *, x: Layer) -> Layer:
    strong = {"fill": LIGHT["accent"], "fontWeight": "bold", "fontSize": 13}
    mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 8} | (strong if place == 0 else {})
    channel = {"field": "text", "type": "nominal"}
    return frame.drawn(mark, [{"period": period, "text": text}], x=x, y={"value": height}, text=channel)
