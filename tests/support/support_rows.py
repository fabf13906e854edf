"""Support that was asked for and given, and what takes time, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.people.models import FunctionPeriod
from samsyn_web.programmes.models import (
    LoadLimit,
    OwnLoadLimit,
    Participant,
    SupportGiven,
    SupportRequest,
    Undertaking,
)

DAY = date(2024, 10, 1)


def support_rows(participant: Participant, user: Any, mark: str) -> dict[str, Any]:
    """Add a row of each kind, and return the request."""
    of: dict[str, Any] = {"participant": participant, "focus_area": 1}
    request = SupportRequest.objects.create(
        **of, kind="advice", question=mark, asked_on=DAY, asked_by=user, provider=mark
    )
    SupportGiven.objects.create(**of, kind="advice", given_on=DAY, provider=mark, hours=1, noted_by=user)
    Undertaking.objects.create(
        **of, initiative=mark, unit=mark, function=mark, starts=DAY, ends=DAY, hours_per_week=1
    )
    FunctionPeriod.objects.create(
        organisation=participant.programme.organisation, subject="programme/", function=mark, starts=DAY,
        created_by=user, created_at=datetime(2024, 10, 7, tzinfo=UTC),
    )  # fmt: skip
    OwnLoadLimit.objects.create(participant=participant, per_week=3)
    LoadLimit.objects.create(programme=participant.programme, hours_per_week=8, focus_areas=1)
    return {"request_for": request}
