"""What people have decided about a picture, laid over what was proposed: in its sections and in its JSON."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from samsyn.charts.tokens import level as look
from samsyn.cycle import Column, DataTable, Edition, Level, Section, Status, format_number
from samsyn.documents.composed import level_column, level_table, look_of
from samsyn.provenance import canonical, digest

ORDER = (Status.RED, Status.ORANGE, Status.YELLOW, Status.GREY, Status.GREEN)


@dataclass(frozen=True, kw_only=True)
class JudgedLevel:
    """
    What people decided about the proposed level of one area.

    Parameters
    ----------
    finding : str
        Digest of the finding that holds the proposal.
    area, area_name : str
    proposed : Status
    decision : str
        "accepted", "changed" or "dismissed"; empty where nobody has judged it.
    level : Status
        What holds: the decided level, or the proposed one where nobody has judged it.
    reason, by, at : str
        Why, who, and when (ISO 8601).
    """

    finding: str
    area: str
    area_name: str
    proposed: Status
    decision: str
    level: Status
    reason: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedAlarm:
    """Why a figure deviates, as people see it: a coded answer, its words, and more in free text."""

    finding: str
    answer: str
    answer_words: str
    text: str = ""
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedNote:
    """What somebody knows from the field."""

    text: str
    by: str = ""
    at: str = ""


@dataclass(frozen=True, kw_only=True)
class JudgedPriority:
    """What comes first, in order; no area means all of them."""

    problem: str
    why: str
    area: str = ""
    area_name: str = ""


@dataclass(frozen=True, kw_only=True)
class Judgements:
    """
    All that people have said about a picture.

    Parameters
    ----------
    judged : bool
        Whether somebody has said that every area is judged.
    judged_by, judged_at : str
    levels, answers, notes, priorities : tuples
    """

    judged: bool = False
    judged_by: str = ""
    judged_at: str = ""
    levels: tuple[JudgedLevel, ...] = ()
    answers: tuple[JudgedAlarm, ...] = ()
    notes: tuple[JudgedNote, ...] = ()
    priorities: tuple[JudgedPriority, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether any level has been judged."""
        return any(one.decision for one in self.levels)


def for_edition(judgements: Judgements, edition: Edition) -> Judgements:
    """
    Return what an edition says of the judgements.

    The partner edition names no persons. The public one shows no levels and no changes, so nothing about them either,
    and no notes or priorities, which are written for those who work together.
    """
    if edition is Edition.INTERNAL:
        return judgements
    if edition is Edition.PUBLIC:
        return Judgements(judged=judgements.judged, judged_at=judgements.judged_at)
    return replace(
        judgements,
        judged_by="",
        levels=tuple(replace(one, by="") for one in judgements.levels),
        answers=tuple(replace(one, by="") for one in judgements.answers),
        notes=tuple(replace(one, by="") for one in judgements.notes),
    )


def for_own(judgements: Judgements, findings: Collection[str], areas: Collection[str]) -> Judgements:
    """
    Return what a partner with own areas is told: about the figures that it is shown, and priorities that concern it.

    Parameters
    ----------
    judgements : Judgements
        As the partner edition tells them.
    findings : collection of str
        Digests of the findings in the partner's document.
    areas : collection of str
        Keys of the partner's areas.

    Notes
    -----
    Notes from the field are left out: nobody knows which areas they speak of.
    """
    return replace(
        judgements,
        levels=tuple(one for one in judgements.levels if one.finding in findings),
        answers=tuple(one for one in judgements.answers if one.finding in findings),
        notes=(),
        priorities=tuple(one for one in judgements.priorities if not one.area or one.area in areas),
    )


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


def judged_sections(sections: Sequence[Section], judgements: Judgements) -> tuple[Section, ...]:
    """
    Return a picture's sections with what people decided.

    Levels are the decided ones, in lists, tables and maps, with the proposal where it differs and the reason; figures
    that somebody has explained carry the explanation; priorities and notes follow the levels. A section that nothing is
    said about is returned as it is.
    """
    by_finding = {one.finding: one for one in judgements.levels if one.decision}
    answers = {one.finding: one for one in judgements.answers}
    made: list[Section] = []
    said = [part for part in (_priorities(judgements), _notes(judgements)) if part]
    place = next((n for n, one in enumerate(sections) if one.levels), 0 if sections else -1)
    for n, section in enumerate(sections):
        told = _levels(section, by_finding) if section.levels and by_finding else section
        made.append(_answered(told, answers))
        made += said if n == place else []
    return tuple(made or said)


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
