"""The figures as sections: the latest year, the years before, the comparison, and what the source cannot say."""

from __future__ import annotations

from samsyn.cycle import Column, DataTable, Edition, Finding, Found, Round, Section, format_number
from samsyn.disclosure import THRESHOLD
from samsyn.methods.statistics.drawn import charts
from samsyn.methods.statistics.withheld import (
    Spot,
    area_name,
    hidden_spots,
    is_hidden,
    shown_interval,
    shown_number,
)
from samsyn.period import format_date

HOW = (
    "Siffrorna är källans egna. Per 100 000 invånare räknas med samma års folkmängd. Andelar har källans eget "
    "intervall; skillnaden mellan två år har ett intervall bara när båda årens andelar har det. Ingenting delas ut "
    "på mindre områden."
)
STATED = ("reported", "share", "rate")


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
    said += f" {format_number(refused)} jämförelser med året före görs inte." if refused else ""
    hidden = hidden_spots(observed, threshold) if edition is Edition.PUBLIC else frozenset()
    beside = [one for one in found.findings if one.key == "above_group_median" and not is_hidden(one, hidden)]
    if beside:
        over = sum((one.estimate.value or 0) > 0 for one in beside)
        home = area_name(str(observed.options.get("home", "")))
        said += f" {home} ligger över gruppens median i {over} av {len(beside)} jämförelser."
    return said


def sections(
    observed: Round, found: Found, edition: Edition, threshold: int = THRESHOLD
) -> tuple[Section, ...]:
    """Return the sections of an edition; the public one withholds small counts and what they could be computed from."""
    hidden = hidden_spots(observed, threshold) if edition is Edition.PUBLIC else frozenset()
    made = (
        _latest(observed, found, hidden),
        _years(found, hidden),
        _changes(observed, found, hidden),
        _group(observed, found, hidden),
    )
    note = (f"Antal under {threshold}, och det som skulle avslöja dem, visas inte.",) if hidden else ()
    breaks = tuple(f"{format_date(one.day)}: {one.what}" for one in observed.source.breaks)
    refused = tuple(f"{one.what} redovisas inte. {one.why}" for one in found.refusals)
    credit = (observed.source.credit,) if observed.source.credit else ()
    return (
        Section(
            key="statistics",
            title="Officiell statistik",
            lead=sentence(observed, found, edition, threshold),
            charts=charts(observed, found, hidden),
            paragraphs=(*observed.source.caveats, *breaks, *refused, *note, *credit),
            tables=tuple(table for table in made if table.rows),
            method=HOW,
        ),
    )


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
                shown_number(count, hidden),
                shown_number(other, hidden, 1),
                shown_number(share, hidden, 1),
                shown_interval(one, hidden),
                shown_number(change, hidden, 1),
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
        (area_name(area), category, unit, *(shown_number(values.get(year), hidden, 1) for year in years))
        for (area, category, unit), values in by.items()
    )
    columns = (
        Column(label="Område"),
        Column(label="Vad"),
        Column(label="Mått"),
        *(Column(label=str(year), number=True, decimals=1) for year in years),
    )
    return DataTable(key="statistics-years", caption="Utvecklingen år för år", columns=columns, rows=rows)


def _changes(observed: Round, found: Found, hidden: frozenset[Spot]) -> DataTable:
    year = observed.period.start.year
    shown = [one for one in found.findings if one.key == "change_from_year_before"]
    rows = tuple(
        (
            area_name(one.area),
            one.category,
            None if is_hidden(one, hidden) else round(one.detail["before"], 1),
            None if is_hidden(one, hidden) else round(one.detail["now"], 1),
            shown_number(one, hidden, 1),
            shown_interval(one, hidden),
            one.estimate.unit,
        )
        for one in shown
    )
    columns = (
        Column(label="Område"),
        Column(label="Vad"),
        Column(label=str(year - 1), number=True, decimals=1),
        Column(label=str(year), number=True, decimals=1),
        Column(label="Skillnad", number=True, decimals=1),
        Column(label="Osäkerhet"),
        Column(label="Mått"),
    )
    return DataTable(
        key="statistics-changes",
        caption=f"Förändringen från {year - 1} till {year}",
        columns=columns,
        rows=rows,
        links=tuple(one.digest for one in shown),
        note="Antal är allt som registrerades, så skillnaden mellan två antal har inget urvalsfel. Små antal varierar "
        "ändå av en slump.",
    )


def _group(observed: Round, found: Found, hidden: frozenset[Spot]) -> DataTable:
    shown = [one for one in found.findings if one.key == "above_group_median"]
    rows = tuple(
        (
            one.category,
            None if is_hidden(one, hidden) else round(one.detail["home"], 1),
            None if is_hidden(one, hidden) else round(one.detail["median"], 1),
            shown_number(one, hidden, 1),
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
