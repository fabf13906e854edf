"""
Facts about the law's duties, from everywhere in Samsyn that knows one.

A contributor is a function that takes who asks and returns facts, and stands in `CONTRIBUTORS`. It gives only what the
organisation itself has; whoever may not read how the municipality stands gets nothing of any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.urls import reverse

from samsyn.duties import Fact, Outcome
from samsyn_web.actions.models import PlanVersion
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import DutyRecord, LeadingBody
from samsyn_web.governance.policies import can_read_duties
from samsyn_web.governance.queries.agreements import agreement_facts
from samsyn_web.governance.queries.coordination import coordination_facts
from samsyn_web.governance.queries.council import council_facts
from samsyn_web.governance.queries.decided import decided_documents, plans_rest_on
from samsyn_web.governance.queries.neighbours import neighbour_facts
from samsyn_web.governance.queries.steering import steering_facts


def told(scope: Scope) -> list[Fact]:
    """What people have told."""
    found = DutyRecord.objects.filter(organisation_id=scope.organisation_id, withdrawn_at=None)
    if not can_read_duties(scope):
        return []
    return [
        Fact(
            paragraph=one.paragraph,
            kind=one.slot,
            day=one.day,
            outcome=Outcome(one.outcome),
            reference=one.reference,
            body=one.body,
            until=one.until,
            href=one.address or f"{reverse('governance:duty', args=[one.paragraph])}#anteckning-{one.pk}",
        )
        for one in found
    ]


def decided_plans(scope: Scope) -> list[Fact]:
    """Versions of the plan that a body decided (5 §)."""
    found = PlanVersion.objects.filter(plan__organisation_id=scope.organisation_id).select_related("plan")
    if not can_read_duties(scope):
        return []
    return [
        Fact(
            paragraph="5",
            kind="decision",
            day=one.decided_on,
            reference=f"{one.plan.title}, {one.minute_reference}",
            body=one.body,
            href=reverse("actions:plan_version", args=[one.plan_id, one.number]),
        )
        for one in found.defer("content")
    ]


def led_by(scope: Scope) -> list[Fact]:
    """Which body leads the work (13 §)."""
    one = LeadingBody.objects.filter(organisation_id=scope.organisation_id).first()
    if one is None or not can_read_duties(scope):
        return []
    said = f"{one.name}, {one.reference}"
    href = reverse("governance:leading_body")
    return [Fact(paragraph="13", kind="leading_body", day=one.decided_on, reference=said, href=href)]


Contributor = Callable[[Scope], Iterable[Fact]]
CONTRIBUTORS: tuple[Contributor, ...] = (
    told,
    decided_plans,
    decided_documents,
    plans_rest_on,
    led_by,
    agreement_facts,
    steering_facts,
    neighbour_facts,
    council_facts,
    coordination_facts,
)


def facts(scope: Scope) -> list[Fact]:
    """All facts that the organisation has; nothing for those who may not read how it stands."""
    if not can_read_duties(scope):
        return []
    return [fact for contributor in CONTRIBUTORS for fact in contributor(scope)]
