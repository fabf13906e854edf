"""A measurement of readiness as sections: dimensions before the total, the lowest first, then change."""

from __future__ import annotations

from samsyn.cycle import Column, DataTable, Edition, Finding, Found, Section, format_number
from samsyn.disclosure import THRESHOLD
from samsyn.instruments.load import readiness
from samsyn.methods.readiness.register import Measured

HOW = (
    "Två bedömare poängsätter varje intervju var för sig, från 1 till 9 i kvartspoäng, och enas sedan. "
    "Dimensionens poäng är medelvärdet av det de enats om, totalen medelvärdet av dimensionerna, "
    "och stadiet poängens heltalsdel. Intervallen är 95 %: intervjuerna dras om."
)
AGREEMENT_WORDS = {
    "exact": "Exakt lika",
    "within_one": "Inom en poäng",
    "difference": "Skillnad, första minus andra",
    "kappa": "Kappa, kvadratiska vikter",
    "icc": "ICC(2,1)",
}


def sentence(found: Found, edition: Edition, threshold: int = THRESHOLD) -> str:
    """Return what the measurement says, in a sentence: what is lowest, then the total."""
    overall = _one(found, "overall")
    if overall is None:
        return "Ingen intervju är bedömd."
    if edition is Edition.PUBLIC and overall.estimate.n < threshold:
        return f"Färre än {threshold} intervjuer är bedömda."
    texts = readiness()
    lowest = [texts.dimensions[key].name.lower() for key in overall.detail["lowest"]]
    total = _point(overall)
    stage = texts.stages[int(overall.detail["stage"]) - 1].name.lower()
    number = overall.detail["stage"]
    return f"Lägst är {' och '.join(lowest)}; totalt {format_number(total, 2)}, stadium {number}, {stage}."


def sections(
    said: Measured, found: Found, edition: Edition, threshold: int = THRESHOLD
) -> tuple[Section, ...]:
    """
    Return the sections of an edition.

    Notes
    -----
    The public edition of fewer interviews than the threshold says only that; sectors and the scorers' agreement stay
    internal, since a sector is a few persons.
    """
    lead = sentence(found, edition, threshold)
    overall = _one(found, "overall")
    if overall is None or (edition is Edition.PUBLIC and overall.estimate.n < threshold):
        return (Section(key="readiness", title="Förändringsberedskap", lead=lead),)
    internal = edition is Edition.INTERNAL
    doubts = tuple(str(one) for one in overall.detail["doubts"])
    tables = (_profile(found, overall), *(_sectors(found) if internal else ()))
    parts = [
        Section(
            key="readiness",
            title="Förändringsberedskap",
            lead=lead,
            paragraphs=(f"{said.unit}, {said.wave}. {said.definition}", *doubts),
            tables=tables,
            method=HOW,
        ),
        *_changes(said, found),
        *(_agreement(found) if internal else ()),
    ]
    return tuple(parts)


def _one(found: Found, key: str) -> Finding | None:
    return next((one for one in found.findings if one.key == key), None)


def _point(one: Finding) -> float | None:
    value = one.estimate.value if one.estimate.value is not None else one.detail.get("point")
    return None if value is None else float(value)


def _figures(one: Finding) -> tuple[float | None, float | None, float | None]:
    return _point(one), one.estimate.low, one.estimate.high


def _columns(first: str, value: str) -> tuple[Column, ...]:
    return (
        Column(label=first),
        Column(label=value, number=True, decimals=2),
        Column(label="Från", number=True, decimals=2),
        Column(label="Till", number=True, decimals=2),
    )


def _named(one: Finding) -> str:
    return f"{one.category} {readiness().dimensions[str(one.category)].name}"


def _profile(found: Found, overall: Finding) -> DataTable:
    ordered = [one for one in found.findings if one.key == "dimension"]
    ordered.sort(key=lambda one: (_point(one) or 0.0, one.category or ""))
    rows = [(_named(one), *_figures(one), str(one.detail["stage"])) for one in ordered]
    rows.append(("Totalt", *_figures(overall), str(overall.detail["stage"])))
    return DataTable(
        key="profile",
        caption="Dimensioner, den lägsta först",
        columns=(*_columns("Dimension", "Poäng"), Column(label="Stadium")),
        rows=tuple(rows),
        links=(*(one.digest for one in ordered), overall.digest),
        note=f"{overall.estimate.n} intervjuer.",
    )


def _sectors(found: Found) -> tuple[DataTable, ...]:
    own = [one for one in found.findings if one.key == "sector"]
    if not own:
        return ()
    refused = " ".join(f"{one.what} visas inte. {one.why}" for one in found.refusals if one.key == "sectors")
    table = DataTable(
        key="sectors",
        caption="Dimensioner efter sektor",
        columns=(Column(label="Sektor"), *_columns("Dimension", "Poäng")),
        rows=tuple((str(one.detail["sector"]), _named(one), *_figures(one)) for one in own),
        links=tuple(one.digest for one in own),
        note=refused,
    )
    return (table,)


def _changes(said: Measured, found: Found) -> tuple[Section, ...]:
    refused = [one for one in found.refusals if one.key == "readiness_change"]
    own = [one for one in found.findings if one.key == "change"]
    title = f"Förändring sedan {said.previous_wave}"
    if refused:
        return (Section(key="change", title=title, lead=refused[0].why),)
    if not own:
        return ()
    table = DataTable(
        key="changes",
        caption=title,
        columns=(*_columns("Dimension", "Ändring"), Column(label="Besked")),
        rows=tuple((_named(one), *_figures(one), str(one.detail["word"])) for one in own),
        links=tuple(one.digest for one in own),
    )
    how = "En ändring räknas bara när hela intervallet ligger på ena sidan om noll."
    return (Section(key="change", title=title, tables=(table,), method=how),)


def _agreement(found: Found) -> tuple[Section, ...]:
    own = [one for one in found.findings if one.detail.get("of") == "scorers"]
    if not own:
        return ()
    table = DataTable(
        key="agreement",
        caption="Hur lika de två bedömarna satte poäng",
        columns=_columns("Mått", "Värde"),
        rows=tuple((AGREEMENT_WORDS[one.key], *_figures(one)) for one in own),
        links=tuple(one.digest for one in own),
    )
    return (Section(key="agreement", title="Bedömarnas samstämmighet", tables=(table,)),)
