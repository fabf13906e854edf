"""Pages of follow-up, evaluation and indicators."""

from samsyn_web.outcomes.views.deciding import decide
from samsyn_web.outcomes.views.evaluating import (
    compute,
    compute_one,
    document,
    evaluation,
    follow_ups,
    of_action,
    process,
)
from samsyn_web.outcomes.views.indicators import (
    correct,
    end_indicator,
    import_file,
    indicator,
    indicators,
    new_indicator,
    read,
    restore_indicator,
    target,
)

__all__ = [
    "compute",
    "compute_one",
    "correct",
    "decide",
    "document",
    "end_indicator",
    "evaluation",
    "follow_ups",
    "import_file",
    "indicator",
    "indicators",
    "new_indicator",
    "of_action",
    "process",
    "read",
    "restore_indicator",
    "target",
]
