"""Pages of knowledge."""

from samsyn_web.knowledge.views.lessons import (
    change,
    lesson,
    lessons,
    restore,
    revoke,
    share,
    withdraw,
    write,
)

__all__ = ["change", "lesson", "lessons", "restore", "revoke", "share", "withdraw", "write"]
