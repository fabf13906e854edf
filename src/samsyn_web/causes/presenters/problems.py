"""What the pages of problems show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.instruments.categories import CategoryList
from samsyn_web.base import words
from samsyn_web.base.registry import methods
from samsyn_web.base.scope import Scope
from samsyn_web.causes import policies
from samsyn_web.causes.models import Problem, ProblemChoice
from samsyn_web.causes.presenters.priorities import ChoiceLine, choice_line
from samsyn_web.causes.queries import Analysed


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    """A problem in a list."""

    key: int
    title: str
    href: str
    where: str
    is_open: bool
    since: datetime
    choice: ChoiceLine
    analysis: str
    analysis_href: str
    lacks: str
    actions: str


@dataclass(frozen=True, kw_only=True)
class ProblemPage:
    """A problem on its own page; `told` is what is said of it, with the name of each part."""

    key: int
    title: str
    text: str
    told: tuple[tuple[str, str], ...]
    untold: tuple[str, ...]
    where: str
    is_open: bool
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    reason: str
    can_work: bool
    parts: tuple[str, ...]


def lines(
    problems: Iterable[Problem],
    known: CategoryList,
    analysed: Mapping[int, Analysed],
    chosen: Mapping[int, ProblemChoice],
    against: Mapping[int, int],
) -> tuple[ProblemLine, ...]:
    """Return problems as lines, each with what was chosen, how far its analysis has come and what is done about it."""
    return tuple(
        ProblemLine(
            key=one.pk,
            title=one.title,
            href=reverse("causes:problem", args=[one.pk]),
            where=where(one, known),
            is_open=one.is_open,
            since=one.opened_at,
            choice=choice_line(chosen.get(one.pk)),
            analysis=_causes(analysed.get(one.pk, Analysed())),
            analysis_href=reverse("causes:analysis", args=[one.pk]),
            lacks=_lacks(analysed.get(one.pk, Analysed())),
            actions=_actions(against.get(one.pk, 0)),
        )
        for one in problems
    )


def _causes(one: Analysed) -> str:
    if not one.causes:
        return _("orsakerna är inte analyserade")
    return ngettext("%(n)s orsak", "%(n)s orsaker", one.causes) % {"n": one.causes}


def _actions(number: int) -> str:
    if not number:
        return _("ingen öppen åtgärd")
    return ngettext("%(n)s öppen åtgärd", "%(n)s öppna åtgärder", number) % {"n": words.number(number)}


def _lacks(one: Analysed) -> str:
    if not one.without_evidence:
        return ""
    return ngettext("%(n)s saknar belägg", "%(n)s saknar belägg", one.without_evidence) % {
        "n": one.without_evidence
    }


def page(scope: Scope, one: Problem, known: CategoryList) -> ProblemPage:
    """Return a problem as its page shows it."""
    parts = (
        (_("När"), one.when),
        (_("Vilka situationer som drabbas"), one.affected),
        (_("Konsekvenser"), one.consequences),
        (_("Omfattning"), one.extent),
    )
    return ProblemPage(
        key=one.pk,
        title=one.title,
        text=one.text,
        told=tuple((name, said) for name, said in parts if said),
        untold=tuple(name[:1].lower() + name[1:] for name, said in parts if not said),
        where=where(one, known),
        is_open=one.is_open,
        opened_at=one.opened_at,
        opened_by=str(one.opened_by),
        closed_at=one.closed_at,
        reason=one.reason,
        can_work=policies.can_work(scope),
        parts=tuple(reverse(entry.of_problem, args=[one.pk]) for entry in methods() if entry.of_problem),
    )


def list_sentence(some: Iterable[ProblemLine]) -> str:
    """Return how many problems are worked on, as a sentence."""
    n = sum(one.is_open for one in some)
    if n == 0:
        return _("Inget problem är öppet.")
    return _("Ett problem är öppet.") if n == 1 else _("%(n)s problem är öppna.") % {"n": n}


def where(one: Problem, known: CategoryList) -> str:
    """Return where a problem is and which category it is of."""
    category = known.label_of(one.category) if one.category else ""
    return ", ".join(part for part in (one.area_name or one.area, category) if part)


def open_words(number: int) -> str:
    """Say how many problems are open, as a step of a thread does."""
    if not number:
        return _("inget öppet")
    return ngettext("%(n)s öppet", "%(n)s öppna", number) % {"n": words.number(number)}
