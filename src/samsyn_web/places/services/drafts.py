"""Work on areas before they are kept: a kept version is never changed, a draft is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.places import policies, queries
from samsyn_web.places.models import AreaDraft, AreaVersion
from samsyn_web.places.queries import area_borders
from samsyn_web.places.services.areas import save_areas

if TYPE_CHECKING:
    from samsyn.table import AreaSet


@transaction.atomic
def open_draft(
    *,
    by: Scope,
    at: datetime,
    areas: AreaSet | None = None,
    name: str = "",
    told: Mapping[str, Any] | None = None,
    supersedes: AreaVersion | None = None,
) -> AreaDraft:
    """Begin a draft: empty, or with the areas of a file or of a kept version."""
    policies.check_can_work(by, supersedes)
    draft = AreaDraft.objects.create(
        organisation_id=by.organisation_id,
        created_by_id=by.user_id,
        created_at=at,
        changed_at=at,
        name=name[:120],
        crs=areas.crs if areas else "EPSG:3006",
        supersedes=supersedes,
        content=_text(_listed(areas)) if areas else "[]",
        told=dict(told or {}),
    )
    _record(by, at, "areas.draft_opened", draft)
    return draft


def draft_of_version(*, by: Scope, at: datetime, version: AreaVersion) -> AreaDraft:
    """Begin a draft with the areas of a kept version, which it is to follow."""
    policies.check_can_work(by, version)
    areas = queries.area_set(by, version.pk)
    return open_draft(by=by, at=at, areas=areas, supersedes=version)


@transaction.atomic
def set_area(
    *,
    by: Scope,
    at: datetime,
    draft: AreaDraft,
    position: int | None,
    was: str = "",
    key: str,
    name: str,
    population: int | None,
    border: Any,
    keeps_border: bool = False,
) -> AreaDraft:
    """
    Put an area in a draft: a new one last, or another form of the one at a position.

    `was` is the key that the area had when the person began; `border` a surface in WGS 84, or none for an area that is
    known by name only. With `keeps_border` the border at the position stands as it is, digit for digit, whatever
    `border` is: one that is read and written again could come back a little to the side.

    Raises
    ------
    BadInput
        If another area has the key.
    Refused
        If somebody else has put another area in the position.
    """
    held = _held(by, draft)
    areas = held.areas
    policies.check_area(areas, position, key)
    area = {"key": key, "name": name, "population": population, "geometry": _geometry(border)}
    if position is None:
        areas.append(area)
    else:
        policies.check_still_there(areas, position, was)
        if keeps_border:
            area["geometry"] = areas[position]["geometry"]
        areas[position] = area
    return _changed(by, at, held, areas)


@transaction.atomic
def remove_area(*, by: Scope, at: datetime, draft: AreaDraft, position: int, was: str) -> AreaDraft:
    """Take the area with a key at a position out of a draft; `undo_change` brings it back."""
    held = _held(by, draft)
    areas = held.areas
    policies.check_still_there(areas, position, was)
    del areas[position]
    return _changed(by, at, held, areas)


@transaction.atomic
def undo_change(*, by: Scope, at: datetime, draft: AreaDraft) -> AreaDraft:
    """Take back the last change of a draft; once more does it again."""
    held = _held(by, draft)
    if not held.previous:
        raise Refused(_("Det finns ingen ändring att ångra."))
    return _changed(by, at, held, json.loads(held.previous))


@transaction.atomic
def discard_draft(*, by: Scope, at: datetime, draft: AreaDraft) -> None:
    """Throw away a draft; kept versions stand as they are."""
    held = _held(by, draft)
    _record(by, at, "areas.draft_discarded", held)
    held.delete()


@transaction.atomic
def keep_draft(
    *, by: Scope, at: datetime, draft: AreaDraft, name: str, valid_from: date | None = None, note: str = ""
) -> AreaVersion:
    """
    Keep a draft as a version of its own; the draft is then gone.

    Raises
    ------
    BadInput
        If it holds no area, or the note points at a person.
    Refused
        If the name is that of another version.
    """
    held = _held(by, draft)
    policies.check_note(note)
    areas = queries.draft_set(by, held.pk, name)
    if areas is None or not areas.keys:
        raise BadInput(_("Utkastet innehåller inget område."))
    if queries.area_version(by, name) is not None:
        raise Refused(
            _("Det finns redan en indelning som heter %(name)s. Ge den nya ett annat namn.") % {"name": name}
        )
    kept = save_areas(
        organisation_id=by.organisation_id,
        areas=areas,
        by=by,
        at=at,
        valid_from=valid_from,
        supersedes=held.supersedes,
        note=note,
    )
    held.delete()
    return kept


def _held(by: Scope, draft: AreaDraft) -> AreaDraft:
    policies.check_can_work(by, draft)
    return AreaDraft.objects.select_for_update().get(pk=draft.pk)


def _changed(by: Scope, at: datetime, held: AreaDraft, areas: list[dict[str, Any]]) -> AreaDraft:
    held.previous, held.content, held.changed_at = held.content, _text(areas), at
    held.save(update_fields=["previous", "content", "changed_at"])
    _record(by, at, "areas.draft_changed", held)
    return held


def _record(by: Scope, at: datetime, verb: str, draft: AreaDraft) -> None:
    audit.record(
        organisation_id=draft.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=draft,
        detail={"areas": len(draft.areas)},
    )


def _listed(areas: AreaSet) -> list[dict[str, Any]]:
    people = areas.population or (None,) * len(areas.keys)
    rows = zip(areas.keys, areas.names, people, area_borders(areas), strict=True)
    return [
        {"key": key, "name": name, "population": count, "geometry": json.loads(border) if border else None}
        for key, name, count, border in rows
    ]


def _geometry(border: Any) -> dict[str, Any] | None:
    if border is None:
        return None
    import shapely

    plain: dict[str, Any] = json.loads(shapely.to_geojson(border))
    return plain


def _text(areas: list[dict[str, Any]]) -> str:
    return json.dumps(areas, ensure_ascii=False, separators=(",", ":"))
