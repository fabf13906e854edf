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
    approve_lesson,
    change_lesson,
    draft_lesson,
    restore_lesson,
    revoke_lesson,
    share_lesson,
    withdraw_lesson,
    write_lesson,
)
from samsyn_web.knowledge.services.packs import (
    drop_pack,
    make_pack,
    open_received,
    revoke_pack,
    revoked_packs,
    take_in_pack,
    take_in_revoked_packs,
)

__all__ = [
    "CourseWritten",
    "add_group",
    "add_session",
    "approve_lesson",
    "change_course",
    "change_group",
    "change_lesson",
    "change_session",
    "draft_lesson",
    "drop_pack",
    "hold_course",
    "make_pack",
    "note_completion",
    "open_received",
    "remove_group",
    "remove_session",
    "restore_course",
    "restore_lesson",
    "revoke_lesson",
    "revoke_pack",
    "revoked_packs",
    "share_lesson",
    "take_in_pack",
    "take_in_revoked_packs",
    "tie_surveys",
    "withdraw_course",
    "withdraw_lesson",
    "write_lesson",
]
