"""An evaluation as sections: the same for its page, its PDF and its Word document. Swedish, as it was computed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from samsyn import documents
from samsyn.charts import resolve
from samsyn.cycle import Chart, Column, DataTable, Edition, Section, format_number
from samsyn.outcomes.plans import DESIGNS, Design
from samsyn.period import Period, format_date
from samsyn_web.outcomes.models import Evaluation, EvaluationResult

STEP = 4  # weeks in each point of the chart
SMALLEST = 5
GROUPS = {"treated": "Där åtgärden görs", "comparison": "Jämförelse", "buffer": "Omgivning"}


def sections(one: Evaluation, result: EvaluationResult | None, edition: Edition) -> tuple[Section, ...]:
    """Return what an edition shows; the public one shows no small counts, and no figures without a verdict."""
    if result is None:
        return (_decided(one, edition),)
    content = result.content
    if edition is Edition.PUBLIC and (content["refusals"] or _is_small(content)):
        return (_reasons(content, lead=result.sentence), _decided(one, edition))
    parts = [_effect(one, result, edition), _reasons(content), _decided(one, edition), _how(result)]
    return tuple(
        part for part in parts if part.lead or part.paragraphs or part.charts or part.tables or part.method
    )


def _is_small(content: Mapping[str, Any]) -> bool:
    return any(group[when] < SMALLEST for group in content["groups"].values() for when in ("before", "after"))


def _effect(one: Evaluation, result: EvaluationResult, edition: Edition) -> Section:
    content = result.content
    charts = () if edition is Edition.PUBLIC else (_chart(one, content),)
    return Section(
        key="effekt",
        title="Vad som hände",
        lead=result.sentence,
        paragraphs=_around(content),
        charts=charts,
        tables=(_counts(one, content),),
    )


def _around(content: Mapping[str, Any]) -> tuple[str, ...]:
    buffer = content["buffer"]
    if buffer is None:
        return ()
    return (f"I omgivningen, dit händelser kan ha flyttat: {buffer['word']} jämfört med jämförelseområdena.",)


def _counts(one: Evaluation, content: Mapping[str, Any]) -> DataTable:
    rows = []
    for name, group in content["groups"].items():
        per = [group[when] / max(content[f"n_{when}"], 1) for when in ("before", "after")]
        change = None if not per[0] else 100 * (per[1] / per[0] - 1)
        areas = ", ".join(str(one.names.get(area, area)) for area in group["areas"])
        rows.append((GROUPS[name], areas, group["before"], group["after"], change))
    return DataTable(
        key="antal",
        caption=f"Händelser under {content['n_before']} veckor före och {content['n_after']} veckor efter",
        columns=(
            Column(label="Grupp"),
            Column(label="Områden"),
            Column(label="Före", number=True),
            Column(label="Efter", number=True),
            Column(label="Ändring per vecka, procent", number=True),
        ),
        rows=tuple(rows),
        note="Ändringen per vecka är inte effekten: effekten är skillnaden mot jämförelsen.",
    )


def _chart(one: Evaluation, content: Mapping[str, Any]) -> Chart:
    starts, values, expected = _points(one, content)
    data = {
        "periods": [day.isoformat() for day in starts],
        "values": values,
        "unit": "händelser per fyra veckor där åtgärden görs",
        "period_kind": "span",
        "events": [{"day": one.after_start.isoformat(), "what": "Åtgärden börjar"}],
    }
    if expected:
        data |= {"expected": expected, "expected_name": "jämförelsen"}
    said = "Linjen är antalet där åtgärden görs."
    if expected:
        said += (
            " Den ljusa linjen är jämförelsen, omräknad till samma nivå före: så hade det gått utan åtgärd."
        )
    columns = [Column(label="Fyra veckor från"), Column(label="Händelser", number=True)]
    rows: list[tuple[Any, ...]] = [
        (day.isoformat(), value) for day, value in zip(starts, values, strict=True)
    ]
    if expected:
        columns.append(Column(label="Väntat efter jämförelsen", number=True, decimals=1))
        rows = [(*row, value) for row, value in zip(rows, expected, strict=True)]
    return resolve(
        Chart(
            key="serie",
            title="Över tid",
            spec={"samsyn": "trend", **data},
            sentence=said,
            table=DataTable(key="serie-tabell", caption="Över tid", columns=tuple(columns), rows=tuple(rows)),
        )
    )


def _points(one: Evaluation, content: Mapping[str, Any]) -> tuple[list[date], list[int], list[float]]:
    """Return whole steps, counted from where the action begins both ways, with what the comparison gives."""
    groups = content["groups"]
    first = date.fromisoformat(content["weeks"][0])
    start = (one.after_start - first).days // 7
    weeks = len(content["weeks"])
    edges = [*range(start % STEP, start + 1, STEP)]
    edges += [edge for edge in range(start + STEP, weeks + 1, STEP)]
    spans = list(zip(edges, edges[1:], strict=False))
    values = [sum(groups["treated"]["series"][a:b]) for a, b in spans]
    others = groups.get("comparison")
    expected: list[float] = []
    if others and others["before"]:
        level = groups["treated"]["before"] / others["before"]
        expected = [level * sum(others["series"][a:b]) for a, b in spans]
    return [first + timedelta(weeks=a) for a, _ in spans], values, expected


def _reasons(content: Mapping[str, Any], lead: str = "") -> Section:
    refusals = tuple(f"Därför går det inte att bedöma: {one['text']}" for one in content["refusals"])
    doubts = tuple(f"Att veta: {one['text']}" for one in content["doubts"])
    others = tuple(f"Annan åtgärd samtidigt: {title}." for title in content["others"])
    return Section(
        key="skal",
        title="Vad som talar för försiktighet",
        lead=lead,
        paragraphs=(*refusals, *others, *doubts),
    )


def _decided(one: Evaluation, edition: Edition) -> Section:
    names = one.names

    def said(keys: list[str]) -> str:
        return ", ".join(str(names.get(key, key)) for key in keys) or "–"

    afterwards = (
        "Bestämd i efterhand, när åtgärden hade börjat."
        if one.decided_afterwards
        else "Före åtgärdens start."
    )
    before, after = (
        Period(start=start, end=end).span_label
        for start, end in ((one.before_start, one.before_end), (one.after_start, one.after_end))
    )
    rows = [
        ("Upplägg", DESIGNS[Design(one.design)]),
        ("Räknas", said(one.categories) if one.categories else "alla kategorier"),
        ("Källa", one.source_name),
        ("Där åtgärden görs", said(one.treated)),
        ("Jämförelse", said(one.comparison)),
        ("Omgivning", said(one.buffer)),
        ("Före", before),
        ("Efter", after),
        ("En ändring spelar roll från", f"{format_number(100 * one.margin, 0)} procent"),
        ("Bestämd", f"{format_date(localdate(one.decided_at))}, version {one.number}. {afterwards}"),
    ]
    if one.reason:
        rows.append(("Varför den ändrades", one.reason))
    if edition is not Edition.PUBLIC:
        counted = one.baseline["counts"]
        told = ", ".join(f"{GROUPS[name].lower()} {format_number(n, 0)}" for name, n in counted.items())
        rows += [
            ("Låst utgångsläge", f"{told}, fingeravtryck {one.digest[:12]}"),
            ("Vad som kan synas", one.detectable_text),
        ]
    return Section(
        key="bestamt",
        title="Vad som bestämdes",
        tables=(
            DataTable(
                key="bestamt-tabell",
                caption="Så här skulle åtgärden utvärderas",
                columns=(Column(label="Vad"), Column(label="Bestämt")),
                rows=tuple(rows),
            ),
        ),
    )


def _how(result: EvaluationResult) -> Section:
    content, effort = result.content, result.content["effort"]
    ratio = effort["ratio"]
    told = (
        "Vem som rapporterade framgår inte."
        if ratio is None
        else f"Rapporteringen ändrades med kvoten {format_number(ratio, 2)} mot jämförelsen (1 är lika)."
    )
    effect, rows = content["effect"], format_number(content["rows"], 0)
    value, low, high = (format_number(effect[name], 2) for name in ("value", "low", "high"))
    level = format_number(100 * effect["level"], 0)
    return Section(
        key="hur",
        title="Hur räknades detta",
        method=(
            f"{rows} rader till {content['rows_until']}, funktionen samsyn.outcomes.evaluate i version "
            f"{result.version}. Effekt {value} {effect['unit']}, {level} % intervall {low} till {high} "
            f"({content['interval']}). {told} {content['effort_rule']} Kontrollsumma {result.digest[:12]}."
        ),
    )


def evaluation_document(
    one: Evaluation,
    result: EvaluationResult | None,
    *,
    edition: Edition,
    organisation: str,
    at: datetime,
    brand: documents.Brand,
    is_demo: bool,
) -> documents.Document:
    """Return an evaluation as a document of an edition."""
    facts: dict[str, Any] = {
        "organisation": organisation,
        "generated_at": at,
        "digest": result.digest if result else one.digest,
    }
    if is_demo:
        facts["notice"] = "Uppdiktade data: kommunen finns inte."
    return documents.document(
        title=f"Utvärdering: {one.action.title}",
        subtitle=result.sentence if result else "Utvärderingen är bestämd men inte uträknad än.",
        edition=edition,
        sections=sections(one, result, edition),
        meta=facts,
        brand=brand,
    )
