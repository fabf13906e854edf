"""What is done in programmes."""

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
from samsyn_web.programmes.services.sharing import group, revoke, share
from samsyn_web.programmes.services.texts import write_text

__all__ = [
    "add_candidate",
    "add_prioritised",
    "consult",
    "decide_candidate",
    "decide_selection",
    "group",
    "join",
    "judge_candidate",
    "load",
    "open_quarter",
    "open_selection",
    "revoke",
    "send_back",
    "share",
    "submit",
    "write_report",
    "write_text",
]
