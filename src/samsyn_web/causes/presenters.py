"""What the pages of problems show."""

from __future__ import annotations

from collections.abc import Iterable
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
from samsyn_web.causes.models import Problem


@dataclass(frozen=True, kw_only=True)
class ProblemLine:
    """A problem in a list."""

    title: str
    href: str
    where: str
    is_open: bool
    since: datetime


def open_words(number: int) -> str:
    """Say how many problems are open, as a step of a thread does."""
    if not number:
        return _("inget öppet")
    return ngettext("%(n)s öppet", "%(n)s öppna", number) % {"n": words.number(number)}


@dataclass(frozen=True, kw_only=True)
class ProblemPage:
    """A problem on its own page."""

    key: int
    title: str
    text: str
    where: str
    is_open: bool
    opened_at: datetime
    opened_by: str
    closed_at: datetime | None
    reason: str
    can_work: bool
    parts: tuple[str, ...]


def lines(problems: Iterable[Problem], known: CategoryList) -> tuple[ProblemLine, ...]:
    """Return problems as lines."""
    return tuple(
        ProblemLine(
            title=one.title,
            href=reverse("causes:problem", args=[one.pk]),
            where=_where(one, known),
            is_open=one.is_open,
            since=one.opened_at,
        )
        for one in problems
    )


def page(scope: Scope, one: Problem, known: CategoryList) -> ProblemPage:
    """Return a problem as its page shows it."""
    return ProblemPage(
        key=one.pk,
        title=one.title,
        text=one.text,
        where=_where(one, known),
        is_open=one.is_open,
        opened_at=one.opened_at,
        opened_by=str(one.opened_by),
        closed_at=one.closed_at,
        reason=one.reason,
        can_work=policies.can_work(scope),
        parts=tuple(reverse(entry.of_problem, args=[one.pk]) for entry in methods() if entry.of_problem),
    )


def sentence(some: Iterable[ProblemLine]) -> str:
    """Return how many problems are worked on, as a sentence."""
    n = sum(one.is_open for one in some)
    if n == 0:
        return _("Inget problem är öppet.")
    return _("Ett problem är öppet.") if n == 1 else _("%(n)s problem är öppna.") % {"n": n}


def _where(one: Problem, known: CategoryList) -> str:
    category = known.label_of(one.category) if one.category else ""
    return ", ".join(part for part in (one.area_name or one.area, category) if part)
