"""
What assessors say. Here is where blindness is kept.

Until the last assessor of a round has locked, a person reads their own assessments and nobody else's, whoever they are:
the coordinator, the memo and the register included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from samsyn.cycle import Round
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import SOURCE, Judgement, Weighed, register_row, register_table, weigh
from samsyn.period import Period, PeriodKind, containing
from samsyn.provenance import digest
from samsyn_web.base.scope import Scope
from samsyn_web.methods.crimeproofing.models import Assessment, Assessor, Case, Risk, Sitting
from samsyn_web.methods.crimeproofing.queries.cases import cases
from samsyn_web.methods.crimeproofing.queries.risks import risks

DIMENSIONS = ("money", "person", "trust")


@dataclass(frozen=True, kw_only=True)
class Sides:
    """What the assessors say of a risk without and with the protection there is."""

    before: Weighed
    after: Weighed


def sittings(scope: Scope, case: Case) -> QuerySet[Sitting]:
    """Return the rounds of a case, the latest first."""
    return Sitting.objects.filter(case=case, case__in=cases(scope)).order_by("-number")


def latest_sitting(scope: Scope, case: Case) -> Sitting | None:
    """Return the latest round, or none."""
    return sittings(scope, case).first()


def assessors(scope: Scope, sitting: Sitting) -> QuerySet[Assessor]:
    """Return who judges in a round, and whether they have locked."""
    found = Assessor.objects.filter(sitting=sitting, sitting__case__in=cases(scope))
    return found.select_related("membership__user").order_by("pk")


def assessor(scope: Scope, sitting: Sitting, assessor_id: int) -> Assessor | None:
    """Return one of those who judge, or none."""
    return assessors(scope, sitting).filter(pk=assessor_id).first()


def own_assessor(scope: Scope, sitting: Sitting) -> Assessor | None:
    """Return the person's own place among those who judge, or none."""
    return assessors(scope, sitting).filter(membership__user_id=scope.user_id, excused_at=None).first()


def assessments(scope: Scope, sitting: Sitting) -> QuerySet[Assessment]:
    """Return the assessments that the person may see: their own, and all when the last assessor has locked."""
    seen = Q(assessor__sitting__opened_at__isnull=False) | Q(assessor__membership__user_id=scope.user_id)
    found = Assessment.objects.filter(
        seen,
        assessor__in=assessors(scope, sitting).filter(excused_at=None),
        risk__withdrawn_at=None,
    )
    return found.select_related("assessor__membership__user", "risk").order_by("risk__number", "assessor_id")


def to_judge(scope: Scope, sitting: Sitting) -> QuerySet[Risk]:
    """Return the risks of a round: those that stood when it began."""
    return risks(scope, sitting.case).filter(described_at__lte=sitting.begun_at)


def opened_sitting(scope: Scope, case: Case) -> Sitting | None:
    """Return the latest round in which all have locked, or none."""
    return sittings(scope, case).filter(opened_at__isnull=False).first()


def weighed(scope: Scope, case: Case) -> Mapping[int, Sides]:
    """Return what the assessors say together, by the risk's key, from the latest round that is open to all."""
    sitting = opened_sitting(scope, case)
    if sitting is None:
        return {}
    by_risk: dict[int, list[Assessment]] = {}
    for one in assessments(scope, sitting):
        by_risk.setdefault(one.risk_id, []).append(one)
    instrument = crimeproofing()
    return {
        risk_id: Sides(
            before=weigh([judgement(one, "before") for one in some], instrument),
            after=weigh([judgement(one, "after") for one in some], instrument),
        )
        for risk_id, some in by_risk.items()
    }


def judgement(one: Assessment, side: str) -> Judgement:
    """Return one side of an assessment as the library takes it."""
    return Judgement(
        likelihood=getattr(one, f"likelihood_{side}"),
        consequence={what: getattr(one, f"{what}_{side}") for what in DIMENSIONS},
    )


def register(scope: Scope, case: Case) -> Round | None:
    """Return the register of a case as the method takes it; none until a round is open to all."""
    sitting = opened_sitting(scope, case)
    if sitting is None or sitting.opened_at is None:
        return None
    day, sides = localdate(sitting.opened_at), weighed(scope, case)
    rows = [
        register_row(
            number=one.number,
            case=f"case-{case.pk}",
            day=day,
            category=one.kind,
            side=side,
            weighed=getattr(sides[one.pk], side),
        )
        for one in risks(scope, case)
        if one.pk in sides
        for side in ("before", "after")
    ]
    period: Period = containing(day, PeriodKind.QUARTER)
    return Round(table=register_table(rows), period=period, source=SOURCE, sources=(digest(rows),))
