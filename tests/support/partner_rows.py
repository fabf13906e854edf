"""Partners of a programme and what they have handed in, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from samsyn_web.programmes.models import Contribution, Participant, ProgrammePartner


def partner_rows(participant: Participant, user: Any, at: datetime, mark: str) -> dict[str, Any]:
    """Let the participant's own organisation be its county board, with advice that was handed in and accepted."""
    Participant.objects.filter(pk=participant.pk).update(county="01")
    place = ProgrammePartner.objects.create(
        programme=participant.programme, organisation=participant.organisation, name=mark, role="county_board",
        county="01", starts=date(2024, 1, 1), added_by=user, added_at=at,
    )  # fmt: skip
    made = Contribution.objects.create(
        partner=place, participant=participant, kind="advice", focus_area=1, text=mark, written_by=user,
        written_at=at, state="accepted", decided_by=user, decided_at=at,
    )  # fmt: skip
    return {"partner_place": place, "contribution": made}
