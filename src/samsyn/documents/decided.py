"""What meetings decided and said, as sections: what was done, what is decided for the next period, the minutes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from samsyn.cycle import Column, DataTable, Section, format_number
from samsyn.documents.judgements import DONE, JudgedDecision, JudgedMinute
from samsyn.period import format_date

WORDS: Mapping[str, str] = {  # of one decision, and of several
    "done": "gjort",
    "under_way": "pågår",
    "decided": "beslutat",
    "not_done": "blev inte av",
}
NAMED = 3  # things that the sentence names


def done_section(done: Sequence[JudgedDecision]) -> Section | None:
    """
    Return what was done or followed up in the period; none where nothing was.

    Examples
    --------
    >>> one = JudgedDecision(what="Laga belysningen", area_name="Åsen", status="done")
    >>> done_section([one]).lead
    'Gjort under perioden: Laga belysningen (Åsen).'
    """
    if not done:
        return None
    return Section(
        key="done",
        title="Vad som har gjorts",
        lead=_done_lead(done),
        tables=(_table("done", "Beslut som följdes upp under perioden", done, result=True),),
    )


def ahead_section(ahead: Sequence[JudgedDecision]) -> Section | None:
    """
    Return what was decided for the next period; none where nothing was.

    Examples
    --------
    >>> ahead_section([JudgedDecision(what="Laga belysningen", function="Park", until="2024-10-11")]).lead
    'Ett beslut, att göra senast 11 oktober 2024.'
    """
    if not ahead:
        return None
    last = max(one.until for one in ahead)
    many = f"{format_number(len(ahead))} beslut" if len(ahead) > 1 else "Ett beslut"
    return Section(
        key="ahead",
        title="Beslutat framåt",
        lead=f"{many}, att göra senast {_day(last)}.",
        tables=(_table("ahead", "Beslut för nästa period", ahead, result=False),),
    )


def minutes_section(minutes: Sequence[JudgedMinute]) -> Section | None:
    """
    Return what was said in the meeting, item by item; none where nothing was written.

    Examples
    --------
    >>> minutes_section([JudgedMinute(item="Nytt", text="Belysningen vid skolan.")]).paragraphs
    ('Nytt: Belysningen vid skolan.',)
    """
    said = [one for one in minutes if one.text.strip()]
    if not said:
        return None
    return Section(
        key="minutes",
        title="Minnesanteckningar",
        lead="Vad som sades på mötet, punkt för punkt.",
        paragraphs=tuple(f"{one.item}: {' '.join(one.text.split())}" for one in said),
    )


def _done_lead(done: Sequence[JudgedDecision]) -> str:
    finished = [one for one in done if one.status == DONE]
    if len(finished) == len(done):
        return _named(finished)
    counts = [(word, sum(one.status == status for one in done)) for status, word in WORDS.items()]
    said = ", ".join(f"{format_number(n)} {word}" for word, n in counts if n)
    return f"Beslut som följdes upp: {said}."


def _named(finished: Sequence[JudgedDecision]) -> str:
    named = [f"{one.what} ({one.area_name})" if one.area_name else one.what for one in finished[:NAMED]]
    more = len(finished) - len(named)
    return f"Gjort under perioden: {'; '.join(named)}{f'; och {format_number(more)} till' if more else ''}."


def _table(key: str, caption: str, some: Sequence[JudgedDecision], *, result: bool) -> DataTable:
    """Return the decisions as a table without the columns that none of them has anything in."""
    columns = {
        "Vad": [one.what for one in some],
        "Var": [_where(one) for one in some],
        "Vem": [one.function for one in some],
        "Senast": [_day(one.until) for one in some],
        "Läge": [WORDS.get(one.status, one.status) for one in some],
        "Vad det ledde till": [one.result if result else "" for one in some],
    }
    shown = {label: cells for label, cells in columns.items() if label == "Vad" or any(cells)}
    return DataTable(
        key=key,
        caption=caption,
        columns=tuple(Column(label=label) for label in shown),
        rows=tuple(zip(*shown.values(), strict=True)),
    )


def _where(one: JudgedDecision) -> str:
    return ", ".join(part for part in (one.area_name, one.place) if part)


def _day(text: str) -> str:
    if not text:
        return ""
    return format_date(date.fromisoformat(text))
