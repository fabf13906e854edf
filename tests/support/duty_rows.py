"""What Anna has told of the law, who answers, and which body leads: a part of Anna's world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.governance.models import DutyOwner, DutyRecord, LeadingBody
from samsyn_web.people.models import Membership

AT, DAY = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30)


def duty_rows(owned: dict[str, Any], user: Any, membership: Membership, mark: str) -> dict[str, Any]:
    """Return the rows by the name of their table."""
    told = DutyRecord.objects.create(
        **owned, paragraph="7", slot="integration", outcome="result", day=DAY, reference=mark, recorded_by=user,
        recorded_at=AT,
    )  # fmt: skip
    changed: dict[str, Any] = {"changed_by": user, "changed_at": AT}
    DutyOwner.objects.create(**owned, paragraph="5", function=mark, owner=membership, **changed)
    LeadingBody.objects.create(**owned, name=mark, decided_on=DAY, reference=mark, **changed)
    return {"duty_record": told}
