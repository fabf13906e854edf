"""An organisation's own background maps."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.places import policies, queries
from samsyn_web.places.models import MapLayer


@transaction.atomic
def add_layer(
    *,
    by: Scope,
    at: datetime,
    name: str,
    kind: str,
    address: str,
    layers: str,
    attribution: str,
    is_default: bool = False,
) -> MapLayer:
    """
    Name a map server whose pictures may be shown behind the organisation's areas.

    Raises
    ------
    BadInput
        If the address is not safe or not whole, or the name is taken.
    """
    policies.check_can_set_layers(by)
    policies.check_layer(kind, address, layers)
    if queries.layers(by).filter(name=name).exists():
        raise BadInput(_("Det finns redan ett kartlager som heter %(name)s.") % {"name": name})
    if is_default:
        queries.layers(by).update(is_default=False)
    layer = MapLayer.objects.create(
        organisation_id=by.organisation_id,
        name=name,
        kind=kind,
        address=address.strip(),
        layers=layers.strip(),
        attribution=attribution,
        is_default=is_default,
        created_at=at,
    )
    _record(by, at, "map_layer.added", layer)
    return layer


@transaction.atomic
def show_first(*, by: Scope, at: datetime, layer: MapLayer | None) -> None:
    """Choose the background that maps begin with; none is the plain map that needs no network."""
    policies.check_can_set_layers(by, layer)
    queries.layers(by).update(is_default=False)
    if layer is not None:
        queries.layers(by).filter(pk=layer.pk).update(is_default=True)
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb="map_layer.chosen",
        target=layer if layer is not None else "places.maplayer:",
    )


@transaction.atomic
def remove_layer(*, by: Scope, at: datetime, layer: MapLayer) -> None:
    """Take away a background map."""
    policies.check_can_set_layers(by, layer)
    _record(by, at, "map_layer.removed", layer)
    layer.delete()


def _record(by: Scope, at: datetime, verb: str, layer: MapLayer) -> None:
    origin = policies.origin_of(layer.address)
    audit.record(
        organisation_id=layer.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=layer,
        detail={"origin": origin},
    )
