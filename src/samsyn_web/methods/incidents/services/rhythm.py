"""Sets how often a municipality gathers and who is expected, and makes the periods that come of it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.period import parse
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import Expectation, Pause, PeriodState, ReportingPeriod, Rhythm
from samsyn_web.methods.incidents.policies.rhythm import (
    AHEAD,
    Rules,
    check_can_set_up,
    check_days,
    check_reason,
    check_rules,
    first_period,
    instants,
    next_period,
    rules_of,
)
from samsyn_web.people.models import Membership


@transaction.atomic
def set_rhythm(*, by: Scope, at: datetime, rules: Rules) -> Rhythm:
    """Set the rhythm; periods that nobody has begun with follow it from now on."""
    check_can_set_up(by)
    check_rules(rules)
    said: dict[str, Any] = {
        "every": rules.every,
        "anchor": rules.anchor - timedelta(days=rules.anchor.weekday()),
        "freezes_itself": rules.freezes_itself,
        "analysis": rules.analysis,
        "reminder_hours": rules.reminder_hours,
        "reminds": rules.reminds,
        "tells_owner": rules.tells_owner,
        "sources": list(rules.sources),
        "agenda": list(rules.agenda),
        "set_by_id": by.user_id,
        "set_at": at,
    }
    for name in ("deadline", "meeting", "dispatch"):
        said[f"{name}_weekday"], said[f"{name}_time"] = getattr(rules, name)
    row, _made = Rhythm.objects.update_or_create(organisation_id=by.organisation_id, defaults=said)
    _record(by, at, "rhythm.set", row, {"every": rules.every})
    _remake(by, at)
    return row


def _remake(by: Scope, at: datetime) -> None:
    """Make coming periods anew after a change of rhythm; the one of today keeps its days and gets the new times."""
    row = Rhythm.objects.select_for_update().get(organisation_id=by.organisation_id)
    mine = ReportingPeriod.objects.filter(organisation_id=by.organisation_id, state=PeriodState.OPEN)
    mine.filter(start__gt=localdate(at)).delete()
    rules = rules_of(row)
    for held in mine.filter(end__gt=localdate(at) - timedelta(days=14)):
        held.deadline, held.meeting, held.dispatch = instants(rules, parse(held.period))
        held.save(update_fields=["deadline", "meeting", "dispatch"])
    make_periods(by=by, at=at, organisation_id=by.organisation_id)


@transaction.atomic
def make_periods(*, by: Scope | None, at: datetime, organisation_id: int) -> int:
    """
    Make the periods of some weeks ahead, each from where the one before ends; returns how many were missing.

    `by` is none when the rhythm itself asks for it.
    """
    row = Rhythm.objects.select_for_update().filter(organisation_id=organisation_id).first()
    if row is None:
        return 0
    rules, today, made = rules_of(row), localdate(at), 0
    last = ReportingPeriod.objects.filter(organisation_id=organisation_id).order_by("-start").first()
    begins = last.end if last else first_period(rules, today).start
    while begins < today + AHEAD:
        period = next_period(rules, begins)
        deadline, meeting, dispatch = instants(rules, period)
        ReportingPeriod.objects.create(
            organisation_id=organisation_id,
            period=str(period),
            start=period.start,
            end=period.end,
            deadline=deadline,
            meeting=meeting,
            dispatch=dispatch,
        )
        begins, made = period.end, made + 1
    return made


@transaction.atomic
def expect(
    *, by: Scope, at: datetime, member: Membership, first_day: date, last_day: date | None = None
) -> Expectation:
    """Say that a member is expected to report in every period."""
    check_can_set_up(by)
    _check_member(by, member)
    check_days(first_day, last_day)
    there = Expectation.objects.select_for_update().filter(membership=member, last_day=None).first()
    if there is not None and last_day is None:
        if there.first_day != first_day:
            there.first_day = first_day
            there.save(update_fields=["first_day"])
            _record(by, at, "reporter.expected", there, {"membership": member.pk})
        return there
    made = Expectation.objects.create(
        membership=member, first_day=first_day, last_day=last_day, set_by_id=by.user_id, set_at=at
    )
    _record(by, at, "reporter.expected", made, {"membership": member.pk})
    return made


@transaction.atomic
def stop_expecting(*, by: Scope, at: datetime, expectation: Expectation, last_day: date) -> None:
    """Say which day is the last that a member is expected; one that never began is taken away."""
    check_can_set_up(by)
    _check_member(by, expectation.membership)
    _record(by, at, "reporter.not_expected", expectation, {"membership": expectation.membership_id})
    if last_day < expectation.first_day:
        expectation.delete()
        return
    expectation.last_day = last_day
    expectation.save(update_fields=["last_day"])


@transaction.atomic
def add_pause(
    *,
    by: Scope,
    at: datetime,
    first_day: date,
    last_day: date,
    reason: str,
    member: Membership | None = None,
) -> Pause:
    """Say when a member, or nobody at all, is not expected, and why."""
    reason = " ".join(reason.split())
    check_can_set_up(by)
    if member is not None:
        _check_member(by, member)
    check_days(first_day, last_day)
    check_reason(reason)
    made = Pause.objects.create(
        organisation_id=by.organisation_id,
        membership=member,
        first_day=first_day,
        last_day=last_day,
        reason=reason,
        set_by_id=by.user_id,
        set_at=at,
    )
    _record(by, at, "pause.added", made, {"membership": member.pk if member else None})
    return made


@transaction.atomic
def remove_pause(*, by: Scope, at: datetime, pause: Pause) -> None:
    """Take away a pause; it can be taken back."""
    _set_removed(by, at, pause, at, "pause.removed")


@transaction.atomic
def restore_pause(*, by: Scope, at: datetime, pause: Pause) -> None:
    """Take back a pause."""
    _set_removed(by, at, pause, None, "pause.restored")


def _set_removed(by: Scope, at: datetime, pause: Pause, when: datetime | None, verb: str) -> None:
    check_can_set_up(by)
    if pause.organisation_id != by.organisation_id:
        raise Refused(_("Uppehållet hör till en annan organisation."))
    Pause.objects.filter(pk=pause.pk).update(removed_at=when)
    _record(by, at, verb, pause, {})


def _check_member(by: Scope, member: Membership) -> None:
    if member.organisation_id != by.organisation_id:
        raise Refused(_("Medlemmen hör till en annan organisation."))


def _record(by: Scope, at: datetime, verb: str, target: models.Model, detail: dict[str, Any]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail=detail)
