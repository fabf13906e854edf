"""When minutes may be adjusted, and corrected."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import CouncilMeeting, CouncilMinutes
from samsyn_web.governance.models.council_minutes import ADJUSTERS, CORRECTION


def check_adjusted(
    meeting: CouncilMeeting,
    newest: CouncilMinutes | None,
    digest: str,
    adjusters: str,
    adjusted_on: date,
    why: str,
    today: date,
) -> None:
    """Raise unless the meeting is held, it is said who adjusted and when, and a correction says what it corrects."""
    if meeting.held_at is None:
        raise Refused(_("Anteckna först vilka som var med. Ett protokoll justeras efter mötet."))
    if not adjusters:
        raise BadInput(_("Skriv vilka funktioner som justerade."))
    if not meeting.day <= adjusted_on <= today:
        raise BadInput(_("Justeringsdagen ligger före mötet eller i framtiden."))
    if newest is not None and newest.digest == digest:
        raise Refused(_("Inget är ändrat sedan protokollet justerades."))
    if newest is not None and not why:
        raise BadInput(_("Skriv vad som är rättat sedan den förra versionen."))
    check_text(adjusters, _("Justerat av"), ADJUSTERS)
    check_text(why, _("Vad som är rättat"), CORRECTION)
