"""What a verdict rests on, step by step back: its action, the causes, the problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from samsyn_web.actions.models import Action
from samsyn_web.actions.policies import can_read_problems
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Cause, Problem


@dataclass(frozen=True, kw_only=True)
class Behind:
    """What an evaluation is about; an address is empty where the reader does not read problems."""

    action_href: str
    causes: tuple[tuple[str, str], ...]
    causes_words: str
    causes_href: str
    problem: str
    problem_href: str


def behind(scope: Scope, action: Action, causes: Sequence[Cause], problem: Problem | None) -> Behind:
    """Return the steps before an evaluation, with where each opens."""
    reads, n = can_read_problems(scope), len(causes)
    return Behind(
        action_href=reverse("actions:action", args=[action.pk]),
        causes=tuple(
            (one.statement, reverse("causes:cause", args=[one.pk]) if reads else "") for one in causes
        ),
        causes_words=ngettext("en orsak", "%(n)s orsaker", n) % {"n": n} if n else "",
        causes_href=reverse("causes:analysis", args=[problem.pk]) if problem else "",
        problem=problem.title if problem else "",
        problem_href=reverse("causes:problem", args=[problem.pk]) if problem else "",
    )
