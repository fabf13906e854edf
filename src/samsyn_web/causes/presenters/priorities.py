"""Problems weighed against each other: criteria as rows, problems as columns, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samsyn.instruments.analysis import Criteria
from samsyn_web.causes.models import Choice, CriterionJudgement, Ground, Problem, ProblemChoice

MARKS = {
    Ground.STRONG: "●●",
    Ground.SOME: "●",
    Ground.NONE: "○",
    Ground.UNKNOWN: "?",
}
NOT_CHOSEN = gettext_lazy("inget val gjort")


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one criterion says about one problem."""

    problem: str
    mark: str
    word: str
    why: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A criterion with what it says about each problem."""

    label: str
    question: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """The criteria of one side."""

    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class ChoiceLine:
    """What was chosen for a problem, by whom and why."""

    key: str
    word: str
    reason: str
    review_on: date | None
    by: str
    at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Column:
    """A problem that is weighed."""

    title: str
    href: str
    judge: str
    choice: ChoiceLine
    answered: int
    unanswered: int
    cells: tuple[tuple[str, Cell], ...]


def choice_line(one: ProblemChoice | None) -> ChoiceLine:
    """Return a choice as it is read; without one it is said that none was made."""
    if one is None:
        return ChoiceLine(key="", word=str(NOT_CHOSEN), reason="", review_on=None, by="", at=None)
    return ChoiceLine(
        key=one.choice,
        word=str(Choice(one.choice).label),
        reason=one.reason,
        review_on=one.review_on,
        by=str(one.decided_by),
        at=one.decided_at,
    )


def groups(
    known: Criteria, problems: Sequence[Problem], judged: Mapping[int, Mapping[str, CriterionJudgement]]
) -> tuple[Group, ...]:
    """Return the matrix: sides, criteria, and a cell for each problem."""
    return tuple(
        Group(
            label=label,
            rows=tuple(
                Row(
                    label=one.label,
                    question=one.question,
                    cells=tuple(_cell(p.title, judged.get(p.pk, {}).get(one.code)) for p in problems),
                )
                for one in known.of(ground)
            ),
        )
        for ground, label in known.grounds.items()
    )


def columns(
    known: Criteria,
    problems: Sequence[Problem],
    judged: Mapping[int, Mapping[str, CriterionJudgement]],
    chosen: Mapping[int, ProblemChoice],
) -> tuple[Column, ...]:
    """Return the problems, each with its choice and its judgements, for a list."""
    return tuple(
        Column(
            title=p.title,
            href=reverse("causes:problem", args=[p.pk]),
            judge=reverse("causes:judge_problem", args=[p.pk]),
            choice=choice_line(chosen.get(p.pk)),
            answered=len(judged.get(p.pk, {})),
            unanswered=sum(one.code not in judged.get(p.pk, {}) for one in known.criteria),
            cells=tuple(
                (one.label, _cell(p.title, judged.get(p.pk, {}).get(one.code))) for one in known.criteria
            ),
        )
        for p in problems
    )


def _cell(problem: str, one: CriterionJudgement | None) -> Cell:
    if one is None:
        return Cell(problem=problem, mark="", word=_("inte bedömt"), why="")
    ground = Ground(one.ground)
    return Cell(problem=problem, mark=MARKS[ground], word=str(ground.label), why=one.why)


def matrix_sentence(some: Sequence[Column]) -> str:
    """Return what was chosen, in a sentence."""
    if not some:
        return _("Det finns inga öppna problem att välja mellan.")
    n = sum(one.choice.key == Choice.PRIORITISED for one in some)
    left = sum(one.choice.key == Choice.DEPRIORITISED for one in some)
    waiting = sum(not one.choice.key for one in some)
    parts = [
        ngettext("%(n)s av %(all)s problem prioriteras", "%(n)s av %(all)s problem prioriteras", n)
        % {"n": n, "all": len(some)}
    ]
    if left:
        parts.append(
            _("%(n)s är bortprioriterat") % {"n": left}
            if left == 1
            else _("%(n)s är bortprioriterade") % {"n": left}
        )
    if waiting:
        parts.append(_("%(n)s väntar på ett val") % {"n": waiting})
    return ", ".join(parts) + "."


def history(
    judged: Iterable[CriterionJudgement], names: Mapping[str, str]
) -> tuple[tuple[str, str, str, str, datetime], ...]:
    """Return every judgement: criterion, word, why, who and when."""
    return tuple(
        (
            names.get(one.criterion, one.criterion),
            str(Ground(one.ground).label),
            one.why,
            str(one.judged_by),
            one.judged_at,
        )
        for one in judged
    )
