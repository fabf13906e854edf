"""A member's secret address of the plan's calendar, and the mails before and after a day."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.actions import queries
from samsyn_web.actions.models import PlanCalendar
from samsyn_web.base import audit, mail, words
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Membership

BEFORE = timedelta(days=7)
STEPS = (7, 1, -1, -14)  # days left at which one is told; below zero it is late


@transaction.atomic
def make_plan_calendar(*, by: Scope, at: datetime) -> str:
    """Return the token of a new address; one from before stops working. It is told once: only its digest is kept."""
    member = Membership.objects.select_for_update().filter(
        pk=by.membership_id, user_id=by.user_id, organisation_id=by.organisation_id
    )
    one = member.first()
    if one is None or by.by_link:
        raise Refused(_("Logga in för att få en kalenderadress."))
    PlanCalendar.objects.filter(membership=one, revoked_at=None).update(revoked_at=at)
    token = secrets.token_urlsafe(24)
    made = PlanCalendar.objects.create(
        membership=one, digest=sha256(token.encode()).hexdigest(), created_at=at
    )
    audit.record(
        organisation_id=by.organisation_id, by=by, at=at, verb="calendar.made", target=made, detail={}
    )
    return token


@transaction.atomic
def revoke_plan_calendar(*, by: Scope, at: datetime) -> int:
    """Stop one's own address at once; returns how many there were."""
    own = PlanCalendar.objects.filter(
        membership_id=by.membership_id, membership__user_id=by.user_id, revoked_at=None
    )
    stopped = own.update(revoked_at=at)
    if stopped:
        target = f"people.membership:{by.membership_id}"
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="calendar.revoked",
            target=target,
            detail={},
        )
    return stopped


def remind_of_actions(*, by: None, at: datetime) -> int:
    """
    Write to those who answer for what is soon due or late; returns how many mails are new.

    Each is told a week and a day before, the day after, and once more two weeks late: the last of these days that has
    come, so that a machine that stood still makes up for it with one mail and not with four.
    """
    today = localdate(at)
    sent = 0
    for action in queries.actions_due(today, BEFORE):
        if action.owner is not None and action.ends is not None:
            sent += _remind(
                action.owner, f"action/{action.pk}", action.title, action.ends, action.pk, today, at
            )
    for step in queries.milestones_due(today, BEFORE):
        if step.action.owner is not None:
            what = f"{step.title} ({step.action.title})"
            sent += _remind(
                step.action.owner, f"milestone/{step.pk}", what, step.due, step.action_id, today, at
            )
    return sent


def _remind(
    owner: Membership, key: str, what: str, day: date, action_id: int, today: date, at: datetime
) -> bool:
    left = (day - today).days
    reached = _reached(left, STEPS)
    if reached is None:
        return False
    with translation.override("sv"):
        late = left < 0
        subject = _("Försenat: {what}") if late else _("Snart dags: {what}")
        said = _("Det här skulle ha varit klart {day}.") if late else _("Det här ska vara klart {day}.")
        body = "\n\n".join(
            (
                what,
                said.format(day=words.day(day)),
                _("Berätta hur det går med två tryck:\n{address}").format(
                    address=mail.address("actions:action", action_id)
                ),
                _("Behöver du mandat, pengar eller mer tid? Fråga styrgruppen från samma sida.") + "\n",
            )
        )
    return mail.post(
        organisation_id=owner.organisation_id,
        key=f"due/{key}/{day.isoformat()}/{reached}",
        kind="due",
        user_id=owner.user_id,
        address=owner.user.email,
        subject=subject.format(what=what),
        body=body,
        at=at,
    )


def _reached(left: int, steps: Sequence[int]) -> int | None:
    """Return the last of the steps that has come; none before the first."""
    come = [step for step in steps if left <= step]
    return min(come) if come else None
