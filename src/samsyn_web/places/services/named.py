"""The places that reporters know by name."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.places import policies, queries
from samsyn_web.places.models import NamedPlace


@transaction.atomic
def add_place(
    *,
    by: Scope,
    at: datetime,
    name: str,
    area: str = "",
    point: tuple[float, float] | None = None,
    is_dwelling: bool = False,
) -> NamedPlace:
    """
    Add a place to choose from; `point` is longitude and latitude, from which the area follows where none is given.

    A house that people live in keeps its area and no point.
    """
    policies.check_can_set_places(by)
    name = " ".join(name.split())
    policies.check_place(name, taken=queries.named_places(by).filter(name=name).exists())
    found = queries.area_at(by, *point) if point else None
    at_point = found is not None and not is_dwelling
    made = NamedPlace.objects.create(
        organisation_id=by.organisation_id,
        name=name,
        area=area or (found[0] if found else ""),
        x_m=found[1] if found and at_point else None,
        y_m=found[2] if found and at_point else None,
        is_dwelling=is_dwelling,
        created_at=at,
    )
    _record(by, at, "place.added", made)
    return made


@transaction.atomic
def close_place(*, by: Scope, at: datetime, place: NamedPlace) -> NamedPlace:
    """Take a place off the list; reports keep it."""
    policies.check_can_set_places(by, place)
    NamedPlace.objects.filter(pk=place.pk).update(closed_at=at)
    _record(by, at, "place.closed", place)
    place.refresh_from_db()
    return place


@transaction.atomic
def reopen_place(*, by: Scope, at: datetime, place: NamedPlace) -> NamedPlace:
    """Put a place back on the list."""
    policies.check_can_set_places(by, place)
    policies.check_place(place.name, taken=queries.named_places(by).filter(name=place.name).exists())
    NamedPlace.objects.filter(pk=place.pk).update(closed_at=None)
    _record(by, at, "place.reopened", place)
    place.refresh_from_db()
    return place


def _record(by: Scope, at: datetime, verb: str, place: NamedPlace) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=place, detail={})
