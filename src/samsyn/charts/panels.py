"""Small multiples: one trend per area on the same scale, so that the eye can compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.charts import frame
from samsyn.charts.dates import Day, date_ticks, timeline
from samsyn.charts.format import decimals_of, number
from samsyn.charts.frame import KeyItem, Layer, Spec
from samsyn.charts.lettering import shorten, width_of
from samsyn.charts.rows import SURE
from samsyn.charts.tokens import LIGHT
from samsyn.charts.trend import BAND, DEVIATION, DOT, LINE, runs
from samsyn.errors import BadDeclaration

MOST = 24
HIGH = 56  # px of one panel's plot
HEAD = 24  # px for its name
GAP = 22  # px between columns


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Where one panel stands, px, and its scales."""

    left: float
    top: float
    width: float
    domain: Sequence[int]
    high: float

    def at(self, day: float, value: float) -> dict[str, float]:
        """Return the place of a figure."""
        first, last = self.domain
        x = self.left + (day - first) / (last - first) * self.width
        return {"x": round(x, 2), "y": round(self.top + HIGH * (1 - value / self.high), 2)}


def small_multiples(
    *,
    periods: Sequence[Day],
    panels: Sequence[Mapping[str, Any]],
    unit: str = "",
    period_kind: str = "span",
    width: float = frame.WIDE,
) -> Spec:
    """
    Draw one small trend per panel; the data is described in `samsyn.charts`.

    Raises
    ------
    BadDeclaration
        If there are more than 24 panels.
    """
    if len(panels) > MOST:
        raise BadDeclaration(f"Högst {MOST} små diagram får plats, men {len(panels)} skulle ritas.")
    line = timeline(periods, period_kind)
    known = [
        v for panel in panels for name in ("values", "high") for v in panel.get(name) or () if v is not None
    ]
    high = frame.ticks(max(known, default=1), count=2)[-1]
    columns = 2 if width < 480 else 4 if len(panels) > 6 else 3
    room = (width - GAP * (columns - 1) - 4) / columns
    items = _key_items(panels, unit)
    above = frame.key_height(items, width) + 4
    layers, _ = frame.key(items, room=width, top=-above)
    for n, panel in enumerate(panels):
        left, top = (n % columns) * (room + GAP), (n // columns) * (HEAD + HIGH + 22) + HEAD
        place = Panel(left=left, top=top, width=room, domain=line.domain, high=high)
        layers += _panel(place, panel, line.middles, line.starts, line.ends)
    lines = -(-len(panels) // columns)
    layers.append(_foot(date_ticks(line, room), line.domain, columns, lines, room))
    margins = frame.Margins(top=above, right=4, bottom=4, left=0)
    return frame.sheet(layers, width=width, height=lines * (HEAD + HIGH + 22) + 8, margins=margins)


def _key_items(panels: Sequence[Mapping[str, Any]], unit: str) -> list[KeyItem]:
    items = [KeyItem(text=unit or "antal", mark=LINE, shape="line")]
    if any(v is not None for panel in panels for v in panel.get("low") or ()):
        items.append(KeyItem(text="väntat spann", mark={"type": "rect", "color": LIGHT["band"]}))
    if any(panel.get("deviations") for panel in panels):
        items.append(KeyItem(text="utanför det väntade", mark=DEVIATION | {"size": 44}, shape="dot"))
    return items


def _panel(
    place: Panel,
    panel: Mapping[str, Any],
    middles: Sequence[float],
    starts: Sequence[int],
    ends: Sequence[int],
) -> list[Layer]:
    values = panel["values"]
    low, high = panel.get("low") or (), panel.get("high") or ()
    band = []
    for number_of_run, run in enumerate(
        runs([a if b is not None else None for a, b in zip(low, high, strict=False)])
    ):
        for n, day in [*((n, starts[n]) for n in run), (run[-1], ends[run[-1]])]:
            band.append(place.at(day, low[n]) | {"y2": place.at(day, high[n])["y"], "run": number_of_run})
    drawn = [
        place.at(middles[n], values[n]) | {"run": number}
        for number, run in enumerate(runs(values))
        for n in run
    ]
    base = {"x": place.left, "x2": place.left + place.width, "y": place.top + HIGH}
    detail = {"field": "run", "type": "nominal"}
    layers = [frame.placed({"type": "rule", "color": LIGHT["line"]}, [base])]
    layers += [frame.placed(BAND, band, detail=detail)] if band else []
    layers += [frame.placed(LINE | {"strokeWidth": 1.2}, drawn, detail=detail)] if drawn else []
    return [*layers, *_marks(place, panel, middles), *_head(place, panel)]


def _marks(place: Panel, panel: Mapping[str, Any], middles: Sequence[float]) -> list[Layer]:
    values = panel["values"]
    odd = [n for n in panel.get("deviations") or () if values[n] is not None]
    asked = panel.get("highlight")
    layers = []
    if asked is not None and asked not in odd and values[asked] is not None:
        layers.append(frame.placed(DOT | {"size": 30}, [place.at(middles[asked], values[asked])]))
    if odd:
        layers.append(frame.placed(DEVIATION | {"size": 50}, [place.at(middles[n], values[n]) for n in odd]))
    return layers


def _head(place: Panel, panel: Mapping[str, Any]) -> list[Layer]:
    asked = panel.get("highlight")
    value = None if asked is None else panel["values"][asked]
    figure = number(value, decimals_of(panel["values"])) if asked is not None else ""
    sure = str(panel.get("status")) in SURE or (
        asked is not None and asked in (panel.get("deviations") or ())
    )
    style = {"fill": LIGHT["ink"], "fontWeight": "bold" if sure else "normal"}
    name = shorten(str(panel["label"]), place.width - width_of(figure, bold=True) - 8, bold=sure)
    y = place.top - 11
    layers = [frame.text_at([{"x": place.left, "y": y, "text": name}], **style)]
    if figure:
        words = [{"x": place.left + place.width, "y": y, "text": figure}]
        layers.append(frame.text_at(words, align="right", **style))
    return layers


def _foot(
    ticks: Sequence[tuple[float, list[str]]], domain: Sequence[int], columns: int, lines: int, room: float
) -> Layer:
    """Return first and last date under each column."""
    ends = [ticks[0], ticks[-1]] if len(ticks) > 1 else list(ticks)
    y = lines * (HEAD + HIGH + 22) - 22 + 12
    rows = []
    for column in range(columns):
        for position, text in ends:
            x = column * (room + GAP) + (position - domain[0]) / (domain[1] - domain[0]) * room
            wide = width_of(" ".join(text)) / 2
            left, right = column * (room + GAP) + wide, column * (room + GAP) + room - wide
            rows.append({"x": min(max(x, left), right), "y": y, "text": " ".join(text)})
    return frame.text_at(rows, align="center")
