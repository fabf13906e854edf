"""Changes to measurements: started, interviewed, scored by two alone, agreed on, closed."""

from samsyn_web.methods.readiness.services.measuring import (
    add_interview,
    answer_validity,
    change_notes,
    close,
    delete_notes,
    start,
)
from samsyn_web.methods.readiness.services.picking import pick_figures
from samsyn_web.methods.readiness.services.scoring import Given, agree, lock, score
from samsyn_web.methods.readiness.services.sheets import receive_interview, receive_scores

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
    "receive_interview",
    "receive_scores",
    "score",
    "start",
]
