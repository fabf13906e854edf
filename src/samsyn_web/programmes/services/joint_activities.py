"""What the whole programme does is loaded from its documents, and added, changed, moved and cancelled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.programme import Programme as Facts
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    ActivityStatus,
    ChangeKind,
    JointActivity,
    JointChange,
    JointKind,
    Participant,
    Programme,
)
from samsyn_web.programmes.services.recording import record

OPEN = (ActivityStatus.PLANNED, ActivityStatus.MOVED)


@dataclass(frozen=True, kw_only=True)
class JointWritten:
    """What a person writes of it; `attended` are keys of participants."""

    kind: str
    title: str
    place: str = ""
    when: str = ""
    days: int | None = None
    starts: date | None = None
    ends: date | None = None
    is_done: bool = False
    participants: int | None = None
    is_about: bool = False
    attended: tuple[str, ...] = ()
    partners: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row; where the days are known nothing else is kept of when."""
        known = self.starts is not None
        return {
            "kind": self.kind,
            "title": self.title.strip(),
            "place": self.place.strip(),
            "when": "" if known else self.when.strip(),
            "days": None if known else self.days,
            "starts": self.starts,
            "ends": self.ends,
            "participants": self.participants,
            "is_about": self.is_about and self.participants is not None,
            "attended": sorted(set(self.attended)),
            "partners": self.partners.strip(),
        }


def load_joint_activities(*, by: Scope | None, at: datetime, programme: Programme, facts: Facts) -> None:
    """
    Bring those that documents state in line with the facts; one that is no longer stated goes.

    What a programme's files hold without a source is added once, and belongs to the coordinator from then on.
    """
    rows = [
        _row(by, at, programme, place, one) for place, one in enumerate(facts.more.get("conferences", ()))
    ]
    own = set(
        JointActivity.objects.filter(programme=programme, source_document="").values_list("key", flat=True)
    )
    sourced = {row.key for row in rows if row.is_sourced}
    JointActivity.objects.filter(programme=programme).exclude(source_document="").exclude(
        key__in=sourced
    ).delete()
    told = ("position", "kind", "title", "place", "when", "days", "status", "participants", "is_about")
    JointActivity.objects.bulk_create(
        [row for row in rows if row.is_sourced],
        update_conflicts=True,
        unique_fields=["programme", "key"],
        update_fields=[*told, "source_document", "source_section", "written_at"],
    )
    JointActivity.objects.bulk_create([row for row in rows if not row.is_sourced and row.key not in own])


def _row(
    by: Scope | None, at: datetime, programme: Programme, place: int, one: Mapping[str, Any]
) -> JointActivity:
    source = one.get("source") or {}
    return JointActivity(
        programme=programme,
        key=one.get("key") or f"konferens-{place}",
        position=place,
        kind=JointKind.CONFERENCE,
        title=one["title"],
        place=one.get("place") or "",
        when=str(one.get("when") or ""),
        days=one.get("days"),
        status=ActivityStatus.DONE,
        participants=one.get("participants"),
        is_about=bool(one.get("about")),
        source_document=source.get("document", ""),
        source_section=source.get("section", ""),
        written_by_id=by.user_id if by else None,
        written_at=at,
    )


@transaction.atomic
def add_joint_activity(
    *, by: Scope, at: datetime, programme: Programme, written: JointWritten
) -> JointActivity:
    """Add what the whole programme is to do, or has done."""
    programme = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)  # one place each
    policies.check_works_on(by, programme)
    _check(programme, written)
    last = JointActivity.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    made = JointActivity.objects.create(
        programme=programme,
        key=f"egen-{position}",
        position=position,
        status=ActivityStatus.DONE if written.is_done else ActivityStatus.PLANNED,
        written_by_id=by.user_id,
        written_at=at,
        **written.values,
    )
    _keep(by, at, made, ChangeKind.ADDED, {})
    record(by=by, at=at, verb="programme.joint_activity_added", programme=programme)
    return made


@transaction.atomic
def change_joint_activity(
    *, by: Scope, at: datetime, joint_activity: JointActivity, version: int, written: JointWritten
) -> JointActivity:
    """Change what is written; of two who change at once the second is asked to read again."""
    joint_activity = _locked(joint_activity)
    policies.check_can_change_joint_activity(by, joint_activity, version)
    _check(joint_activity.programme, written)
    if joint_activity.status == ActivityStatus.CANCELLED:
        raise Refused(_("Aktiviteten är inställd. Ångra det först."))
    values = written.values
    if written.is_done:
        values["status"] = ActivityStatus.DONE
    elif joint_activity.status == ActivityStatus.DONE:
        values["status"] = ActivityStatus.PLANNED
    return _set(by, at, joint_activity, ChangeKind.CHANGED, values)


@transaction.atomic
def move_joint_activity(
    *, by: Scope, at: datetime, joint_activity: JointActivity, starts: date, ends: date | None, reason: str
) -> JointActivity:
    """Move it to other days; those that were stay in its history."""
    joint_activity = _locked(joint_activity)
    policies.check_can_change_joint_activity(by, joint_activity)
    policies.check_days(starts, ends)
    policies.check_reason(reason)
    if joint_activity.status not in OPEN:
        raise Refused(_("Bara det som är planerat kan flyttas."))
    values = {"starts": starts, "ends": ends, "when": "", "days": None, "status": ActivityStatus.MOVED}
    return _set(by, at, joint_activity, ChangeKind.MOVED, values, reason)


@transaction.atomic
def cancel_joint_activity(
    *, by: Scope, at: datetime, joint_activity: JointActivity, reason: str
) -> JointActivity:
    """Cancel it; it stays in the list, and can be taken up again."""
    joint_activity = _locked(joint_activity)
    policies.check_can_change_joint_activity(by, joint_activity)
    policies.check_reason(reason)
    if joint_activity.status not in OPEN:
        raise Refused(_("Bara det som är planerat kan ställas in."))
    return _set(by, at, joint_activity, ChangeKind.CANCELLED, {"status": ActivityStatus.CANCELLED}, reason)


@transaction.atomic
def restore_joint_activity(*, by: Scope, at: datetime, joint_activity: JointActivity) -> JointActivity:
    """Take it up again, as it was before it was cancelled."""
    joint_activity = _locked(joint_activity)
    policies.check_can_change_joint_activity(by, joint_activity)
    done = JointChange.objects.filter(joint_activity=joint_activity, kind=ChangeKind.CANCELLED).order_by(
        "-pk"
    )
    last = done.first()
    if joint_activity.status != ActivityStatus.CANCELLED or last is None:
        raise Refused(_("Aktiviteten är inte inställd."))
    return _set(by, at, joint_activity, ChangeKind.RESTORED, {"status": last.before["status"]})


def _check(programme: Programme, written: JointWritten) -> None:
    policies.check_joint_activity(
        kind=written.kind,
        title=written.title,
        when=written.when,
        texts={_("Platsen"): written.place, _("Medverkande"): written.partners},
        attended=written.attended,
        known=set(Participant.objects.filter(programme=programme).values_list("key", flat=True)),
    )
    policies.check_days(written.starts, written.ends)


def _locked(joint_activity: JointActivity) -> JointActivity:
    found = JointActivity.objects.select_for_update(of=("self",)).select_related("programme")
    return found.get(pk=joint_activity.pk)


def _set(
    by: Scope,
    at: datetime,
    joint_activity: JointActivity,
    kind: ChangeKind,
    values: Mapping[str, Any],
    reason: str = "",
) -> JointActivity:
    was = {name: getattr(joint_activity, name) for name in values}
    before = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in was.items()
        if value != values[name]
    }
    for name, value in values.items():
        setattr(joint_activity, name, value)
    joint_activity.version += 1
    joint_activity.written_by_id, joint_activity.written_at = by.user_id, at
    joint_activity.save(update_fields=[*values, "version", "written_by", "written_at"])
    _keep(by, at, joint_activity, kind, before, reason)
    record(by=by, at=at, verb="programme.joint_activity_changed", programme=joint_activity.programme)
    return joint_activity


def _keep(
    by: Scope,
    at: datetime,
    joint_activity: JointActivity,
    kind: ChangeKind,
    before: Mapping[str, Any],
    reason: str = "",
) -> None:
    JointChange.objects.create(
        joint_activity=joint_activity,
        kind=kind,
        reason=reason.strip(),
        before=dict(before),
        changed_by_id=by.user_id,
        changed_at=at,
    )
