"""What the pages of the plan have in common: who reads, and how things are found or are not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.timezone import localdate

from samsyn_web.actions import queries
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, Role, ScopedRequest, requires

reads = requires(Permission.READ_WEEK, Permission.READ_PICTURE, Permission.CARRY_OUT)
reads_all = requires(Permission.READ_WEEK, Permission.READ_PICTURE)
writes = requires(Permission.JUDGE, Permission.DECIDE)
decides = requires(Permission.DECIDE)
carries_out = requires(Permission.JUDGE, Permission.DECIDE, Permission.CARRY_OUT)
own = requires(Permission.CARRY_OUT, *(role for role in Role if Permission.READ_PICTURE in role.permissions))


def today() -> Any:
    """Return the Swedish day."""
    return localdate(clock.now())


def the_plan(request: ScopedRequest, plan_id: int) -> Any:
    """Return a plan; 404 where there is none to read."""
    found = queries.plan(request.scope, plan_id)
    if found is None:
        raise Http404
    return found


def the_action(request: ScopedRequest, action_id: int) -> Any:
    """Return an action; 404 where there is none to read."""
    found = queries.action(request.scope, action_id)
    if found is None:
        raise Http404
    return found


def the_question(request: ScopedRequest, question_id: int) -> Any:
    """Return a question; 404 where there is none to read."""
    found = queries.question(request.scope, question_id)
    if found is None:
        raise Http404
    return found
