"""From a method's declaration to a chart: the names of the kinds, the drawing, and the table where none was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from samsyn.charts.area_map import levels_map
from samsyn.charts.bodies import bodies
from samsyn.charts.cell_map import cells_map
from samsyn.charts.frame import WIDE, Spec
from samsyn.charts.panels import small_multiples
from samsyn.charts.rhythm import rhythm
from samsyn.charts.rows import bars, intervals
from samsyn.charts.tabled import table_of
from samsyn.charts.trend import trend
from samsyn.charts.years import years
from samsyn.cycle import Chart, DataTable
from samsyn.errors import BadDeclaration

BUILDERS: Mapping[str, Callable[..., Spec]] = {
    "trend": trend,
    "small_multiples": small_multiples,
    "years": years,
    "rhythm": rhythm,
    "intervals": intervals,
    "bars": bars,
    "levels_map": levels_map,
    "cells_map": cells_map,
    "bodies": bodies,
}


def resolve(chart: Chart, *, width: float = WIDE) -> Chart:
    """
    Return a chart with its declaration replaced by a full Vega-Lite specification.

    Parameters
    ----------
    chart : Chart
        With a declaration, as described in `samsyn.charts`; any other specification is returned as it is.
    width : float
        Outer width, px.

    Raises
    ------
    BadDeclaration
        If the kind is unknown, a key is missing or unknown, or the data cannot be drawn.
    """
    kind = chart.spec.get("samsyn")
    if kind is None:
        return chart
    data = {key: value for key, value in chart.spec.items() if key != "samsyn"}
    table = chart.table if chart.table.columns else table_of(str(kind), data, chart.table)
    return replace(chart, spec=build(str(kind), data, width=width), table=table)


def build(kind: str, data: Mapping[str, Any], *, width: float = WIDE) -> Spec:
    """
    Return the Vega-Lite specification of declared data.

    Raises
    ------
    BadDeclaration
        If the kind is unknown, a key is missing or unknown, or the data cannot be drawn.
    """
    builder = BUILDERS.get(kind)
    if builder is None:
        raise BadDeclaration(f"Diagramslaget {kind} finns inte. De som finns är {', '.join(BUILDERS)}.")
    try:
        return builder(**data, width=width)
    except (TypeError, KeyError, IndexError, ValueError) as error:
        raise BadDeclaration(f"Diagrammet ({kind}) kan inte ritas av sina uppgifter: {error}") from error


def draw(
    kind: str, *, key: str, title: str, sentence: str, table: DataTable | None = None, **data: Any
) -> Chart:
    """Return a chart drawn from plain data; the table is made from the data where none is given."""
    empty = DataTable(key=f"{key}-table", caption=title, columns=(), rows=())
    return resolve(
        Chart(key=key, title=title, spec={"samsyn": kind, **data}, sentence=sentence, table=table or empty)
    )
