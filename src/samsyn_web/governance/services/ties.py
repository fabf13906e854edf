"""A decided version of the plan is tied to the decided picture that it rests on, and the tie is taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from samsyn_web.actions.models import PlanVersion
from samsyn_web.base import audit
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Paper, PlanTie


@transaction.atomic
def tie_plan(*, by: Scope, at: datetime, version: PlanVersion, picture: Paper) -> PlanTie:
    """Say which picture a decided plan rests on; said again, the later counts."""
    policies.check_tie(by, version, picture)
    made, _new = PlanTie.objects.update_or_create(
        plan_version=version,
        defaults={
            "organisation_id": by.organisation_id,
            "picture": picture,
            "tied_by_id": by.user_id,
            "tied_at": at,
        },
    )
    _record(by, at, "plan.tied", made)
    return made


@transaction.atomic
def untie_plan(*, by: Scope, at: datetime, tie: PlanTie) -> None:
    """Take a tie away; it can be said again."""
    policies.check_can_keep_duties(by)
    policies.check_own(by, tie.organisation_id)
    _record(by, at, "plan.untied", tie)
    tie.delete()


def _record(by: Scope, at: datetime, verb: str, tie: PlanTie) -> None:
    detail = {"plan_version": tie.plan_version_id, "picture": tie.picture_id}
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=tie, detail=detail)
