"""Who takes in answers on forms in Word, and what a form must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Scope
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.methods.surveys.policies.surveys import can_manage, check_can_manage, check_is_open

MOST_FORMS = 50
"""How many forms are read in at a time."""


@dataclass(frozen=True, kw_only=True)
class FormGiven:
    """What one filled in form says; `digest` names the file, which is not kept."""

    given: Mapping[str, str]
    digest: str
    may_quote: bool = False
    own_code: str = ""


def takes_forms(scope: Scope, survey: Survey) -> bool:
    """Whether the person gives out the survey's form and reads it in: only where anybody with its link may answer."""
    own = survey.organisation_id == scope.organisation_id
    return own and can_manage(scope) and survey.closed_at is None and bool(survey.link_key)


def check_takes_forms(scope: Scope, survey: Survey, at: datetime) -> None:
    """Raise unless the person may read in forms now."""
    check_can_manage(scope, survey)
    check_is_open(survey, at)
    if not survey.link_key:
        raise Refused(
            _(
                "Enkäten besvaras bara med personliga länkar: ett formulär som läses in vore ingen av de inbjudnas. "
                "Gör en enkät med öppen länk för den som ska svara i Word."
            )
        )
