"""Reads of activities: rows, counts, and the records that the final report is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet

from samsyn.programme import Activity as Told
from samsyn.programme import Grouped, Stated, with_conferences
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import Activity, ActivityChange, ActivityStatus, numbers_in
from samsyn_web.programmes.queries.joint_activities import told_joint_activities
from samsyn_web.programmes.queries.money import told_money
from samsyn_web.programmes.queries.programmes import programme_and_facts, programmes


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Which activities are asked for; what is empty chooses nothing away. The period is half-open."""

    municipality: str = ""
    focus_area: int | None = None
    status: str = ""
    format: int | None = None
    start: date | None = None
    end: date | None = None
    listed: bool | None = None

    @property
    def condition(self) -> Q:
        """What a row must meet."""
        found = Q()
        if self.municipality:
            found &= Q(participant__key=self.municipality)
        if self.focus_area is not None:
            found &= Q(focus_area=self.focus_area) | Q(also_in__contains=f",{self.focus_area},")
        if self.status:
            found &= Q(status=self.status)
        if self.format is not None:
            found &= Q(formats__contains=f",{self.format},")
        if self.listed is not None:
            found &= Q(is_listed=self.listed)
        if self.start:
            found &= Q(ends__gte=self.start) | Q(ends__isnull=True, starts__gte=self.start)
        return found & Q(starts__lt=self.end) if self.end else found


ALL = Chosen()


def activities(scope: Scope, programme_id: int, chosen: Chosen = ALL) -> QuerySet[Activity]:
    """Return the activities of a programme: by municipality, those of the appendix first and in its order."""
    return (
        Activity.objects.filter(
            chosen.condition, programme_id=programme_id, programme__in=programmes(scope).values("pk")
        )
        .select_related("participant")
        .order_by("-is_listed", "participant__position", "position")
    )


def activity(scope: Scope, activity_id: int) -> Activity | None:
    """Return one activity, or none."""
    return (
        Activity.objects.filter(pk=activity_id, programme__in=programmes(scope).values("pk"))
        .select_related("participant__programme", "programme", "written_by")
        .first()
    )


def activity_counts(scope: Scope, programme_id: int, chosen: Chosen = ALL) -> Grouped:
    """Return how many activities of the appendix are done, by the municipality's key and their focus areas."""
    done = activities(scope, programme_id, chosen).filter(is_listed=True, status=ActivityStatus.DONE)
    alike = done.order_by().values_list("participant__key", "focus_area", "also_in").annotate(n=Count("pk"))
    return {(key, (area, *numbers_in(also_in))): n for key, area, also_in, n in alike}


def status_counts(scope: Scope, programme_id: int, chosen: Chosen = ALL) -> Mapping[str, int]:
    """Return how many activities there are by status."""
    found = activities(scope, programme_id, chosen).order_by().values_list("status").annotate(n=Count("pk"))
    return dict(found)


def told_activities(scope: Scope, programme_id: int) -> Facts | None:
    """Return a programme's records with every activity and every sum in them."""
    found = programme_and_facts(scope, programme_id)
    if found is None:
        return None
    rows = list(activities(scope, programme_id))
    facts = with_conferences(found[1], told_joint_activities(scope, programme_id))
    added = sorted((one for one in rows if not one.is_listed), key=lambda one: one.position)
    return replace(
        facts,
        money=told_money(scope, programme_id),
        activities=tuple(_told(one, facts) for one in rows if one.is_listed),
        additions=tuple(_told(one, facts) for one in added),
    )


def _told(one: Activity, facts: Facts) -> Told:
    own = facts.focus_areas.get(one.focus_area, "") if one.is_listed else ""
    return Told(
        key=one.key,
        municipality=one.participant.key,
        focus_area=one.focus_area,
        also_in=one.focus_areas[1:],
        heading=one.heading or own,
        title=one.title,
        formats=one.format_numbers,
        source=Stated(document=one.source_document, section=one.source_section),
        is_bulleted=one.is_bulleted,
        partners=one.partner_names,
        count=one.times,
        participants=one.participants,
        when=one.when,
        starts=one.starts,
        ends=one.ends,
        status=one.status,
        provider=one.provider,
        units=one.units,
    )


def changes(scope: Scope, activity_id: int) -> QuerySet[ActivityChange]:
    """Return what was done to an activity, the newest first."""
    if activity(scope, activity_id) is None:
        return ActivityChange.objects.none()
    return ActivityChange.objects.filter(activity_id=activity_id).select_related("changed_by").order_by("-pk")
