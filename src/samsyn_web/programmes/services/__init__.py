"""What is done in programmes."""

from samsyn_web.programmes.services.activities import (
    Written,
    add_activity,
    cancel_activity,
    change_activity,
    move_activity,
    restore_activity,
)
from samsyn_web.programmes.services.programmes import join, load
from samsyn_web.programmes.services.quarters import open_quarter, send_back, submit, write_report
from samsyn_web.programmes.services.selection import (
    add_candidate,
    add_prioritised,
    consult,
    decide_candidate,
    decide_selection,
    judge_candidate,
    open_selection,
)
from samsyn_web.programmes.services.texts import write_text

__all__ = [
    "Written",
    "add_activity",
    "add_candidate",
    "add_prioritised",
    "cancel_activity",
    "change_activity",
    "consult",
    "decide_candidate",
    "decide_selection",
    "join",
    "judge_candidate",
    "load",
    "move_activity",
    "open_quarter",
    "open_selection",
    "restore_activity",
    "send_back",
    "submit",
    "write_report",
    "write_text",
]
