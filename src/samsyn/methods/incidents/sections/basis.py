"""What the picture rests on: who reported, the quality of the rows, what cannot be said, and how it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from samsyn.cycle import Edition, Section, format_number
from samsyn.methods.incidents.options import VERSION
from samsyn.methods.incidents.rhythm import TIME_WORDS
from samsyn.methods.incidents.sections.shapes import interval, number, percent, table, text, value
from samsyn.methods.incidents.story import Story
from samsyn.methods.incidents.words import listed

PLACE_WORDS = {
    "point": "punkt",
    "address": "adress",
    "street_segment": "gatusträcka",
    "snapped_grid": "punkt flyttad till bestämda lägen",
    "area": "område",
    "centroid": "mittpunkt för ett helt område",
    "unknown": "okänd",
}
STATUS_TEXT = {
    "original": "källans egen text",
    "own_words": "Samsyns ord om källan",
    "local_design": "lokal utformning",
}


def effort_section(story: Story) -> Section | None:
    """Return who reported, and who was silent (by function, for the internal edition only)."""
    answered = story.one("reporters_answered")
    if answered is None or answered.estimate.value is None:
        return None
    silent = story.all("silent_reporter") if story.edition is Edition.INTERNAL else []
    expected, there = answered.detail["expected"], answered.detail["answered"]
    zero = story.one("zero_reports")
    lead = f"{there} av {expected} väntade rapportörer svarade ({percent(value(answered))})."
    if zero is not None and zero.estimate.value is not None:
        what = "svar var en nollrapport" if zero.estimate.n == 1 else "svar var nollrapporter"
        lead += f" {format_number(zero.estimate.value)} {what}: någon såg efter utan att finna något."
    columns = (text("Rapportör"), text("Områden"), number("Perioder i följd utan svar"))
    rows = [
        (f.detail["reporter"], ", ".join(story.area_name(a) for a in f.detail["areas"]), value(f))
        for f in silent
    ]
    tables = (
        (table("silent", "Väntade rapportörer som inte svarade", columns, rows, [f.digest for f in silent]),)
        if silent
        else ()
    )
    per = story.one("reports_per_reporter")
    paragraph = ""
    if per is not None and per.estimate.value is not None:
        paragraph = f"{format_number(per.estimate.value, 1)} {per.estimate.unit} ({interval(per, 1)})."
    return Section(
        key="effort",
        title="Vilka som rapporterade",
        lead=lead,
        paragraphs=(paragraph,) if paragraph else (),
        tables=tables,
        method="En rapportör väntas svara när den har svarat i tre av fyra perioder under tolv i rad. Antalen "
        "jämförs per aktiv rapportör, så att fler rapportörer inte ser ut som fler händelser. Tystnad är inte lugn.",
    )


def quality_section(story: Story, origin: Mapping[str, Any]) -> Section | None:
    """Return what was read, used and left out."""
    if not origin:
        return None
    time, place = TIME_WORDS[origin["time_precision"]], PLACE_WORDS[origin["location_precision"]]
    precision = f"Tid anges som {time}, plats som {place}."
    notes = [*origin["caveats"], *(w for one in origin["files"] for w in one["warnings"])]
    notes += [f"{one['day']}: {one['what']}" for one in origin["breaks"]]
    section = Section(key="quality", title="Underlag och kvalitet", lead=precision, paragraphs=tuple(notes))
    if origin["rows_read"] is None:  # numbers of rows would give withheld counts back
        left = tuple(f"Utelämnade rader: {one['reason']}" for one in origin["left_out"])
        return replace(section, paragraphs=(*notes, *left))
    rows: list[tuple[Any, ...]] = [
        ("Rader i filen", origin["rows_read"]),
        ("Rader som används", origin["rows_used"]),
    ]
    rows += [(f"Utelämnade: {one['reason']}", one["count"]) for one in origin["left_out"]]
    read, used = format_number(origin["rows_read"]), format_number(origin["rows_used"])
    lead = f"{f'Alla {read}' if used == read else f'{used} av {read}'} rader används. {precision}"
    made = table("rows", "Rader", (text("Rader"), number("Antal")), rows, [None] * len(rows))
    return replace(section, lead=lead, tables=(made,))


def refusal_section(story: Story) -> Section | None:
    """Return what cannot be said, with the reasons."""
    if not story.refusals:
        return None
    rows = [(refusal.what, refusal.why) for refusal in story.refusals]
    return Section(
        key="refusals",
        title="Vad underlaget inte räcker till",
        lead="Det här visas inte, eftersom en siffra skulle säga mer än vad underlaget bär.",
        tables=(
            table("refusals", "Det som inte visas", (text("Vad"), text("Varför")), rows, [None] * len(rows)),
        ),
    )


def method_section(story: Story, origin: Mapping[str, Any]) -> Section:
    """Return how the picture was computed."""
    level = percent(story.findings[0].estimate.level if story.findings else 0.95)
    paragraphs = [
        f"Metod: {VERSION}. Period: {story.observed.period.span_label}.",
        f"Osäkerheten anges som intervall på nivån {level}.",
    ]
    if story.edition is Edition.PUBLIC:
        paragraphs.append(
            f"Antal under {story.threshold} visas inte, och inte heller tal som de kan räknas ut från."
        )
    if story.own:
        paragraphs.append(
            f"Upplagan visar {listed([story.area_name(area) for area in story.own])}. Alla områden tillsammans visas "
            f"som i den öppna upplagan: antal under {story.threshold} visas inte."
        )
    if origin:
        paragraphs += [f"Källa: {origin['name']}. {origin['credit']} {origin['licence']}".strip()]
        paragraphs += [f"{one['name']}: SHA-256 {one['sha256']}" for one in origin["files"]]
    return Section(key="method", title="Hur räknades detta", paragraphs=tuple(paragraphs))
