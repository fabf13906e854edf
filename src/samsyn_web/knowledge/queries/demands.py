"""What courses ask of functions in time: each day of a course, of each group that takes it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn_web.base.registry import AskedTime
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge.models import CourseGroup, CourseSession
from samsyn_web.knowledge.queries.courses import courses


def course_demands(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    """Return the days of the organisation's courses between two days; those of withdrawn courses ask for nothing."""
    own = courses(scope).order_by().filter(withdrawn_at=None).values("pk")
    days = CourseSession.objects.filter(course__in=own, on__gte=from_day, on__lte=to_day).select_related(
        "course"
    )
    groups: dict[int, list[CourseGroup]] = {}
    for group in CourseGroup.objects.filter(course__in=own).order_by("pk"):
        groups.setdefault(group.course_id, []).append(group)
    return [
        AskedTime(
            kind=_("kurs"),
            key=f"course-{day.pk}",
            title=day.course.title,
            starts=day.on,
            ends=day.on,
            unit=group.employer,
            function=group.function,
            page="knowledge:course",
            given=(str(day.course_id),),
        )
        for day in days.order_by("on", "pk")
        for group in groups.get(day.course_id, ())
    ]
