"""Who takes figures of a survey into a situational picture, and when a survey gives any."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.methods.surveys.policies.surveys import answers_shown

METHOD = "surveys"


def can_pick(scope: Scope) -> bool:
    """Whether the person may take figures into situational pictures."""
    return scope.can(Permission.WORK_WITH_DATA)


def why_not_picked(survey: Survey, answered: int, *, unchanged: bool) -> str:
    """Return why no figure of a survey may be picked; empty where some may."""
    if survey.closed_at is None:
        return _("Stäng enkäten först. Siffror ur en öppen enkät ändras med varje svar.")
    if not answered:
        return _("Ingen har svarat på enkäten.")
    if not answers_shown(survey.is_anonymous, range(answered)):
        return _("Färre än fem har svarat på en anonym enkät: frågorna redovisas inte.")
    if not unchanged:
        return _("Svaren är inte desamma som när enkäten stängdes. Siffrorna går inte att lita på.")
    return ""


def check_can_pick(scope: Scope, survey: Survey) -> None:
    """Raise unless the person may take figures of the survey."""
    if survey.organisation_id != scope.organisation_id or not can_pick(scope):
        raise Refused(_("Din roll ger inte rätt att ta in siffror i lägesbilden."))


def check_is_picked(why: str) -> None:
    """Raise where no figure of the survey may be picked."""
    if why:
        raise Refused(why)
