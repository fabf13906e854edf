"""The days of a course, the groups that take it, and how many were there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies
from samsyn_web.knowledge.models import Course, CourseAttendance, CourseGroup, CourseSession


@transaction.atomic
def add_session(
    *, by: Scope, at: datetime, course: Course, on: date, part: int | None = None, place: str = ""
) -> CourseSession:
    """Add a day."""
    course = _locked(by, course)
    made = CourseSession(course=course, **_session(course, on, part, place))
    made.save(force_insert=True)
    _record(by, at, "course.session_added", course)
    return made


@transaction.atomic
def change_session(
    *,
    by: Scope,
    at: datetime,
    session: CourseSession,
    on: date,
    part: int | None,
    place: str,
    present: Mapping[int, int | None],
) -> CourseSession:
    """Say when a day was and how many of each group were there; none says that it is not known."""
    course = _locked(by, session.course)
    groups = dict(CourseGroup.objects.select_for_update().filter(course=course).values_list("pk", "enrolled"))
    policies.check_counts(groups, present)
    for name, value in _session(course, on, part, place).items():
        setattr(session, name, value)
    session.save(update_fields=["on", "part", "place"])
    CourseAttendance.objects.filter(session=session, group__in=present).delete()
    CourseAttendance.objects.bulk_create(
        CourseAttendance(session=session, group_id=key, present=n)
        for key, n in present.items()
        if n is not None
    )
    _record(by, at, "course.session_changed", course)
    return session


@transaction.atomic
def remove_session(*, by: Scope, at: datetime, session: CourseSession) -> None:
    """Take a day away where nobody has been counted."""
    course = _locked(by, session.course)
    if CourseAttendance.objects.filter(session=session).exists():
        raise Refused(_("Närvaro är antecknad. Töm den först om tillfället inte hölls."))
    session.delete()
    _record(by, at, "course.session_removed", course)


@transaction.atomic
def add_group(
    *, by: Scope, at: datetime, course: Course, employer: str, function: str, enrolled: int
) -> CourseGroup:
    """Add a group: how many of a function in an organisation are enrolled."""
    course = _locked(by, course)
    values = _group(course, employer, function, enrolled)
    made = CourseGroup(course=course, **values)
    made.save(force_insert=True)
    _record(by, at, "course.group_added", course)
    return made


@transaction.atomic
def change_group(
    *, by: Scope, at: datetime, group: CourseGroup, employer: str, function: str, enrolled: int
) -> CourseGroup:
    """Change a group; no fewer can be enrolled than were there one day, or completed."""
    course = _locked(by, group.course)
    group = CourseGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    values = _group(course, employer, function, enrolled, but=group.pk)
    most = CourseAttendance.objects.filter(group=group).aggregate(most=Max("present"))["most"] or 0
    least = max(most, group.completed or 0)
    if enrolled < least:
        raise BadInput(_("{n} har varit med eller slutfört: färre kan inte vara anmälda.").format(n=least))
    for name, value in values.items():
        setattr(group, name, value)
    group.save(update_fields=list(values))
    _record(by, at, "course.group_changed", course)
    return group


@transaction.atomic
def remove_group(*, by: Scope, at: datetime, group: CourseGroup) -> None:
    """Take a group away where nobody of it has been counted."""
    course = _locked(by, group.course)
    group = CourseGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    if group.completed is not None or CourseAttendance.objects.filter(group=group).exists():
        raise Refused(_("Närvaro eller slutförande är antecknat för gruppen. Töm det först."))
    group.delete()
    _record(by, at, "course.group_removed", course)


def _locked(by: Scope, course: Course) -> Course:
    found = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    policies.check_can_hold(by, found)
    policies.check_course_there(found)
    return found


def _session(course: Course, on: date, part: int | None, place: str) -> dict[str, Any]:
    place = " ".join(place.split())
    policies.check_part(course, part)
    policies.check_place(place)
    return {"on": on, "part": part, "place": place}


def _group(
    course: Course, employer: str, function: str, enrolled: int, but: int | None = None
) -> dict[str, Any]:
    employer, function = " ".join(employer.split()), " ".join(function.split())
    policies.check_group(employer, function, enrolled)
    same = CourseGroup.objects.filter(course=course, employer=employer, function=function).values_list(
        "pk", flat=True
    )
    if set(same) - {but}:
        raise BadInput(_("Gruppen finns redan. Ändra antalet i den."))
    return {"employer": employer, "function": function, "enrolled": enrolled}


def _record(by: Scope, at: datetime, verb: str, course: Course) -> None:
    audit.record(organisation_id=course.organisation_id, by=by, at=at, verb=verb, target=course, detail={})
