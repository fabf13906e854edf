"""Those who carry out an action tell how it goes, and finish its milestones."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.actions import policies
from samsyn_web.actions.models import TITLE, Action, ActionNote, ActionStatus, Milestone
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text


@transaction.atomic
def tell_action(
    *,
    by: Scope,
    at: datetime,
    action: Action,
    status: str,
    text: str = "",
    hours: int | None = None,
    cost: int | None = None,
) -> ActionNote:
    """Tell how far an action has come, with hours of work and kronor spent so far; what was told before is kept."""
    action = Action.objects.select_for_update().get(pk=action.pk)
    text = text.strip()
    policies.check_can_carry_out(by, action)
    policies.check_progress(status, text)
    policies.check_action_fields({"hours": hours, "cost": cost})
    if action.status == ActionStatus.STOPPED:
        raise Refused(_("Åtgärden är avbruten."))
    note = ActionNote.objects.create(
        action=action,
        status=status,
        text=text,
        hours=hours,
        cost=cost,
        written_by_id=by.user_id,
        written_at=at,
    )
    action.status, action.changed_at = ActionStatus(status), at
    action.result = text if status == ActionStatus.DONE and text else action.result
    action.save(update_fields=["status", "changed_at", "result"])
    _record(by, at, "action.told", action, status=status)
    return note


@transaction.atomic
def add_milestone(*, by: Scope, at: datetime, action: Action, title: str, due: date) -> Milestone:
    """Add a step with a day: those who write plans, and whoever carries the action out."""
    title = " ".join(title.split())
    if not policies.can_carry_out(by, action):
        policies.check_can_plan(by, action)
    if not title:
        raise BadInput(_("Skriv vad delsteget är."))
    check_text(title, _("Delsteget"), TITLE)
    made = Milestone.objects.create(action=action, title=title, due=due)
    _record(by, at, "action.milestone_added", action, milestone=made.pk)
    return made


@transaction.atomic
def finish_milestone(
    *, by: Scope, at: datetime, milestone: Milestone, done_on: date | None = None
) -> Milestone:
    """Say that a step is done, today or on an earlier day."""
    day = done_on or localdate(at)
    if day > localdate(at):
        raise BadInput(_("Dagen ligger i framtiden. Anteckna delsteget när det är klart."))
    return _set_done(by, at, milestone, day, "action.milestone_done")


@transaction.atomic
def reopen_milestone(*, by: Scope, at: datetime, milestone: Milestone) -> Milestone:
    """Undo that a step is done."""
    return _set_done(by, at, milestone, None, "action.milestone_reopened")


def _set_done(by: Scope, at: datetime, milestone: Milestone, day: date | None, verb: str) -> Milestone:
    milestone = (
        Milestone.objects.select_for_update(of=("self",)).select_related("action").get(pk=milestone.pk)
    )
    policies.check_can_carry_out(by, milestone.action)
    milestone.done_on = day
    milestone.save(update_fields=["done_on"])
    _record(by, at, verb, milestone.action, milestone=milestone.pk)
    return milestone


@transaction.atomic
def remove_milestone(*, by: Scope, at: datetime, milestone: Milestone) -> None:
    """Take away a step that is not done."""
    action = milestone.action
    if not policies.can_carry_out(by, action):
        policies.check_can_plan(by, action)
    if milestone.done_on is not None:
        raise Refused(_("Delsteget är klart och står kvar."))
    _record(by, at, "action.milestone_removed", action, milestone=milestone.pk)
    milestone.delete()


def _record(by: Scope, at: datetime, verb: str, action: Action, **detail: int | str) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=action, detail=detail)
