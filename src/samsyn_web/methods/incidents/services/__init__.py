"""Writes of the incident method: the register, its counts, and pictures of it."""

from samsyn_web.methods.incidents.services.categories import (
    comment_on_proposal,
    decide_categories,
    move_category,
    open_proposal,
    put_category,
    put_indicator,
    remove_category_comment,
    reopen_proposal,
    undo_category_change,
    withdraw_proposal,
)
from samsyn_web.methods.incidents.services.counts import recount
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
from samsyn_web.methods.incidents.services.submissions import submit

__all__ = [
    "METHOD",
    "add_annotation",
    "ask_to_commit",
    "ask_to_compute",
    "ask_to_read",
    "ask_to_sweep",
    "change_annotation",
    "change_view",
    "comment_on_proposal",
    "commit",
    "compute",
    "decide_categories",
    "declare",
    "move_category",
    "open_picture",
    "open_proposal",
    "put_category",
    "put_indicator",
    "recount",
    "remove_annotation",
    "remove_category_comment",
    "remove_view",
    "reopen_proposal",
    "restore_annotation",
    "restore_view",
    "save_view",
    "submit",
    "sweep",
    "undo",
    "undo_category_change",
    "withdraw_proposal",
]
