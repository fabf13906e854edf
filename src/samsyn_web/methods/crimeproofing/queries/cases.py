"""Which cases a person may read, who is in them, and what their first look says."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies
from samsyn_web.methods.crimeproofing.models import Case, CaseMember, CaseState, FlowStep, ScreeningAnswer
from samsyn_web.people import queries as people
from samsyn_web.people.models import Membership


def cases(scope: Scope) -> QuerySet[Case]:
    """Return the cases that the person may read: all to who leads, to others those they are named in."""
    own = Case.objects.filter(organisation_id=scope.organisation_id).order_by("-opened_at", "-pk")
    if policies.leads(scope):
        return own
    if scope.by_link:
        return own.none()
    named = CaseMember.objects.filter(
        removed_at=None,
        membership__user_id=scope.user_id,
        membership__organisation_id=scope.organisation_id,
        membership__is_active=True,
    )
    return own.filter(pk__in=named.values("case"))


def case(scope: Scope, case_id: int) -> Case | None:
    """Return one case, or none."""
    return cases(scope).filter(pk=case_id).first()


def stated_codes(scope: Scope) -> set[str]:
    """Return which of the published analyses the organisation has taken in."""
    return set(cases(scope).filter(state=CaseState.STATED).values_list("source_code", flat=True))


def case_members(scope: Scope, case: Case) -> QuerySet[CaseMember]:
    """Return those who are named in a case."""
    found = CaseMember.objects.filter(case=case, case__in=cases(scope), removed_at=None)
    return found.select_related("membership__user").order_by("pk")


def case_member(scope: Scope, case: Case, member_id: int) -> CaseMember | None:
    """Return one of those who are named in a case, or none."""
    return case_members(scope, case).filter(pk=member_id).first()


def addable(scope: Scope, case: Case) -> QuerySet[Membership]:
    """Return members of the organisation who are not named in the case, to whoever names them."""
    if not (policies.leads(scope) and policies.may_read(scope, case)):
        return Membership.objects.none()
    named = CaseMember.objects.filter(case=case, removed_at=None).values("membership")
    return people.members(scope).filter(is_active=True).exclude(pk__in=named)


def answers(scope: Scope, case: Case) -> QuerySet[ScreeningAnswer]:
    """Return the answers of the first look."""
    return ScreeningAnswer.objects.filter(case=case, case__in=cases(scope))


def steps(scope: Scope, case: Case) -> QuerySet[FlowStep]:
    """Return the steps on the way of money and decisions, in order."""
    return FlowStep.objects.filter(case=case, case__in=cases(scope)).order_by("position", "pk")


def for_change(case: Case) -> Case:
    """Return a case as it is now, for nobody else to change meanwhile; who may is the service's to check."""
    return Case.objects.select_for_update().get(pk=case.pk)
