"""A municipality's own statistical areas, taken in at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.sweden import CREDIT, regso
from samsyn_web.base.scope import Scope
from samsyn_web.people import queries
from samsyn_web.people.models import OrganisationKind
from samsyn_web.places import policies as place_policies
from samsyn_web.places import services as places
from samsyn_web.places.models import AreaVersion

VINTAGE = 2025  # the one with borders; its population is not published by these areas


@transaction.atomic
def take_in_areas(*, by: Scope, at: datetime) -> AreaVersion:
    """
    Keep the statistical areas (RegSO) of the municipality that the organisation is; a second time gives what is kept.

    Nothing rests on them yet, so until something does the version can be removed.
    """
    place_policies.check_can_work(by)
    own = queries.organisation(by)
    if own.kind != OrganisationKind.MUNICIPALITY or not own.municipality_code:
        raise Refused(
            _("Organisationen är ingen kommun med kommunkod. Välj kommun på sidan Lägg till områden.")
        )
    return places.save_areas(
        organisation_id=own.pk,
        areas=regso(own.municipality_code, VINTAGE),
        by=by,
        at=at,
        valid_from=date(VINTAGE, 1, 1),
        note=CREDIT,
    )
