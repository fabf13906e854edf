"""Writes of the incident method: the register, its counts, and pictures of it."""

from samsyn_web.methods.incidents.services.counts import recount
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

__all__ = [
    "METHOD",
    "ask_to_commit",
    "ask_to_compute",
    "ask_to_read",
    "ask_to_sweep",
    "commit",
    "compute",
    "declare",
    "open_picture",
    "recount",
    "sweep",
    "undo",
]
