"""Pages of knowledge."""

from samsyn_web.knowledge.views.attending import (
    add_group,
    add_session,
    course_group,
    course_session,
    remove_group,
    remove_session,
)
from samsyn_web.knowledge.views.courses import (
    change_course,
    completion,
    course,
    course_file,
    courses,
    hold_course,
    restore_course,
    tie_surveys,
    withdraw_course,
)
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

__all__ = [
    "add_group",
    "add_session",
    "change",
    "change_course",
    "completion",
    "course",
    "course_file",
    "course_group",
    "course_session",
    "courses",
    "hold_course",
    "lesson",
    "lessons",
    "remove_group",
    "remove_session",
    "restore",
    "restore_course",
    "revoke",
    "share",
    "tie_surveys",
    "withdraw",
    "withdraw_course",
    "write",
]
