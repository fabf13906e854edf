"""What evaluations of actions are computed from: the rows of a source as weekly counts, and what has happened to it."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from samsyn.methods.incidents.prepare import map_categories
from samsyn.outcomes import Break, count_rows
from samsyn_web.base.bulk import fetch
from samsyn_web.base.registry import EventCounts, EventSource
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import AnnotationKind, Report
from samsyn_web.methods.incidents.queries.categories import category_list
from samsyn_web.methods.incidents.queries.everyday import dated_annotations, reaches
from samsyn_web.observations import queries as observations
from samsyn_web.observations.models import Intake, Source
from samsyn_web.places import queries as places
from samsyn_web.places.models import Area

ROWS = {"day": pl.Date, "category": pl.String, "area": pl.String, "reporter": pl.String, "kind": pl.String}
BESIDE_M = 1.0
"""Areas closer than this lie beside each other; borders are drawn with small gaps."""


def event_sources(scope: Scope) -> list[EventSource]:
    """The sources that have rows with weeks, the one that something came from last first."""
    return [
        EventSource(key=str(source.pk), name=source.name)
        for source, _reach in reaches(scope)
        if observations.declared(source).time_precision.carries_weeks
    ]


def event_counts(scope: Scope, source_pk: str) -> EventCounts | None:
    """The weekly counts of a source, by its key; none for strangers and for those who do not work with data."""
    if not (source_pk.isdecimal() and scope.can(Permission.WORK_WITH_DATA)):
        return None
    source = observations.sources(scope).filter(pk=int(source_pk)).first()
    reach = next((reach for one, reach in reaches(scope) if source is not None and one.pk == source.pk), None)
    if source is None or reach is None:
        return None
    declared = observations.declared(source)
    rows = Report.objects.counting().filter(source=source).order_by()
    frame = map_categories(fetch(rows.values_list(*ROWS), ROWS), declared)
    names = _names(scope, source)
    known = category_list(scope)
    counts = count_rows(frame, areas=list(names), end=reach.after(declared))
    return EventCounts(
        name=source.name,
        counts=counts,
        names={key: names.get(key, key) for key in counts.areas},
        labels={code: known.label_of(code) for code in counts.categories},
        breaks=_breaks(scope, source, counts.first, counts.end),
        redrawn=_redrawn(scope, source),
        near=_near(scope, source),
    )


def _names(scope: Scope, source: Source) -> dict[str, str]:
    version = places.area_version(scope, source.area_version_id) if source.area_version_id else None
    if version is None:
        return {}
    return dict(Area.objects.filter(version=version).order_by("position").values_list("key", "name"))


def _breaks(scope: Scope, source: Source, start: date, end: date) -> tuple[Break, ...]:
    """Breaks that the source declares, and those that people have noted."""
    told = [Break(day=one.day, what=one.what) for one in observations.declared(source).breaks]
    noted = dated_annotations(scope, source, start=start, end=end + timedelta(days=1))
    told += [
        Break(day=one.first_day, area=one.area, what=one.what)
        for one in noted.filter(kind=AnnotationKind.BREAK)
    ]
    return tuple(told)


def _redrawn(scope: Scope, source: Source) -> tuple[str, ...]:
    """Areas whose borders differ between the versions that the source's deliveries were placed in."""
    brought = observations.committed(scope, [source]).order_by()
    versions = set(
        Intake.objects.filter(pk__in=brought.values("pk")).values_list("area_version_id", flat=True)
    )
    if len(versions - {None}) < 2:
        return ()
    borders: dict[str, set[str]] = {}
    for key, geometry in Area.objects.filter(version_id__in=versions).values_list("key", "geometry"):
        borders.setdefault(key, set()).add(str(geometry))
    return tuple(sorted(key for key, drawn in borders.items() if len(drawn) > 1))


def _near(scope: Scope, source: Source) -> dict[str, tuple[str, ...]]:
    found = places.area_set(scope, source.area_version_id) if source.area_version_id else None
    if found is None or found.polygons is None:
        return {}
    from shapely import STRtree

    one, other = STRtree(list(found.polygons)).query(
        list(found.polygons), predicate="dwithin", distance=BESIDE_M
    )
    beside: dict[str, list[str]] = {key: [] for key in found.keys}
    for a, b in zip(one.tolist(), other.tolist(), strict=True):
        if a != b:
            beside[found.keys[a]].append(found.keys[b])
    return {key: tuple(sorted(keys)) for key, keys in beside.items()}
