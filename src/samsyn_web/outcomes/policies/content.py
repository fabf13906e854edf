"""What is kept of a computed evaluation: plain values that pages and documents are made of, today and later."""

from __future__ import annotations

from typing import Any

from samsyn.outcomes import Evaluated
from samsyn_web.base.registry import EventCounts
from samsyn_web.outcomes.models import Evaluation


def what_of(one: Evaluation) -> str:
    """Return what was counted, as a sentence begins."""
    words = [str(one.names.get(code, code)) for code in one.categories]
    if not words:
        return "Rapporterna"
    return f"Rapporterna om {' och '.join(word[:1].lower() + word[1:] for word in words)}"


def where_of(one: Evaluation) -> str:
    """Return where the action is done."""
    return ", ".join(str(one.names.get(area, area)) for area in one.treated)


def content_of(found: Evaluated, held: EventCounts) -> dict[str, Any]:
    """Return everything that pages and documents show, as JSON values."""
    estimate, validity = found.judged.estimate, found.validity
    buffer = found.buffer
    return {
        "design": found.judged.design,
        "interval": found.judged.interval,
        "effect": _figures(value=estimate.value, low=estimate.low, high=estimate.high)
        | {"unit": estimate.unit, "n": estimate.n, "level": estimate.level},
        "refusals": [{"code": one.code.value, "text": one.text} for one in found.verdict.refusals],
        "doubts": [{"code": one.code.value, "text": one.text} for one in found.verdict.doubts],
        "groups": {
            one.name: {
                "areas": list(one.areas),
                "before": one.before,
                "after": one.after,
                "series": list(one.series),
            }
            for one in found.groups
        },
        "weeks": [one.isoformat() for one in found.weeks],
        "n_before": found.n_before,
        "n_after": found.n_after,
        "buffer": None
        if buffer is None
        else {"change": buffer.verdict.change.value, "word": buffer.verdict.word}
        | _figures(value=buffer.estimate.value, low=buffer.estimate.low, high=buffer.estimate.high),
        "effort": _figures(
            ratio=validity.effort_ratio,
            treated_before=validity.treated.before,
            treated_after=validity.treated.after,
            comparison_before=validity.comparison.before if validity.comparison else None,
            comparison_after=validity.comparison.after if validity.comparison else None,
        ),
        "effort_rule": validity.rule,
        "others": list(validity.others),
        "rows": held.counts.rows,
        "rows_until": held.counts.end.isoformat(),
    }


def _figures(**values: float | None) -> dict[str, float | None]:
    """Return figures as JSON can hold them: what is no number is null."""
    return {
        name: None if value is None or not -float("inf") < value < float("inf") else float(value)
        for name, value in values.items()
    }
