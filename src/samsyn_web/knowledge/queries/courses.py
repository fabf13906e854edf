"""Reads of courses: the ready ones, the organisation's own with days, groups and counts, and what changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum

from samsyn.instruments.courses import CourseTemplate, CourseTemplates
from samsyn.instruments.load import courses as ready
from samsyn.methods.surveys.waves import WaveChange, wave_changes
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies
from samsyn_web.knowledge.models import Course, CourseAttendance, CourseGroup, CourseSession
from samsyn_web.methods.surveys import queries as surveys
from samsyn_web.methods.surveys.models import Survey


@dataclass(frozen=True, kw_only=True)
class CourseTotals:
    """How many days and people a course has; `completed` is none where no group says."""

    sessions: int = 0
    first: date | None = None
    last: date | None = None
    groups: int = 0
    enrolled: int = 0
    completed: int | None = None


def ready_courses() -> CourseTemplates:
    """Return the courses that Samsyn comes with, the same for everybody."""
    return ready()


def ready_course(template: str) -> CourseTemplate | None:
    """Return one of the courses that Samsyn comes with, or none."""
    return next((one for one in ready().courses if one.code == template), None)


def parts_of(template: CourseTemplate) -> list[policies.Part]:
    """Return the parts of a ready course as a held one stores them."""
    return [{"title": one.title, "goals": list(one.goals)} for one in template.parts]


def courses(scope: Scope) -> QuerySet[Course]:
    """Return the organisation's courses, withdrawn ones too, the newest first."""
    if not policies.can_read(scope):
        return Course.objects.none()
    found = Course.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("organisation", "before", "after").order_by("-made_at", "-pk")


def course(scope: Scope, course_id: int) -> Course | None:
    """Return one course of the organisation, or none."""
    return courses(scope).filter(pk=course_id).first()


def course_totals(scope: Scope) -> dict[int, CourseTotals]:
    """Return how many days and people each course has."""
    own = courses(scope).order_by().values("pk")
    days = CourseSession.objects.filter(course__in=own).values("course_id")
    people = CourseGroup.objects.filter(course__in=own).values("course_id")
    counted: dict[int, dict[str, Any]] = {}
    several: tuple[Iterable[Mapping[str, Any]], ...] = (
        days.annotate(sessions=Count("pk"), first=Min("on"), last=Max("on")),
        people.annotate(groups=Count("pk"), enrolled=Sum("enrolled"), completed=Sum("completed")),
    )
    for rows in several:
        for one in rows:
            told = {name: value for name, value in one.items() if name != "course_id"}
            counted.setdefault(one["course_id"], {}).update(told)
    return {key: CourseTotals(**values) for key, values in counted.items()}


def course_sessions(scope: Scope, course_id: int) -> QuerySet[CourseSession]:
    """Return the days of a course in order."""
    found = CourseSession.objects.filter(course_id=course_id, course__in=courses(scope).values("pk"))
    return found.select_related("course").order_by("on", "pk")


def course_session(scope: Scope, session_id: int) -> CourseSession | None:
    """Return one day of one of the organisation's courses, or none."""
    found = CourseSession.objects.filter(pk=session_id, course__in=courses(scope).values("pk"))
    return found.select_related("course").first()


def course_groups(scope: Scope, course_id: int) -> QuerySet[CourseGroup]:
    """Return the groups that take a course, by organisation."""
    found = CourseGroup.objects.filter(course_id=course_id, course__in=courses(scope).values("pk"))
    return found.order_by("employer", "function")


def course_group(scope: Scope, group_id: int) -> CourseGroup | None:
    """Return one group of one of the organisation's courses, or none."""
    found = CourseGroup.objects.filter(pk=group_id, course__in=courses(scope).values("pk"))
    return found.select_related("course").first()


def attendance(scope: Scope, course_id: int) -> dict[tuple[int, int], int]:
    """Return how many were there, by day and group; what is not known is not there."""
    found = CourseAttendance.objects.filter(
        session__course_id=course_id, session__course__in=courses(scope).values("pk")
    )
    return {(day, group): n for day, group, n in found.values_list("session_id", "group_id", "present")}


def course_surveys(scope: Scope) -> QuerySet[Survey]:
    """Return the surveys that may have asked before or after a course."""
    return surveys.surveys(scope)


def knowledge_changes(scope: Scope, course_id: int) -> tuple[WaveChange, ...] | None:
    """Return how knowledge changed from before to after, question by question; none until both surveys are closed."""
    found = course(scope, course_id)
    if found is None or found.before_id is None or found.after_id is None:
        return None
    told = [surveys.told(scope, pk) for pk in (found.before_id, found.after_id)]
    before, after = told
    return wave_changes(before, after) if before is not None and after is not None else None
