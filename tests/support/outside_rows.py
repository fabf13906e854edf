"""A link to a quarterly report, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from samsyn_web.programmes.models import JoiningCode, QuarterlyReport, ReportLink


def outside_rows(report: QuarterlyReport, user: Any, at: datetime, mark: str) -> dict[str, Any]:
    """Return a link whose token is the mark."""
    link = ReportLink.objects.create(
        report=report,
        digest=sha256(mark.encode()).hexdigest(),
        until=date(2030, 1, 1),
        made_by=user,
        made_at=at,
    )
    JoiningCode.objects.create(
        participant=report.participant,
        digest=sha256(f"{mark} to join".encode()).hexdigest(),
        until=date(2030, 1, 1),
        made_by=user,
        made_at=at,
    )
    return {"report_link": link}
