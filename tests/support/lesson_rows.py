"""A lesson of Anna's that is shared with nobody any more, and what is taught: a part of her world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samsyn_web.knowledge.models import Lesson, LessonShare, LessonText
from samsyn_web.methods.surveys.models import Survey
from tests.support.course_rows import course_rows
from tests.support.pack_rows import pack_rows

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)


def lesson_rows(owned: dict[str, Any], user: Any, mark: str, survey: Survey) -> dict[str, Any]:
    """Return the rows by the name of their table."""
    lesson = Lesson.objects.create(**owned, made_by=user, made_at=AT)
    said: dict[str, Any] = {
        "number": 1, "title": mark, "result": "worked", "intervention": mark, "impact": mark, "written_by": user,
        "written_at": AT,
    }  # fmt: skip
    proofs = [{"kind": "figure", "key": "a" * 32, "said": mark}]
    text = LessonText.objects.create(lesson=lesson, **said, proofs=proofs)
    LessonShare.objects.create(
        lesson=lesson, text=text, reference=mark, proofs=[mark], shared_by=user, shared_at=AT, revoked_by=user,
        revoked_at=AT,
    )  # fmt: skip
    return {"lesson": lesson, **pack_rows(owned, user, mark), **course_rows(owned, user, survey, mark)}
