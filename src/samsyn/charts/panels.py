"""Small multiples: one trend per area on the same scale, so that the eye can compare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samsyn.charts import frame
from samsyn.charts.dates import Day, Timeline, date_ticks, timeline
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
    key, _ = frame.key(items, room=width, top=-above)
    pitch = HEAD + HIGH + 22
    places = [
        Panel(
            left=(n % columns) * (room + GAP),
            top=(n // columns) * pitch + HEAD,
            width=room,
            domain=line.domain,
            high=high,
        )
        for n in range(len(panels))
    ]
    lines = -(-len(panels) // columns)
    layers = [
        *_plots(places, panels, line),
        *_marks(places, panels, line),
        *_heads(places, panels),
        _foot(date_ticks(line, room), line.domain, columns, lines, room),
    ]
    margins = frame.Margins(top=above, right=4, bottom=4, left=0)
    return frame.sheet([*key, *layers], width=width, height=lines * pitch + 8, margins=margins)


def _key_items(panels: Sequence[Mapping[str, Any]], unit: str) -> list[KeyItem]:
    items = [KeyItem(text=unit or "antal", mark=LINE, shape="line")]
    if any(v is not None for panel in panels for v in panel.get("low") or ()):
        items.append(KeyItem(text="väntat spann", mark={"type": "rect", "color": LIGHT["band"]}))
    if any(panel.get("deviations") for panel in panels):
        items.append(KeyItem(text="utanför det väntade", mark=DEVIATION | {"size": 44}, shape="dot"))
    return items


Panels = Sequence[Mapping[str, Any]]
Row = dict[str, Any]


def _plots(places: Sequence[Panel], panels: Panels, line: Timeline) -> list[Layer]:
    """Return base lines, bands and lines of all panels, one layer each."""
    bases: list[Row] = []
    bands: list[Row] = []
    drawn: list[Row] = []
    for place, panel in zip(places, panels, strict=True):
        bases.append({"x": place.left, "x2": place.left + place.width, "y": place.top + HIGH})
        bands += _band(place, panel, line)
        for run in runs(panel["values"]):
            name = f"{panel['label']} {run[0]}"
            drawn += [place.at(line.middles[n], panel["values"][n]) | {"run": name} for n in run]
    detail = {"field": "run", "type": "nominal"}
    layers = [frame.placed({"type": "rule", "color": LIGHT["line"]}, bases)]
    layers += [frame.placed(BAND, bands, detail=detail)] if bands else []
    return layers + ([frame.placed(LINE | {"strokeWidth": 1.2}, drawn, detail=detail)] if drawn else [])


def _band(place: Panel, panel: Mapping[str, Any], line: Timeline) -> list[Row]:
    low, high = panel.get("low") or (), panel.get("high") or ()
    rows: list[Row] = []
    for run in runs([a if b is not None else None for a, b in zip(low, high, strict=False)]):
        name = f"{panel['label']} {run[0]}"
        for n, day in [*((n, line.starts[n]) for n in run), (run[-1], line.ends[run[-1]])]:
            rows.append(place.at(day, low[n]) | {"y2": place.at(day, high[n])["y"], "run": name})
    return rows


def _marks(places: Sequence[Panel], panels: Panels, line: Timeline) -> list[Layer]:
    plain: list[Row] = []
    odd: list[Row] = []
    for place, panel in zip(places, panels, strict=True):
        values, asked = panel["values"], panel.get("highlight")
        deviating = [n for n in panel.get("deviations") or () if values[n] is not None]
        odd += [place.at(line.middles[n], values[n]) for n in deviating]
        if asked is not None and asked not in deviating and values[asked] is not None:
            plain.append(place.at(line.middles[asked], values[asked]))
    layers = [frame.placed(DOT | {"size": 30}, plain)] if plain else []
    return layers + ([frame.placed(DEVIATION | {"size": 50}, odd)] if odd else [])


def _heads(places: Sequence[Panel], panels: Panels) -> list[Layer]:
    """Return names and figures above the panels, those that deviate in bold."""
    names: dict[bool, list[Row]] = {False: [], True: []}
    figures: dict[bool, list[Row]] = {False: [], True: []}
    for place, panel in zip(places, panels, strict=True):
        asked = panel.get("highlight")
        figure = "" if asked is None else number(panel["values"][asked], decimals_of(panel["values"]))
        sure = str(panel.get("status")) in SURE or (
            asked is not None and asked in (panel.get("deviations") or ())
        )
        room = place.width - width_of(figure, bold=True) - 8
        text, y = shorten(str(panel["label"]), room, bold=sure), place.top - 11
        names[sure].append({"x": place.left, "y": y, "text": text})
        figures[sure].append({"x": place.left + place.width, "y": y, "text": figure})
    layers = []
    for sure in (False, True):
        style = {"fill": LIGHT["ink"], "fontWeight": "bold" if sure else "normal"}
        if names[sure]:
            layers += [
                frame.text_at(names[sure], **style),
                frame.text_at(figures[sure], align="right", **style),
            ]
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
