"""How apps are told that a function has become vacant or got a new holder, each of those that it keeps days of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from samsyn_web.base.scope import Scope


@dataclass(frozen=True, kw_only=True)
class FunctionChange:
    """
    That a function changes hands: `subject` says what it is for, `day` is the last day held, or the first of the next.

    `organisation_id` is who keeps the days.
    """

    organisation_id: int
    subject: str
    function: str
    day: date
    is_end: bool


Tell = Callable[[Scope, datetime, FunctionChange], object]
_told: dict[str, Tell] = {}


def register_function_changes(begins: str, tell: Tell) -> None:
    """Let an app be told, from its `apps.py`, of the functions whose subject begins so."""
    _told[begins] = tell


def function_changed(by: Scope, at: datetime, change: FunctionChange) -> None:
    """Tell whose function it is that it changes hands."""
    for begins, tell in sorted(_told.items()):
        if change.subject.startswith(begins):
            tell(by, at, change)
