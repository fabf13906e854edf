"""What came of it: indicators with their readings, evaluations with their results, and how actions were carried out."""

from samsyn_web.outcomes.models.evaluations import (
    CHANGES,
    DESIGNS,
    CauseChange,
    Evaluation,
    EvaluationResult,
    Fidelity,
    Implementation,
)
from samsyn_web.outcomes.models.indicators import (
    ADDINGS,
    KINDS,
    NAME,
    TEXT,
    Indicator,
    IndicatorReading,
    Origin,
)

__all__ = [
    "ADDINGS",
    "CHANGES",
    "DESIGNS",
    "KINDS",
    "NAME",
    "TEXT",
    "CauseChange",
    "Evaluation",
    "EvaluationResult",
    "Fidelity",
    "Indicator",
    "IndicatorReading",
    "Origin",
    "Implementation",
]
