"""Changes to the rules are proposed, and what was decided of them is recorded."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import crimeproofing
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies, queries
from samsyn_web.methods.crimeproofing.models import (
    TEXT,
    Case,
    Paragraph,
    Proposal,
    ProposalKind,
    ProposalState,
    Risk,
)


@transaction.atomic
def propose(
    *,
    by: Scope,
    at: datetime,
    case: Case,
    risk: Risk,
    paragraph: Paragraph,
    kind: str,
    new: str,
    decider: str,
    side_effect: str = "",
) -> Proposal:
    """Propose another wording of a paragraph against a risk."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    new = " ".join(new.split())
    if (risk.case_id, paragraph.rule.case_id) != (case.pk, case.pk):
        raise Refused(_("Stycket hör till ett annat ärende."))
    policies.check_code(kind, ProposalKind.values, _("Hur"))
    policies.check_code(decider, crimeproofing().codes("deciders"), _("Vem beslutar"))
    policies.check_required(new, _("Föreslagen lydelse"), policies.WORDING)
    policies.check_text(side_effect, _("Så påverkas den som söker ärligt"), TEXT)
    if new == paragraph.text:
        raise BadInput(_("Den föreslagna lydelsen är densamma som nu."))
    made = Proposal.objects.create(
        risk=risk,
        paragraph=paragraph,
        kind=kind,
        old=paragraph.text,
        new=new,
        decider=decider,
        side_effect=side_effect.strip(),
        proposed_by_id=by.user_id,
        proposed_at=at,
    )
    _record(by, at, "change_proposed", case, made)
    return made


@transaction.atomic
def withdraw_proposal(*, by: Scope, at: datetime, case: Case, change: Proposal) -> None:
    """Take back a proposal that nobody has decided."""
    case = queries.for_change(case)
    policies.check_can_work(by, case)
    policies.check_can_decide(change)
    _record(by, at, "change_withdrawn", case, change)
    Proposal.objects.filter(pk=change.pk, risk__case=case).delete()


@transaction.atomic
def decide_proposal(
    *,
    by: Scope,
    at: datetime,
    case: Case,
    change: Proposal,
    state: str,
    reason: str,
    decided_on: date,
    follow_up_on: date | None = None,
) -> Proposal:
    """Record what was decided of a proposal, why, and when it is followed up."""
    case = queries.for_change(case)
    policies.check_can_lead(by, case)
    policies.check_can_decide(change)
    policies.check_decision(state, reason.strip(), decided_on, follow_up_on, localdate(at))
    change.state, change.reason, change.decided_on = state, reason.strip(), decided_on
    change.follow_up_on = follow_up_on if state == ProposalState.ACCEPTED else None
    change.recorded_by_id = by.user_id
    change.save()
    _record(by, at, f"change_{state}", case, change)
    return change


def _record(by: Scope, at: datetime, verb: str, case: Case, change: Proposal) -> None:
    audit.record(
        organisation_id=case.organisation_id,
        by=by,
        at=at,
        verb=f"proof_case.{verb}",
        target=case,
        detail={"change": change.pk, "risk": change.risk.number},
    )
