"""How far a participant has come, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import Any

from samsyn_web.people.models import Membership
from samsyn_web.programmes.models import (
    LetterOfIntent,
    LetterSignature,
    MeetingPoint,
    Participant,
    ParticipantPlan,
    PhaseGate,
    PhaseMeeting,
    PhaseMilestone,
    ProgrammeCalendar,
)


def participation_rows(participant: Participant, user: Any, at: Any, mark: str) -> dict[str, Any]:
    """Add a row of each kind; returns the meeting."""
    of: dict[str, Any] = {"participant": participant}
    made: dict[str, Any] = {"number": 1, "text": mark, "made_by": user, "made_at": at}
    PhaseGate.objects.create(**of, phase="preparation", due=date(2024, 10, 1), reason=mark)
    met = PhaseMeeting.objects.create(**of, kind="planning", on=date(2024, 10, 1), about=mark)
    MeetingPoint.objects.create(meeting=met, text=mark, function=mark, due=date(2024, 10, 1))
    PhaseMilestone.objects.create(**of, phase="preparation", title=mark, due=date(2024, 10, 1))
    ParticipantPlan.objects.create(**of, **made, focus_areas=[1])
    letter = LetterOfIntent.objects.create(**of, **made)
    LetterSignature.objects.create(
        letter=letter,
        side="programme",
        function=mark,
        signed_on=date(2024, 10, 1),
        noted_by=user,
        noted_at=at,
    )
    ProgrammeCalendar.objects.create(
        programme=participant.programme,
        membership=Membership.objects.get(user=user, organisation=participant.programme.organisation),
        digest=sha256(mark.encode()).hexdigest(),
        created_at=at,
    )
    return {"programme_meeting": met}
