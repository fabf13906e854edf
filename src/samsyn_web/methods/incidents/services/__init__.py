"""Writes of the incident method: the register, its counts, and pictures of it."""

from samsyn_web.methods.incidents.services.counts import recount
from samsyn_web.methods.incidents.services.disclosing import (
    Withheld,
    disclose,
)
from samsyn_web.methods.incidents.services.everyday import (
    add_annotation,
    change_annotation,
    change_view,
    remove_annotation,
    remove_view,
    restore_annotation,
    restore_view,
    save_view,
)
from samsyn_web.methods.incidents.services.inspecting import (
    ask_to_inspect,
    find_words,
    inspect,
)
from samsyn_web.methods.incidents.services.pictures import (
    METHOD,
    ask_to_compute,
    ask_to_read,
    compute,
    open_picture,
)
from samsyn_web.methods.incidents.services.register import (
    ask_to_commit,
    ask_to_sweep,
    commit,
    declare,
    sweep,
    undo,
)
from samsyn_web.methods.incidents.services.retention import (
    dispose,
    lift_hold,
    place_hold,
    set_retention,
)
from samsyn_web.methods.incidents.services.reviewing import (
    accept,
    accept_many,
    correct,
    mask,
    reject,
    send_back,
    set_review,
    take_up,
    undo_batch,
    undo_review,
)
from samsyn_web.methods.incidents.services.same_event import (
    link_problem,
    link_same,
    unlink_problem,
    unlink_same,
)
from samsyn_web.methods.incidents.services.submissions import submit

__all__ = [
    "ask_to_inspect",
    "inspect",
    "find_words",
    "disclose",
    "Withheld",
    "set_retention",
    "place_hold",
    "lift_hold",
    "dispose",
    "link_same",
    "unlink_same",
    "link_problem",
    "unlink_problem",
    "accept",
    "accept_many",
    "send_back",
    "reject",
    "take_up",
    "mask",
    "undo_review",
    "undo_batch",
    "correct",
    "set_review",
    "METHOD",
    "add_annotation",
    "ask_to_commit",
    "ask_to_compute",
    "ask_to_read",
    "ask_to_sweep",
    "change_annotation",
    "change_view",
    "commit",
    "compute",
    "declare",
    "open_picture",
    "recount",
    "remove_annotation",
    "remove_view",
    "restore_annotation",
    "restore_view",
    "save_view",
    "submit",
    "sweep",
    "undo",
]
