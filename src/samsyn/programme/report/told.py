"""What was commissioned, who took part, what was done, what was learnt and what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from samsyn.cycle import Cell, Column, DataTable, Section
from samsyn.programme.appendix import IN_DATA_FILE, MOST_LISTED, NOT_STATED, when
from samsyn.programme.facts import Activity, Programme
from samsyn.programme.figures import Matrix, activity_matrix
from samsyn.programme.report.days import day, month
from samsyn.programme.report.drawn import areas_figure
from samsyn.programme.report.stated import chosen_with, formats, led, limits, rules_table
from samsyn.programme.report.together import together

CLASSES = (
    "Klasserna är polisens, som rapporten anger dem. Att ett område byter klass när klasserna görs om är ingen "
    "förbättring."
)
MANY = 20
"""More municipalities than these are told by their number."""
KINDS = {
    "grant": "anslag till uppdraget",
    "local_support": "stöd till kommunerna",
    "services": "köpta tjänster",
    "wages": "löner",
    "excess": "utöver de tillförda medlen",
}


def commission(programme: Programme) -> Section:
    """Return what was commissioned, when, and what the report must hold."""
    more = programme.more
    rows = [
        ("Diarienummer", programme.reference or NOT_STATED),
        ("Uppdragsgivare", more.get("commissioner") or NOT_STATED),
        ("Samordnare", more.get("coordinator") or NOT_STATED),
        ("Uppdraget gavs", day(more.get("commissioned_on"))),
        ("Projekttid", f"{month(more.get('starts'))} till {month(more.get('ends'))}"),
        ("Redovisas senast", day(more.get("report_due_on"))),
    ]
    return Section(
        key="commission",
        title="Uppdraget",
        lead=f"{programme.name}: {len(programme.municipalities)} kommuner och "
        f"{len(programme.focus_areas)} fokusområden.",
        paragraphs=limits(programme),
        tables=(table("commission", "Uppdraget", ("Uppgift", "Innehåll"), rows),),
    )


def municipalities(programme: Programme) -> Section:
    """Return who took part, with areas and classes, and how they were chosen."""
    names = [one.name for one in programme.municipalities]
    years = sorted({year for one in programme.areas for year in one.classes})
    rows = [
        (
            programme.municipality(one.municipality).name,
            one.area,
            *(one.classes.get(year, NOT_STATED) for year in years),
        )
        for one in programme.areas
    ]
    selection: Mapping[str, Any] = programme.more.get("selection", {})
    criteria = [
        (one["name"], "ja" if one.get("scored", True) else f"nej: {one.get('note', '')}")
        for one in selection.get("criteria", ())
    ]
    national = selection.get("national_count_2021", {})
    paragraphs = []
    if national:
        paragraphs.append(
            f"År 2021 hade {national['with_particularly']} kommuner ett eller flera särskilt utsatta områden, och "
            f"ytterligare {national['further_with_risk']} hade riskområden."
        )
    paragraphs += [one for one in (chosen_with(programme), *led(programme)) if one]
    tables = [
        table(
            "areas", "Kommunernas områden och polisens klasser", ("Kommun", "Område", *map(str, years)), rows
        )
    ]
    if criteria:
        tables.append(table("criteria", "Grunder för urvalet", ("Grund", "Vägs in"), criteria))
    return Section(
        key="municipalities",
        title="Medverkande kommuner",
        lead=f"{_places(names)} medverkade." if names else "Ingen kommun är med i programmet än.",
        paragraphs=tuple(paragraphs),
        tables=tuple(one for one in tables if one.rows),
        method=CLASSES if rows else "",
    )


def carried_out(programme: Programme, counted: Matrix | None = None) -> Section:
    """
    Return phases, conferences and how many activities each municipality had in each focus area.

    `counted` is given where the activities are kept, and counted, elsewhere than in the records.
    """
    counts = activity_matrix(programme) if counted is None else counted
    numbers = tuple(programme.focus_areas)
    matrix: list[tuple[Cell, ...]] = [
        (one.name, *(counts.cells[one.key][n] for n in numbers), counts.totals[one.key])
        for one in programme.municipalities
    ]
    total = counts.total
    if matrix:
        matrix.append(("Alla", *(counts.in_area(n) for n in numbers), total))
    phases = [(one["name"], day(one.get("when"))) for one in programme.more.get("phases", ())]
    partners = [one["name"] for one in programme.more.get("partners", ())]
    heads = ("Kommun", *(f"F{n}" for n in programme.focus_areas), "Alla")
    tables = [
        table("phases", "Faser", ("Fas", "När"), phases),
        table(
            "matrix",
            "Aktiviteter per kommun och fokusområde",
            heads,
            matrix,
        ),
        together(programme),
    ]
    return Section(
        key="carried_out",
        title="Genomförande",
        lead=f"{total} aktiviteter genomfördes i {len(programme.municipalities)} kommuner.",
        paragraphs=tuple(
            one
            for one in (formats(programme), f"Samverkan: {', '.join(partners)}." if partners else "")
            if one
        ),
        charts=(areas_figure(programme, counts),) if total else (),
        tables=tuple(one for one in tables if one.rows),
        method=f"Aktiviteterna räknas ur bilaga 2. {_areas(numbers)} i ordning. "
        "En aktivitet räknas en gång i vart och ett av sina fokusområden och en gång i Alla.",
    )


def focus_area(programme: Programme, number: int) -> Section:
    """Return what was done in one focus area: the appendix, and what only the body tells."""
    listed = [one for one in programme.carried_out if number in one.focus_areas]
    added = [one for one in programme.additions if number in one.focus_areas]
    reached = {one.municipality for one in listed}
    places = [one.name for one in programme.municipalities if one.key in reached]
    is_large = len(programme.carried_out) > MOST_LISTED
    tables = [
        _per_place(programme, number, listed)
        if is_large
        else _activities(programme, f"focus-{number}", "Aktiviteter", listed)
    ]
    if added:
        tables.append(
            _activities(programme, f"focus-{number}-more", "Mer som rapportens text tar upp", added)
        )
    analysed = rules_table(programme, number)
    if analysed is not None:
        tables.append(analysed)
    return Section(
        key=f"focus_{number}",
        title=f"Fokusområde {number}: {programme.focus_areas[number]}",
        lead=f"{len(listed)} aktiviteter i {_places(places)}." if listed else "Inga aktiviteter.",
        tables=tuple(one for one in tables if one.rows),
        method=IN_DATA_FILE if is_large else "",
    )


def learnt(programme: Programme) -> Section:
    """Return the lessons."""
    rows = [(one["text"],) for one in programme.more.get("lessons", ())]
    return Section(
        key="learnt",
        title="Lärdomar",
        lead=f"{len(rows)} lärdomar för fortsatt stöd." if rows else "Inga lärdomar är angivna.",
        tables=(table("lessons", "Lärdomar", ("Lärdom",), rows),) if rows else (),
    )


def money(programme: Programme) -> Section:
    """Return what was paid by whom to whom; where no sum is stated, that is said."""
    exact = {
        "yes": "",
        "about": "ungefär",
        "rounded": "avrundat till hela tusental",
        "not_stated": "summa ej angiven",
    }
    columns = (
        Column(label="Slag"),
        Column(label="År"),
        Column(label="Tusen kronor", number=True),
        Column(label="Från"),
        Column(label="Till"),
        Column(label="För"),
        Column(label="Anmärkning"),
    )
    rows = tuple(
        (
            KINDS.get(one.kind, one.kind),
            str(one.year) if one.year else NOT_STATED,
            one.amount_ksek,
            one.payer,
            one.recipient,
            one.purpose,
            ", ".join(
                said
                for said in ("budget" if one.side == "budget" else "", exact.get(one.exact, one.exact))
                if said
            ),
        )
        for one in programme.money
    )
    shown = DataTable(key="money", caption="Pengar", columns=columns, rows=rows)
    return Section(
        key="money",
        title="Pengar",
        lead="Alla summor som dokumenten anger. Stödet till kommunerna betalades ur anslaget: slagen läggs inte ihop."
        if rows
        else "Inga summor är angivna.",
        tables=(shown,) if rows else (),
    )


def table(key: str, caption: str, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> DataTable:
    """Return a table; a column is of numbers where every cell is one."""
    columns = tuple(
        Column(label=head, number=bool(rows) and all(isinstance(row[place], int) for row in rows))
        for place, head in enumerate(heads)
    )
    return DataTable(key=key, caption=caption, columns=columns, rows=tuple(tuple(row) for row in rows))


def _activities(programme: Programme, key: str, caption: str, listed: Sequence[Activity]) -> DataTable:
    rows = [
        (
            programme.municipality(one.municipality).name,
            one.title,
            ", ".join(str(n) for n in one.formats),
            when(one),
        )
        for one in listed
    ]
    return table(key, caption, ("Kommun", "Aktivitet", "Format (vår klassning)", "När"), rows)


def _per_place(programme: Programme, number: int, listed: Sequence[Activity]) -> DataTable:
    counted = Counter(one.municipality for one in listed)
    rows = [(one.name, counted[one.key]) for one in programme.municipalities if counted[one.key]]
    return table(f"focus-{number}", "Aktiviteter per kommun", ("Kommun", "Antal"), rows)


def _areas(numbers: Sequence[int]) -> str:
    """Return what the heads of a matrix stand for: F1–F6 är fokusområdena."""
    first, last = f"F{numbers[0]}", f"F{numbers[-1]}"
    return f"{first}–{last} är fokusområdena" if len(numbers) > 1 else f"{first} är fokusområdet"


def _places(names: Sequence[str]) -> str:
    return _listed(names) if len(names) <= MANY else f"{len(names)} kommuner"


def _listed(names: Sequence[str]) -> str:
    return " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
