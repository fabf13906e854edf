"""Long work: reading large files and computing pictures of them."""

from __future__ import annotations

from typing import Any

from samsyn.errors import Refused, SamsynError
from samsyn_web.base import clock
from samsyn_web.base.jobs import Progress
from samsyn_web.base.scope import Role, Scope
from samsyn_web.methods.incidents import services
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Round


def read(progress: Progress, *, round_id: int, role: str) -> dict[str, Any]:
    """Read the files of a round; if one cannot be read, nothing of the round is kept."""
    scope, observed = _found(progress, round_id, role)
    try:
        rounds.read_round(by=scope, at=clock.now(), observed=observed, told=_teller(progress))
    except SamsynError:
        rounds.discard_round(by=scope, at=clock.now(), observed=observed)
        raise
    return {"round_id": round_id}


def compute(
    progress: Progress, *, round_id: int, role: str, period: str, organisation: str
) -> dict[str, Any]:
    """Compute the picture of a round."""
    scope, observed = _found(progress, round_id, role)
    picture = services.compute(
        by=scope,
        at=clock.now(),
        observed=observed,
        period=period,
        organisation=organisation,
        told=_teller(progress),
    )
    return {"picture_id": picture.pk}


def _found(progress: Progress, round_id: int, role: str) -> tuple[Scope, Round]:
    job = progress.job
    if job.created_by_id is None:
        raise Refused("Arbetet har ingen beställare.")
    scope = Scope(user_id=job.created_by_id, organisation_id=job.organisation_id, role=Role(role))
    observed = observations.rounds(scope).filter(pk=round_id).first()
    if observed is None:
        raise Refused("Underlaget finns inte längre.")
    return scope, observed


def _teller(progress: Progress) -> rounds.Told:
    def tell(share: float, what: str) -> None:
        progress.report(100 * share, what)

    return tell
