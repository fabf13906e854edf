"""Reads of what problems rest on."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from samsyn.cycle import Status
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Basis, Evidence, Problem
from samsyn_web.causes.queries.problems import problems
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import FindingRecord

LEVELS = (Status.GREY, Status.GREEN, Status.YELLOW, Status.ORANGE, Status.RED)


def basis_of(scope: Scope, problem: Problem) -> QuerySet[Basis]:
    """Return all that a problem rests on, also what was withdrawn, the oldest first."""
    found = Basis.objects.filter(problem=problem, problem__in=problems(scope))
    return found.select_related("finding__picture", "added_by").order_by("added_at", "pk")


def basis(scope: Scope, basis_id: int) -> Basis | None:
    """Return one thing that a problem rests on, or none."""
    return (
        Basis.objects.filter(pk=basis_id, problem__in=problems(scope))
        .select_related("problem", "finding")
        .first()
    )


def opened_findings(scope: Scope, problem: Problem) -> set[int]:
    """Return the keys of the findings about a problem that the asker may open: of pictures that they may read."""
    own = problems(scope)
    rested = Basis.objects.filter(problem=problem, problem__in=own).values("finding")
    spoken = Evidence.objects.filter(cause__problem=problem, cause__problem__in=own).values("finding")
    found = FindingRecord.objects.filter(picture__in=findings.pictures(scope))
    return set(found.filter(Q(pk__in=rested) | Q(pk__in=spoken)).values_list("pk", flat=True))


def figures_to_pick(scope: Scope, picture_id: int, words: str = "") -> list[FindingRecord]:
    """
    Return the figures of a picture that a problem may rest on: those that say something, the telling ones first.

    Figures without a value are left out. `words` narrows to labels, areas and categories that hold each of them.
    """
    picture = findings.picture(scope, picture_id)
    if picture is None:
        return []
    found = FindingRecord.objects.filter(picture=picture, value__isnull=False).order_by("pk")
    found = found.exclude(status__in=LEVELS)  # a proposed level is a judgement to make, and no figure
    sought = [one.casefold() for one in words.split()]
    kept = [
        one
        for one in found
        if all(
            word in f"{one.label} {one.area_name} {one.category_name} {one.key}".casefold() for word in sought
        )
    ]
    return sorted(kept, key=lambda one: (one.status not in ("above", "below"), one.area_name, one.pk))
