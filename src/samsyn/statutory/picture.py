"""The statutory situational picture (lägesbild, 4 §) as sections, by edition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from samsyn.cycle import Cell, Column, DataTable, Edition, Section, format_number
from samsyn.disclosure import protect
from samsyn.period import format_date
from samsyn.statutory.changes import State
from samsyn.statutory.development import steps
from samsyn.statutory.facts import KnownProblem, PictureFacts, UsedPicture

WITHHELD = "visas inte"
LATEST = 3  # pictures whose counts by kind of event are shown


def picture_sections(facts: PictureFacts, edition: Edition = Edition.INTERNAL) -> tuple[Section, ...]:
    """
    Return the picture as sections, without what people write.

    Parameters
    ----------
    facts : PictureFacts
    edition : Edition
        The internal edition shows every count; the others withhold small counts, with as many more as it takes that
        none can be worked out, rest on pictures given out in that edition, and leave out figures of other pictures.
        The public edition tells of each problem only its name and what is chosen for it, since the rest was
        written for the work within.

    Notes
    -----
    Equal facts give equal sections.
    """
    used = [one for one in facts.pictures if edition in one.editions]
    shown = facts if edition is Edition.INTERNAL else _for_others(facts, used, edition)
    return (
        Section(key="summary", title="Sammanfattning", lead=_summary(shown)),
        _extent(shown, edition),
        _consequences(shown),
        _development(used, shown, edition),
        _reference(shown, edition),
        _other(shown),
        _analysis(shown),
        _positions(shown),
        _sources(shown, edition),
    )


def _for_others(facts: PictureFacts, used: Sequence[UsedPicture], edition: Edition) -> PictureFacts:
    told = [
        replace(one, grounds=tuple(ground for ground in one.grounds if not ground.is_figure))
        for one in facts.problems
    ]
    if edition is Edition.PUBLIC:
        told = [
            replace(one, extent="", consequences="", harm="", grounds=(), causes=()) for one in facts.problems
        ]
    return replace(facts, pictures=tuple(_protected(used, facts.smallest)), problems=tuple(told))


def picture_state(facts: PictureFacts) -> State:
    """Return what the picture rests on and how it stood, to be compared with another version."""
    pictures = {f"picture:{one.key}": (one.title, "publicerad bild") for one in facts.pictures}
    problems = {
        f"problem:{one.key}": (one.title, f"{one.position or 'inget val'}, {_causes_of(one)}")
        for one in facts.problems
    }
    figures = {f"figure:{one.key}": (f"{one.origin}, {one.name}", one.value) for one in facts.figures}
    return {**problems, **pictures, **figures}


def _causes_of(one: KnownProblem) -> str:
    n = len(one.causes)
    return "inga orsaker" if n == 0 else "1 orsak" if n == 1 else f"{n} orsaker"


def _protected(pictures: Sequence[UsedPicture], smallest: int) -> list[UsedPicture]:
    """Withhold small counts; a picture whose total is small loses it."""
    kept = []
    for one in pictures:
        names = sorted(one.counts)
        rest = (one.total or 0) - sum(one.counts.values())
        cells = [one.counts[name] for name in names] + [max(rest, 0)]
        safe = protect(cells, threshold=smallest) if any(cells) else None
        held = {n: safe is not None and safe.counts[n] != safe.counts[n] for n in range(len(names))}
        counts = {name: -1 if held[n] else one.counts[name] for n, name in enumerate(names)}
        total = None if one.total is None or 0 < one.total < smallest else one.total
        if safe is not None and safe.total != safe.total:
            total = None
        kept.append(replace(one, counts=counts, total=total))
    return kept


def _summary(facts: PictureFacts) -> str:
    if not facts.pictures and not facts.problems:
        return ""
    pictures = _many(len(facts.pictures), "publicerad bild", "publicerade bilder")
    return f"Lägesbilden bygger på {pictures} och {_many(len(facts.problems), 'problem', 'problem')}."


def _many(n: int, one: str, several: str) -> str:
    return f"{format_number(n)} {one if n == 1 else several}"


def _dated(period: str, sentence: str) -> str:
    """Return a sentence with its period before it, once."""
    return sentence if sentence.casefold().startswith(period.casefold()) else f"{period}: {sentence}"


def _extent(facts: PictureFacts, edition: Edition) -> Section:
    counted = [one for one in facts.pictures if one.counts or one.total is not None]
    tables = [_counts(one) for one in _latest(counted)]
    told = [one for one in facts.problems if one.extent]
    if told:
        tables.append(
            _table("problem_extent", "Omfattning per problem", ("Problem", "Område", "Omfattning"),
                   [(one.title, one.area, one.extent) for one in told])
        )  # fmt: skip
    said = tuple(
        _dated(one.period, one.sentences[edition])
        for one in _latest(facts.pictures)
        if one.sentences.get(edition)
    )
    tables += _figures(facts, edition, "latest")
    return Section(key="extent", title="Brottslighetens omfattning", paragraphs=said, tables=tuple(tables))


def _figures(facts: PictureFacts, edition: Edition, *where: str) -> list[DataTable]:
    """Return the tables of the newest pictures that count no events, those that belong in a section."""
    told = _latest([one for one in facts.pictures if one.tables.get(edition)])
    return [
        replace(table, key=f"{table.key}-{one.key[:12]}", caption=f"{table.caption}. {one.title}", links=())
        for one in told
        for table in one.tables[edition]
        if table.key.rpartition("-")[2] in where
    ]


def _latest(pictures: Sequence[UsedPicture]) -> list[UsedPicture]:
    """Return the newest pictures, longer periods before shorter where they end on the same day."""
    ordered = sorted(pictures, key=lambda one: (one.end, one.days, one.key), reverse=True)
    return ordered[:LATEST]


def _counts(one: UsedPicture) -> DataTable:
    rows: list[tuple[Cell, ...]] = [
        (name, WITHHELD if n < 0 else n)
        for name, n in sorted(one.counts.items(), key=lambda each: (-each[1], each[0]))
        if n
    ]
    if one.total is not None:
        rows.append(("Alla", one.total))
    columns = (Column(label="Slag av händelse"), Column(label="Antal", number=True))
    note = f"Underlag: {', '.join(one.sources) or 'ej angivet'}."
    return DataTable(
        key=f"counts_{one.key[:12]}",
        caption=f"Antal händelser, {one.period}",
        columns=columns,
        rows=tuple(rows),
        note=note,
    )


def _consequences(facts: PictureFacts) -> Section:
    rows = [
        (one.title, one.consequences or "inte beskrivet", one.harm or "inte bedömt")
        for one in facts.problems
        if one.consequences or one.harm
    ]
    heads = ("Problem", "Konsekvenser", "Bedömd skada")
    tables = (_table("consequences", "Konsekvenser per problem", heads, rows),) if rows else ()
    return Section(key="consequences", title="Brottslighetens konsekvenser", tables=tables)


def _development(used: Sequence[UsedPicture], shown: PictureFacts, edition: Edition) -> Section:
    held = {one.key for one in shown.pictures if one.total is None}
    told = [one for one in steps(used) if edition is Edition.INTERNAL or one.picture.key not in held]
    figures = tuple(_figures(shown, edition, "years", "changes"))
    if not told:
        return Section(key="development", title="Utveckling över tid", tables=figures)
    rows: list[tuple[Cell, ...]] = []
    for one in told:
        hidden = one.before is not None and one.before.key in held and edition is not Edition.INTERNAL
        rows.append(
            (one.picture.period, one.picture.total, "jämförs inte i den här upplagan" if hidden else one.said)
        )
    refused = sum(bool(one.refused) for one in told)
    lead = (
        f"{_many(refused, 'jämförelse görs', 'jämförelser görs')} inte, med skälet angivet."
        if refused
        else ""
    )
    columns = (
        Column(label="Period"),
        Column(label="Händelser", number=True),
        Column(label="Mot perioden innan"),
    )
    table = DataTable(
        key="development", caption="Händelser per publicerad period", columns=columns, rows=tuple(rows)
    )
    return Section(
        key="development",
        title="Utveckling över tid",
        lead=lead,
        tables=(table, *figures),
        method=(
            "Antal per dag i en period delat med antal per dag i den förra, med exakt 95-procentigt intervall för två "
            "Poissonfördelade antal. Händelser som kommer i klump varierar mer än intervallet visar. Perioder jämförs "
            "bara när metod, slag av period och underlag är desamma och ingen källa har ett brott emellan. "
            "Skillnaden säger inget om vad den beror på."
        ),
    )


def _reference(facts: PictureFacts, edition: Edition) -> Section:
    tables = tuple(_figures(facts, edition, "group"))
    return Section(key="reference", title="Jämförelse med andra", tables=tables)


def _other(facts: PictureFacts) -> Section:
    rows = [(one.title, ground.text, ground.source) for one in facts.problems for ground in one.grounds]
    heads = ("Problem", "Vad underlaget säger", "Källa")
    tables = (_table("grounds", "Annat underlag till problemen", heads, rows),) if rows else ()
    notes = dict.fromkeys(f"{one.origin}: {one.note}" for one in facts.figures if one.note)
    return Section(
        key="other",
        title="Annan information av betydelse",
        paragraphs=tuple(notes),
        tables=(*tables, *_figures_measured(facts)),
    )


def _figures_measured(facts: PictureFacts) -> tuple[DataTable, ...]:
    rows = [(one.origin, one.name, one.value, one.limits, one.n) for one in facts.figures]
    heads = ("Källa", "Vad som mättes", "Värde", "Gränser", "Bygger på")
    caption = "Enkäter och mätningar som är avslutade"
    return (_table("measured", caption, heads, rows),) if rows else ()


def _analysis(facts: PictureFacts) -> Section:
    rows = [
        (one.title, cause.statement, f"{cause.support} för, {cause.against} mot", cause.influence)
        for one in facts.problems
        for cause in one.causes
    ]
    heads = ("Problem", "Orsak", "Belägg", "Går att påverka")
    tables = (_table("causes", "Orsaker som har analyserats", heads, rows),) if rows else ()
    without = [one.title for one in facts.problems if not one.causes]
    lead = f"Utan orsaksanalys: {'; '.join(without)}." if without and rows else ""
    return Section(key="analysis", title="Analys", paragraphs=(lead,) if lead else (), tables=tables)


def _positions(facts: PictureFacts) -> Section:
    rows = [
        (
            one.title,
            one.position or "inget val gjort",
            one.reason,
            format_date(one.review_on) if one.review_on else "",
        )
        for one in facts.problems
    ]
    if not rows:
        return Section(key="positions", title="Ställningstagande till problemen")
    open_ones = sum(not one.position for one in facts.problems)
    lead = f"{_many(open_ones, 'problem saknar', 'problem saknar')} ställningstagande." if open_ones else ""
    heads = ("Problem", "Ställningstagande", "Skäl", "Prövas igen")
    table = _table("positions", "Ställningstagande per problem", heads, rows)
    return Section(key="positions", title="Ställningstagande till problemen", lead=lead, tables=(table,))


def _sources(facts: PictureFacts, edition: Edition) -> Section:
    rows = [(one.title, one.period, ", ".join(one.sources) or "ej angivet") for one in facts.pictures]
    tables = (
        [_table("used", "Publicerade bilder som används", ("Bild", "Period", "Underlag"), rows)]
        if rows
        else []
    )
    limits = dict.fromkeys(
        (one.title, said) for one in facts.pictures for said in one.limits.get(edition, ())
    )
    if limits:
        tables.append(_table("limits", "Vad underlaget inte kan visa", ("Bild", "Begränsning"), list(limits)))
    if facts.unused:
        heads = ("Källa", "Varför den inte är med")
        tables.append(_table("unused", "Källor i Samsyn som inte används", heads, list(facts.unused)))
    return Section(key="sources", title="Källor och begränsningar", tables=tuple(tables))


def _table(key: str, caption: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]) -> DataTable:
    return DataTable(
        key=key, caption=caption, columns=tuple(Column(label=head) for head in heads), rows=tuple(rows)
    )
