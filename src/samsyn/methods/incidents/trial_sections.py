"""A proposed category list tried on reports, and its indicators, as sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from samsyn.cycle import Section, format_number
from samsyn.instruments.categories import CategoryList, Indicator
from samsyn.methods.incidents.indicators import Followed
from samsyn.methods.incidents.sections.shapes import chart, number, table, text
from samsyn.methods.incidents.trial import SPLIT, Trial
from samsyn.period import parse

Unknown = Sequence[tuple[str, str, int]]


def sections(
    trial: Trial,
    indicators: Sequence[tuple[Indicator, Followed]],
    unknown: Unknown,
    today: CategoryList,
    known: CategoryList,
) -> tuple[Section, ...]:
    """
    Return the sections of a trial: counts today beside the proposal, what moves, what is left, and each indicator.

    Parameters
    ----------
    trial : Trial
    indicators : sequence of (Indicator, Followed)
    unknown : sequence of (str, str, int)
        Source, its label and reports, for what falls in no category with the proposal.
    today, known : CategoryList
        The list in force and the proposed one.
    """
    return (
        _beside(trial, today, known),
        *_moving(trial, unknown, today, known),
        *(_followed(one, series, known) for one, series in indicators),
    )


def limits(one: Indicator) -> str:
    """Return what an indicator is limited to; empty where it is to nothing."""
    said = []
    if one.least_severity is not None:
        said.append(f"minst allvar {one.least_severity}")
    if one.hours is not None:
        said.append(f"klockan {one.hours[0]:02}–{one.hours[1]:02}")
    return ", ".join(said)


def _name(code: str | None, known: CategoryList) -> str:
    if code is None:
        return "Ingen kategori"
    return "Går inte att säga (delad)" if code == SPLIT else known.label_of(code)


def _beside(trial: Trial, today: CategoryList, known: CategoryList) -> Section:
    before, after = trial.today, trial.proposed
    order: list[str | None] = [*known.codes, SPLIT, None]
    order += [code for code in (*before, *after) if code not in order]
    codes = [code for code in dict.fromkeys(order) if before.get(code) or after.get(code)]
    rows: list[tuple[Any, ...]] = [
        (_name(code, known if code in known.every else today), before.get(code, 0), after.get(code, 0))
        for code in codes
    ]
    columns = (text("Kategori"), number("I dag"), number("Med förslaget"))
    bars = [
        {"label": f"{name}, {when}", "value": n}
        for name, *both in rows
        for when, n in zip(("i dag", "förslaget"), both, strict=True)
    ]
    moved = sum(trial.moving.values())
    total = sum(before.values())
    sentence = (
        f"{format_number(moved)} av {format_number(total)} rapporter skulle räknas i en annan kategori."
    )
    shown = table("antal", "Antal rapporter per kategori", columns, rows, ())
    return Section(
        key="kategorier",
        title="Antal per kategori, i dag och med förslaget",
        lead=sentence,
        charts=(
            chart("staplar", "bars", "Rapporter per kategori", sentence, {"rows": bars, "unit": "rapporter"}),
        ),
        tables=(shown,),
        method="Varje rapport räknas en gång. Har förslaget tagit upp källans ord under en kategori räknas raden dit. "
        "Annars följer den sin kod: dit koden flyttas, till ingen kategori om den stängs utan ersättare, och till "
        "”går inte att säga” om den delas i flera.",
    )


def _moving(trial: Trial, unknown: Unknown, today: CategoryList, known: CategoryList) -> Iterator[Section]:
    moves = trial.moving
    if moves:
        rows = [(_name(old, today), _name(new, known), n) for (old, new), n in moves.items()]
        columns = (text("Räknas i dag som"), text("Med förslaget"), number("Rapporter"))
        yield Section(
            key="flyttar",
            title="Vad som flyttar",
            tables=(table("flyttar-tabell", "Rapporter som byter kategori", columns, rows, ()),),
        )
    if unknown:
        columns = (text("Källa"), text("Källans ord"), number("Rapporter"))
        told = [(source, label or "tomt", n) for source, label, n in unknown]
        yield Section(
            key="ingen",
            title="Vad som hamnar i ingen kategori",
            lead="Lägg källans ord under en kategori om de hör hit, eller låt dem stå utanför.",
            tables=(table("ingen-tabell", "Ord utan kategori", columns, told, ()),),
        )


def _followed(one: Indicator, series: Followed, known: CategoryList) -> Section:
    values = list(series.n)
    low, high = min(values), max(values)
    sentence = f"Lägst {format_number(low)} och högst {format_number(high)} rapporter i månaden."
    data = {
        "periods": [month.isoformat() for month in series.months],
        "values": values,
        "unit": "rapporter per månad",
        "period_kind": "month",
    }
    rows = [
        (parse(f"{month:%Y-%m}").label, n, weighted)
        for month, n, weighted in zip(series.months, series.n, series.weighted, strict=True)
    ]
    columns = (text("Månad"), number("Rapporter"), number("Viktad summa"))
    left = [
        f"{format_number(n)} rapporter i dess kategorier saknar {what} och är inte med."
        for n, what in ((series.without_hour, "klockslag"), (series.without_severity, "allvar"))
        if n
    ]
    parts = ", ".join(f"{known.label_of(code)} × {weight}" for code, weight in one.parts)
    return Section(
        key=f"indikator-{one.code.lower()}",
        title=f"Indikator: {one.label}",
        lead=one.help,
        paragraphs=tuple(left),
        charts=(chart(f"serie-{one.code.lower()}", "trend", one.label, sentence, data),),
        tables=(table(f"tabell-{one.code.lower()}", f"{one.label} per månad", columns, rows, ()),),
        method=f"Räknar {parts}"
        + (f", {limits(one)}" if limits(one) else "")
        + ". En rapport räknas en gång, "
        "under sin underkategori om den är med, annars under sin kategori.",
    )
