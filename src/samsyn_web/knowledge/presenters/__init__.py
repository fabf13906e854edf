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
from samsyn_web.knowledge.presenters.packs import (
    KeyLine,
    MadeRow,
    Origin,
    PackPage,
    ReceivedRow,
    key_lines,
    made_rows,
    origin_of,
    pack_page,
    received_rows,
)

__all__ = [
    "COURSE_TYPES",
    "Card",
    "ChangeRow",
    "CourseLine",
    "CoursePage",
    "HEADINGS",
    "KeyLine",
    "Line",
    "MadeRow",
    "Origin",
    "PackPage",
    "ReceivedRow",
    "Told",
    "action_of",
    "card",
    "change_chart",
    "change_rows",
    "course_file",
    "course_lines",
    "course_page",
    "figure_addresses",
    "key_lines",
    "lines",
    "made_rows",
    "origin_of",
    "pack_page",
    "pooled",
    "received_rows",
    "session_name",
    "told",
]
