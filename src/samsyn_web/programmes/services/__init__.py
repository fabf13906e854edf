"""What is done in programmes."""

from samsyn_web.programmes.services.participation import (
    add_meeting,
    add_phase_milestone,
    finish_phase_milestone,
    hold_meeting,
    make_programme_calendar,
    note_signature,
    open_phase,
    revoke_programme_calendar,
    set_phase_due,
    write_letter,
    write_plan,
)
from samsyn_web.programmes.services.programmes import join, load
from samsyn_web.programmes.services.quarters import open_quarter, send_back, submit, write_report
from samsyn_web.programmes.services.requests import (
    add_undertaking,
    answer_request,
    ask_for_support,
    note_support,
    remove_undertaking,
    set_load_limit,
    withdraw_request,
)
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
    "add_meeting",
    "add_phase_milestone",
    "add_prioritised",
    "add_undertaking",
    "answer_request",
    "ask_for_support",
    "consult",
    "decide_candidate",
    "decide_selection",
    "finish_phase_milestone",
    "group",
    "hold_meeting",
    "join",
    "judge_candidate",
    "load",
    "make_programme_calendar",
    "note_signature",
    "note_support",
    "open_phase",
    "open_quarter",
    "open_selection",
    "remove_undertaking",
    "revoke",
    "revoke_programme_calendar",
    "send_back",
    "set_load_limit",
    "set_phase_due",
    "share",
    "submit",
    "withdraw_request",
    "write_letter",
    "write_plan",
    "write_report",
    "write_text",
]
