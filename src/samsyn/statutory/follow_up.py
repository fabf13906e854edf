"""The follow-up of the plan (6 §) as sections: what was done, what it led to, and what nobody can judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from samsyn.cycle import Cell, Column, DataTable, Edition, Section, format_number
from samsyn.period import format_date
from samsyn.statutory.changes import State
from samsyn.statutory.parts import Part

GROUPS = (
    ("decreased", "Problemet minskade"),
    ("unchanged", "Problemet ändrades inte"),
    ("increased", "Problemet ökade"),
    ("unassessable", "Går inte att bedöma"),
    ("", "Ingen utvärdering är uträknad"),
)
FOLLOW_UP_PARTS: tuple[Part, ...] = (
    Part(key="summary", title="Sammanfattning", ask="Hur har planen gått, i några meningar?"),
    Part(key="done", title="Vad som har gjorts", ask="Vad genomfördes, vad blev inte av, och varför?", by_figures=True,
         forced=True),
    Part(key="effects", title="Vad det ledde till", ask="Vad säger utvärderingarna, och vad kan de inte säga?"),
    Part(key="indicators", title="Indikatorer", ask="Vad säger indikatorerna om det som planen skulle ändra?"),
    Part(key="conclusions", title="Slutsatser", ask="Vad har kommunen lärt sig om problemen, orsakerna och åtgärderna?",
         forced=True),
    Part(key="next", title="Vad som ändras i planen", ask="Vad fortsätter, vad avslutas och vad läggs till?",
         forced=True),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class FollowedAction:
    """
    An action of the plan: how far it has come, and what its evaluation says.

    `change` is a key of `GROUPS`; `sentence` tells it whole and may hold small numbers. `fidelity` says whether it was
    done as planned, and `ends` when it is to be done.
    """

    key: str
    title: str
    problem: str
    status: str
    is_done: bool
    ends: date | None = None
    change: str = ""
    sentence: str = ""
    fidelity: str = ""


@dataclass(frozen=True, kw_only=True)
class FollowedIndicator:
    """An indicator with its latest figure."""

    name: str
    unit: str
    baseline: float | None
    target: float | None
    value: float | None
    period: str


@dataclass(frozen=True, kw_only=True)
class FollowUpFacts:
    """What a follow-up is composed from; `plan` names the decided version that is followed up."""

    plan: str = ""
    actions: tuple[FollowedAction, ...] = ()
    indicators: tuple[FollowedIndicator, ...] = ()
    today: date = date.min


def follow_up_sections(facts: FollowUpFacts, edition: Edition = Edition.INTERNAL) -> tuple[Section, ...]:
    """
    Return the follow-up as sections, without what people write.

    Editions for others name each verdict and leave out its sentence and the figures of indicators, which may be about
    few.
    """
    inside = edition is Edition.INTERNAL
    return (
        Section(key="summary", title="Sammanfattning", lead=_summary(facts)),
        Section(key="done", title="Vad som har gjorts", tables=_done(facts)),
        Section(key="effects", title="Vad det ledde till", tables=_effects(facts, inside=inside)),
        Section(key="indicators", title="Indikatorer", tables=_indicators(facts) if inside else ()),
        Section(key="conclusions", title="Slutsatser"),
        Section(key="next", title="Vad som ändras i planen"),
    )


def follow_up_state(facts: FollowUpFacts) -> State:
    """Return how each action stood, to be compared with the next follow-up."""
    words = dict(GROUPS)
    return {
        f"action:{one.key}": (one.title, f"{one.status}; {words[one.change].lower()}")
        for one in facts.actions
    }


def _summary(facts: FollowUpFacts) -> str:
    if not facts.plan:
        return "Ingen plan är beslutad, så det finns inget att följa upp."
    done = sum(one.is_done for one in facts.actions)
    judged = sum(one.change not in ("", "unassessable") for one in facts.actions)
    total = len(facts.actions)
    return (
        f"{facts.plan}: {format_number(done)} av {format_number(total)} åtgärder är genomförda, och för "
        f"{format_number(judged)} går det att säga vad de ledde till."
    )


def _done(facts: FollowUpFacts) -> tuple[DataTable, ...]:
    rows = [
        (one.title, one.problem, one.status + _late(one, facts.today), one.fidelity, _day(one.ends))
        for one in facts.actions
    ]  # fmt: skip
    return _table(
        "done", "Planens åtgärder", ("Åtgärd", "Problem", "Läge", "Gjordes den som planerat", "Klar"), rows
    )


def _day(day: date | None) -> str:
    return format_date(day) if day else ""


def _late(one: FollowedAction, today: date) -> str:
    late = not one.is_done and one.ends is not None and one.ends < today
    return ", skulle ha varit klar" if late else ""


def _effects(facts: FollowUpFacts, *, inside: bool) -> tuple[DataTable, ...]:
    rows = [
        (word, one.title, one.sentence if inside else "")
        for change, word in GROUPS
        for one in facts.actions
        if one.change == change
    ]
    heads = ("Utslag", "Åtgärd", "I en mening")
    return _table(
        "effects", "Utslag per åtgärd", heads if inside else heads[:2], [r if inside else r[:2] for r in rows]
    )


def _indicators(facts: FollowUpFacts) -> tuple[DataTable, ...]:
    rows = [
        (one.name, _figure(one.baseline), _figure(one.value), one.period, _figure(one.target), one.unit)
        for one in facts.indicators
    ]
    heads = ("Indikator", "Utgångsvärde", "Senast", "Period", "Mål", "Enhet")
    return _table("indicators", "Indikatorer", heads, rows)


def _figure(value: float | None) -> str:
    return format_number(value, 0 if value is not None and float(value).is_integer() else 2)


def _table(
    key: str, caption: str, heads: Sequence[str], rows: Sequence[tuple[Cell, ...]]
) -> tuple[DataTable, ...]:
    columns = tuple(Column(label=head) for head in heads)
    return (DataTable(key=key, caption=caption, columns=columns, rows=tuple(rows)),) if rows else ()
