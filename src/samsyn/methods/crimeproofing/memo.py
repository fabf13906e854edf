"""The memo to the board: what was examined, which risks were found, what is proposed and decided."""

from __future__ import annotations

from samsyn.cycle import Column, DataTable, Section
from samsyn.instruments.crimeproofing import ProofInstrument
from samsyn.methods.crimeproofing.review import Proposed, Review, ReviewedRisk
from samsyn.methods.crimeproofing.scale import Weighed
from samsyn.methods.crimeproofing.sections import HOW
from samsyn.methods.crimeproofing.wording import told

NOT_JUDGED = "ej bedömd"


def memo(review: Review, instrument: ProofInstrument) -> tuple[Section, ...]:
    """
    Return the memo of a case as sections.

    Parameters
    ----------
    review : Review
    instrument : ProofInstrument
        The scale that the risks were judged by.

    Returns
    -------
    tuple of Section
        Summary, rules, flow, language, risks, proposals, method; those that have nothing to say are left out.
    """
    made = (
        _summary(review),
        _rules(review),
        _flow(review),
        _language(review),
        _risks(review),
        *(_risk(one) for one in review.risks),
        _proposals(review),
        _method(instrument),
    )
    return tuple(section for section in made if section is not None)


def memo_sentence(review: Review) -> str:
    """Return what the memo says, in a sentence or two."""
    serious = [
        one for one in review.risks if one.after is not None and one.after.level.code in ("high", "critical")
    ]
    proposals = [each for one in review.risks for each in one.proposals]
    risks = _counted(len(review.risks), "risk", "risker")
    waiting = sum(one.decided is None for one in proposals)
    said = f"Granskningen av {review.object} fann {risks}, varav {len(serious)} hög eller kritisk med dagens skydd."
    if not proposals:
        return said
    return f"{said} {_counted(len(proposals), 'ändring föreslås', 'ändringar föreslås')}; {waiting} väntar på beslut."


def _counted(n: int, one: str, several: str) -> str:
    return f"{n} {one if n == 1 else several}"


def _summary(review: Review) -> Section:
    return Section(
        key="summary",
        title="Sammanfattning",
        lead=memo_sentence(review),
        tables=(_matrix(review),) if review.risks else (),
    )


def _matrix(review: Review) -> DataTable:
    rows = tuple(
        (one.number, one.type, one.place, weighed_words(one.before), weighed_words(one.after))
        for one in review.risks
    )
    columns = (
        Column(label="Nr", number=True),
        Column(label="Risk"),
        Column(label="Var"),
        Column(label="Utan skydd"),
        Column(label="Med dagens skydd"),
    )
    return DataTable(key="register", caption="Riskerna i korthet", columns=columns, rows=rows)


def weighed_words(weighed: Weighed | None) -> str:
    """Return a level with its symbol, and from which to which where the assessors differ."""
    if weighed is None:
        return NOT_JUDGED
    said = f"{weighed.level.symbol} {weighed.level.label}"
    if weighed.lowest == weighed.highest:
        return said
    return f"{said} (bedömarna: {weighed.lowest.label}–{weighed.highest.label})"


def _rules(review: Review) -> Section:
    facts = [
        f"Anledning: {review.trigger}.",
        review.purpose and f"Vad regelverket är till för: {review.purpose}",
        review.target_group and f"Vem det vänder sig till: {review.target_group}",
        review.volume and f"Omfattning: {review.volume}",
    ]
    texts = DataTable(
        key="texts",
        caption="Lästa texter",
        columns=(Column(label="Text"), Column(label="Vems"), Column(label="Stycken", number=True)),
        rows=tuple((one.title, one.owner or "–", one.passages) for one in review.texts),
    )
    screening = DataTable(
        key="screening",
        caption="Första prövningen",
        columns=(Column(label="Fråga"), Column(label="Svar"), Column(label="Kommentar")),
        rows=tuple((asked, said, note or "–") for asked, said, note in review.screening),
    )
    return Section(
        key="rules",
        title="Vad som granskades",
        paragraphs=tuple(filter(None, facts)),
        tables=tuple(table for table in (texts, screening) if table.rows),
    )


def _flow(review: Review) -> Section | None:
    if not review.flow:
        return None
    table = DataTable(
        key="flow",
        caption="Steg för steg",
        columns=(
            Column(label="Steg", number=True),
            Column(label="Vem"),
            Column(label="Gör"),
            Column(label="Hur"),
        ),
        rows=tuple((n, who, does, how or "–") for n, (who, does, how) in enumerate(review.flow, start=1)),
    )
    return Section(key="flow", title="Så går pengar och beslut", tables=(table,))


def _language(review: Review) -> Section | None:
    rows = tuple((text.title, *finding) for text in review.texts for finding in text.findings)
    if not rows:
        return None
    labels = ("Text", "Var", "Ord", "Varför det markerades", "Vad gruppen säger")
    table = DataTable(
        key="language",
        caption="Brister i språket",
        columns=tuple(Column(label=one) for one in labels),
        rows=rows,
    )
    return Section(
        key="language",
        title="Språket i regelverket",
        lead=_counted(len(rows), "ställe behöver förtydligas.", "ställen behöver förtydligas."),
        tables=(table,),
    )


def _risks(review: Review) -> Section | None:
    if review.risks:
        return None
    return Section(key="risks", title="Risker", lead="Inga risker är beskrivna.")


def _risk(one: ReviewedRisk) -> Section:
    protections = DataTable(
        key=f"protections-{one.number}",
        caption="Skydd",
        columns=(Column(label="Skydd"), Column(label="Finns"), Column(label="Kommentar")),
        rows=tuple((each.label, each.state, each.note or "–") for each in one.protections),
    )
    judged = [
        f"{what}: {weighed_words(side)}. Sannolikhet {side.likelihood}, konsekvens {side.consequence} "
        f"av 4, {_counted(side.assessors, 'bedömare', 'bedömare')}."
        for what, side in (("Utan skydd", one.before), ("Med dagens skydd", one.after))
        if side is not None
    ]
    apart = any(side is not None and side.apart for side in (one.before, one.after))
    paragraphs = (
        f"Vem: {one.actor}. Var i regelverket: {one.place}.",
        *((f"Vad som gör det möjligt: {', '.join(one.factors)}.",) if one.factors else ()),
        *judged,
        *(
            ("Bedömarna ligger långt ifrån varandra. Läs nivån som en fråga, inte ett svar.",)
            if apart
            else ()
        ),
    )
    return Section(
        key=f"risk-{one.number}",
        title=f"Risk {one.number}: {one.type}",
        lead=one.modus,
        paragraphs=paragraphs,
        tables=(protections,) if protections.rows else (),
    )


def _proposals(review: Review) -> Section | None:
    proposals = [(one, each) for one in review.risks for each in one.proposals]
    if not proposals:
        return None
    columns = tuple(Column(label=label) for label in ("Risk", "Var", "Ändring", "Vem beslutar", "Beslut"))
    rows = tuple(
        (str(risk.number), each.place, told(each.old, each.new), each.decider, _decision(each))
        for risk, each in proposals
    )
    table = DataTable(
        key="proposals",
        caption="Föreslagna ändringar",
        columns=columns,
        rows=rows,
        note="Ord inom [stryks: …] tas bort och ord inom [läggs till: …] kommer till. Resten är som nu.",
    )
    effects = tuple(
        f"Risk {risk.number}, {each.place}: så påverkas den som söker ärligt. {each.side_effect}"
        for risk, each in proposals
        if each.side_effect
    )
    return Section(key="proposals", title="Förslag och beslut", paragraphs=effects, tables=(table,))


def _decision(one: Proposed) -> str:
    if one.decided is None:
        return "Väntar på beslut"
    follow_up = f" Följs upp {one.decided.follow_up_on}." if one.decided.follow_up_on else ""
    return f"{one.decided.word} {one.decided.on}. {one.decided.reason}{follow_up}"


def _method(instrument: ProofInstrument) -> Section:
    rows = tuple((step.value, step.label, step.anchor) for step in instrument.likelihood)
    likelihood = DataTable(
        key="likelihood",
        caption="Sannolikhet",
        columns=(Column(label="Steg", number=True), Column(label="Ord"), Column(label="Betyder")),
        rows=rows,
    )
    consequence = DataTable(
        key="consequence",
        caption="Konsekvens",
        columns=(
            Column(label="Steg", number=True),
            *(Column(label=one.label) for one in instrument.consequences),
        ),
        rows=tuple((n + 1, *(one.anchors[n] for one in instrument.consequences)) for n in range(len(rows))),
    )
    limits = ", ".join(f"{one.symbol} {one.label} till och med {one.most}" for one in instrument.levels)
    return Section(
        key="method",
        title="Så gjordes bedömningen",
        lead=HOW,
        paragraphs=(
            f"Nivåer efter sannolikhet gånger konsekvens: {limits}. Produkten ordnar risker; den är inget belopp.",
            f"Frågor, skala och ordlista: {instrument.version}. De är egna formuleringar, inte Brås mall.",
        ),
        tables=(likelihood, consequence),
    )
