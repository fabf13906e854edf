"""Who runs a programme, who reports to it, and that texts point at nobody."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import TEXT, Participant, Programme


def runs(scope: Scope, programme: Programme) -> bool:
    """Whether the person coordinates the programme."""
    return scope.can(Permission.DECIDE) and programme.organisation_id == scope.organisation_id


def check_runs(scope: Scope, programme: Programme) -> None:
    """Raise unless the person coordinates the programme."""
    if not runs(scope, programme):
        raise Refused(_("Bara den som samordnar programmet kan göra det."))


def reports_for(scope: Scope, participant: Participant) -> bool:
    """
    Whether the person reports for a participant.

    Its own coordinator or local project leader does; where the participant has no organisation here, whoever runs the
    programme.
    """
    if participant.organisation_id is None:
        return runs(scope, participant.programme)
    return scope.can(Permission.TAKE_PART) and participant.organisation_id == scope.organisation_id


def check_words(texts: Mapping[str, str]) -> None:
    """Raise where a text is too long or points at a person."""
    for name, text in texts.items():
        check_text(text, name, TEXT)
