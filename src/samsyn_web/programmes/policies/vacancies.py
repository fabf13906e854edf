"""When the function of a local project leader is vacant for too long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Protocol

TOO_LONG = timedelta(days=30)
LEADER = "local_project_leader"


class Held(Protocol):
    """A time that a function was held; with no last day it still is."""

    @property
    def starts(self) -> date:
        """The first day."""

    @property
    def ends(self) -> date | None:
        """The last day."""


def subject_of(programme_id: int, participant_id: int | None = None) -> str:
    """Return the key of a participant's functions, or what the keys of all of a programme's begin with."""
    return f"programme/{programme_id}/" + ("" if participant_id is None else f"{participant_id}/")


def vacant_since(periods: Iterable[Held], today: date) -> date | None:
    """Return the first day that a function is vacant, or none where it is held or was never filled."""
    begun = [one for one in periods if one.starts <= today]
    ended = [one.ends for one in begun if one.ends is not None and one.ends < today]
    if not begun or len(ended) < len(begun):
        return None
    return max(ended) + timedelta(days=1)


def is_vacant_too_long(periods: Iterable[Held], today: date) -> bool:
    """Whether a function has been vacant for more than thirty days."""
    since = vacant_since(list(periods), today)
    return since is not None and today - since > TOO_LONG
