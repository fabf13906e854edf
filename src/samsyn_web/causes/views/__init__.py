"""The pages of problems, what they rest on, which come first, and why they are there."""

from samsyn_web.causes.views.analysis import (
    add_cause,
    analysis,
    analysis_file,
    move_cause,
    restore_cause,
    typical,
    withdraw_cause,
)
from samsyn_web.causes.views.basis import (
    add_basis,
    link_finding,
    pick_figures,
    restore_basis,
    withdraw_basis,
)
from samsyn_web.causes.views.cause import (
    add_evidence,
    cause,
    change_cause,
    judge_cause,
    restore_evidence,
    withdraw_evidence,
)
from samsyn_web.causes.views.chains import add_step, change_step, move_step, restore_step, withdraw_step
from samsyn_web.causes.views.priorities import choose_problem, judge_problem, priorities, priorities_file
from samsyn_web.causes.views.problems import (
    change_problem,
    close_problem,
    new_problem,
    open_problems,
    problem,
    problems,
    reopen_problem,
)

__all__ = [
    "add_basis",
    "add_cause",
    "add_evidence",
    "add_step",
    "analysis",
    "analysis_file",
    "cause",
    "change_cause",
    "change_problem",
    "change_step",
    "choose_problem",
    "close_problem",
    "judge_cause",
    "judge_problem",
    "link_finding",
    "move_cause",
    "move_step",
    "new_problem",
    "open_problems",
    "pick_figures",
    "priorities",
    "priorities_file",
    "problem",
    "problems",
    "reopen_problem",
    "restore_basis",
    "restore_cause",
    "restore_evidence",
    "restore_step",
    "typical",
    "withdraw_basis",
    "withdraw_cause",
    "withdraw_evidence",
    "withdraw_step",
]
