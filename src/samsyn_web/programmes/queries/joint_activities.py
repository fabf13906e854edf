"""Reads of what the whole programme does: rows, what comes next, and the records of the final report."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import ActivityStatus, JointActivity, JointChange
from samsyn_web.programmes.queries.programmes import participants, programmes

OPEN_STATUS = (ActivityStatus.PLANNED, ActivityStatus.MOVED)


def joint_activities(scope: Scope, programme_id: int) -> QuerySet[JointActivity]:
    """Return what the whole programme does: by day, and what has none in the order it was written."""
    found = JointActivity.objects.filter(
        programme_id=programme_id, programme__in=programmes(scope).values("pk")
    )
    return found.order_by(F("starts").asc(nulls_first=True), "position", "pk")


def joint_activity(scope: Scope, joint_id: int) -> JointActivity | None:
    """Return one of them, or none."""
    return (
        JointActivity.objects.filter(pk=joint_id, programme__in=programmes(scope).values("pk"))
        .select_related("programme", "written_by")
        .first()
    )


def joint_activities_ahead(scope: Scope, programme_id: int, today: date) -> QuerySet[JointActivity]:
    """Return those that have a day and are not over, the nearest first."""
    to_come = Q(ends__gte=today) | Q(ends__isnull=True, starts__gte=today)
    return joint_activities(scope, programme_id).filter(to_come, status__in=OPEN_STATUS)


def joint_changes(scope: Scope, joint_id: int) -> QuerySet[JointChange]:
    """Return what was done to one of them, the newest first."""
    if joint_activity(scope, joint_id) is None:
        return JointChange.objects.none()
    found = JointChange.objects.filter(joint_activity_id=joint_id)
    return found.select_related("changed_by").order_by("-pk")


def told_joint_activities(scope: Scope, programme_id: int) -> tuple[dict[str, Any], ...]:
    """Return what was done by the whole programme as its files have conferences, in the order of its days."""
    rows = list(joint_activities(scope, programme_id).filter(status=ActivityStatus.DONE))
    named = (
        participants(scope, programme_id).values_list("key", "name") if any(r.attended for r in rows) else ()
    )
    names = dict(named)
    return tuple(
        _told(one, names) for one in sorted(rows, key=lambda one: (one.starts or date.min, one.position))
    )


def _told(one: JointActivity, names: dict[str, str]) -> dict[str, Any]:
    found = {
        "key": one.key,
        "title": one.title,
        "place": one.place,
        "when": one.when,
        "days": one.days,
        "starts": one.starts.isoformat() if one.starts else None,
        "ends": one.ends.isoformat() if one.ends else None,
        "participants": one.participants,
        "about": one.is_about,
        "municipalities": [names[key] for key in one.attended if key in names],
        "partners": list(one.partner_names),
        "source": {"document": one.source_document, "section": one.source_section}
        if one.is_sourced
        else None,
    }
    kept = {name: value for name, value in found.items() if value}
    return kept | ({"participants": 0} if one.participants == 0 else {})
