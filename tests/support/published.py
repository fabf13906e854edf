"""Partners and publications as people would make them."""

from __future__ import annotations

from typing import Any

from samsyn.cycle import Edition
from samsyn_web.findings.models import Picture
from samsyn_web.reports import services
from samsyn_web.reports.models import Partner, PartnerKind, Publication, PublishedFile
from tests.samsyn_web.conftest import Person
from tests.support.uploads import AT


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


def publish(
    person: Person, picture: Picture, edition: Edition = Edition.INTERNAL, note: str = "", **more: Any
) -> Publication:
    """Publish at once, levels as proposals."""
    imprint = services.Imprint(
        organisation="Exempelköping", person=str(person.user), notice="Uppdiktade data"
    )
    return services.publish(
        by=person.scope, at=AT, picture=picture, edition=edition, imprint=imprint, note=note,
        **{"as_proposals": True, **more},
    )  # fmt: skip
