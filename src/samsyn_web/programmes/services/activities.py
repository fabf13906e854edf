"""Activities are added, changed, moved, cancelled, and taken up again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import (
    Activity,
    ActivityChange,
    ActivityStatus,
    ChangeKind,
    Participant,
    Programme,
    between_commas,
)
from samsyn_web.programmes.services.planning import check_planned
from samsyn_web.programmes.services.recording import record


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a person writes of an activity."""

    focus_area: int
    title: str
    formats: tuple[int, ...]
    starts: date | None = None
    ends: date | None = None
    is_done: bool = False
    provider: str = ""
    partners: str = ""
    times: int | None = None
    participants: int | None = None
    units: int | None = None
    also_in: tuple[int, ...] = ()
    asks: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the row."""
        return {
            "focus_area": self.focus_area,
            "also_in": between_commas(sorted(set(self.also_in) - {self.focus_area})),
            "title": self.title.strip(),
            "formats": between_commas(sorted(set(self.formats))),
            "starts": self.starts,
            "ends": self.ends,
            "provider": self.provider.strip(),
            "partners": self.partners.strip(),
            "asks": " ".join(self.asks.split()),
            "times": self.times,
            "participants": self.participants,
            "units": self.units,
        }


@transaction.atomic
def add_activity(
    *,
    by: Scope,
    at: datetime,
    programme: Programme,
    municipality: str,
    written: Written,
    seen: str | None = None,
) -> Activity:
    """
    Add an activity: of any participant by who runs the programme, of its own by who reports for one.

    `seen` names what the person has seen that it meets; it is not saved while something else is met. Where it is none
    nobody plans at a form, and nothing is asked.
    """
    place = (
        Participant.objects.select_related("programme").filter(programme=programme, key=municipality).first()
    )
    if place is None:
        policies.check_runs(by, programme)
        raise BadInput(_("Kommunen är inte med i programmet."))
    policies.check_plans_for(by, place)
    _check(programme, written)
    told = _told(by, at, place, written.values, seen, ActivityStatus.DONE if written.is_done else None)
    Programme.objects.select_for_update().get(pk=programme.pk)  # two at once get places of their own
    last = Activity.objects.filter(programme=programme).aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    made = Activity.objects.create(
        programme=programme,
        participant=place,
        key=f"egen-{position}",
        position=position,
        status=ActivityStatus.DONE if written.is_done else ActivityStatus.PLANNED,
        written_by_id=by.user_id,
        written_at=at,
        **written.values,
    )
    _keep(by, at, made, ChangeKind.ADDED, {}, told)
    record(by=by, at=at, verb="programme.activity_added", programme=programme)
    return made


@transaction.atomic
def change_activity(
    *, by: Scope, at: datetime, activity: Activity, version: int, written: Written, seen: str | None = None
) -> Activity:
    """Change what is written, with what it meets seen; of two who change at once the second is asked to read again."""
    activity = _locked(activity)
    policies.check_can_change(by, activity, version)
    _check(activity.programme, written)
    if activity.status == ActivityStatus.CANCELLED:
        raise Refused(_("Aktiviteten är inställd. Ångra det först."))
    values = written.values
    if written.is_done:
        values["status"] = ActivityStatus.DONE
    elif activity.status == ActivityStatus.DONE:
        values["status"] = ActivityStatus.PLANNED
    told = _told(by, at, activity.participant, values, seen, values.get("status"), activity)
    return _set(by, at, activity, ChangeKind.CHANGED, values, "programme.activity_changed", told)


@transaction.atomic
def move_activity(
    *,
    by: Scope,
    at: datetime,
    activity: Activity,
    starts: date,
    ends: date | None,
    reason: str,
    seen: str | None = None,
) -> Activity:
    """Move an activity to other days, with what it then meets seen; those that were stay in its history."""
    activity = _locked(activity)
    policies.check_can_change(by, activity)
    policies.check_days(starts, ends)
    policies.check_reason(reason)
    if activity.status not in (ActivityStatus.PLANNED, ActivityStatus.MOVED):
        raise Refused(_("Bara det som är planerat kan flyttas."))
    values = {"starts": starts, "ends": ends, "status": ActivityStatus.MOVED}
    as_it_is = {name: getattr(activity, name) for name in ("title", "asks", "focus_area", "also_in")}
    told = _told(by, at, activity.participant, {**as_it_is, **values}, seen, None, activity)
    why = " ".join(filter(None, [reason.strip(), told]))[:300]
    return _set(by, at, activity, ChangeKind.MOVED, values, "programme.activity_changed", why)


@transaction.atomic
def cancel_activity(*, by: Scope, at: datetime, activity: Activity, reason: str) -> Activity:
    """Cancel an activity; it stays in the list, and can be taken up again."""
    activity = _locked(activity)
    policies.check_can_change(by, activity)
    policies.check_reason(reason)
    if activity.status not in (ActivityStatus.PLANNED, ActivityStatus.MOVED):
        raise Refused(_("Bara det som är planerat kan ställas in."))
    values = {"status": ActivityStatus.CANCELLED}
    return _set(by, at, activity, ChangeKind.CANCELLED, values, "programme.activity_changed", reason)


@transaction.atomic
def restore_activity(*, by: Scope, at: datetime, activity: Activity) -> Activity:
    """Take up a cancelled activity again, as it was before."""
    activity = _locked(activity)
    policies.check_can_change(by, activity)
    last = ActivityChange.objects.filter(activity=activity, kind=ChangeKind.CANCELLED).order_by("-pk").first()
    if activity.status != ActivityStatus.CANCELLED or last is None:
        raise Refused(_("Aktiviteten är inte inställd."))
    values = {"status": last.before["status"]}
    return _set(by, at, activity, ChangeKind.RESTORED, values, "programme.activity_changed")


def _check(programme: Programme, written: Written) -> None:
    policies.check_activity(
        programme,
        title=written.title,
        texts={_("Genomförs av"): written.provider, _("Medverkande"): written.partners},
        focus_areas=[written.focus_area, *written.also_in],
        formats=list(written.formats),
    )
    policies.check_days(written.starts, written.ends)
    policies.check_units(written.asks)


def _told(
    by: Scope,
    at: datetime,
    participant: Participant,
    values: Mapping[str, Any],
    seen: str | None,
    status: Any,
    but: Activity | None = None,
) -> str:
    """Return what the person has seen that a planned activity meets; what is done already meets nothing to plan for."""
    done = status == ActivityStatus.DONE
    return check_planned(
        by=by, at=at, participant=participant, values=values, seen=None if done else seen, but=but
    )


def _locked(activity: Activity) -> Activity:
    return (
        Activity.objects.select_for_update(of=("self",))
        .select_related("programme", "participant")
        .get(pk=activity.pk)
    )


def _set(
    by: Scope,
    at: datetime,
    activity: Activity,
    kind: ChangeKind,
    values: Mapping[str, Any],
    verb: str,
    reason: str = "",
) -> Activity:
    before = {
        name: _plain(getattr(activity, name))
        for name, value in values.items()
        if getattr(activity, name) != value
    }
    for name, value in values.items():
        setattr(activity, name, value)
    activity.version += 1
    activity.written_by_id, activity.written_at = by.user_id, at
    activity.save(update_fields=[*values, "version", "written_by", "written_at"])
    _keep(by, at, activity, kind, before, reason)
    record(by=by, at=at, verb=verb, programme=activity.programme)
    return activity


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _keep(
    by: Scope,
    at: datetime,
    activity: Activity,
    kind: ChangeKind,
    before: Mapping[str, Any],
    reason: str = "",
) -> None:
    ActivityChange.objects.create(
        activity=activity,
        kind=kind,
        reason=reason.strip(),
        before=dict(before),
        changed_by_id=by.user_id,
        changed_at=at,
    )
