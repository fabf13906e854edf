"""What people have decided about a picture, laid over what was proposed: in its sections and in its JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from samsyn.charts.tokens import level as look
from samsyn.cycle import Column, DataTable, Level, Section, Status, format_number
from samsyn.documents.composed import level_column, level_table, look_of
from samsyn.documents.decided import ahead_section, done_section, minutes_section
from samsyn.documents.judgements import JudgedAlarm as JudgedAlarm
from samsyn.documents.judgements import JudgedDecision as JudgedDecision
from samsyn.documents.judgements import JudgedLevel as JudgedLevel
from samsyn.documents.judgements import JudgedMinute as JudgedMinute
from samsyn.documents.judgements import JudgedNote as JudgedNote
from samsyn.documents.judgements import JudgedPriority as JudgedPriority
from samsyn.documents.judgements import Judgements as Judgements
from samsyn.documents.judgements import for_edition as for_edition
from samsyn.documents.judgements import for_own as for_own
from samsyn.provenance import canonical, digest

ORDER = (Status.RED, Status.ORANGE, Status.YELLOW, Status.GREY, Status.GREEN)


def judged_document(
    document: Mapping[str, Any], judgements: Judgements | Mapping[str, Any]
) -> dict[str, Any]:
    """
    Return a picture's JSON document with the key `judgements`; what was proposed stands as it stood.

    The digest is made anew, over everything else.
    """
    body = {key: value for key, value in document.items() if key != "digest"}
    plain: dict[str, Any] = canonical({**body, "judgements": judgements})
    return {**plain, "digest": digest(plain)}


def judged_sections(
    sections: Sequence[Section], judgements: Judgements, *, done_first: bool = False
) -> tuple[Section, ...]:
    """
    Return a picture's sections with what people decided.

    Levels are the decided ones, in lists, tables and maps, with the proposal where it differs and the reason; figures
    that somebody has explained carry the explanation; priorities, what was done, what was decided, notes and minutes
    follow the levels; with `done_first` what was done comes before all else. A section that nothing is said about is
    returned as it is.
    """
    by_finding = {one.finding: one for one in judgements.levels if one.decision}
    answers = {one.finding: one for one in judgements.answers}
    made: list[Section] = []
    done = done_section(judgements.done)
    before = [done] if done and done_first else []
    after = None if done_first else done
    parts = (
        _priorities(judgements),
        after,
        ahead_section(judgements.ahead),
        _notes(judgements),
        minutes_section(judgements.minutes),
    )
    said = [part for part in parts if part]
    place = next((n for n, one in enumerate(sections) if one.levels), 0 if sections else -1)
    for n, section in enumerate(sections):
        told = _levels(section, by_finding) if section.levels and by_finding else section
        made.append(_answered(told, answers))
        made += said if n == place else []
    return (*before, *(made or said))


def _levels(section: Section, judged: Mapping[str, JudgedLevel]) -> Section:
    levels = [_level(one, judged.get(one.link or "")) for one in section.levels]
    order = sorted(range(len(levels)), key=lambda n: ORDER.index(levels[n].status))
    own = level_table(section)
    tables = tuple(
        _level_table(section, table, levels, order, judged) if table == own else table
        for table in section.tables
    )
    ordered = tuple(levels[n] for n in order)
    return replace(
        section,
        lead=_lead(ordered, judged),
        levels=ordered,
        tables=tables,
        charts=tuple(
            replace(
                chart,
                spec={**chart.spec, "levels": {one.area: one.status.value for one in levels}},
                sentence="Områdena med beslutad nivå; samma uppgifter står i tabellen.",
            )
            if chart.spec.get("samsyn") == "levels_map"
            else chart
            for chart in section.charts
        ),
        method=f"Nivåerna är beslutade av människor. Förslagen kom till så här: {section.method}",
    )


def _level(one: Level, judged: JudgedLevel | None) -> Level:
    if judged is None:
        return one
    reason = judged.reason or one.reason
    dismissed = judged.decision == "dismissed"
    if dismissed:
        reason = f"Avfärdad av {_judge(judged)}. {reason}"
    return replace(one, status=judged.level, reason=reason, dismissed=dismissed)


def _lead(levels: Sequence[Level], judged: Mapping[str, JudgedLevel]) -> str:
    shown = [look_of(one) for one in levels]
    counts = ((key, shown.count(key)) for key in (*(status.value for status in ORDER), "dismissed"))
    parts = [f"{format_number(n)} {look(key).word}" for key, n in counts if n]
    text = f"Av {format_number(len(levels))} områden: {', '.join(parts)}."
    if waiting := sum((one.link or "") not in judged for one in levels):
        return f"{text} {format_number(waiting)} av nivåerna är förslag som ingen har bedömt."
    differs = sum(one.level != one.proposed for one in judged.values())
    if not differs:
        return f"{text} Nivåerna är beslutade och följer förslagen."
    return f"{text} Nivåerna är beslutade; {format_number(differs)} skiljer sig från förslaget."


def _level_table(
    section: Section,
    table: DataTable,
    levels: Sequence[Level],
    order: Sequence[int],
    judged: Mapping[str, JudgedLevel],
) -> DataTable:
    at = level_column(section, table)
    if at < 0:
        return table
    columns = list(table.columns)
    columns[at] = replace(columns[at], label="Nivå")
    columns.append(Column(label="Bedömning"))
    rows = []
    for n in order:
        row = list(table.rows[n])
        row[at] = look(look_of(levels[n])).word
        rows.append((*row, judgement_words(judged.get(levels[n].link or ""))))
    links = tuple(table.links[n] for n in order)
    return replace(table, columns=tuple(columns), rows=tuple(rows), links=links)


def _judge(one: JudgedLevel) -> str:
    return one.by or "dem som bedömde"


def judgement_words(one: JudgedLevel | None) -> str:
    """Return what people did with a proposed level, in a few words: the proposal where it differs, and the reason."""
    if one is None or not one.decision:
        return "förslag, inte bedömt"
    start = "förslaget godtaget" if one.decision == "accepted" else f"föreslagen: {look(one.proposed).word}"
    if one.decision == "dismissed":
        start = f"avfärdad av {_judge(one)}; {start}"
    return f"{start}. {one.reason}" if one.reason else start


def answer_words(one: JudgedAlarm) -> str:
    """Return why a figure deviates, in words."""
    words = one.answer_words[:1].upper() + one.answer_words[1:]
    return f"{words}. {one.text}" if one.text else words


def _answered(section: Section, answers: Mapping[str, JudgedAlarm]) -> Section:
    if not any(_has_answer(table, answers) for table in section.tables):
        return section
    tables = tuple(_explained(one, answers) if _has_answer(one, answers) else one for one in section.tables)
    return replace(section, tables=tables)


def _has_answer(table: DataTable, answers: Iterable[str]) -> bool:
    return any(link in answers for link in table.links if link)


def _explained(table: DataTable, answers: Mapping[str, JudgedAlarm]) -> DataTable:
    rows = tuple(
        (*row, answer_words(answers[link]) if link and link in answers else "")
        for row, link in zip(table.rows, table.links, strict=True)
    )
    return replace(table, columns=(*table.columns, Column(label="Vad det beror på")), rows=rows)


def _priorities(judgements: Judgements) -> Section | None:
    if not judgements.priorities:
        return None
    lines = tuple(
        f"{n}. {one.area_name or 'Alla områden'}: {one.problem}. Varför: {one.why}"
        for n, one in enumerate(judgements.priorities, start=1)
    )
    return Section(key="priorities", title="Det här kommer först", paragraphs=lines)


def _notes(judgements: Judgements) -> Section | None:
    if not judgements.notes:
        return None
    lines = tuple(f"{one.text} ({one.by})" if one.by else one.text for one in judgements.notes)
    return Section(key="notes", title="Från fältet", paragraphs=lines)
