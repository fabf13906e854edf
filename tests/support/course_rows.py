"""A course of Anna's with a day, a group and who was there: a part of her world."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from samsyn_web.knowledge.models import Course, CourseAttendance, CourseGroup, CourseSession
from samsyn_web.methods.surveys.models import Survey

AT = datetime(2024, 10, 7, 8, 0, tzinfo=UTC)


def course_rows(owned: dict[str, Any], user: Any, before: Survey, mark: str) -> dict[str, Any]:
    """Return the rows by name; the survey after the course is a later one with the same answers."""
    after = Survey.objects.get(pk=before.pk)
    after.pk, after.link_key = None, None
    after.opens_at, after.closes_at, after.closed_at = (AT + timedelta(days=n) for n in (30, 37, 37))
    after.save(force_insert=True)
    course = Course.objects.create(
        **owned, title=mark, audience=mark, held_by=mark, parts=[{"title": mark, "goals": [mark]}],
        source_status="local_design", before=before, after=after, made_by=user, made_at=AT,
    )  # fmt: skip
    session = CourseSession.objects.create(course=course, on=date(2024, 10, 8), part=1, place=mark)
    group = CourseGroup.objects.create(course=course, employer=mark, function=mark, enrolled=7, completed=5)
    CourseAttendance.objects.create(session=session, group=group, present=6)
    return {"course": course, "course_session": session, "course_group": group}
