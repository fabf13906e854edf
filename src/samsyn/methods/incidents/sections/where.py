"""Where and what: areas and categories with their counts, intervals and rates."""

from __future__ import annotations

from typing import Any

from samsyn.cycle import Finding, Section, Status, format_number
from samsyn.methods.incidents.sections.shapes import (
    STATUS_WORDS,
    chart,
    interval,
    judged,
    number,
    table,
    text,
    value,
)
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import category_label, category_name, counted, plural

BARS = 20


def area_section(story: Story) -> Section | None:
    """Return the areas with their counts, most first."""
    findings = [f for f in story.all("count") if f.area is not None and f.category is None]
    if not findings:
        return None
    ordered = sorted(findings, key=lambda f: (-f.estimate.n if _shown(f) else 1, story.area_name(f.area)))
    rates, efforts, changes = (
        story.index(key) for key in ("rate_per_1000", "reports_per_reporter", "change")
    )
    rows = [_area_row(story, f, rates, efforts, changes) for f in ordered]
    columns = [text("Område"), number("Antal"), text("Osäkerhet")]
    columns += [number("Per 1 000 invånare", 2)] if rates else []
    columns += [number("Per aktiv rapportör", 2)] if efforts else []
    columns += [text("Mot väntat")] if changes else []
    keep = [True, True, True, bool(rates), bool(efforts), bool(changes)]
    kept = [tuple(cell for cell, k in zip(row, keep, strict=True) if k) for row in rows]
    bars = [(story.area_name(f.area), f) for f in ordered if not _is_silent(f)]
    return Section(
        key="areas",
        title="Var det hände",
        lead=_area_lead(story, ordered),
        charts=(_bars(story, "areas", "Antal per område", bars),),
        tables=(
            table("areas", "Antal per område", columns, kept, [f.digest for f in ordered], _note(story)),
        ),
        method="Osäkerheten är exakt räknad (Garwood 1936) och visar hur mycket slumpen kan betyda. Rangordna inte "
        "områden med få invånare eller få rapportörer.",
    )


def _is_silent(finding: Finding) -> bool:
    """Whether there is no number because nobody answered."""
    return finding.status is Status.SILENT


def _shown(finding: Finding) -> bool:
    return finding.status is not Status.WITHHELD


Index = dict[tuple[str | None, str | None], Finding]


def _area_row(
    story: Story, finding: Finding, rates: Index, efforts: Index, changes: Index
) -> tuple[Any, ...]:
    if _is_silent(finding):
        return (story.area_name(finding.area), None, STATUS_WORDS[Status.GREY], None, None, "")
    place = (finding.area, None)
    change = changes.get(place)
    return (
        story.area_name(finding.area),
        value(finding),
        interval(finding) if _shown(finding) else "visas inte",
        value(rates.get(place)),
        value(efforts.get(place)),
        judged(change) if change else "",
    )


def _area_lead(story: Story, ordered: list[Finding]) -> str:
    silent = sum(_is_silent(f) for f in ordered)
    said = _counted_lead(story, [f for f in ordered if not _is_silent(f)])
    if not silent:
        return said
    of = f"{format_number(silent)} av {format_number(len(ordered))} områden"
    return f"{said} Underlag saknas för {of}: ingen som väntas rapportera där svarade.".strip()


def _counted_lead(story: Story, ordered: list[Finding]) -> str:
    if not ordered:
        return ""
    unit = plural(story.observed.source.counts)
    shown = [f for f in ordered if _shown(f) and f.estimate.n > 0]
    hidden = any(not _shown(f) for f in ordered)
    if len(ordered) == 1 and shown:
        n = shown[0].estimate.n
        what = f"{format_number(n)} {counted(story.observed.source.counts, n)}"
        return f"{what} kom från {story.area_name(shown[0].area)}."
    if not shown:
        return "Inget områdes antal kan visas." if hidden else f"Inga {unit} i något område."
    first = shown[0]
    zero = sum(f.estimate.n == 0 for f in ordered if _shown(f))
    most = f"{story.area_name(first.area)} ({format_number(first.estimate.n)})"
    text_ = (
        f"Av de områden vars antal visas hade {most} flest {unit}."
        if hidden
        else f"Flest {unit} kom från {most}."
    )
    return text_ + (
        f" {format_number(zero)} av {format_number(len(ordered))} områden hade inga." if zero else ""
    )


def _note(story: Story) -> str:
    without = story.one("count_without_area")
    if without is None or without.estimate.value is None:
        return ""
    n = without.estimate.n
    what = f"{format_number(n)} {counted(story.observed.source.counts, n)}"
    return f"{what} utan känt område är med i det sammanlagda antalet men inte i tabellen."


def _bars(story: Story, key: str, title: str, pairs: list[tuple[str, Finding]]) -> Any:
    shown = [(label, f) for label, f in pairs if _shown(f)][:BARS]
    rows = [
        {"label": label, "value": f.estimate.value, "low": f.estimate.low, "high": f.estimate.high}
        for label, f in shown
    ]
    more = f" De {BARS} största visas." if len(pairs) > BARS else ""
    sentence = f"Staplarna visar antalet, de tunna strecken osäkerheten.{more}"
    unit = plural(story.observed.source.counts)
    return chart(key, "bars", title, sentence, {"rows": rows, "unit": unit})


def category_section(story: Story) -> Section | None:
    """Return the categories with their counts, most first."""
    findings = [f for f in story.all("count") if f.category is not None and f.area is None]
    if not findings:
        return None
    ordered = sorted(findings, key=lambda f: (-f.estimate.n if _shown(f) else 1, f.category or ""))
    changes = story.index("change")
    rows = [
        (
            category_label(f.category),
            value(f),
            interval(f) if _shown(f) else "visas inte",
            judged(changes[(None, f.category)]) if (None, f.category) in changes else "",
        )
        for f in ordered
    ]
    columns = (text("Kategori"), number("Antal"), text("Osäkerhet"), text("Mot väntat"))
    first = next((f for f in ordered if _shown(f) and f.estimate.n > 0), None)
    hidden = any(not _shown(f) for f in ordered)
    lead = ""
    if first:
        among = "Vanligast av de kategorier vars antal visas" if hidden else "Vanligast"
        lead = f"{among} var {category_name(first.category)} ({format_number(first.estimate.n)})."
    return Section(
        key="categories",
        title="Vad det gällde",
        lead=lead,
        charts=(
            _bars(
                story, "categories", "Antal per kategori", [(category_label(f.category), f) for f in ordered]
            ),
        ),
        tables=(table("categories", "Antal per kategori", columns, rows, [f.digest for f in ordered]),),
    )
