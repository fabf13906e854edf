"""Writes of problems, what they rest on, which come first and why they are there."""

from samsyn_web.causes.services.basis import add_basis, link_finding, restore_basis, withdraw_basis
from samsyn_web.causes.services.causes import (
    WAYS,
    add_cause,
    add_typical,
    change_cause,
    judge_cause,
    move_cause,
    restore_cause,
    withdraw_cause,
)
from samsyn_web.causes.services.chains import (
    add_step,
    change_step,
    move_step,
    restore_step,
    withdraw_step,
)
from samsyn_web.causes.services.evidence import add_evidence, restore_evidence, withdraw_evidence
from samsyn_web.causes.services.priorities import choose_problem, judge_criteria
from samsyn_web.causes.services.problems import (
    change_problem,
    close_problem,
    open_problem,
    reopen_problem,
)

__all__ = [
    "WAYS",
    "add_basis",
    "add_cause",
    "add_evidence",
    "add_step",
    "add_typical",
    "change_cause",
    "change_problem",
    "change_step",
    "choose_problem",
    "close_problem",
    "judge_cause",
    "judge_criteria",
    "link_finding",
    "move_cause",
    "move_step",
    "open_problem",
    "reopen_problem",
    "restore_basis",
    "restore_cause",
    "restore_evidence",
    "restore_step",
    "withdraw_basis",
    "withdraw_cause",
    "withdraw_evidence",
    "withdraw_step",
]
