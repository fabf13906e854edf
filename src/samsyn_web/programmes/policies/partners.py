"""What each kind of partner may do in a programme, and when."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people.models import Organisation, OrganisationKind
from samsyn_web.programmes.models import (
    Contribution,
    ContributionKind,
    ContributionState,
    Participant,
    PartnerRole,
    Programme,
    ProgrammePartner,
)
from samsyn_web.programmes.policies.programmes import check_words
from samsyn_web.programmes.policies.selection import check_works_on

HANDS_IN: Mapping[str, tuple[ContributionKind, ...]] = {
    PartnerRole.COUNTY_BOARD: (ContributionKind.ADVICE, ContributionKind.REQUEST),
    PartnerRole.AUTHORITY: (ContributionKind.ACTIVITY, ContributionKind.ADVICE),
}
"""What a partner of each role may hand to a programme; of the others nothing."""


def in_force(partner: ProgrammePartner, on: date) -> bool:
    """Whether a partner takes part on a day."""
    return (partner.starts is None or partner.starts <= on) and (partner.ends is None or on <= partner.ends)


def acts_for(scope: Scope, partner: ProgrammePartner, on: date) -> bool:
    """Whether the person may read and hand in as a partner: a member of it, while it is in force."""
    return (
        scope.can(Permission.FOLLOW_PROGRAMME)
        and partner.organisation_id == scope.organisation_id
        and in_force(partner, on)
    )


def in_reach(partner: ProgrammePartner, participant: Participant) -> bool:
    """Whether a partner works with a participant: a county board with those of its own county."""
    if participant.programme_id != partner.programme_id:
        return False
    return partner.role != PartnerRole.COUNTY_BOARD or participant.county == partner.county


def check_acts_for(scope: Scope, partner: ProgrammePartner, on: date) -> None:
    """Raise unless the person may hand in as a partner."""
    if not acts_for(scope, partner, on):
        raise Refused(_("Bara den som arbetar hos en partner i programmet kan göra det."))


def check_contribution(
    partner: ProgrammePartner, participant: Participant, kind: str, focus_area: int, text: str
) -> None:
    """Raise unless a partner may hand this in, and it says something about no person."""
    if kind not in HANDS_IN.get(partner.role, ()):
        raise Refused(_("Den rollen lämnar inte sådant till programmet."))
    if not in_reach(partner, participant):
        raise Refused(_("Kommunen hör inte till det som partnern arbetar med i programmet."))
    if str(focus_area) not in participant.programme.facts["focus_areas"]:
        raise BadInput(_("Välj ett av programmets fokusområden."))
    if not text:
        raise BadInput(_("Skriv vad det gäller."))
    if kind == ContributionKind.ACTIVITY and len(text) > 300:
        raise BadInput(_("Skriv aktiviteten med högst 300 tecken."))
    check_words({_("Texten"): text})


def check_decides(scope: Scope, contribution: Contribution) -> None:
    """Raise unless the person leads the programme and nobody has decided."""
    check_works_on(scope, contribution.partner.programme)
    if contribution.state != ContributionState.PROPOSED:
        raise Refused(_("Inspelet är %(state)s.") % {"state": contribution.get_state_display()})


def check_partner(
    scope: Scope,
    programme: Programme,
    *,
    organisation: Organisation | None,
    name: str,
    role: str,
    county: str,
    counties: Collection[str],
) -> None:
    """Raise unless a partner may be added so: who reads is an authority, and a county board has a county."""
    check_works_on(scope, programme)
    if not name:
        raise BadInput(_("Skriv vem partnern är."))
    check_words({_("Namnet"): name})
    if role not in PartnerRole.values:
        raise BadInput(_("Välj partnerns roll."))
    if organisation is not None and organisation.kind != OrganisationKind.AUTHORITY:
        raise BadInput(_("Bara en myndighet kan läsa programmet som partner."))
    if organisation is not None and role == PartnerRole.OTHER:
        raise BadInput(_("Välj länsstyrelse eller myndighet för den som ska kunna logga in."))
    if role == PartnerRole.COUNTY_BOARD and county not in counties:
        raise BadInput(_("Välj länsstyrelsens län."))
