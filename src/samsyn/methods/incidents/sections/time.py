"""Over time: the total against what was expected, the week's rhythm, and earlier years."""

from __future__ import annotations

from datetime import date
from typing import Any

from samsyn.cycle import Chart, Edition, Section, Status, format_number
from samsyn.methods.incidents.sections.shapes import (
    STATUS_WORDS,
    chart,
    expected,
    interval,
    judged,
    number,
    percent,
    table,
    text,
)
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import MANY_PERIODS, counted, number_word, plural
from samsyn.period import format_date, parse

EVERY = {
    "week": "vecka",
    "month": "månad",
    "quarter": "kvartal",
    "tertial": "tertial",
    "term": "termin",
    "year": "år",
}


def trend_section(story: Story) -> Section | None:
    """Return the total over time."""
    trend = story.series.get("trend")
    if not trend or len(trend["periods"]) < 2:
        return None
    unit = f"{plural(story.observed.source.counts)} per {EVERY.get(trend['period_kind'], 'period')}"
    data = {**trend, "unit": unit}
    return Section(
        key="trend",
        title="Utvecklingen över tid",
        lead=_trend_lead(story, trend),
        charts=(chart("trend", "trend", f"Antal {unit}", _trend_sentence(trend), data),),
        method=_trend_method(trend),
    )


def _trend_method(trend: dict[str, Any]) -> str:
    """Return what the marks in the chart mean, of those that it has."""
    said = []
    if "expected" in trend:
        said.append("Bandet visar det antal som kunde väntas enligt tidigare perioder.")
    if any(trend["periods"][0] <= one["day"] for one in trend["breaks"]):
        said.append(
            "Streckade linjer markerar dagar då källan ändrades: antal före och efter kan inte jämföras."
        )
    if any(value is None for value in trend["values"]):
        said.append("Perioder vars antal inte visas saknas i linjen.")
    return " ".join(said)


def _trend_lead(story: Story, trend: dict[str, Any]) -> str:
    total, change = story.one("count"), story.one("change")
    if total is None or total.estimate.value is None:
        return "Periodens antal visas inte, för att små antal inte ska kunna räknas ut."
    n, unit = format_number(total.estimate.value), counted(story.observed.source.counts, total.estimate.n)
    if change is None or "expected" not in trend:
        return f"{n} {unit} under perioden."
    word, _, unsure = judged(change).removesuffix(" än väntat").partition(", ")
    said = word if word == STATUS_WORDS[Status.EXPECTED] else f"{word} än väntat"
    return f"{n} {unit} under perioden, {said} ({expected(change.detail)}){f', {unsure}' if unsure else ''}."


def _trend_sentence(trend: dict[str, Any]) -> str:
    values = [v for v in trend["values"] if v is not None]
    if not values:
        return "Inga antal kan visas."
    return (
        f"{format_number(len(trend['periods']))} {MANY_PERIODS.get(trend['period_kind'], 'perioder')} från den "
        f"{format_date(date.fromisoformat(str(trend['periods'][0])))}. Lägst {format_number(min(values))}, "
        f"högst {format_number(max(values))}."
    )


def rhythm_section(story: Story) -> Section | None:
    """Return weekday and hour."""
    rhythm = story.series.get("rhythm")
    peak = story.one("rhythm_peak")
    if not rhythm or peak is None or story.edition is Edition.PUBLIC:
        return None
    days = story.all("rhythm_weekday")
    rows = [
        (f.detail["label"].capitalize(), f.detail["weight"], percent(f.estimate.value), _percents(f))
        for f in days
    ]
    unit = plural(story.observed.source.counts)
    lead = (
        f"De fyra timmar i veckan som har flest {unit} är {peak.detail['label']}: {percent(peak.estimate.value)} av "
        f"{format_number(rhythm['n'])} (osäkerhet {_percents(peak)})."
    )
    title = f"{unit.capitalize()} per veckodag och timme, {peak.period.span_label}"
    columns = (text("Veckodag"), number("Antal, fördelat", 1), text("Andel"), text("Osäkerhet"))
    long = rhythm["too_long"]
    note = (
        f"{format_number(long)} {counted(story.observed.source.counts, long)} vars tid är osäker på en vecka eller mer "
        "är inte med."
        if long
        else ""
    )
    return Section(
        key="rhythm",
        title="När på veckan",
        lead=lead,
        charts=(chart("rhythm", "rhythm", title, lead, {"values": rhythm["values"], "unit": unit}),),
        tables=(table("weekdays", "Veckodagar", columns, rows, [f.digest for f in days], note),),
        method="Lokal tid. En händelse vars tid är osäker fördelas lika över hela tiden då den kan ha hänt "
        "(aoristisk metod, Ratcliffe och McCullagh 1998); varje händelse räknas sammanlagt som 1.",
    )


def _percents(finding: Any) -> str:
    if finding.estimate.low is None:
        return percent(None)
    return f"{format_number(finding.estimate.low * 100)}–{percent(finding.estimate.high)}"


def year_section(story: Story) -> Section | None:
    """Return the period against the same period in earlier years."""
    findings = [f for f in story.all("ratio_to_earlier_year") if f.status is not Status.WITHHELD]
    years = story.series.get("years")
    if not findings and not years:
        return None
    charts: tuple[Chart, ...] = ()
    if years and len(years["series"]) > 1:
        unit = f"{plural(story.observed.source.counts)} per {EVERY[years['period_kind']]}"
        sentence = f"Åren {years['series'][0]['year']}–{years['series'][-1]['year']}, ett år per linje."
        charts = (chart("years", "years", f"Antal {unit}, år för år", sentence, {**years, "unit": unit}),)
    whole = [f for f in findings if f.area is None and f.category is None]
    differ = [f for f in findings if f not in whole and f.status in (Status.ABOVE, Status.BELOW)]
    rest = [f for f in findings if f not in whole and f not in differ and f.status is Status.EXPECTED]
    shown = (
        whole + sorted(differ, key=lambda f: -f.estimate.n) + sorted(rest, key=lambda f: -f.estimate.n)[:10]
    )
    columns = (
        text("Vad"),
        text("Jämfört med"),
        number("Nu"),
        number("Då"),
        number("Kvot", 2),
        text("Osäkerhet"),
        text("Bedömning"),
    )
    rows = [
        (
            story.subject(f),
            parse(f.detail["compared_with"]).label,
            f.detail["now"],
            f.detail["then"],
            f.estimate.value,
            interval(f, 2),
            _year_word(f.status),
        )
        for f in shown
    ]
    return Section(
        key="years",
        title="Jämfört med tidigare år",
        lead=_year_lead(story, whole, differ),
        charts=charts,
        tables=(table("years", "Samma period tidigare år", columns, rows, [f.digest for f in shown]),)
        if shown
        else (),
        method="Kvoten är antal per dag nu delat med antal per dag då, med exakt osäkerhet. Bland områden och "
        "kategorier hålls andelen falska fynd under gränsen. Antalet rapportörer kan ha ändrats mellan åren.",
    )


def _year_word(status: Status) -> str:
    return {Status.ABOVE: "fler", Status.BELOW: "färre", Status.EXPECTED: "ingen säker skillnad"}.get(
        status, STATUS_WORDS[status]
    )


def _year_lead(story: Story, whole: list[Any], differ: list[Any]) -> str:
    if not whole or whole[0].estimate.value is None:
        return ""
    first = whole[0]
    word = _year_word(first.status)
    now, then = first.detail["now"], first.detail["then"]
    unit = counted(story.observed.source.counts, now)
    text_ = f"{format_number(now)} {unit} mot {format_number(then)} samma period året före: {word}."
    if differ:
        places = "område eller en kategori" if len(differ) == 1 else "områden eller kategorier"
        text_ += f" {number_word(len(differ))} {places} skiljer sig säkert från året före."
    return text_
