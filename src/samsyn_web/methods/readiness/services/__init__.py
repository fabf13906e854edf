"""Changes to measurements: started, interviewed, scored by two alone, agreed on, closed."""

from samsyn_web.methods.readiness.services.elsewhere import read_in_scores
from samsyn_web.methods.readiness.services.links import (
    make_scorer_link,
    note_scorer_link_use,
    revoke_scorer_link,
)
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
from samsyn_web.methods.readiness.services.texts import (
    load_text_pack,
    put_away_text,
    restore_text_pack,
    take_in_text,
    withdraw_text_pack,
)

__all__ = [
    "Given",
    "add_interview",
    "agree",
    "answer_validity",
    "change_notes",
    "close",
    "delete_notes",
    "load_text_pack",
    "put_away_text",
    "take_in_text",
    "lock",
    "make_scorer_link",
    "note_scorer_link_use",
    "pick_figures",
    "read_in_scores",
    "receive_interview",
    "receive_scores",
    "restore_text_pack",
    "revoke_scorer_link",
    "score",
    "start",
    "withdraw_text_pack",
]
