"""The risks of a case, their protections and the changes that are proposed."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing.models import Case, Proposal, Protection, Risk
from samsyn_web.methods.crimeproofing.queries.cases import cases


def risks(scope: Scope, case: Case) -> QuerySet[Risk]:
    """Return the risks of a case that stand, by number."""
    found = Risk.objects.filter(case=case, case__in=cases(scope), withdrawn_at=None)
    return found.select_related("paragraph__rule", "problem").order_by("number")


def risk(scope: Scope, case: Case, risk_id: int) -> Risk | None:
    """Return one risk that stands, or none."""
    return risks(scope, case).filter(pk=risk_id).first()


def protections(scope: Scope, case: Case) -> QuerySet[Protection]:
    """Return the protections against the risks of a case."""
    return Protection.objects.filter(risk__in=risks(scope, case)).order_by("pk")


def protection(scope: Scope, case: Case, protection_id: int) -> Protection | None:
    """Return one protection, or none."""
    return protections(scope, case).filter(pk=protection_id).select_related("risk").first()


def changes(scope: Scope, case: Case) -> QuerySet[Proposal]:
    """Return the changes that are proposed in a case."""
    found = Proposal.objects.filter(risk__in=risks(scope, case))
    return found.select_related("risk", "paragraph__rule").order_by("risk__number", "pk")


def change(scope: Scope, case: Case, change_id: int) -> Proposal | None:
    """Return one proposed change, or none."""
    return changes(scope, case).filter(pk=change_id).first()
