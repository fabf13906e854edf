"""Lets the demonstration's municipality hold two invented courses: one that is over, and one that begins in a while."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn.instruments.load import surveys as ready_surveys
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.knowledge import queries, services
from samsyn_web.knowledge.models import Course
from samsyn_web.methods.surveys import services as surveys
from samsyn_web.people.models import Membership

# employer, function, enrolled, completed, present week by week
GROUPS = (
    ("Socialförvaltningen", "enhetschefer", 6, 5, (6, 6, 5, 5, 4, 5)),
    ("Lokalpolisområdet", "områdespoliser", 5, 4, (5, 4, 5, 3, 4, 4)),
    ("Exempelbostäder", "fastighetsvärdar", 4, 4, (4, 4, 4, 4, 3, 4)),
    ("Skolförvaltningen", "rektorer", 5, 2, (4, 3, 2, 3, 2, 2)),
)
# one letter for each person: how sure they were of everything
BEFORE, AFTER = "222132231342223312", "4434534543554344"


class Command(BaseCommand):
    """Add the courses where there are none."""

    help = "Let the demonstration's municipality hold two invented courses."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Let Anna hold them; do nothing a second time."""
        held = Membership.objects.filter(
            organisation__name="Exempelköping",
            organisation__is_demo=True,
            role=Role.COORDINATOR.value,
            is_active=True,
        ).first()
        if held is None or Course.objects.filter(organisation_id=held.organisation_id).exists():
            return
        anna = Scope(
            user_id=held.user_id,
            organisation_id=held.organisation_id,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        now = clock.now()
        course = _hold(anna, now, "basic", now - timedelta(weeks=10))
        _attend(anna, now, course)
        before = _asked(anna, now - timedelta(weeks=11), "före", BEFORE)
        after = _asked(anna, now - timedelta(weeks=4), "efter", AFTER)
        services.tie_surveys(by=anna, at=now, course=course, before=before, after=after)
        coming = _hold(anna, now, "implementation", now + timedelta(weeks=3))
        for employer, function, enrolled, *_more in GROUPS[:2]:
            services.add_group(
                by=anna, at=now, course=coming, employer=employer, function=function, enrolled=enrolled - 2
            )


def _hold(anna: Scope, now: datetime, code: str, starts: datetime) -> Course:
    ready, day = queries.ready_course(code), localdate(starts)
    assert ready is not None
    written = services.CourseWritten(
        title=ready.title,
        held_by="Exempelköpings kommun med Exempelmyndigheten",
        audience=ready.audience,
        parts=queries.parts_of(ready),
        template=code,
    )
    return services.hold_course(by=anna, at=now, written=written, starts=day - timedelta(days=day.weekday()))


def _attend(anna: Scope, now: datetime, course: Course) -> None:
    made = [
        services.add_group(by=anna, at=now, course=course, employer=employer, function=function, enrolled=n)
        for employer, function, n, *_more in GROUPS
    ]
    for week, day in enumerate(queries.course_sessions(anna, course.pk)):
        present = {one.pk: told[4][week] for one, told in zip(made, GROUPS, strict=True)}
        services.change_session(
            by=anna, at=now, session=day, on=day.on, part=day.part, place="Stadshuset", present=present
        )
    completed = {one.pk: told[3] for one, told in zip(made, GROUPS, strict=True)}
    services.note_completion(by=anna, at=now, course=course, completed=completed)


def _asked(anna: Scope, opened: datetime, when: str, codes: str) -> int:
    form = next(one for one in ready_surveys().forms if one.key == "knowledge")
    made = surveys.make(
        by=anna,
        at=opened,
        form=form,
        title=f"Grundkursen: kunskap {when}",
        purpose="Svaren visar vad kursen ger och används när nästa kurs läggs upp.",
        sender="Exempelköpings kommun",
        about="alla som är anmälda till grundkursen",
        is_anonymous=True,
        opens_at=opened,
        closes_at=opened + timedelta(days=7),
        asked=sum(one[2] for one in GROUPS),
        is_invented=True,
    )
    items = [one.key for one in form.items if one.options]
    for n, code in enumerate(codes):
        given = {key: str(min(5, int(code) + (n + m) % 2)) for m, key in enumerate(items)}
        surveys.answer(by=None, at=opened + timedelta(days=1), survey=made, given=given)
    return surveys.close(by=anna, at=opened + timedelta(days=7), survey=made).pk
