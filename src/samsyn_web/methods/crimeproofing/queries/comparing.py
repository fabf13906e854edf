"""
Types of risk that several organisations have found, without saying which organisations.

Only cases that somebody has chosen to share are counted, and only by type. A type is told where at least three
organisations have it; how many, only as "three or more", "five or more" or "ten or more", so that two readings do not
tell who came between. How many share at all is not told, since then everybody might be known to have it.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing import policies
from samsyn_web.methods.crimeproofing.models import Case, CaseState, Risk
from samsyn_web.methods.crimeproofing.queries.cases import cases
from samsyn_web.people import queries as people

BANDS = (10, 5, policies.FEWEST_ORGANISATIONS)


@dataclass(frozen=True, kw_only=True)
class CommonType:
    """A type of risk, and the least number of organisations that have found it."""

    code: str
    at_least: int


def common_types(scope: Scope) -> list[CommonType]:
    """Return the types that several organisations have found, to whoever leads cases in one that shares."""
    if not policies.leads(scope) or not shares(scope):
        return []
    demo = people.organisation(scope).is_demo
    shared = Case.objects.filter(shares_types=True, organisation__is_demo=demo).exclude(
        state=CaseState.STATED
    )
    found = (
        Risk.objects.filter(case__in=shared, withdrawn_at=None)
        .values("kind")
        .annotate(organisations=Count("case__organisation", distinct=True))
        .filter(organisations__gte=policies.FEWEST_ORGANISATIONS)
        .values_list("kind", "organisations")
    )
    told = [CommonType(code=kind, at_least=next(b for b in BANDS if n >= b)) for kind, n in found]
    return sorted(told, key=lambda one: (-one.at_least, one.code))


def shares(scope: Scope) -> bool:
    """Whether the organisation shares the types of any of its cases: who does not give is not told."""
    return policies.leads(scope) and cases(scope).filter(shares_types=True).exists()
