"""Reads of the register: rows as tables, the counts that pages show, annotations and saved views."""

from samsyn_web.methods.incidents.queries.categories import category_list
from samsyn_web.methods.incidents.queries.comparison import Choices, comparison
from samsyn_web.methods.incidents.queries.everyday import (
    annotation,
    area_facts,
    area_names,
    dated_annotations,
    default_view,
    labels_counted,
    reaches,
    saved_view,
    saved_views,
    summed,
)
from samsyn_web.methods.incidents.queries.register import (
    MOST_LABELS,
    Held,
    Plan,
    active_reporters,
    counts,
    held,
    labels,
    labels_of_source,
    plan,
    proposed_period,
    readings,
)
from samsyn_web.methods.incidents.queries.submissions import (
    own_submission,
    own_submissions,
    submission,
    submissions,
    to_review,
)

__all__ = [
    "MOST_LABELS",
    "Choices",
    "Held",
    "Plan",
    "active_reporters",
    "annotation",
    "dated_annotations",
    "area_facts",
    "area_names",
    "category_list",
    "comparison",
    "counts",
    "default_view",
    "held",
    "labels",
    "labels_counted",
    "labels_of_source",
    "plan",
    "proposed_period",
    "reaches",
    "readings",
    "saved_view",
    "saved_views",
    "summed",
    "own_submission",
    "own_submissions",
    "submission",
    "submissions",
    "to_review",
]
