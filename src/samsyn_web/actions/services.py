"""A meeting decides; whoever carries it out tells how it goes; a mistake is withdrawn."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.actions import policies
from samsyn_web.actions.models import DecisionNote, DecisionStatus, MeetingDecision
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


def _record(by: Scope, at: datetime, verb: str, decision: MeetingDecision, detail: dict[str, str]) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=decision, detail=detail)
