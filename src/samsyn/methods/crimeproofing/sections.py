"""The register of risks as sections. Rules with holes are told to those who mend them, so other editions say little."""

from __future__ import annotations

from samsyn.cycle import Column, DataTable, Edition, Finding, Found, Section
from samsyn.disclosure import THRESHOLD
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing.register import AFTER, BEFORE, SIDES

SIDE_WORDS = {BEFORE: "Utan skydd", AFTER: "Med skydd som finns"}
HOW = (
    "Varje bedömare väljer sannolikhet och konsekvens för sig, utan att se de andras. Den största av konsekvenserna "
    "räknas. Nivån är den mittersta av bedömarnas nivåer; av två i mitten den högre. "
    "Alla risker är räknade, inget urval."
)


def sentence(found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return what the register says."""
    total = _number(found, "risks")
    if total is None:
        return "Inga risker har bedömts."
    if edition is Edition.PUBLIC and total < threshold:
        return f"Färre än {threshold} risker har bedömts."
    if edition is not Edition.INTERNAL:
        return f"{total} risker har bedömts."
    serious = sum(_level(found, AFTER, code) for code in ("high", "critical"))
    was = sum(_level(found, BEFORE, code) for code in ("high", "critical"))
    lowered = _number(found, "lowered") or 0
    risks = "En risk har" if total == 1 else f"{total} risker har"
    return (
        f"{risks} bedömts. {serious} ligger högt eller kritiskt med det skydd som finns, {was} utan det. "
        f"Skyddet sänker nivån för {lowered}."
    )


def sections(found: Found, edition: Edition, threshold: int = THRESHOLD) -> tuple[Section, ...]:
    """
    Return the sections of an edition.

    Notes
    -----
    Only the internal edition tells levels and types: which rules have holes, and where, helps whoever looks for them.
    """
    said = sentence(found, edition, threshold)
    if edition is not Edition.INTERNAL:
        why = "Nivåer och typer av risk visas inte i den här upplagan: de visar var ett regelverk kan missbrukas."
        return (Section(key="risks", title="Risker i regelverk", lead=said, paragraphs=(why,)),)
    tables = tuple(table for table in (_levels(found), _types(found)) if table.rows)
    refused = tuple(f"{one.what} redovisas inte. {one.why}" for one in found.refusals)
    apart = _number(found, "apart")
    talk = (
        (f"För {apart} av riskerna ligger bedömarna två nivåer isär eller mer: tala om dem först.",)
        if apart
        else ()
    )
    return (
        Section(
            key="risks",
            title="Risker efter nivå",
            lead=said,
            paragraphs=(*talk, *refused),
            tables=tables,
            method=HOW,
        ),
    )


def _levels(found: Found) -> DataTable:
    rows, links = [], []
    for level in reversed(crimeproofing().levels):
        both = [_one(found, side, level.code) for side in SIDES]
        if None in both:
            continue
        first, second = (one for one in both if one is not None)
        agree = f"{second.detail['all_agree']}–{second.detail['some_say']}"
        rows.append((f"{level.symbol} {level.label}", first.estimate.n, second.estimate.n, agree))
        links.append(second.digest)
    columns = (
        Column(label="Nivå"),
        Column(label=SIDE_WORDS[BEFORE], number=True),
        Column(label=SIDE_WORDS[AFTER], number=True),
        Column(label="Alla ense – någon anser"),
    )
    note = "Sista kolumnen: så många som alla bedömare lägger där, till så många som ligger inom bedömarnas spridning."
    return DataTable(
        key="risk-levels",
        caption="Risker efter nivå",
        columns=columns,
        rows=tuple(rows),
        links=tuple(links),
        note=note,
    )


def _types(found: Found) -> DataTable:
    some = [one for one in found.findings if one.key == "risks_of_type"]
    some.sort(key=lambda one: (-one.estimate.n, one.category or ""))
    label = crimeproofing().label
    return DataTable(
        key="risk-types",
        caption="Risker efter typ",
        columns=(Column(label="Typ av risk"), Column(label="Risker", number=True)),
        rows=tuple((label("risk_types", one.category or ""), one.estimate.n) for one in some),
        links=tuple(one.digest for one in some),
    )


def _one(found: Found, side: str, level: str) -> Finding | None:
    wanted = {"side": side, "level": level}
    return next(
        (
            one
            for one in found.findings
            if one.key == "count" and {k: one.detail[k] for k in wanted} == wanted
        ),
        None,
    )


def _level(found: Found, side: str, level: str) -> int:
    one = _one(found, side, level)
    return one.estimate.n if one else 0


def _number(found: Found, key: str) -> int | None:
    return next((one.estimate.n for one in found.findings if one.key == key), None)
