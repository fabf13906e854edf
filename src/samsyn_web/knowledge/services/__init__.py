"""Writes of what has been learnt."""

from samsyn_web.knowledge.services.lessons import (
    change_lesson,
    restore_lesson,
    revoke_lesson,
    share_lesson,
    withdraw_lesson,
    write_lesson,
)

__all__ = [
    "change_lesson",
    "restore_lesson",
    "revoke_lesson",
    "share_lesson",
    "withdraw_lesson",
    "write_lesson",
]
