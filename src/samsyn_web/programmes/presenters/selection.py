"""A selection for a page and a file: candidates by name with each component beside the others, never a sum."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.areas import AreaClass, Change, scheme
from samsyn.programme import Programme, police_component
from samsyn_web.programmes.models.selection import (
    Candidate,
    CandidateDecision,
    CandidateJudgement,
    Choice,
    Criterion,
    Selection,
)


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area of a candidate: its class on the list, and what can be said of it since the list before."""

    name: str
    klass: str
    since: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One criterion of a candidate: the answer, and what it rests on."""

    name: str
    answer: str
    ground: str


@dataclass(frozen=True, kw_only=True)
class CandidateRow:
    """A candidate with each component."""

    name: str
    href: str
    areas: tuple[AreaRow, ...]
    region: str
    cells: tuple[Cell, ...]
    choice: str
    choice_key: str
    reason: str


def candidate_rows(
    selection: Selection,
    facts: Programme,
    candidates: Iterable[Candidate],
    judgements: Iterable[CandidateJudgement],
    decisions: Iterable[CandidateDecision],
) -> tuple[CandidateRow, ...]:
    """Return the candidates by name; what was said last holds."""
    said = newest_by_candidate(judgements)
    decided: dict[int, CandidateDecision] = {}
    for one in decisions:
        decided.setdefault(one.candidate_id, one)
    return tuple(
        _row(one, selection.list_year, facts, said.get(one.pk, {}), decided.get(one.pk)) for one in candidates
    )


def newest_by_candidate(
    judgements: Iterable[CandidateJudgement],
) -> dict[int, dict[str, CandidateJudgement]]:
    """Return what holds of each candidate and criterion, of judgements with the newest first."""
    found: dict[int, dict[str, CandidateJudgement]] = {}
    for one in judgements:
        found.setdefault(one.candidate_id, {}).setdefault(one.criterion, one)
    return found


def spread(rows: Sequence[CandidateRow]) -> list[tuple[str, str]]:
    """Return how those chosen are spread: a name, and how many of each kind."""
    chosen = [row for row in rows if row.choice_key == Choice.CHOSEN]
    sizes = [cell.answer for row in chosen for cell in row.cells if cell.name == str(Criterion.SIZE.label)]
    return [
        (_("I landet, efter polisregion"), _counted(row.region or _("inte på listan") for row in chosen)),
        (_("Efter storlek"), _counted(size or _("inte känt") for size in sizes)),
    ]


def areas_of(municipality: str, year: int, facts: Programme) -> tuple[tuple[AreaRow, ...], str]:
    """Return a candidate's areas and its police region; an invented programme has its own invented classes."""
    if facts.is_fictional:
        return _invented(municipality, year, facts), ""
    found = police_component(municipality, year)
    rows = tuple(
        AreaRow(
            name=one.area.area,
            klass=one.area.klass.swedish,
            since="; ".join(
                _since(change, before.klass.swedish if before else "")
                for change, before in zip(one.changes, one.before or (None,), strict=False)
            ),
        )
        for one in found.areas
    )
    return rows, found.areas[0].area.region if found.areas else ""


def list_notice(year: int) -> str:
    """Return what a reader must know about the list of a year."""
    if AreaClass.RISK in scheme(year):
        return _(
            "Listan har tre klasser: utsatt område, riskområde och särskilt utsatt område. "
            "Klassen är polisens bedömning."
        )
    return _(
        "Listan har två klasser. Riskområde finns inte längre: de områdena heter utsatt område, och det säger inte att "
        "något har blivit bättre."
    )


def history_of(
    judgements: Iterable[CandidateJudgement], decisions: Iterable[CandidateDecision]
) -> list[tuple[Any, Any, str, str]]:
    """Return what was said and decided of one candidate: when, by whom, what, and on what ground; the newest first."""
    rows: list[tuple[Any, Any, str, str]] = [
        (
            one.judged_at,
            one.judged_by,
            f"{one.get_criterion_display()}: {one.get_answer_display()}",
            one.ground,
        )
        for one in judgements
    ]
    rows += [
        (one.decided_at, one.decided_by, f"{_('Beslut')}: {one.get_choice_display()}", one.reason)
        for one in decisions
    ]
    return sorted(rows, key=lambda row: row[0], reverse=True)


def _row(
    one: Candidate,
    year: int,
    facts: Programme,
    said: Mapping[str, CandidateJudgement],
    decision: CandidateDecision | None,
) -> CandidateRow:
    areas, region = areas_of(one.municipality, year, facts)
    return CandidateRow(
        name=one.municipality,
        href=reverse("programmes:candidate", args=[one.pk]),
        areas=areas,
        region=region,
        cells=tuple(
            Cell(
                name=str(key.label),
                answer=said[key].get_answer_display() if key in said else "",
                ground=said[key].ground if key in said else "",
            )
            for key in Criterion
        ),
        choice=decision.get_choice_display() if decision else "",
        choice_key=decision.choice if decision else "",
        reason=decision.reason if decision else "",
    )


def _invented(municipality: str, year: int, facts: Programme) -> tuple[AreaRow, ...]:
    keys = {one.key for one in facts.municipalities if one.name == municipality}
    rows = []
    for one in facts.areas:
        if one.municipality in keys and year in one.classes:
            before = max((other for other in one.classes if other < year), default=None)
            since = (
                _("%(year)s: %(klass)s") % {"year": before, "klass": one.classes[before]} if before else ""
            )
            rows.append(AreaRow(name=one.area, klass=one.classes[year], since=since))
    return tuple(rows)


def _since(change: Change, before: str) -> str:
    said = {
        Change.SAME: _("samma klass som på listan före"),
        Change.HIGHER: _("högre klass än på listan före (%(before)s)"),
        Change.LOWER: _("lägre klass än på listan före (%(before)s)"),
        Change.RELABELLED: _("hette %(before)s; klassen finns inte längre, inget kan sägas om området"),
        Change.ADDED: _("ny på listan"),
        Change.REMOVED: _("borta från listan"),
        Change.SPLIT: _("del av ett område som har delats (%(before)s)"),
        Change.NOT_COMPARABLE: _("kan inte jämföras med listan före (%(before)s)"),
    }
    return said[change] % {"before": before} if "%(" in said[change] else said[change]


def _counted(names: Iterable[str]) -> str:
    found = Counter(names)
    return ", ".join(f"{name} {n}" for name, n in sorted(found.items())) or "–"


def stated_list(facts: Programme) -> int:
    """Return the year of the list that a selection was made by, as the documents state the classes; 0 for none."""
    return min((year for one in facts.areas for year in one.classes), default=0)


def stated_candidates(facts: Programme) -> list[tuple[str, list[Any]]]:
    """Return who took part in a programme that is known from its documents, with the areas that they state."""
    by_key = {key: list(several) for key, several in groupby(facts.areas, key=lambda one: one.municipality)}
    return [(one.name, by_key.get(one.key, [])) for one in facts.municipalities]
