"""Who may propose categories, and who may decide on them."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import CategoryProposal, CategoryVersion


class ListHasMoved(Refused):
    """Another list has been decided on since the proposal was begun."""


def can_propose(scope: Scope) -> bool:
    """Whether the person takes part in working out categories: comments, and changes open proposals."""
    return scope.can(Permission.READ_WEEK) or scope.can(Permission.WORK_WITH_DATA)


def check_can_propose(scope: Scope, proposal: CategoryProposal | None = None) -> None:
    """Raise unless the person may take part in working out categories, and the proposal is open."""
    if not can_propose(scope):
        raise Refused(_("Din roll i organisationen kan läsa kategorierna men inte föreslå ändringar."))
    if proposal is None:
        return
    if proposal.organisation_id != scope.organisation_id:
        raise Refused(_("Förslaget hör till en annan organisation."))
    if not proposal.is_open:
        raise Refused(
            _("Förslaget är %(state)s och kan inte ändras.") % {"state": proposal.get_state_display()}
        )


def check_can_decide(
    scope: Scope,
    proposal: CategoryProposal,
    *,
    in_force: CategoryVersion | None,
    valid_from: date,
    today: date,
) -> None:
    """Raise unless the person may decide on a proposal from a day."""
    check_can_propose(scope, proposal)
    if not scope.can(Permission.DECIDE):
        raise Refused(_("Bara den som leder arbetet beslutar om kategorierna."))
    if (in_force.pk if in_force else None) != proposal.base_id:
        raise ListHasMoved(
            _(
                "En annan lista har beslutats sedan förslaget öppnades. Hämta förslaget som YAML, öppna ett nytt och "
                "för över det som fortfarande gäller."
            )
        )
    if valid_from < today:
        raise BadInput(
            _("Listan kan börja gälla i dag eller senare. Det som redan är rapporterat har sin lista.")
        )
    if in_force is not None and valid_from < in_force.valid_from:
        raise BadInput(
            _("Listan före börjar gälla %(day)s. Välj den dagen eller en senare.")
            % {"day": in_force.valid_from.isoformat()}
        )
