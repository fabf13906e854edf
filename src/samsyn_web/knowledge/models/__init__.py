"""What has been learnt, how it is taught, and what is given to others to use: lessons, courses and packs."""

from samsyn_web.knowledge.models.courses import (
    COURSE_NAME,
    COURSE_TEXT,
    MOST_PARTS,
    MOST_PEOPLE,
    PART_TITLE,
    Course,
    CourseAttendance,
    CourseGroup,
    CourseSession,
    SourceStatus,
)
from samsyn_web.knowledge.models.lessons import (
    FIVE,
    REFERENCE,
    TEXT,
    TITLE,
    Lesson,
    LessonShare,
    LessonText,
    Result,
)
from samsyn_web.knowledge.models.packs import (
    PACK_LINE,
    MadePack,
    PackKind,
    ReceivedPack,
    Terms,
)

__all__ = [
    "COURSE_NAME",
    "COURSE_TEXT",
    "Course",
    "CourseAttendance",
    "CourseGroup",
    "CourseSession",
    "FIVE",
    "Lesson",
    "LessonShare",
    "LessonText",
    "MadePack",
    "MOST_PARTS",
    "MOST_PEOPLE",
    "PACK_LINE",
    "PART_TITLE",
    "PackKind",
    "REFERENCE",
    "ReceivedPack",
    "Result",
    "SourceStatus",
    "TEXT",
    "Terms",
    "TITLE",
]
