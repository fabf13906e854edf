"""Two rounds of a survey as sections: how they were compared, how each question changed, what is left out."""

from __future__ import annotations

from math import isnan

from samsyn.cycle import Cell, Column, DataTable, Section
from samsyn.disclosure import THRESHOLD
from samsyn.methods.surveys.register import WHOLE
from samsyn.methods.surveys.shares import percent
from samsyn.methods.surveys.two_rounds import Change, Comparison

HOW_PAIRED = (
    "Samma personer i båda omgångarna, funna genom en kod som de själva har gjort. Ändringen är andelen som svarade "
    "högre minus andelen som svarade lägre; gränserna är exakta (Clopper–Pearson) för hur många av dem som ändrade sig "
    "som gick uppåt. Besked ges när teckentestet (tvåsidigt, 5 %) skiljer det från slump."
)
HOW_SAMPLE = (
    "Olika personer kan ha svarat. Ändringen är skillnaden mellan andelarna som valde de översta svaren, med 95 % "
    "konfidensintervall enligt Newcombe."
)
HOW_WHOLE = (
    "Hela gruppen har tillfrågats båda gångerna. Ändringen är skillnaden mellan andelarna som valde de översta svaren. "
    "Gränserna är vad den hade kunnat bli om alla som inte svarade hade svarat på ena eller andra sättet; de är ingen "
    "sannolikhet."
)
WITHHELD = (
    "Där färre än {least} gick åt ett håll visas bara beskedet: svar som paras ihop kan röja vem som svarat."
)


def comparison_sentence(found: Comparison) -> str:
    """Return what the comparison says, in a sentence."""
    if found.refusal:
        return "Omgångarna jämförs inte."
    up, down = (sum(one.word == word for one in found.changes) for word in ("ökat", "minskat"))
    n = len(found.changes)
    return f"{up} av {n} frågor har ökat och {down} minskat; för resten går det inte att säga."


def comparison_sections(found: Comparison, least: int = THRESHOLD) -> tuple[Section, ...]:
    """
    Return the sections of a comparison.

    Parameters
    ----------
    found : Comparison
    least : int
        Fewest that moved in a direction for their number to be told.
    """
    head = Section(
        key="waves",
        title="Omgångarna",
        lead=found.refusal or comparison_sentence(found),
        paragraphs=found.doubts,
        tables=(_waves(found),),
    )
    left = (
        [Section(key="left", title="Frågor som inte jämförs", tables=(_left(found),))]
        if found.not_compared
        else []
    )
    return (head, *([_changed(found, least)] if found.changes else []), *left)


def _waves(found: Comparison) -> DataTable:
    rows: list[tuple[Cell, ...]] = [
        (one.title, one.asked.invited, len(one.answers), percent(one.rate), one.asked.under)
        for one in (found.before, found.after)
    ]
    columns = (
        Column(label="Omgång"),
        Column(label="Tillfrågade", number=True),
        Column(label="Svar", number=True),
        Column(label="Svarsfrekvens", number=True),
        Column(label="Vem som frågade"),
    )
    return DataTable(key="waves", caption="Vad som jämförs", columns=columns, rows=tuple(rows))


def _changed(found: Comparison, least: int) -> Section:
    if found.pairs:
        lead = f"{found.pairs} personer svarade båda gångerna."
        table, how = _pairs(found, least), HOW_PAIRED
        hidden = [WITHHELD.format(least=least)] if any(is_small(one, least) for one in found.changes) else []
    else:
        lead, hidden = "Grupperna jämförs: vilka som svarade båda gångerna är inte känt.", []
        table = _groups(found)
        how = HOW_WHOLE if found.after.asked.population == WHOLE else HOW_SAMPLE
    several = f"{len(found.changes)} frågor är prövade var för sig: ungefär en av tjugo visar en ändring av bara slump."
    under = [one.asked.under for one in (found.before, found.after)]
    return Section(
        key="changes",
        title="Ändring fråga för fråga",
        lead=lead,
        paragraphs=(*hidden, several, *dict.fromkeys(under)),
        tables=(table,),
        method=how,
    )


def is_small(one: Change, least: int) -> bool:
    """Return whether so few of a change's pairs moved in a direction that their number is not told to anybody."""
    return one.moved is not None and any(
        0 < n < least for n in (one.moved.up, one.moved.down, one.moved.same)
    )


def _pairs(found: Comparison, least: int) -> DataTable:
    rows: list[tuple[Cell, ...]] = []
    for one in found.changes:
        assert one.moved is not None
        counts: tuple[Cell, ...] = (one.moved.up, one.moved.down, one.moved.same)
        figures: tuple[Cell, ...] = (*counts, 100 * one.change, 100 * one.low, 100 * one.high)
        rows.append((one.item.text, *((None,) * 6 if is_small(one, least) else figures), one.word))
    caption = "De som svarade båda gångerna"
    if all(
        is_small(one, least) for one in found.changes
    ):  # columns of nothing but withheld figures say nothing
        short = tuple((text, word) for text, *_withheld, word in rows)
        return DataTable(
            key="changes",
            caption=caption,
            columns=(Column(label="Fråga"), Column(label="Besked")),
            rows=short,
        )
    columns = (
        Column(label="Fråga"),
        Column(label="Högre", number=True),
        Column(label="Lägre", number=True),
        Column(label="Samma", number=True),
        *_limits(),
        Column(label="Besked"),
    )
    return DataTable(key="changes", caption=caption, columns=columns, rows=tuple(rows))


def _groups(found: Comparison) -> DataTable:
    rows: list[tuple[Cell, ...]] = [
        (
            one.item.text,
            *(None if part is None or isnan(part) else 100 * part for part in _figures(one)),
            one.word,
        )
        for one in found.changes
    ]
    columns = (
        Column(label="Fråga"),
        Column(label="Före, %", number=True, decimals=1),
        Column(label="Efter, %", number=True, decimals=1),
        *_limits(),
        Column(label="Besked"),
    )
    return DataTable(
        key="changes", caption="Andelen som valde de översta svaren", columns=columns, rows=tuple(rows)
    )


def _figures(one: Change) -> tuple[float | None, ...]:
    return one.before, one.after, one.change, one.low, one.high


def _limits() -> tuple[Column, ...]:
    return (
        Column(label="Ändring, procentenheter", number=True, decimals=1),
        Column(label="Lägst", number=True, decimals=1),
        Column(label="Högst", number=True, decimals=1),
    )


def _left(found: Comparison) -> DataTable:
    columns = (Column(label="Fråga"), Column(label="Varför inte"))
    return DataTable(key="left", caption="Frågor som inte jämförs", columns=columns, rows=found.not_compared)
