"""Reads of what an analysis period put first, and of the figures that stand beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from samsyn.cycle import Status
from samsyn.period import Period
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.models import AreaPriority, FindingRecord, LevelJudgement, Picture
from samsyn_web.findings.models import Prioritisation as Prioritisation
from samsyn_web.findings.queries.pictures import kept_pictures


@dataclass(frozen=True, kw_only=True)
class AreaFigures:
    """
    What the pictures of an analysis period say of one area.

    Parameters
    ----------
    reports : int
        Reports in the pictures that count the area.
    pictures : int
        How many pictures count it.
    levels : mapping of level to int
        How many of them have each decided level; proposals that nobody judged are not among them.
    """

    reports: int = 0
    pictures: int = 0
    levels: Counter[str] = field(default_factory=Counter)


def prioritisations(scope: Scope) -> QuerySet[Prioritisation]:
    """The version in force of each analysis period, newest period first."""
    own = _all(scope)
    replaced = own.exclude(supersedes=None).values("supersedes")
    return own.exclude(pk__in=replaced).order_by("-start", "period")


def prioritisation(scope: Scope, period: str, number: int | None = None) -> Prioritisation | None:
    """The version in force of a period, or an earlier one by its number."""
    own = _all(scope).filter(period=period)
    return (own if number is None else own.filter(version=number)).order_by("-version").first()


def versions_of(scope: Scope, period: str) -> QuerySet[Prioritisation]:
    """All versions of a period, newest first."""
    return _all(scope).filter(period=period).order_by("-version")


def area_priorities(scope: Scope, prioritisation: Prioritisation) -> list[AreaPriority]:
    """What was said of each area, in the order of the areas."""
    own = AreaPriority.objects.filter(prioritisation=prioritisation, prioritisation__in=_all(scope))
    return list(own.order_by("position"))


def _all(scope: Scope) -> QuerySet[Prioritisation]:
    if not scope.can(Permission.READ_PICTURE):
        return Prioritisation.objects.none()
    return Prioritisation.objects.filter(organisation_id=scope.organisation_id).select_related("decided_by")


def area_figures(scope: Scope, analysed: Period) -> dict[str, AreaFigures]:
    """
    What the pictures of an analysis period say of each area, by key and by name.

    A picture belongs to the period in which it starts. Of several about the same days the one published or judged
    last counts, and the shorter one where they overlap, so that no report is counted twice.
    """
    chosen = _apart(kept_pictures(scope).filter(start__gte=analysed.start, start__lt=analysed.end))
    counts = FindingRecord.objects.filter(picture__in=chosen, key="count", category=None).exclude(area=None)
    found: dict[str, AreaFigures] = {}
    for area, name, n in counts.values_list("area", "area_name", "n"):
        for key in {str(area), name}:
            before = found.get(key, AreaFigures())
            found[key] = AreaFigures(
                reports=before.reports + n, pictures=before.pictures + 1, levels=before.levels
            )
    for area, name, level in _levels(chosen):
        for key in {area, name}:
            found.setdefault(key, AreaFigures()).levels[level] += 1
    return found


def _apart(pictures: Iterable[Picture]) -> list[Picture]:
    """Pictures that share no day: the shortest first, of the same days the furthest come and newest."""
    ranked = sorted(
        pictures, key=lambda one: (one.end - one.start, one.judged_at is None, -one.created_at.timestamp())
    )
    kept: list[Picture] = []
    for one in ranked:
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return kept


def _levels(pictures: Iterable[Picture]) -> Iterable[tuple[str, str, str]]:
    """Area, its name and the decided level, the newest judgement of each; what was dismissed has no level."""
    said = LevelJudgement.objects.filter(picture__in=list(pictures)).order_by("pk")
    newest = {
        row[0]: row[1:]
        for row in said.values_list("finding", "finding__area", "finding__area_name", "level", "decision")
    }
    return (
        (area or "", name, level if decision != "dismissed" else Status.GREY.value)
        for area, name, level, decision in newest.values()
    )
