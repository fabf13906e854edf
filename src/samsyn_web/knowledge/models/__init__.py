"""What has been learnt, and how it is taught: lessons with their versions and shares."""

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

__all__ = ["FIVE", "REFERENCE", "TEXT", "TITLE", "Lesson", "LessonShare", "LessonText", "Result"]
