"""The coordination function of Anna's organisation and its published page: a part of Anna's world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.governance.models import ContactPoint, CoordinationPost
from samsyn_web.people.models import FunctionPeriod

AT, DAY = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30)


def coordination_rows(owned: dict[str, Any], user: Any, mark: str) -> dict[str, Any]:
    """Return the rows by the name of their table."""
    changed = {"changed_by": user, "changed_at": AT}
    post = CoordinationPost.objects.create(
        **owned,
        kind="function",
        title=mark,
        share=50,
        reference=mark,
        email="kontor@annas.example",
        **changed,
    )
    FunctionPeriod.objects.create(
        **owned, subject="coordination/function", function=mark, starts=DAY, created_by=user, created_at=AT
    )
    point = ContactPoint.objects.create(
        **owned, address="annas", information=mark, published_by=user, published_at=AT, **changed
    )
    return {"post": post, "contact": point}
