"""Courses are held, changed, taken away and put back; whoever judges does it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.knowledge import policies, queries
from samsyn_web.knowledge.models import (
    Course,
    CourseGroup,
    CourseSession,
    SourceStatus,
)

WEEK = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class CourseWritten:
    """What a person writes of a course; `template` is the code of the ready course that it began as."""

    title: str
    held_by: str
    parts: Sequence[policies.Part]
    audience: str = ""
    template: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row, spaces put right."""
        parts = [
            {"title": _tidy(one["title"]), "goals": [_tidy(goal) for goal in one["goals"]]}
            for one in self.parts
        ]
        ready = queries.ready_course(self.template)
        same = ready is not None and parts == queries.parts_of(ready)
        return {
            "title": _tidy(self.title),
            "audience": _tidy(self.audience),
            "held_by": _tidy(self.held_by),
            "parts": parts,
            "template": self.template if ready else "",
            "source_status": SourceStatus.OWN_WORDS if same else SourceStatus.LOCAL_DESIGN,
        }


@transaction.atomic
def hold_course(
    *, by: Scope, at: datetime, written: CourseWritten, starts: date, every: timedelta = WEEK
) -> Course:
    """Lay out a course with a day for each part, the first on `starts`; days can be moved and added afterwards."""
    policies.check_can_hold(by)
    made = Course.objects.create(
        organisation_id=by.organisation_id, made_by_id=by.user_id, made_at=at, **_checked(written)
    )
    CourseSession.objects.bulk_create(
        CourseSession(course=made, on=starts + n * every, part=n + 1) for n in range(len(made.parts))
    )
    _record(by, at, "course.held", made)
    return made


@transaction.atomic
def change_course(*, by: Scope, at: datetime, course: Course, seen: int, written: CourseWritten) -> Course:
    """Change what a course says; of two who change at once the second is asked to read again."""
    course = _locked(by, course)
    policies.check_course_unchanged(course.version, seen)
    values = _checked(written)
    if CourseSession.objects.filter(course=course, part__gt=len(values["parts"])).exists():
        raise Refused(
            _("Det finns kurstillfällen för delar som inte längre finns. Ta bort eller ändra dem först.")
        )
    for name, value in values.items():
        setattr(course, name, value)
    course.version += 1
    course.save(update_fields=[*values, "version"])
    _record(by, at, "course.changed", course)
    return course


@transaction.atomic
def withdraw_course(*, by: Scope, at: datetime, course: Course) -> Course:
    """Take a course away; it can be put back as it was."""
    course = _locked(by, course)
    course.withdrawn_by_id, course.withdrawn_at = by.user_id, at
    course.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record(by, at, "course.withdrawn", course)
    return course


@transaction.atomic
def restore_course(*, by: Scope, at: datetime, course: Course) -> Course:
    """Put a course back."""
    course = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    policies.check_can_hold(by, course)
    if course.withdrawn_at is None:
        raise Refused(_("Kursen finns redan."))
    course.withdrawn_by, course.withdrawn_at = None, None
    course.save(update_fields=["withdrawn_by", "withdrawn_at"])
    _record(by, at, "course.restored", course)
    return course


@transaction.atomic
def tie_surveys(*, by: Scope, at: datetime, course: Course, before: int | None, after: int | None) -> Course:
    """Say which surveys asked before and after; none unties."""
    course = _locked(by, course)
    own = {one.pk for one in queries.course_surveys(by)}
    if not {before, after} - {None} <= own:
        raise BadInput(_("Enkäten finns inte. Välj en annan."))
    if before is not None and before == after:
        raise BadInput(_("Välj två olika enkäter, en före och en efter."))
    course.before_id, course.after_id = before, after
    course.save(update_fields=["before", "after"])
    _record(by, at, "course.surveys_tied", course)
    return course


@transaction.atomic
def note_completion(*, by: Scope, at: datetime, course: Course, completed: Mapping[int, int | None]) -> None:
    """Say how many of each group completed the course; none says that it is not known."""
    course = _locked(by, course)
    groups = {one.pk: one for one in CourseGroup.objects.select_for_update().filter(course=course)}
    policies.check_counts({key: one.enrolled for key, one in groups.items()}, completed)
    for key, n in completed.items():
        groups[key].completed = n
    CourseGroup.objects.bulk_update([groups[key] for key in completed], ["completed"])
    _record(by, at, "course.completion_noted", course)


def _locked(by: Scope, course: Course) -> Course:
    """Return a course that nobody else changes meanwhile, where the person may change it."""
    found = Course.objects.select_for_update(of=("self",)).get(pk=course.pk)
    policies.check_can_hold(by, found)
    policies.check_course_there(found)
    return found


def _checked(written: CourseWritten) -> dict[str, Any]:
    values = written.values
    policies.check_course(values["title"], values["audience"], values["held_by"], values["parts"])
    return values


def _tidy(text: str) -> str:
    return " ".join(text.split())


def _record(by: Scope, at: datetime, verb: str, course: Course) -> None:
    audit.record(organisation_id=course.organisation_id, by=by, at=at, verb=verb, target=course, detail={})
