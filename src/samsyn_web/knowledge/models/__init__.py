"""What has been learnt, and how it is taught: lessons with their versions and shares."""

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
    "MOST_PARTS",
    "MOST_PEOPLE",
    "PART_TITLE",
    "REFERENCE",
    "Result",
    "SourceStatus",
    "TEXT",
    "TITLE",
]
