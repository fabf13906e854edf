"""Long work: making every format of a publication."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.errors import Refused
from samsyn_web.base.jobs import Progress
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.people import queries as people
from samsyn_web.reports import policies, queries, services


def publish(
    progress: Progress,
    *,
    picture_id: int,
    edition: str,
    partner_id: int | None,
    secrecy_id: int | None,
    organisation: str,
    notice: str,
    role: str,
    at: str,
    **values: Any,
) -> dict[str, Any]:
    """Publish an edition; the second time after a crash gives the publication that the first time made."""
    job = progress.job
    if job.created_by_id is None:
        raise Refused(_("Arbetet har ingen beställare."))
    scope = Scope(user_id=job.created_by_id, organisation_id=job.organisation_id, role=Role(role))
    asked_at, chosen = datetime.fromisoformat(at), Edition(edition)
    picture = pictures.picture(scope, picture_id)
    partner = None if partner_id is None else queries.partner(scope, partner_id)
    if picture is None or (partner is None and partner_id is not None):
        raise Refused(_("Lägesbilden eller partnern finns inte längre."))
    there = queries.latest(scope, chain=policies.chain_of(picture, chosen, partner))
    if there and (there.picture_id, there.published_at) == (picture.pk, asked_at):
        return {"publication_id": there.pk}
    person = people.names(scope, [scope.user_id])[scope.user_id]
    made = services.publish(
        by=scope,
        at=asked_at,
        picture=picture,
        edition=chosen,
        imprint=services.Imprint(organisation=organisation, person=person, notice=notice),
        partner=partner,
        secrecy=None if secrecy_id is None else queries.secrecy_decision(scope, secrecy_id),
        told=lambda share, what: progress.report(100 * share, what),
        **values,
    )
    return {"publication_id": made.pk}
