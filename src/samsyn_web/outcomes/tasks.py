"""Evaluations are computed when their days come, by themselves or because somebody asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import Refused, SamsynError
from samsyn_web.base import clock
from samsyn_web.base.jobs import Progress
from samsyn_web.base.registry import EventCounts
from samsyn_web.base.scope import Role, Scope
from samsyn_web.outcomes import queries, services


def ask_for_due(at: datetime) -> None:
    """Ask for the computing of what is due, for each organisation that has something."""
    for organisation_id, user_id in queries.organisations_with_due(localdate(at)):
        services.ask_to_compute(by=_scope(user_id, organisation_id), at=at)


def compute_due(progress: Progress, *, evaluation_ids: list[int]) -> dict[str, Any]:
    """Compute evaluations, each source's rows read once; one that cannot be computed is told and passed by."""
    job = progress.job
    if job.created_by_id is None:
        raise Refused(_("Arbetet har ingen beställare."))
    scope = _scope(job.created_by_id, job.organisation_id)
    held: dict[str, EventCounts | None] = {}
    known = queries.disturbances(scope)
    done, failed = 0, []
    for number, key in enumerate(evaluation_ids):
        one = queries.evaluation(scope, key)
        if one is None or queries.results(scope, [one]):
            continue  # done already, where the work is run again
        if one.source not in held:
            progress.report(0, _("Läser rapporterna"))
            held[one.source] = queries.counted(scope, one.source)
        try:
            services.compute_evaluation(
                by=scope, at=clock.now(), evaluation=one, counted=held[one.source], known=known
            )
            done += 1
        except SamsynError as error:
            failed.append(f"{one.action.title}: {error.message}")
        progress.report(100 * (number + 1) / len(evaluation_ids), _("Räknar på åtgärderna"))
    return {"computed": done, "failed": failed}


def _scope(user_id: int, organisation_id: int) -> Scope:
    return Scope(user_id=user_id, organisation_id=organisation_id, role=Role.COORDINATOR)
