"""When an intake or a round may change, and who may change it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.observations.models import Intake, IntakeState, Round, Source


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
        raise NotAllowed(_("Din roll ger inte rätt att läsa in underlag."))


def check_own(scope: Scope, one: Intake | Round | Source) -> None:
    """Raise unless the thing is the person's organisation's, and the person may work with it."""
    check_can_work_with_data(scope)
    if one.organisation_id != scope.organisation_id:
        raise NotAllowed(_("Underlaget hör till en annan organisation."))


def check_can_change(scope: Scope, intake: Intake) -> None:
    """Raise unless the person may change this intake now."""
    check_own(scope, intake)
    if not intake.is_staged:
        raise Refused(_("Filen är redan inläst. Ångra inläsningen om den ska läsas på ett annat sätt."))


def check_can_undo(scope: Scope, intake: Intake, *, newer: Sequence[Intake]) -> None:
    """Raise unless the intake may be taken out of the register now; `newer` were written after it."""
    check_own(scope, intake)
    if intake.state != IntakeState.COMMITTED:
        raise Refused(_("Filen är inte inläst, så det finns inget att ångra."))
    if newer:
        raise Refused(
            _(
                "%(name)s lästes in senare från samma källa. Ångra den först: en senare fil kan ha "
                "rader som fanns redan här."
            )
            % {"name": newer[0].attachment.name}
        )


def check_can_freeze(scope: Scope, observed: Round) -> None:
    """Raise unless the person may freeze or discard this round now."""
    check_own(scope, observed)
    if observed.is_frozen:
        raise RoundIsFrozen(_("Underlaget är fryst och kan inte ändras."))
