"""Who may write on the organisation's time lines, and who may change a saved view."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import Annotation, AnnotationKind, SavedView
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
