"""The council of Anna's organisation with a seat and a meeting: a part of Anna's world."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.governance.models import (
    Council,
    CouncilDecision,
    CouncilMeeting,
    CouncilMinutes,
    CouncilPoint,
    CouncilPresence,
    CouncilSeat,
)
from tests.support.coordination_rows import coordination_rows

AT, DAY = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30)


def council_rows(owned: dict[str, Any], user: Any, mark: str) -> dict[str, Any]:
    """Return the rows by the name of their table."""
    changed = {"changed_by": user, "changed_at": AT}
    one = Council.objects.create(**owned, name=mark, since=DAY, reference=mark, **changed)
    seat = CouncilSeat.objects.create(
        council=one, party=mark, is_own=True, function=mark, level="strategic", is_chair=True, starts=DAY, **changed
    )  # fmt: skip
    meeting = CouncilMeeting.objects.create(
        council=one, day=date(2030, 1, 1), form="place", place=mark, guests=mark, planned_by=user, planned_at=AT
    )  # fmt: skip
    CouncilPresence.objects.create(meeting=meeting, seat=seat, was_there=True)
    point = CouncilPoint.objects.create(
        meeting=meeting, place=1, title=mark, purpose="decision", text=mark, said=mark, **changed
    )
    decided = CouncilDecision.objects.create(
        point=point, becomes="task", text=mark, function=mark, due=DAY, recorded_by=user, recorded_at=AT
    )
    CouncilMinutes.objects.create(
        meeting=meeting, number=1, adjusted_on=DAY, adjusters=mark, digest="0" * 64, recorded_by=user, recorded_at=AT,
        content=json.dumps({"subtitle": mark, "sections": [{"key": "x", "title": mark}]}),
    )  # fmt: skip
    return {
        "council": one,
        "seat": seat,
        "meeting": meeting,
        "point": point,
        "council_decision": decided,
    } | coordination_rows(owned, user, mark)
