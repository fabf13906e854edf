"""Writes of how the organisation's documents look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from samsyn import documents
from samsyn.errors import Refused
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.reports import policies, queries
from samsyn_web.reports.models import Brand


@transaction.atomic
def save_brand(*, by: Scope, at: datetime, look: documents.Brand) -> Brand:
    """Use a look in documents that are made from now on; what is published keeps the look that it had."""
    policies.check_can_set_up(by)
    policies.check_says_nothing_of_persons(look.logo_text, look.footer)
    _set_aside(by)
    own_colour = look.accent.upper() != documents.Brand().accent.upper()
    brand = Brand.objects.create(
        organisation_id=by.organisation_id,
        logo=look.logo,
        logo_text=look.logo_text if look.logo else "",
        accent=look.accent.upper() if own_colour else "",
        footer=look.footer,
        saved_by_id=by.user_id,
        saved_at=at,
    )
    _note(by, at, "brand.saved", brand)
    return brand


@transaction.atomic
def remove_brand(*, by: Scope, at: datetime) -> None:
    """Go back to Samsyn's own look; it can be taken back."""
    policies.check_can_set_up(by)
    for brand in _set_aside(by):
        _note(by, at, "brand.removed", brand)


@transaction.atomic
def take_back_brand(*, by: Scope, at: datetime) -> Brand:
    """Use the look that was used before."""
    policies.check_can_set_up(by)
    before = queries.brand_before(by)
    if before is None:
        raise Refused(_("Det finns inget tidigare utseende att ta tillbaka."))
    _set_aside(by)
    before.is_used, before.saved_at = True, at
    before.save(update_fields=["is_used", "saved_at"])
    _note(by, at, "brand.taken_back", before)
    return before


def _set_aside(by: Scope) -> list[Brand]:
    used = list(Brand.objects.select_for_update().filter(organisation_id=by.organisation_id, is_used=True))
    Brand.objects.filter(pk__in=[one.pk for one in used]).update(is_used=False)
    return used


def _note(by: Scope, at: datetime, verb: str, brand: Brand) -> None:
    audit.record(
        organisation_id=by.organisation_id,
        by=by,
        at=at,
        verb=verb,
        target=brand,
        detail={"accent": brand.accent, "logo": brand.logo is not None},
    )
