"""Writes of crime proofing. Each checks who may, and leaves one event in the audit trail."""

from samsyn_web.methods.crimeproofing.services.assessing import (
    FIELDS,
    assess,
    begin_sitting,
    excuse,
    lock,
    unlock,
)
from samsyn_web.methods.crimeproofing.services.cases import (
    add_member,
    change_case,
    close_case,
    load_stated,
    open_case,
    record_export,
    record_reading,
    remove_member,
    reopen_case,
    share_types,
)
from samsyn_web.methods.crimeproofing.services.proposing import decide_proposal, propose, withdraw_proposal
from samsyn_web.methods.crimeproofing.services.risks import (
    change_risk,
    describe_risk,
    open_problem,
    remove_protection,
    set_protection,
    withdraw_risk,
)
from samsyn_web.methods.crimeproofing.services.screening import (
    add_step,
    answer_screening,
    move_step,
    remove_step,
)
from samsyn_web.methods.crimeproofing.services.texts import (
    decide_mark,
    dismiss_alike,
    mark_again,
    read_rule,
    remove_rule,
    reopen_mark,
)

__all__ = [
    "FIELDS",
    "add_member",
    "add_step",
    "answer_screening",
    "assess",
    "begin_sitting",
    "change_case",
    "change_risk",
    "close_case",
    "decide_mark",
    "decide_proposal",
    "describe_risk",
    "dismiss_alike",
    "excuse",
    "load_stated",
    "lock",
    "mark_again",
    "move_step",
    "open_case",
    "open_problem",
    "propose",
    "read_rule",
    "record_export",
    "record_reading",
    "remove_member",
    "remove_protection",
    "remove_rule",
    "remove_step",
    "reopen_case",
    "reopen_mark",
    "set_protection",
    "share_types",
    "unlock",
    "withdraw_proposal",
    "withdraw_risk",
]
