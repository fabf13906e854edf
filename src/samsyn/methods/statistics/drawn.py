"""The figures year by year as charts: one for each indicator of one's own municipality."""

from __future__ import annotations

from datetime import date

from samsyn.cycle import Chart, Column, DataTable, Finding, Found, Round
from samsyn.methods.statistics.withheld import Spot, area_name, is_hidden, shown_number

MOST = 6
LEVELS = ("rate_per_100000", "share", "rate")


def charts(observed: Round, found: Found, hidden: frozenset[Spot]) -> tuple[Chart, ...]:
    """Return the first indicators of the own municipality, else of the first area, that have two years or more."""
    levels = [one for one in found.findings if one.key in LEVELS]
    home = str(observed.options.get("home") or (levels[0].area if levels else ""))
    by: dict[tuple[str, str], list[Finding]] = {}
    for one in levels:
        if one.area == home:
            by.setdefault((one.category or "", one.estimate.unit), []).append(one)
    told = [(category, unit, some) for (category, unit), some in by.items() if _known(some, hidden) > 1]
    return tuple(
        _chart(observed, home, category, unit, some, hidden, place)
        for place, (category, unit, some) in enumerate(told[:MOST])
    )


def _known(some: list[Finding], hidden: frozenset[Spot]) -> int:
    return sum(shown_number(one, hidden, 1) is not None for one in some)


def _chart(
    observed: Round,
    home: str,
    category: str,
    unit: str,
    some: list[Finding],
    hidden: frozenset[Spot],
    place: int,
) -> Chart:
    of = {int(one.detail["year"]): one for one in some}
    years = range(min(of), max(of) + 1)
    cells = [(year, *(_limits(of.get(year), hidden))) for year in years]
    sure = any(low is not None for _, _, low, _ in cells)
    spec = {
        "samsyn": "trend",
        "periods": [date(year, 1, 1).isoformat() for year in years],
        "values": [value for _, value, _, _ in cells],
        "breaks": [
            {"day": one.day.isoformat(), "what": one.what}
            for one in observed.source.breaks
            if date(years[0], 1, 1) < one.day <= date(years[-1], 1, 1)
        ],
        "unit": unit,
        "period_kind": "year",
    }
    if sure:
        spec |= {"low": [low for _, _, low, _ in cells], "high": [high for _, _, _, high in cells]}
    columns = (
        Column(label="År"),
        Column(label=unit.capitalize(), number=True, decimals=1),
        Column(label="Nedre gräns", number=True, decimals=1),
        Column(label="Övre gräns", number=True, decimals=1),
    )
    first, last = ([year for year, value, _, _ in cells if value is not None][end] for end in (0, -1))
    title = f"{category}, {area_name(home)}"
    return Chart(
        key=f"statistics-chart-{place}",
        title=title,
        spec=spec,
        sentence=f"{title}, {unit}, {first}–{last}.",  # noqa: RUF001
        table=DataTable(
            key=f"statistics-chart-{place}-table",
            caption=title,
            columns=columns if sure else columns[:2],
            rows=tuple((str(year), *rest) if sure else (str(year), rest[0]) for year, *rest in cells),
        ),
    )


def _limits(one: Finding | None, hidden: frozenset[Spot]) -> tuple[float | None, float | None, float | None]:
    value = shown_number(one, hidden, 1)
    if one is None or value is None or is_hidden(one, hidden):
        return None, None, None
    if not one.detail.get("has_interval"):
        return float(str(value)), None, None
    low, high = one.estimate.low, one.estimate.high
    return float(str(value)), None if low is None else round(low, 1), None if high is None else round(high, 1)
