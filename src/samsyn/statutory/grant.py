"""The annex to a grant application under förordning (2023:442) as sections: only what is entered, and what is not."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, timedelta

from samsyn.cycle import Cell, Column, DataTable, Section, format_number
from samsyn.instruments.annexes import annexes
from samsyn.period import format_date
from samsyn.statutory.changes import State
from samsyn.statutory.grant_facts import GrantAction, GrantFacts
from samsyn.statutory.grant_lacks import grant_lacks
from samsyn.statutory.parts import Part
from samsyn.statutory.smart import smart

MARK_WORDS = {
    "read": "läst i källan",
    "second_hand": "läst i andra hand, kontrollera i utlysningen",
    "reading": "vår läsning",
}
GRANT_PARTS: tuple[Part, ...] = (
    Part(key="summary", title="Sammanfattning", ask="Vad söker kommunen bidrag för, och varför? Några meningar."),
    Part(key="problem", title="Problemet", ask="Beskriv det lokala problemet: vad, var, när, hur mycket och följderna.",
         forced=True, by_figures=True),
    Part(key="causes", title="Orsakerna", ask="Varför finns problemet, och hur vet ni det?", forced=True,
         by_figures=True),
    Part(key="action", title="Åtgärden", ask="Vad ska göras, och hur ska det verka på orsakerna? Vad är nytt?",
         forced=True, by_figures=True),
    Part(key="goals", title="Målen", ask="Säg vad som ska vara ändrat, hur mycket och när, och varför det är rimligt.",
         forced=True, by_figures=True),
    Part(key="time", title="Plan och tid", ask="Vad görs när, och av vem?", forced=True, by_figures=True),
    Part(key="costs", title="Kostnader", ask="Vad kostar det, uppdelat på poster? Bara det som hör till projektet.",
         forced=True, by_figures=True),
    Part(key="oncost", title="Lönekostnadspåslag", ask="Vilket påslag räknar ni med, i procent av lönen och i kronor?",
         section="costs"),
    Part(key="overhead", title="Overhead", ask="Vilken overhead räknar ni med, i procent av lönekostnaden och kronor?",
         section="costs"),
    Part(key="partners", title="Samverkansparter", ask="Vilka är med, och med vad?", forced=True, by_figures=True),
    Part(key="other", title="Andra bidrag", ask="Vilka andra bidrag har kommunen sökt eller fått? Skriv också om inga.",
         forced=True),
    Part(key="evaluation", title="Hur resultaten utvärderas",
         ask="Vad jämförs med vad, vem gör det, och när är det klart?", forced=True, by_figures=True),
    Part(key="attached", title="Bilagor", ask="Vad mer bifogas?"),
)  # fmt: skip


def grant_sections(facts: GrantFacts, written: Collection[str] = ()) -> tuple[Section, ...]:
    """
    Return the annex as sections, without what people write.

    Parameters
    ----------
    facts : GrantFacts
    written : collection of str
        Keys of parts that people have written; nothing is said to be missing there.

    Notes
    -----
    Nothing is filled in that is not entered: a sum is of the costs that are, and says of how many.
    """
    lacks = [(where, what) for key, where, what in grant_lacks(facts) if key not in written]
    return (
        Section(key="summary", title="Sammanfattning", lead=_summary(facts)),
        _missing(lacks),
        Section(key="problem", title="Problemet", tables=_problems(facts)),
        Section(key="causes", title="Orsakerna", tables=_causes(facts)),
        Section(key="action", title="Åtgärden", tables=_actions(facts)),
        Section(key="goals", title="Målen", tables=(*_goals(facts), *_smart(facts))),
        Section(key="time", title="Plan och tid", tables=_time(facts)),
        Section(key="costs", title="Kostnader", lead=_sum(facts.actions), tables=_costs(facts)),
        Section(key="partners", title="Samverkansparter", tables=_partners(facts)),
        Section(key="other", title="Andra bidrag", tables=_funding(facts)),
        Section(key="evaluation", title="Hur resultaten utvärderas", tables=_evaluations(facts)),
        Section(key="attached", title="Bilagor", tables=_attached(facts)),
        _notes(),
    )  # fmt: skip


def grant_state(facts: GrantFacts) -> State:
    """Return how what is applied for stood, to be compared with a later version."""
    problems = {f"problem:{one.key}": (one.title, one.position or "valt") for one in facts.problems}
    return problems | {f"action:{one.key}": (one.title, one.goal or "inget mål") for one in facts.actions}


def _summary(facts: GrantFacts) -> str:
    if not facts.problems and not facts.actions:
        return "Inget problem och ingen åtgärd är vald, så ansökan har inget underlag än."
    named = ", ".join(one.title for one in facts.actions) or "ingen åtgärd är vald"
    about = ", ".join(one.title for one in facts.problems) or "inget problem är valt"
    return f"Problem: {about}. Åtgärder: {named}."


def _missing(lacks: Sequence[tuple[str, str]]) -> Section:
    title = "Det som saknas"
    if not lacks:
        return Section(key="missing", title=title, lead="Inget som går att kontrollera saknas.")
    lead = f"{format_number(len(lacks))} uppgifter saknas eller behöver ses över innan ansökan lämnas in."
    if len(lacks) == 1:
        lead = "En uppgift saknas eller behöver ses över innan ansökan lämnas in."
    return Section(
        key="missing", title=title, lead=lead, tables=_table("missing", title, ("Var", "Vad"), lacks)
    )


def _problems(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [(one.title, one.area, one.extent, one.consequences or one.harm) for one in facts.problems]
    grounds = [(one.title, each.text, each.source) for one in facts.problems for each in one.grounds]
    return (
        *_table("problems", "Valda problem", ("Problem", "Område", "Omfattning", "Konsekvenser"), rows),
        *_table("grounds", "Vad problemen vilar på", ("Problem", "Underlag", "Källa"), grounds),
    )


def _causes(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [
        (one.title, each.statement, format_number(each.support), format_number(each.against), each.influence)
        for one in facts.problems
        for each in one.causes
    ]
    heads = ("Problem", "Orsak", "Belägg för", "Belägg emot", "Påverkbar")
    return _table("causes", "Orsaker och vad som talar för och emot", heads, rows)


def _actions(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [(one.title, one.steps, "; ".join(one.causes), one.mechanism, one.kind) for one in facts.actions]
    heads = ("Åtgärd", "Vad den består av", "Orsak som den ska ändra", "Hur den ska verka", "Typ")
    return _table("actions", "Valda åtgärder", heads, rows)


def _goals(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [
        (one.title, one.goal, one.indicator, _figure(one.baseline), _figure(one.target), one.unit, _day(one.ends))
        for one in facts.actions
        if one.goal
    ]  # fmt: skip
    heads = ("Åtgärd", "Mål", "Indikator", "Utgångsvärde", "Målvärde", "Enhet", "Klart")
    return _table("goals", "Mål", heads, rows)


def _smart(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [
        (
            one.title,
            f"{each.letter}: {each.word}",
            "underlag finns" if each.is_met else f"saknas: {', '.join(each.lacks)}",
        )
        for one in facts.actions
        for each in smart(one)
    ]
    made = _table("smart", "Är målen SMARTA", ("Åtgärd", "Bokstav", "Läge"), rows)
    note = "Kontrollen ser om uppgifterna finns. Om målet är rimligt kan bara människor bedöma."
    return tuple(replace(one, note=note) for one in made)


def _time(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows: list[tuple[Cell, ...]] = []
    for one in facts.actions:
        rows += [(one.title, "börjar", _day(one.starts))] if one.starts else []
        rows += [(one.title, what, _day(day)) for day, what in one.milestones]
        rows += [(one.title, "klar", _day(one.ends))] if one.ends else []
    return _table("time", "Vad som görs när", ("Åtgärd", "Steg", "Dag"), rows)


def _costs(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [
        (one.title, _figure(one.cost), _figure(one.hours), one.funding)
        for one in facts.actions
        if one.cost is not None or one.hours is not None
    ]
    heads = ("Åtgärd", "Kostnad, kronor", "Arbetstid, timmar", "Finansiering")
    return _table("costs", "Kostnader som är inskrivna", heads, rows)


def _sum(actions: Sequence[GrantAction]) -> str:
    known = [one.cost for one in actions if one.cost is not None]
    if not known:
        return "Ingen kostnad är inskriven."
    of = f"{format_number(len(known))} av {format_number(len(actions))}"
    return f"Summan av det som är inskrivet är {format_number(sum(known))} kronor, för {of} åtgärder."


def _partners(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [(one.title, one.partners) for one in facts.actions if one.partners]
    return _table("partners", "Samverkansparter", ("Åtgärd", "Samverkar med"), rows)


def _funding(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [(one.title, one.funding) for one in facts.actions if one.funding]
    return _table("funding", "Finansiering som är inskriven", ("Åtgärd", "Finansiering"), rows)


def _evaluations(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = []
    for one in facts.actions:
        held = one.evaluation
        if held is None:
            continue
        where = f"{held.treated}, jämfört med {held.comparison}" if held.comparison else held.treated
        when = "i efterhand" if held.is_afterwards else "innan åtgärden började"
        rows.append(
            (one.title, held.design, f"{held.counts} ({held.source})", where, _span(held.before), _span(held.after),
             f"{_day(held.decided_on)}, {when}", _day(held.due), held.can_show)
        )  # fmt: skip
    heads = (
        "Åtgärd",
        "Upplägg",
        "Vad som räknas",
        "Var",
        "Före",
        "Efter",
        "Bestämd",
        "Räknas ut",
        "Vad som kan synas",
    )
    follow = [(one.title, one.follow_up) for one in facts.actions if one.follow_up]
    return (
        *_table("evaluations", "Utvärderingar som är bestämda", heads, rows),
        *_table("follow_up", "Uppföljning som är inskriven", ("Åtgärd", "Hur den följs upp"), follow),
    )


def _span(days: tuple[date, date]) -> str:
    return f"{_day(days[0])} – {_day(days[1] - timedelta(days=1))}"


def _attached(facts: GrantFacts) -> tuple[DataTable, ...]:
    rows = [("Lägesbild", facts.picture or "saknas"), ("Åtgärdsplan", facts.plan or "saknas")]
    return _table("attached", "Bilagor", ("Handling", "Version"), rows)


def _notes() -> Section:
    held = annexes()
    titles = {part.key: part.title for part in GRANT_PARTS}
    rows = [(titles[one.part], one.text, one.source, MARK_WORDS[one.mark]) for one in held.notes]
    return Section(
        key="notes",
        title="Vad ansökan prövas mot",
        lead=f"{held.grant_title}, i våra egna ord. Det är förordningen och utlysningen som gäller: {held.grant_url}",
        tables=_table("notes", "Krav och gränser", ("Avsnitt", "Vad", "Källa", "Hur säkert"), rows),
    )


def _figure(value: float | None) -> str:
    return format_number(value, 0 if value is not None and float(value).is_integer() else 2)


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _table(
    key: str, caption: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> tuple[DataTable, ...]:
    columns = tuple(Column(label=head) for head in heads)
    return (DataTable(key=key, caption=caption, columns=columns, rows=tuple(rows)),) if rows else ()
