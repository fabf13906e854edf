"""When the function of a local project leader is vacant for too long."""

from __future__ import annotations

from samsyn_web.people.policies import is_vacant_too_long as is_vacant_too_long
from samsyn_web.people.policies import vacant_since as vacant_since

LEADER = "local_project_leader"


def subject_of(programme_id: int, participant_id: int | None = None) -> str:
    """Return the key of a participant's functions, or what the keys of all of a programme's begin with."""
    return f"programme/{programme_id}/" + ("" if participant_id is None else f"{participant_id}/")
