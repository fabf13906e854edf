"""Who may write on the organisation's time lines, change a saved view, and propose and decide categories."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import (
    Annotation,
    AnnotationKind,
    CategoryProposal,
    CategoryVersion,
    SavedView,
)
from samsyn_web.observations.models import Source
from samsyn_web.observations.policies import check_can_work_with_data

MOST_VIEWS = 50
MOST_NOTES = 2_000
WHAT, NAME = 200, 80


class NameIsTaken(Refused):
    """The person has a view of that name already."""


def check_note(
    scope: Scope, *, source: Source | None, kind: str, what: str, first_day: date, last_day: date | None
) -> None:
    """Raise unless such a note may stand on the time line."""
    check_can_work_with_data(scope)
    if source is not None and source.organisation_id != scope.organisation_id:
        raise Refused(_("Källan hör till en annan organisation."))
    if kind not in AnnotationKind.values:
        raise BadInput(_("Välj vad anteckningen gäller."))
    if not what:
        raise BadInput(_("Skriv vad som hände."))
    if last_day is not None and last_day < first_day:
        raise BadInput(_("Sista dagen ligger före den första."))
    check_text(what, _("Vad som hände"), WHAT)


def check_own_note(scope: Scope, note: Annotation) -> None:
    """Raise unless the note stands on the time line of the person's organisation."""
    check_can_work_with_data(scope)
    if note.organisation_id != scope.organisation_id:
        raise Refused(_("Anteckningen hör till en annan organisation."))


def check_room(there: int, most: int, what: str) -> None:
    """Raise where there are as many as there may be."""
    if there >= most:
        raise Refused(
            _("Det finns redan %(n)s %(what)s, och fler får inte plats. Ta bort någon som inte används.")
            % {"n": most, "what": what}
        )


def check_view(scope: Scope, name: str, *, taken: bool) -> None:
    """Raise unless a view may be called so."""
    check_can_work_with_data(scope)
    if not name:
        raise BadInput(_("Skriv ett namn på vyn."))
    check_text(name, _("Namn"), NAME)
    if taken:
        raise NameIsTaken(_("Du har redan en vy som heter ”%(name)s”. Välj ett annat namn.") % {"name": name})


def can_change_view(scope: Scope, view: SavedView) -> bool:
    """Whether the view is the person's own."""
    return view.organisation_id == scope.organisation_id and view.owner_id == scope.user_id


def check_own_view(scope: Scope, view: SavedView) -> None:
    """Raise unless the view is the person's own."""
    check_can_work_with_data(scope)
    if not can_change_view(scope, view):
        raise Refused(_("Vyn är någon annans. Spara en egen med samma val i stället."))


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
