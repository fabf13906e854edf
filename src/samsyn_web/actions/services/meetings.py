"""A meeting decides; whoever carries it out tells how it goes; a mistake is withdrawn."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import models, transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.actions import policies
from samsyn_web.actions.models import (
    DecisionNote,
    DecisionStatus,
    MeetingDecision,
    MeetingNote,
    Presence,
)
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Problem
from samsyn_web.people.models import Membership


@transaction.atomic
def decide(
    *,
    by: Scope,
    at: datetime,
    period: str,
    what: str,
    function: str,
    until: date,
    area: str = "",
    area_name: str = "",
    place: str = "",
    owner: Membership | None = None,
    problem: Problem | None = None,
) -> MeetingDecision:
    """Record that a meeting decided to have something done."""
    what, function, place = (" ".join(text.split()) for text in (what, function, place))
    policies.check_can_decide(by)
    policies.check_words(what, function, place)
    _check_own(by, owner, problem)
    made = MeetingDecision.objects.create(
        organisation_id=by.organisation_id,
        period=period,
        what=what,
        area=area,
        area_name=area_name,
        place=place,
        function=function,
        owner=owner,
        until=until,
        problem=problem,
        decided_by_id=by.user_id,
        decided_at=at,
        changed_at=at,
    )
    _record(by, at, "decision.made", made, {"period": period, "until": until.isoformat()})
    return made


def _check_own(by: Scope, owner: Membership | None, problem: Problem | None) -> None:
    for row in (owner, problem):
        if row is not None and row.organisation_id != by.organisation_id:
            raise Refused(_("Det hör till en annan organisation."))


@transaction.atomic
def tell(*, by: Scope, at: datetime, decision: MeetingDecision, status: str, text: str = "") -> DecisionNote:
    """Tell how far a decision has come; what was told before is kept."""
    decision = MeetingDecision.objects.select_for_update().get(pk=decision.pk)
    text = text.strip()
    policies.check_can_tell(by, decision)
    policies.check_note(status, text)
    note = DecisionNote.objects.create(
        decision=decision, status=status, text=text, written_by_id=by.user_id, written_at=at
    )
    decision.status, decision.changed_at = DecisionStatus(status), at
    decision.result = text or decision.result
    decision.save(update_fields=["status", "changed_at", "result"])
    _record(by, at, "decision.told", decision, {"status": status})
    return note


@transaction.atomic
def withdraw(*, by: Scope, at: datetime, decision: MeetingDecision) -> MeetingDecision:
    """Take back a decision that was written by mistake; the trail keeps it."""
    return _set_withdrawn(by, at, decision, at, "decision.withdrawn")


@transaction.atomic
def restore(*, by: Scope, at: datetime, decision: MeetingDecision) -> MeetingDecision:
    """Undo the withdrawal."""
    return _set_withdrawn(by, at, decision, None, "decision.restored")


def _set_withdrawn(
    by: Scope, at: datetime, decision: MeetingDecision, when: datetime | None, verb: str
) -> MeetingDecision:
    decision = MeetingDecision.objects.select_for_update().get(pk=decision.pk)
    policies.check_can_decide(by, decision)
    decision.withdrawn_at = when
    decision.save(update_fields=["withdrawn_at"])
    _record(by, at, verb, decision, {})
    return decision


@transaction.atomic
def write_note(
    *,
    by: Scope,
    at: datetime,
    period: str,
    item: str,
    title: str,
    text: str,
    version: int,
    position: int = 0,
) -> MeetingNote:
    """
    Write what is said under an item; `version` is the one that the writer saw, 0 for none.

    Raises `SomebodyElseWrote` where another has changed it meanwhile, with what they wrote.
    """
    text = text.replace("\r\n", "\n").strip()
    policies.check_can_write(by)
    policies.check_said(text)
    there = (
        MeetingNote.objects.select_for_update()
        .filter(organisation_id=by.organisation_id, period=period, item=item)
        .first()
    )
    if there is not None and there.text == text:
        return there
    if there is not None and there.version != version:
        raise policies.SomebodyElseWrote(
            _("Någon annan har skrivit här samtidigt. Båda texterna står nedan: välj vad som ska stå."), there
        )
    if there is None:
        there = MeetingNote(organisation_id=by.organisation_id, period=period, item=item, version=0)
    there.title, there.position, there.text = title, position, text
    there.version, there.changed_by_id, there.changed_at = there.version + 1, by.user_id, at
    there.save()
    _record(by, at, "minutes.written", there, {"period": period, "item": item.partition(":")[0]})
    return there


@transaction.atomic
def add_presence(
    *,
    by: Scope,
    at: datetime,
    function: str,
    starts: time,
    ends: time,
    weekday: int | None = None,
    day: date | None = None,
    area: str = "",
    area_name: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> Presence:
    """Say that a function is out somewhere, on a day of the week or on a date."""
    function = " ".join(function.split())
    policies.check_can_place(by)
    policies.check_presence(function, weekday, day)
    made = Presence.objects.create(
        organisation_id=by.organisation_id,
        function=function,
        area=area,
        area_name=area_name,
        weekday=weekday,
        day=day,
        starts=starts,
        ends=ends,
        first_day=first_day if day is None else None,
        last_day=last_day if day is None else None,
        set_by_id=by.user_id,
        set_at=at,
    )
    _record(by, at, "presence.added", made, {})
    return made


@transaction.atomic
def remove_presence(*, by: Scope, at: datetime, presence: Presence) -> None:
    """Take away a presence; it can be taken back."""
    _set_removed(by, at, presence, at, "presence.removed")


@transaction.atomic
def restore_presence(*, by: Scope, at: datetime, presence: Presence) -> None:
    """Take back a presence."""
    _set_removed(by, at, presence, None, "presence.restored")


def _set_removed(by: Scope, at: datetime, presence: Presence, when: datetime | None, verb: str) -> None:
    policies.check_can_place(by)
    if presence.organisation_id != by.organisation_id:
        raise Refused(_("Det hör till en annan organisation."))
    Presence.objects.filter(pk=presence.pk).update(removed_at=when)
    _record(by, at, verb, presence, {})


def _record(by: Scope, at: datetime, verb: str, target: models.Model, detail: dict[str, str]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
