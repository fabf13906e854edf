"""Whether a plan may be said to rest on a situational picture."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.period import format_date
from samsyn.statutory import Kind
from samsyn_web.actions.models import PlanVersion
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Paper
from samsyn_web.governance.policies.duties import check_can_keep_duties, check_own


def check_tie(scope: Scope, version: PlanVersion, picture: Paper) -> None:
    """Raise unless both are decided ones of the asker's own, and the picture was there when the plan was decided."""
    check_can_keep_duties(scope)
    check_own(scope, version.plan.organisation_id)
    check_own(scope, picture.organisation_id)
    made = picture.decision
    if picture.kind != Kind.PICTURE or made is None:
        raise Refused(_("En plan bygger på en lägesbild som är beslutad."))
    if made.decided_on > version.decided_on:
        raise Refused(
            _(
                "Lägesbilden beslutades {seen}, efter planen ({planned}). Planen kan inte bygga på den; "
                "besluta planen på nytt."
            ).format(seen=format_date(made.decided_on), planned=format_date(version.decided_on))
        )
