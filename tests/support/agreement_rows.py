"""An agreement, the council, and the governance model, of Anna's organisation: a part of Anna's world."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.governance.models import Agreement, AgreementParty, AgreementVersion
from tests.support.council_rows import council_rows
from tests.support.steering_rows import steering_rows

AT, DAY = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), date(2024, 9, 30)


def agreement_rows(owned: dict[str, Any], user: Any, mark: str) -> dict[str, Any]:
    """Return the rows by the name of their table."""
    one = Agreement.objects.create(**owned, added_by=user, added_at=AT)
    version = AgreementVersion.objects.create(
        agreement=one, number=1, name=mark, purposes=mark, areas=mark, reference=mark, valid_from=DAY,
        valid_until=date(2030, 1, 1), renewal="ends", written_by=user, written_at=AT,
    )  # fmt: skip
    AgreementParty.objects.create(version=version, place=1, party=mark, function=mark)
    return {"agreement": one} | council_rows(owned, user, mark) | steering_rows(owned, user, mark)
