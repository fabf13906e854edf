"""An evaluation is decided and computed; an action's carrying out is told; indicators are kept and read."""

from samsyn_web.outcomes.services.evaluating import (
    EvaluationChoice,
    ask_to_compute,
    compute_evaluation,
    decide_evaluation,
    tell_process,
)
from samsyn_web.outcomes.services.following import (
    Figure,
    add_indicator,
    add_readings,
    change_target,
    correct_reading,
    end_indicator,
    restore_indicator,
)
from samsyn_web.outcomes.services.importing import import_readings

__all__ = [
    "EvaluationChoice",
    "Figure",
    "add_indicator",
    "add_readings",
    "ask_to_compute",
    "change_target",
    "compute_evaluation",
    "correct_reading",
    "decide_evaluation",
    "end_indicator",
    "import_readings",
    "restore_indicator",
    "tell_process",
]
