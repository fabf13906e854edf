"""Documents that the law asks for, made directly, so that strangers can try to read them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

from samsyn_web.actions.models import PlanVersion
from samsyn_web.governance.models import Paper, PaperDecision, PaperText, PlanTie

AT, MARK = datetime(2024, 10, 7, 8, 0, tzinfo=UTC), "annas-eget"


def law_rows(owned: dict[str, Any], user: Any) -> dict[str, Any]:
    """Return a draft and a decided document of Anna's organisation."""
    said = [{"key": "analysis", "title": "Analys", "paragraphs": [MARK]}]
    content = {
        "editions": dict.fromkeys(("internal", "partner", "public"), said),
        "state": [["a", MARK, MARK]],
    }
    decision = PaperDecision.objects.create(
        **owned, body=MARK, decided_on=date(2024, 10, 7), minute_reference=MARK, content=json.dumps(content),
        digest=MARK, recorded_by=user, recorded_at=AT,
    )  # fmt: skip
    decided = Paper.objects.create(
        **owned, kind="picture", number=1, title=MARK, decision=decision, started_by=user, started_at=AT
    )
    draft = Paper.objects.create(
        **owned, kind="picture", number=2, title=MARK, started_by=user, started_at=AT
    )
    PaperText.objects.create(paper=draft, key="analysis", text=MARK, changed_by=user, changed_at=AT)
    return {"paper": draft, "decided_paper": decided}


def tie(owned: dict[str, Any], user: Any, decided: Paper) -> PlanTie:
    """Return that the decided plan of Anna's organisation rests on its decided picture."""
    version = PlanVersion.objects.get(plan__organisation_id=decided.organisation_id)
    return PlanTie.objects.create(**owned, plan_version=version, picture=decided, tied_by=user, tied_at=AT)
