"""Who may open, change and close a problem, and what may be written in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.causes.models import TEXT, TITLE, Problem
from samsyn_web.findings.policies import check_text


def can_work(scope: Scope) -> bool:
    """Whether the person may open problems and link reports to them."""
    return scope.can(Permission.REVIEW) or scope.can(Permission.JUDGE)


def check_can_work(scope: Scope, problem: Problem | None = None) -> None:
    """Raise unless the person may work with problems, and this one is the organisation's own."""
    if not can_work(scope) or (problem is not None and problem.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att ändra problem."))


def check_words(title: str, text: str) -> None:
    """Raise unless a problem may be called and described so."""
    if not title:
        raise BadInput(_("Skriv vad problemet är, till exempel ”Klotter på busskurar i Åsen”."))
    check_text(title, _("Problemet"), TITLE)
    check_text(text, _("Beskrivningen"), TEXT)


def check_reason(reason: str) -> None:
    """Raise unless a problem may be closed for this reason."""
    if not reason:
        raise BadInput(_("Skriv varför problemet avslutas."))
    check_text(reason, _("Skälet"), TEXT)
