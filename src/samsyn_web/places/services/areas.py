"""Keep an organisation's areas; a version, once kept, never changes."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.provenance import digest
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.places import policies, queries
from samsyn_web.places.models import Area, AreaVersion
from samsyn_web.places.queries import area_borders

if TYPE_CHECKING:
    from samsyn.table import AreaSet


@transaction.atomic
def save_areas(
    *,
    organisation_id: int,
    areas: AreaSet,
    by: audit.Actor,
    at: datetime,
    valid_from: date | None = None,
    supersedes: AreaVersion | None = None,
    note: str = "",
) -> AreaVersion:
    """
    Keep a set of areas under its version; the same set again gives what is kept.

    `valid_from` is the day that the borders hold from, `supersedes` the version that this one was made of.

    Raises
    ------
    BadInput
        If two areas have the same key, or there is none.
    Refused
        If the version is kept already with other areas, borders or populations.
    """
    _check(areas)
    borders = area_borders(areas)
    population = areas.population or (None,) * len(areas.keys)
    content = digest([areas.keys, areas.names, areas.crs, population, borders])
    kept = AreaVersion.objects.filter(organisation_id=organisation_id, version=areas.version).first()
    if kept is not None:
        if kept.digest != content:
            raise Refused(
                _(
                    "Indelningen %(name)s finns redan med andra gränser, namn eller invånartal. "
                    "Ge den nya ett eget versionsnamn, så att äldre lägesbilder står kvar som de var."
                )
                % {"name": areas.version}
            )
        return kept
    version = AreaVersion.objects.create(
        organisation_id=organisation_id,
        version=areas.version,
        crs=areas.crs,
        digest=content,
        created_at=at,
        valid_from=valid_from,
        supersedes=supersedes,
        note=note,
    )
    rows = zip(areas.keys, areas.names, population, borders, strict=True)
    Area.objects.bulk_create(
        [
            Area(version=version, position=place, key=key, name=name, population=people, geometry=border)
            for place, (key, name, people, border) in enumerate(rows)
        ],
        batch_size=100,
    )
    audit.record(
        organisation_id=organisation_id,
        by=by,
        at=at,
        verb="areas.kept",
        target=version,
        detail={
            "version": areas.version,
            "areas": len(areas.keys),
            "digest": content,
            "supersedes": supersedes.pk if supersedes else None,
        },
    )
    return version


@transaction.atomic
def remove_version(*, by: Scope, at: datetime, version: AreaVersion) -> None:
    """
    Take away a version that nothing rests on.

    Raises
    ------
    Refused
        If something rests on it, a newer version names it, or the role does not carry it.
    """
    policies.check_can_work(by, version)
    policies.check_can_remove(queries.uses(by, version.pk))
    audit.record(
        organisation_id=version.organisation_id,
        by=by,
        at=at,
        verb="areas.removed",
        target=version,
        detail={"version": version.version, "digest": version.digest},
    )
    version.delete()


def _check(areas: AreaSet) -> None:
    if not areas.keys:
        raise BadInput(_("Indelningen innehåller inget område."))
    twice = sorted(key for key, count in Counter(areas.keys).items() if count > 1)
    if twice:
        raise BadInput(_("Flera områden har samma nyckel: %(keys)s.") % {"keys": ", ".join(twice[:5])})
