"""Reads of the everyday page: sums of counts, areas with their sizes, annotations and saved views."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.core.cache import cache
from django.db.models import Max, Min, Q, QuerySet, Sum

from samsyn.methods.incidents.comparable import Reach
from samsyn_web.base.bulk import fetch
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import Annotation, Grain, Part, ReportCount, SavedView
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Source
from samsyn_web.places import queries as places
from samsyn_web.places.models import Area

SIZES_S = 30 * 24 * 3600
PARTS = {
    (True, True): Part.CELL,
    (True, False): Part.AREA,
    (False, True): Part.CATEGORY,
    (False, False): Part.ALL,
}


@dataclass(frozen=True, kw_only=True)
class AreaFacts:
    """What is known of the areas that a source's rows are placed in; a size that is not known is none."""

    names: Mapping[str, str]
    people: Mapping[str, int | None]
    km2: Mapping[str, float | None]


def reaches(scope: Scope) -> list[tuple[Source, Reach]]:
    """The organisation's sources that have rows in the register, the one that something came from last first."""
    own = {source.pk: source for source in observations.sources(scope)}
    brought = observations.committed(scope, own.values()).order_by()
    spans = {
        row["source"]: row
        for row in brought.values("source").annotate(
            first=Min("first_day"), last=Max("last_day"), latest=Max("committed_at")
        )
    }
    months = ReportCount.objects.filter(source__in=own, grain=Grain.MONTH, part=Part.ALL)
    rows = dict(months.values_list("source").annotate(Sum("n")).order_by())
    found = [
        (own[key], Reach(first=row["first"], last=row["last"], rows=rows.get(key, 0)))
        for key, row in sorted(spans.items(), key=lambda one: one[1]["latest"], reverse=True)
        if row["first"] and row["last"]
    ]
    return [(source, reach) for source, reach in found if reach.rows]


def labels_counted(scope: Scope, source: Source) -> tuple[list[str], list[str]]:
    """The areas and the categories that a source has counts of, each in alphabetical order."""
    rows = ReportCount.objects.filter(
        source=source,
        source__in=observations.sources(scope),
        grain=Grain.MONTH,
        part__in=[Part.AREA, Part.CATEGORY],
        kind="incident",
    )
    found = set(rows.order_by().values_list("part", "area", "category").distinct())
    return (
        sorted({area for part, area, _ in found if part == Part.AREA and area}),
        sorted({category for part, _, category in found if part == Part.CATEGORY and category}),
    )


def summed(
    scope: Scope,
    source: Source,
    *,
    spans: Sequence[tuple[date, date]],
    grain: Grain = Grain.MONTH,
    side: str | None = None,
    areas: Sequence[str] = (),
    categories: Sequence[str] = (),
) -> pl.DataFrame:
    """
    Counts of reports per bin, in half-open spans: start, n, and the side (`area` or `category`) where one is given.

    Only the named areas and categories are summed, where any are named. No row for strangers.
    """
    part = PARTS[side == "area" or bool(areas), side == "category" or bool(categories)]
    rows = ReportCount.objects.filter(
        source=source, source__in=observations.sources(scope), grain=grain, part=part, kind="incident"
    )
    inside = Q()
    for start, end in spans:
        inside |= Q(start__gte=start, start__lt=end)
    chosen = {
        **({"area__in": list(areas)} if areas else {}),
        **({"category__in": list(categories)} if categories else {}),
    }
    schema = {"start": pl.Date, **({side: pl.String} if side else {}), "n": pl.Int64}
    keys = [name for name in schema if name != "n"]
    grouped = rows.filter(inside, **chosen).values(*keys).annotate(sum=Sum("n")).order_by(*keys)
    return fetch(grouped.values_list(*keys, "sum"), schema)


def area_facts(scope: Scope, source: Source) -> AreaFacts | None:
    """What is known of the areas of a source; none where it is placed in none, or is a stranger's."""
    version = places.area_version(scope, source.area_version_id) if source.area_version_id else None
    if version is None:
        return None
    rows = list(
        Area.objects.filter(version=version).order_by("position").values_list("key", "name", "population")
    )
    key = f"km2:{version.pk}:{version.digest}"
    sizes = cache.get(key)
    if sizes is None:
        sizes = _square_kilometres(scope, version.pk)
        cache.set(key, sizes, SIZES_S)
    return AreaFacts(
        names={one: name for one, name, _ in rows}, people={one: n for one, _, n in rows}, km2=sizes
    )


def _square_kilometres(scope: Scope, version: int) -> dict[str, float]:
    """Sizes of the areas that have a border."""
    found = places.area_set(scope, version)
    if found is None or found.polygons is None:
        return {}
    import shapely

    sizes = shapely.area(found.polygons) / 1e6
    return {key: float(size) for key, size in zip(found.keys, sizes, strict=True) if size > 0}


def area_names(scope: Scope) -> dict[str, str]:
    """The areas of all the organisation's sources: key and name, by name."""
    own = list(observations.sources(scope))
    counted = ReportCount.objects.filter(source__in=own, grain=Grain.MONTH, part=Part.AREA).exclude(area="")
    found = {key: key for key in counted.order_by().values_list("area", flat=True).distinct()}
    found |= {key: name for key, name in observations.names_in_files(scope, own).items() if key in found}
    versions = {source.area_version_id for source in own if source.area_version_id}
    found |= dict(Area.objects.filter(version__in=versions).values_list("key", "name"))
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def dated_annotations(
    scope: Scope, source: Source | None = None, start: date | None = None, end: date | None = None
) -> QuerySet[Annotation]:
    """Dated notes on the organisation's time lines, those about all sources too, in order of time."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return Annotation.objects.none()
    own = Annotation.objects.filter(organisation_id=scope.organisation_id, removed_at=None)
    if source is not None:
        own = own.filter(Q(source=None) | Q(source=source))
    if end is not None:
        own = own.filter(first_day__lt=end)
    if start is not None:
        own = own.filter(Q(last_day__gte=start) | Q(last_day=None, first_day__gte=start))
    return own.select_related("source", "written_by").order_by("first_day", "pk")


def annotation(scope: Scope, annotation_id: int) -> Annotation | None:
    """One annotation, removed or not."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return None
    return Annotation.objects.filter(organisation_id=scope.organisation_id, pk=annotation_id).first()


def saved_views(scope: Scope) -> QuerySet[SavedView]:
    """The asker's own saved views, and those that are shared within the organisation."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return SavedView.objects.none()
    own = SavedView.objects.filter(organisation_id=scope.organisation_id, removed_at=None)
    seen = own.filter(Q(owner_id=scope.user_id) | Q(is_shared=True))
    return seen.select_related("owner").order_by("name", "pk")


def saved_view(scope: Scope, view_id: int) -> SavedView | None:
    """One of the asker's own saved views, removed or not."""
    if not scope.can(Permission.WORK_WITH_DATA):
        return None
    return SavedView.objects.filter(
        organisation_id=scope.organisation_id, owner_id=scope.user_id, pk=view_id
    ).first()


def default_view(scope: Scope) -> SavedView | None:
    """The view that the asker wants to begin with."""
    return saved_views(scope).filter(owner_id=scope.user_id, is_default=True).first()
