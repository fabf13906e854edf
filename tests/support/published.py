"""Partners, decisions and publications as people would make them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from samsyn.cycle import Edition
from samsyn_web.findings.models import Picture
from samsyn_web.reports import queries, services
from samsyn_web.reports.models import (
    Partner,
    PartnerKind,
    Publication,
    PublicDecision,
    PublishedFile,
    SecrecyDecision,
)
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT

LATER = AT + timedelta(days=7)  # when a picture is old enough to go public
GROUND = "OSL 10 kap. 14 § förbehåll"


def add_partner(
    person: Person, *areas: str, name: str = "Bostadsbolaget", kind: PartnerKind = PartnerKind.COMPANY
) -> Partner:
    """Add a partner whose areas are named."""
    choice = services.PartnerChoice(
        name=name, kind=kind, contact="Driftchef", areas={area: area for area in areas or ("Åsen",)}
    )
    return services.add_partner(by=person.scope, at=AT, choice=choice)


def page_of(publication: Publication) -> str:
    """The frozen web page of a publication."""
    return bytes(PublishedFile.objects.get(publication=publication, kind="html").content).decode()


def allow_public(person: Person, at: datetime = AT, **more: Any) -> PublicDecision:
    """Record a decision that the public edition may be made."""
    given = {
        "decided_on": date(2024, 9, 2), "decided_by": "Kommunstyrelsen", "reference": "KS 2024/17",
        "delay_days": 7, "smallest_count": 5, "valid_from": date(2024, 9, 2), **more,
    }  # fmt: skip
    return services.record_public_decision(by=person.scope, at=at, choice=services.PublicChoice(**given))


def decide(person: Person, picture: Picture, partner: Partner, ground: str = GROUND) -> SecrecyDecision:
    """Decide that a private partner may be given the picture's figures about its areas."""
    there = queries.areas_of(person.scope, partner, picture)
    return services.decide_secrecy(
        by=person.scope, at=AT, picture=picture, partner=partner, areas={key: key for key in there},
        choice=services.SecrecyChoice(decided_by="Säkerhetschefen", ground=ground),
    )  # fmt: skip


def publish(
    person: Person, picture: Picture, edition: Edition = Edition.INTERNAL, note: str = "", **more: Any
) -> Publication:
    """Publish at once, levels as proposals, with the decisions that the edition needs."""
    imprint = services.Imprint(
        organisation="Exempelköping", person=str(person.user), notice="Uppdiktade data"
    )
    at, partner = AT, more.get("partner")
    if edition is Edition.PUBLIC:
        at = max(AT, datetime.combine(picture.end + timedelta(days=7), AT.timetz()))
        if queries.decision_in_force(person.scope, at.date()) is None:
            allow_public(person)
    mine = partner is not None and partner.organisation == person.organisation
    if mine and partner.is_private and "secrecy" not in more and edition is Edition.PARTNER:
        more["secrecy"] = decide(person, picture, partner)
    return services.publish(
        by=person.scope, at=at, picture=picture, edition=edition, imprint=imprint, note=note,
        **{"as_proposals": True, **more},
    )  # fmt: skip
