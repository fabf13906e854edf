"""An application of Anna's and what is chosen for it, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from samsyn_web.governance.models import AnnexChoice, Paper

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def annex_rows(owned: dict[str, Any], user: Any, problem: Any, paper: Paper) -> dict[str, Any]:
    """Return a draft application about one problem, and let another draft of Anna's be about it too."""
    annex = Paper.objects.create(**owned, kind="grant", number=1, title=MARK, started_by=user, started_at=AT)
    for one in (annex, paper):
        AnnexChoice.objects.create(paper=one, problem=problem)
    return {"annex": annex}
