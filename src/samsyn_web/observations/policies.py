"""When a round may change, and who may change it."""

from __future__ import annotations

from samsyn.errors import Refused
from samsyn.files import Reading
from samsyn.table import Sensitivity
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Round


class RoundIsFrozen(Refused):
    """The round is frozen; what it holds never changes."""


class NotAllowed(Refused):
    """The person's role does not carry the permission."""


def can_work_with_data(scope: Scope) -> bool:
    """Whether the person may add files and compute pictures."""
    return scope.can(Permission.WORK_WITH_DATA)


def check_can_work_with_data(scope: Scope) -> None:
    """Raise unless the person may add files and compute pictures."""
    if not can_work_with_data(scope):
        raise NotAllowed("Din roll ger inte rätt att läsa in underlag.")


def check_can_change(scope: Scope, observed: Round) -> None:
    """Raise unless the person may change this round now."""
    check_can_work_with_data(scope)
    if observed.organisation_id != scope.organisation_id:
        raise NotAllowed("Omgången hör till en annan organisation.")
    if observed.is_frozen:
        raise RoundIsFrozen(
            "Underlaget är fryst och kan inte ändras. Ladda upp filen igen för att läsa den på nytt."
        )


def may_be_stored(reading: Reading | None) -> bool:
    """Whether a file may stay as it was sent: it has been read, and no column may name or describe people."""
    return reading is not None and not any(
        column.meaning is None and column.sensitivity is not Sensitivity.HARMLESS
        for column in reading.columns
    )
