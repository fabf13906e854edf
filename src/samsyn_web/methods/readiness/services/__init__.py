"""Changes to measurements, and their figures taken into situational pictures."""

from samsyn_web.methods.readiness.services.measuring import (
    Given,
    add_interview,
    agree,
    answer_validity,
    change_notes,
    close,
    delete_notes,
    lock,
    score,
    start,
)
from samsyn_web.methods.readiness.services.picking import pick_figures

__all__ = [
    "Given",
    "add_interview",
    "agree",
    "answer_validity",
    "change_notes",
    "close",
    "delete_notes",
    "lock",
    "pick_figures",
    "score",
    "start",
]
