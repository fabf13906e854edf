"""A comparison as sections: over time, per category, per area, and areas with fair denominators."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from samsyn.cycle import Cell, Column, Estimate, Section, Status, format_number
from samsyn.methods.incidents.compare import Line
from samsyn.methods.incidents.compare_areas import AreaLine
from samsyn.methods.incidents.compared import (
    Compared,
    Denominator,
    area_verdict,
    differs,
    limits,
    name_of,
    verdict,
)
from samsyn.methods.incidents.sections.shapes import chart, number, table, text
from samsyn.methods.incidents.words import listed, number_word, plural
from samsyn.stats.rate import rate

MOST = 25  # rows of a chart; the table has them all
SURE = "säkert skild"


def sections(found: Compared) -> tuple[Section, ...]:
    """Return the sections of a comparison: over time, per category, per area, and areas with fair denominators."""
    built = (
        _trend(found),
        _lines(found, "kategorier", "Per kategori", "kategori", found.categories),
        _lines(found, "omraden", "Per område", "område", found.areas),
        *(_rates(found, one) for one in found.denominators),
    )
    return tuple(one for one in built if one is not None)


def _trend(found: Compared) -> Section | None:
    if len(found.series.get("periods", ())) < 2:
        return None
    every = {"week": "vecka", "month": "månad"}[found.series["period_kind"]]
    unit = f"{plural(found.counts)} per {every}"
    values = [value for value in found.series["values"] if value is not None]
    sentence = (
        f"Lägst {format_number(min(values))} och högst {format_number(max(values))} {unit}."
        if values
        else "Inga antal."
    ) + _cut(found)
    return Section(
        key="tid",
        title="Över tid",
        charts=(chart("serie", "trend", f"Antal {unit}", sentence, {**found.series, "unit": unit}),),
        method="Perioderna som jämförs är skuggade. Streckade linjer är avbrott i källan: antal före och efter kan "
        "inte jämföras. Heldragna linjer är händelser och åtgärder som någon har antecknat.",
    )


def _cut(found: Compared) -> str:
    """Return which weeks or months are not drawn, and why."""
    if not found.cut:
        return ""
    named = listed([one.label for one in found.cut])
    rest = "den" if len(found.cut) == 1 else "dem"
    return f" {named[:1].upper()}{named[1:]} är inte med, för källans rader täcker {rest} inte helt."


def _lines(found: Compared, key: str, title: str, side: str, lines: Sequence[Line]) -> Section | None:
    if not lines:
        return None
    if found.whole is None or found.then is None:
        return _counts(found, key, title, side, lines)
    names = [name_of(found, one.key, side) for one in lines]
    names = [name[:1].upper() + name[1:] for name in names]
    columns = (
        text(side.capitalize()),
        number(found.now.label.capitalize()),
        number(found.then.label.capitalize()),
        number("Kvot per dag", 2),
        text("Osäkerhet"),
        text("Bedömning"),
    )
    rows: list[tuple[Cell, ...]] = [
        (name, one.now, one.then, one.ratio.value, limits(one.ratio, 2), verdict(one.status))
        for name, one in zip(names, lines, strict=True)
    ]
    shown = [
        (name, one.ratio, one.status)
        for name, one in zip(names, lines, strict=True)
        if one.ratio.value is not None and one.ratio.high is not None and one.ratio.value > 0
    ]
    drawn = _dots(shown)
    sure = sum(differs(one) for one in lines)
    judged = sum(one.status is not Status.TOO_FEW for one in lines)
    lead = _lead(sure, judged, side)
    charts = (
        (
            chart(
                f"{key}-kvot",
                "intervals",
                f"Kvot per dag, {found.now.label} mot {found.then.label}",
                "Till höger om 1 är det fler än då, till vänster färre. Strecket visar osäkerheten; når det över 1 kan "
                "skillnaden vara en slump. Ett streck som inte når 1 kan ändå vara ”ingen säker skillnad”: när många "
                "jämförs på en gång hamnar några utanför av en slump, så kravet är högre.",
                {"rows": drawn, "unit": "kvot per dag", "reference": 1, "log": True, "sure": SURE},
            ),
        )
        if drawn
        else ()
    )
    return Section(
        key=key,
        title=title,
        lead=lead,
        charts=charts,
        tables=(
            table(f"{key}-tabell", f"{title}: {found.now.label} mot {found.then.label}", columns, rows, ()),
        ),
        method="Kvoten är antal per dag nu delat med antal per dag då, med exakt osäkerhet (95 %). När många rader "
        "prövas skulle några skilja sig av en slump, så andelen falska fynd hålls under 5 % över hela tabellen "
        "(Benjamini och Hochberg 1995). Färre än fem sammanlagt jämförs inte. Rader som skiljer sig säkert står först, "
        "sedan de med flest.",
    )


def _lead(sure: int, judged: int, side: str) -> str:
    """Return how many of those that can be compared differ surely."""
    if judged == 0:
        return "Underlaget är för litet för att jämföra."
    category = side == "kategori"
    if judged == 1:
        only = "Den enda kategori" if category else "Det enda område"
        return f"{only} som kan jämföras skiljer sig {'säkert' if sure else 'inte säkert'}."
    few = ("Ingen", "En") if category else ("Inget", "Ett")
    many = few[sure] if sure < len(few) else number_word(sure)
    return f"{many} av de {format_number(judged)} som kan jämföras skiljer sig säkert."


def _counts(found: Compared, key: str, title: str, side: str, lines: Sequence[Line]) -> Section:
    unit = plural(found.counts)
    told = [rate(one.now, 1.0, unit=unit) for one in lines]
    names = [name_of(found, one.key, side) for one in lines]
    rows: list[tuple[Cell, ...]] = [
        (name[:1].upper() + name[1:], one.now, limits(estimate, 1))
        for name, one, estimate in zip(names, lines, told, strict=True)
    ]
    columns = (text(side.capitalize()), number("Antal"), text("Osäkerhet"))
    return Section(
        key=key,
        title=title,
        tables=(table(f"{key}-tabell", f"{title}, {found.now.label}", columns, rows, ()),),
        method="Osäkerheten är exakt räknad (Garwood 1936) och visar hur mycket slumpen kan betyda.",
    )


def _rate_columns(heading: str) -> tuple[Column, ...]:
    return (
        text("Område"),
        number("Antal"),
        number(heading, 1),
        text("Osäkerhet"),
        number("Kvot mot de andra", 2),
        text("Osäkerhet i kvoten"),
        text("Bedömning"),
    )


def _rates(found: Compared, one: Denominator) -> Section | None:
    known = [line for line in one.lines if line.size]
    if not known:
        return None
    names = [found.names.get(line.key, line.key) or "Utan område" for line in one.lines]
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            line.n,
            line.rate.value,
            limits(line.rate, 1),
            line.against.value,
            limits(line.against, 2),
            area_verdict(line.status),
        )
        for name, line in zip(names, one.lines, strict=True)
    ]
    drawn = _dots(
        [(name, line.rate, line.status) for name, line in zip(names, one.lines, strict=True) if line.size]
    )
    unknown = len(one.lines) - len(known)
    return Section(
        key=one.key,
        title=one.heading,
        lead=_lead_of_rates(known),
        charts=(
            chart(
                f"{one.key}-diagram",
                "intervals",
                f"{one.heading}, {found.now.label}",
                f"Det lodräta strecket är alla områden tillsammans, {format_number(one.everywhere, 1)}. De vågräta "
                "visar osäkerheten: områden vars streck går in i varandra ska inte rangordnas.",
                {"rows": drawn, "unit": one.unit, "reference": one.everywhere, "sure": SURE},
            ),
        ),
        tables=(
            table(
                f"{one.key}-tabell",
                f"{one.heading}, {found.now.label}",
                _rate_columns(one.heading),
                rows,
                (),
                f"{format_number(unknown)} {'rad' if unknown == 1 else 'rader'} utan känd storlek har inget tal och "
                "ingår inte i jämförelsen."
                if unknown
                else "",
            ),
        ),
        method="Varje område jämförs med de andra tillsammans, exakt räknat, med andelen falska fynd under 5 % över "
        "tabellen. Områdena står inte i rangordning. De som arbetar i eller besöker ett område är inte dess invånare, "
        "så ett centrum kan ha ett högt tal utan att någon som bor där är mer utsatt.",
    )


def _lead_of_rates(known: Sequence[AreaLine]) -> str:
    """Return how many areas differ surely from the others; one that is looked at alone is told of as such."""
    sure = sum(differs(line) for line in known)
    if len(known) > 1:
        many = number_word(sure) if sure else "Inget"
        return f"{many} av {format_number(len(known))} områden skiljer sig säkert från de andra."
    if known[0].status is Status.TOO_FEW:
        return "Underlaget är för litet för att jämföra området med de andra."
    return f"Området skiljer sig {'säkert' if sure else 'inte säkert'} från de andra."


def _dots(shown: Sequence[tuple[str, Estimate, Status]]) -> list[dict[str, Any]]:
    """Return the rows of a chart of intervals."""
    return [
        {"label": name, "value": one.value, "low": one.low, "high": one.high, "status": status}
        for name, one, status in shown[:MOST]
    ]
