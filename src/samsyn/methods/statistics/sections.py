"""The figures as sections: the latest year, the years before, the comparison, and what the source cannot say."""

from __future__ import annotations

from samsyn.cycle import Cell, Column, DataTable, Edition, Finding, Found, Round, Section, format_number
from samsyn.disclosure import THRESHOLD
from samsyn.errors import BadInput
from samsyn.methods.statistics.find import NO_INTERVAL
from samsyn.sweden import municipality

HOW = (
    "Siffrorna är källans egna. Per 100 000 invånare räknas med samma års folkmängd. Andelar har källans eget "
    "intervall; skillnaden mellan två år har ett intervall bara när båda årens andelar har det. Ingenting delas ut "
    "på mindre områden."
)
STATED = ("reported", "share", "rate")
Spot = tuple[str | None, str | None, int]


def sentence(observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return what the figures say of the period's year."""
    year = observed.period.start.year
    latest = [one for one in found.findings if one.key in STATED and one.detail["year"] == year]
    if not latest:
        return f"{observed.source.name} har inga siffror för {year}."
    said = f"{observed.source.name}, {year}: {format_number(len(latest))} siffror."
    gone = sum(one.estimate.value is None for one in latest)
    said += f" {format_number(gone)} saknas i källan." if gone else ""
    refused = sum(one.key == "change_from_year_before" for one in found.refusals)
    return said + (f" {format_number(refused)} jämförelser med året före görs inte." if refused else "")


def sections(
    observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD
) -> tuple[Section, ...]:
    """Return the sections of an edition; the public one withholds small counts and what they could be computed from."""
    hidden = _hidden(found, threshold) if edition is Edition.PUBLIC else frozenset()
    made = (_latest(observed, found, hidden), _years(found, hidden), _group(observed, found, hidden))
    note = (f"Antal under {threshold}, och det som skulle avslöja dem, visas inte.",) if hidden else ()
    breaks = tuple(f"{one.day}: {one.what}" for one in observed.source.breaks)
    refused = tuple(f"{one.what} redovisas inte. {one.why}" for one in found.refusals)
    credit = (observed.source.credit,) if observed.source.credit else ()
    return (
        Section(
            key="statistics",
            title="Officiell statistik",
            lead=sentence(observed, found, edition, threshold),
            paragraphs=(*observed.source.caveats, *breaks, *refused, *note, *credit),
            tables=tuple(table for table in made if table.rows),
            method=HOW,
        ),
    )


def area_name(area: str | None) -> str:
    """Return the municipality of a code, or what stands."""
    try:
        return municipality(area or "").name
    except BadInput:
        return area or ""


def _spot(one: Finding) -> Spot:
    return one.area, one.category, int(one.detail["year"])


def _hidden(found: Found, threshold: int) -> frozenset[Spot]:
    counts = {_spot(one): one.estimate.value for one in found.findings if one.key == "reported"}
    known = {spot: value for spot, value in counts.items() if value is not None}
    small = {spot for spot, value in known.items() if 0 < value < threshold}
    for area, year in {(spot[0], spot[2]) for spot in small}:
        here = {spot for spot in small if (spot[0], spot[2]) == (area, year)}
        others = sorted(
            (value, str(spot[1]), spot)
            for spot, value in known.items()
            if (spot[0], spot[2]) == (area, year) and spot not in small and value > 0
        )
        if len(here) == 1 and others:  # else a sum in the table gives the small one away
            small.add(others[0][2])
    return frozenset(small)


def _is_hidden(one: Finding, hidden: frozenset[Spot]) -> bool:
    area, category, year = _spot(one)
    if one.key == "above_group_median":
        return any(spot[1:] == (category, year) for spot in hidden)
    years = (year, year - 1) if one.key == "change_from_year_before" else (year,)
    return any((area, category, when) in hidden for when in years)


def _number(one: Finding | None, hidden: frozenset[Spot], decimals: int = 0) -> Cell:
    if one is None or one.estimate.value is None or _is_hidden(one, hidden):
        return None
    return round(one.estimate.value, decimals) if decimals else round(one.estimate.value)


def _interval(one: Finding, hidden: frozenset[Spot]) -> str:
    low, high = one.estimate.low, one.estimate.high
    if one.estimate.value is None:
        return "saknas i källan"
    if _is_hidden(one, hidden):
        return "visas inte"
    if one.reason == NO_INTERVAL:
        return "inget intervall i källan"
    return (
        f"{format_number(low, 1)}–{format_number(high, 1)}"
        if one.detail.get("has_interval")
        else "allt räknat"
    )  # noqa: RUF001


def _latest(observed: Round, found: Found, hidden: frozenset[Spot]) -> DataTable:
    year = observed.period.start.year
    now = [one for one in found.findings if one.detail["year"] == year]
    by = {(one.key, one.area, one.category): one for one in now}
    rows, links = [], []
    for one in now:
        if one.key not in STATED:
            continue
        count = one if one.key == "reported" else None
        per = by.get(("rate_per_100000", one.area, one.category)) if count else None
        other = per or (one if one.key == "rate" else None)
        share = one if one.key == "share" else None
        change = by.get(("change_from_year_before", one.area, one.category))
        rows.append(
            (
                area_name(one.area),
                one.category,
                _number(count, hidden),
                _number(other, hidden, 1),
                _number(share, hidden, 1),
                _interval(one, hidden),
                _number(change, hidden, 1),
            )
        )
        links.append(one.digest)
    columns = (
        Column(label="Område"),
        Column(label="Vad"),
        Column(label="Antal", number=True),
        Column(label="Per 100 000", number=True, decimals=1),
        Column(label="Procent", number=True, decimals=1),
        Column(label="Osäkerhet"),
        Column(label="Mot året före", number=True, decimals=1),
    )
    return DataTable(
        key="statistics-latest",
        caption=f"Siffrorna för {year}",
        columns=columns,
        rows=tuple(rows),
        links=tuple(links),
        note="Mot året före: per 100 000 invånare för antal, procentenheter för andelar.",
    )


def _years(found: Found, hidden: frozenset[Spot]) -> DataTable:
    shown = [one for one in found.findings if one.key in ("rate_per_100000", "share", "rate")]
    years = sorted({int(one.detail["year"]) for one in shown})[-6:]
    by: dict[tuple[str, str, str], dict[int, Finding]] = {}
    for one in shown:
        by.setdefault((one.area or "", one.category or "", one.estimate.unit), {})[
            int(one.detail["year"])
        ] = one
    rows = tuple(
        (area_name(area), category, unit, *(_number(values.get(year), hidden, 1) for year in years))
        for (area, category, unit), values in by.items()
    )
    columns = (
        Column(label="Område"),
        Column(label="Vad"),
        Column(label="Mått"),
        *(Column(label=str(year), number=True, decimals=1) for year in years),
    )
    return DataTable(key="statistics-years", caption="Utvecklingen år för år", columns=columns, rows=rows)


def _group(observed: Round, found: Found, hidden: frozenset[Spot]) -> DataTable:
    shown = [one for one in found.findings if one.key == "above_group_median"]
    rows = tuple(
        (
            one.category,
            None if _is_hidden(one, hidden) else round(one.detail["home"], 1),
            None if _is_hidden(one, hidden) else round(one.detail["median"], 1),
            _number(one, hidden, 1),
            one.estimate.unit,
        )
        for one in shown
    )
    columns = (
        Column(label="Vad"),
        Column(label=area_name(str(observed.options.get("home", ""))), number=True, decimals=1),
        Column(label="Gruppens median", number=True, decimals=1),
        Column(label="Skillnad", number=True, decimals=1),
        Column(label="Mått"),
    )
    return DataTable(
        key="statistics-group",
        caption="Jämfört med liknande kommuner",
        columns=columns,
        rows=rows,
        links=tuple(one.digest for one in shown),
        note=str(observed.options.get("criteria", "")),
    )
