"""Writes of the incident method: the register, its counts, and pictures of it."""

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
from samsyn_web.methods.incidents.services.submissions import change_report, submit, withdraw_report

__all__ = [
    "METHOD",
    "add_annotation",
    "ask_to_commit",
    "ask_to_compute",
    "ask_to_read",
    "ask_to_sweep",
    "change_annotation",
    "change_report",
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
    "withdraw_report",
]
