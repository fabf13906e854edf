"""Reads of problems, what they rest on, which come first and why they are there; each takes who asks first."""

from samsyn_web.causes.queries.analysis import (
    Analysed,
    analysed,
    cause,
    causes_of,
    chain,
    chain_step,
    evidence,
    evidence_of,
    withdrawn_causes,
    workable_causes,
)
from samsyn_web.causes.queries.basis import basis, basis_of, figures_to_pick, opened_findings
from samsyn_web.causes.queries.priorities import (
    choices,
    choices_history,
    criteria_history,
    criteria_judged,
)
from samsyn_web.causes.queries.problems import READING, open_problems, problem, problems

__all__ = [
    "READING",
    "Analysed",
    "analysed",
    "basis",
    "basis_of",
    "cause",
    "causes_of",
    "chain",
    "chain_step",
    "choices",
    "choices_history",
    "criteria_history",
    "criteria_judged",
    "evidence",
    "evidence_of",
    "figures_to_pick",
    "open_problems",
    "opened_findings",
    "problem",
    "problems",
    "withdrawn_causes",
    "workable_causes",
]
