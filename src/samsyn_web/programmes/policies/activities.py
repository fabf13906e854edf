"""What may be written of an activity, and which may be changed."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import Activity, ActivityStatus, Participant, Programme
from samsyn_web.programmes.policies.participation import works_with
from samsyn_web.programmes.policies.programmes import runs

WRITABLE = (ActivityStatus.PLANNED, ActivityStatus.DONE)


def plans_for(scope: Scope, participant: Participant) -> bool:
    """Whether the person writes a participant's activities: whoever runs the programme, or who reports for it."""
    return runs(scope, participant.programme) or works_with(scope, participant)


def check_plans_for(scope: Scope, participant: Participant) -> None:
    """Raise unless the person writes a participant's activities."""
    if not plans_for(scope, participant):
        raise Refused(_("Bara den som samordnar programmet eller företräder kommunen där kan göra det."))


def can_change(scope: Scope, activity: Activity) -> bool:
    """Whether the person may change an activity: who writes the participant's may, where no document states it."""
    return plans_for(scope, activity.participant) and not activity.is_sourced


def check_can_change(scope: Scope, activity: Activity, version: int | None = None) -> None:
    """Raise unless the person may change an activity, and has seen it as it stands."""
    check_plans_for(scope, activity.participant)
    if activity.is_sourced:
        raise Refused(_("Aktiviteten står i ett dokument och ändras inte här."))
    if version is not None and activity.version != version:
        raise Refused(_("Någon annan har ändrat aktiviteten sedan du öppnade den. Läs om sidan."))


def check_activity(
    programme: Programme, *, title: str, texts: dict[str, str], focus_areas: list[int], formats: list[int]
) -> None:
    """Raise unless an activity says what it is, where it belongs, and points at nobody."""
    if not title.strip():
        raise BadInput(_("Skriv vad aktiviteten är."))
    check_text(title, _("Aktiviteten"), 300)
    for name, text in texts.items():
        check_text(text, name, 200)
    if any(str(one) not in programme.facts["focus_areas"] for one in focus_areas):
        raise BadInput(_("Programmet har inget sådant fokusområde."))
    if not formats or any(str(one) not in programme.facts["formats"] for one in formats):
        raise BadInput(_("Välj ett eller flera av programmets format."))


def check_days(starts: date | None, ends: date | None) -> None:
    """Raise unless the days are in order."""
    if ends and (starts is None or ends < starts):
        raise BadInput(_("Sista dagen ska vara första dagen eller senare."))


def check_reason(reason: str) -> None:
    """Raise unless a reason is given, and points at nobody."""
    if not reason.strip():
        raise BadInput(_("Skriv varför, så att det går att förstå efteråt."))
    check_text(reason, _("Skälet"), 300)
