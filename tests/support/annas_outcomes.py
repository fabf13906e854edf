"""What came of Anna's actions, one row of each kind: an action with a verdict, one that is due, and one without."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from samsyn_web.actions.models import Action
from samsyn_web.outcomes.models import (
    Evaluation,
    EvaluationResult,
    Implementation,
    Indicator,
    IndicatorReading,
)


def make_outcomes(
    owned: dict[str, Any], user: Any, mark: str, at: datetime, period: str, told: Action
) -> dict[str, Any]:
    """Return the rows by the name of their table, as the whole world does."""
    first = at.date() - timedelta(days=28)

    def action(title: str) -> Action:
        return Action.objects.create(
            **owned, title=title, area=mark, function=mark, starts=first + timedelta(days=7), status="decided",
            ends=first + timedelta(days=14), goal=mark, indicator=mark, no_cause_reason=mark,
            decided_by=user, decided_at=at, written_by=user, written_at=at, changed_at=at,
        )  # fmt: skip

    def evaluation(of: Action, number: int = 1) -> Evaluation:
        days = {"before_start": 0, "before_end": 7, "after_start": 7, "after_end": 14, "due": 14}
        return Evaluation.objects.create(
            **owned, action=of, number=number, reason="" if number == 1 else mark, source=f"prov:{mark}",
            source_name=mark, design="difference", treated=[mark], comparison=["other"], names={mark: mark},
            margin=0.2, baseline={"until": first.isoformat(), "weeks": 1, "counts": {"treated": 7}}, digest=mark,
            detectable_text=mark, decided_by=user, decided_at=at,
            **{name: first + timedelta(days=n) for name, n in days.items()},
        )  # fmt: skip

    due, lacking = action(mark), action(mark)
    old = evaluation(told)
    decided = evaluation(told, 2)
    evaluation(due)
    content = {
        "design": "difference", "interval": "quasi", "refusals": [], "doubts": [], "buffer": None, "others": [],
        "effect": {"value": 0.5, "low": 0.4, "high": 0.6, "unit": "kvot", "n": 70, "level": 0.95},
        "groups": {"treated": {"areas": [mark], "before": 40, "after": 30, "series": [40, 30]}},
        "weeks": [first.isoformat(), (first + timedelta(days=7)).isoformat()], "n_before": 1, "n_after": 1,
        "effort": {"ratio": 1.0}, "effort_rule": "", "rows": 70, "rows_until": at.date().isoformat(),
    }  # fmt: skip
    result = EvaluationResult.objects.create(
        evaluation=decided, change="decreased", sentence=mark, content=content, digest=mark, version="0",
        computed_at=at, computed_by=user,
    )  # fmt: skip
    process = Implementation.objects.create(
        action=told, fidelity="partly", text=mark, written_by=user, written_at=at
    )
    indicator = Indicator.objects.create(
        **owned, action=told, name=mark, counts=mark, unit=mark, source=mark, direction="down", kind="flow",
        over_time="sum", over_areas="sum", written_by=user, written_at=at,
    )  # fmt: skip
    written = {
        "indicator": indicator,
        "period": period,
        "origin": "hand",
        "written_by": user,
        "written_at": at,
    }
    wrong = IndicatorReading.objects.create(**written, value=7)
    reading = IndicatorReading.objects.create(**written, value=8, note=mark, replaces=wrong)
    return {
        "lacking": lacking, "evaluation": decided, "old_evaluation": old, "result": result,
        "implementation": process, "indicator": indicator, "reading": reading,
    }  # fmt: skip
