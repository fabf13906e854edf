"""Knowledge as pages show it."""

from samsyn_web.knowledge.presenters.course_chart import change_chart
from samsyn_web.knowledge.presenters.course_file import (
    COURSE_TYPES,
    course_file,
    pooled,
)
from samsyn_web.knowledge.presenters.courses import (
    ChangeRow,
    CourseLine,
    CoursePage,
    change_rows,
    course_lines,
    course_page,
    session_name,
)
from samsyn_web.knowledge.presenters.lessons import (
    HEADINGS,
    Card,
    Line,
    Told,
    action_of,
    card,
    figure_addresses,
    lines,
    told,
)

__all__ = [
    "COURSE_TYPES",
    "Card",
    "ChangeRow",
    "CourseLine",
    "CoursePage",
    "HEADINGS",
    "Line",
    "Told",
    "action_of",
    "card",
    "change_chart",
    "change_rows",
    "course_file",
    "course_lines",
    "course_page",
    "figure_addresses",
    "lines",
    "pooled",
    "session_name",
    "told",
]
