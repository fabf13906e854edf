"""Reads about codes by which a municipality joins a programme."""

from __future__ import annotations

from samsyn_web.base.scope import Scope
from samsyn_web.programmes.models import JoiningCode


def joining_code(scope: Scope, participant_id: int) -> JoiningCode | None:
    """Return the code in force for a participant, for whoever coordinates the programme; what it says is not kept."""
    return JoiningCode.objects.filter(
        participant_id=participant_id,
        participant__programme__organisation_id=scope.organisation_id,
        revoked_at=None,
        used_at=None,
    ).first()
