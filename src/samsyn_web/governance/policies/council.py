"""What may be said of the council, its members and its meetings."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import Council, CouncilMeeting, CouncilPresence, CouncilSeat
from samsyn_web.governance.models.council import COUNCIL, GUESTS, PARTY, PLACE, SOURCE, WHY
from samsyn_web.governance.models.council import MeetingForm as Form
from samsyn_web.governance.policies.duties import check_can_keep_duties, check_own


def check_can_keep_council(scope: Scope, council: Council) -> None:
    """Raise unless the person keeps the record of this council."""
    check_can_keep_duties(scope)
    check_own(scope, council.organisation_id)


def check_council(name: str, since: date, reference: str, today: date) -> None:
    """Raise unless a council may be called so, and it is said where it is decided."""
    if not name:
        raise BadInput(_("Skriv vad rådet heter."))
    if not reference:
        raise BadInput(_("Skriv var det är beslutat."))
    if since > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))
    check_text(name, _("Rådets namn"), COUNCIL)
    check_text(reference, _("Var det är beslutat"), SOURCE)


def check_seat(party: str, function: str, starts: date, ends: date | None) -> None:
    """Raise unless an organisation and a function are said, and no person."""
    if not party or not function:
        raise BadInput(
            _("Skriv både organisation och funktion, till exempel ”Polismyndigheten” och ”lokalpolischef”.")
        )
    check_text(party, _("Organisation"), PARTY)
    check_text(function, _("Funktion"), PARTY)
    if ends is not None and ends < starts:
        raise BadInput(_("Den sista dagen är före den första."))


def check_removable(seat: CouncilSeat) -> None:
    """Raise where a function stands in the record of a meeting."""
    if CouncilPresence.objects.filter(seat=seat).exists():
        raise Refused(_("Funktionen står i närvaron från ett möte. Skriv en sista dag i stället."))


def check_meeting(council: Council, day: date, form: str, place: str, itself: CouncilMeeting | None) -> None:
    """Raise unless the council may meet so: not before there was one, nor twice a day."""
    if day < council.since:
        raise BadInput(_("Dagen är innan rådet fanns."))
    if form != Form.REMOTE and not place:
        raise BadInput(_("Skriv var ni möts."))
    check_text(place, _("Plats"), PLACE)
    others = CouncilMeeting.objects.filter(council=council, day=day)
    if itself is not None:
        others = others.exclude(pk=itself.pk)
    if others.exists():
        raise BadInput(_("Det finns redan ett möte den dagen."))


def check_changeable(meeting: CouncilMeeting) -> None:
    """Raise where a meeting is cancelled."""
    if meeting.cancelled_at is not None:
        raise Refused(_("Mötet är inställt. Ångra det först."))


def check_held(meeting: CouncilMeeting, there: set[int], sat: set[int], guests: str, today: date) -> None:
    """Raise unless the meeting has been, and those who are said to have been there sat in the council that day."""
    check_changeable(meeting)
    if meeting.day > today:
        raise BadInput(_("Mötet har inte varit än."))
    if not there:
        raise BadInput(_("Kryssa för vilka som var med. Blev det inget möte ställer du in det."))
    if there - sat:
        raise BadInput(_("Någon av dem satt inte i rådet den dagen."))
    check_text(guests, _("Övriga närvarande"), GUESTS)


def check_cancel(meeting: CouncilMeeting, why: str) -> None:
    """Raise unless the meeting may be cancelled."""
    if meeting.held_at is not None:
        raise Refused(_("Mötet är hållet och kan inte ställas in."))
    if not why:
        raise BadInput(_("Skriv varför mötet ställs in."))
    check_text(why, _("Varför"), WHY)
