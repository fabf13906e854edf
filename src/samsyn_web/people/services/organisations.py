"""Organisations, how one signs in to them, and what all writes about members share."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.people import policies
from samsyn_web.people.models import Membership, Organisation, OrganisationKind, User
from samsyn_web.people.queries import organisation_by_name


@transaction.atomic
def create_organisation(
    *,
    name: str,
    by: User | None,
    at: datetime,
    kind: OrganisationKind = OrganisationKind.MUNICIPALITY,
    municipality_code: str = "",
    is_demo: bool = False,
    requires_two_steps: bool | None = None,
) -> Organisation:
    """
    Add an organisation, the owner of everything that its members will do.

    Two-step sign-in is required from the start unless it is a demonstration, or `requires_two_steps` says otherwise.
    """
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("Organisationen behöver ett namn."))
    if organisation_by_name(name):
        raise Refused(_("Det finns redan en organisation som heter {name}.").format(name=name))
    organisation = Organisation.objects.create(
        name=name,
        kind=kind,
        municipality_code=municipality_code,
        is_demo=is_demo,
        requires_two_steps=not is_demo if requires_two_steps is None else requires_two_steps,
        created_at=at,
    )
    detail = {"kind": kind.value, "municipality_code": municipality_code, "is_demo": is_demo}
    _record(organisation, by, at, "organisation.created", organisation, detail)
    return organisation


@transaction.atomic
def require_two_steps(*, organisation: Organisation, required: bool, by: User | None, at: datetime) -> bool:
    """Set whether members who may more than report must sign in with two steps; returns whether it was changed."""
    policies.check_may_administer(by, organisation, at)
    changed = Organisation.objects.filter(pk=organisation.pk).exclude(requires_two_steps=required)
    if not changed.update(requires_two_steps=required):
        return False
    _record(organisation, by, at, "organisation.two_steps_set", organisation, {"required": required})
    return True


def _locked(membership: Membership) -> Membership:
    """Return a membership as it is now, with all of its organisation's rows locked."""
    # All of the organisation's rows, so that of two who end each other's membership at once the second is refused.
    rows = Membership.objects.select_for_update(of=("self",)).filter(
        organisation_id=membership.organisation_id
    )
    return {row.pk: row for row in rows.select_related("organisation", "user").order_by("pk")}[membership.pk]


def _record(
    organisation: Organisation,
    by: User | None,
    at: datetime,
    verb: str,
    target: models.Model,
    detail: dict[str, object],
) -> None:
    """Write one event in the organisation's chain."""
    audit.record(organisation_id=organisation.pk, by=by, at=at, verb=verb, target=target, detail=detail)
