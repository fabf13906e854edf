"""Writes of what has been learnt."""

from samsyn_web.knowledge.services.attending import (
    add_group,
    add_session,
    change_group,
    change_session,
    remove_group,
    remove_session,
)
from samsyn_web.knowledge.services.courses import (
    CourseWritten,
    change_course,
    hold_course,
    note_completion,
    restore_course,
    tie_surveys,
    withdraw_course,
)
from samsyn_web.knowledge.services.lessons import (
    change_lesson,
    restore_lesson,
    revoke_lesson,
    share_lesson,
    withdraw_lesson,
    write_lesson,
)

__all__ = [
    "CourseWritten",
    "add_group",
    "add_session",
    "change_course",
    "change_group",
    "change_lesson",
    "change_session",
    "hold_course",
    "note_completion",
    "remove_group",
    "remove_session",
    "restore_course",
    "restore_lesson",
    "revoke_lesson",
    "share_lesson",
    "tie_surveys",
    "withdraw_course",
    "withdraw_lesson",
    "write_lesson",
]
