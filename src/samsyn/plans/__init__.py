"""
Plans as municipalities write them: read, checked against the chain from problem to follow-up, and given back annotated.

    read_plan(path) -> ReadPlan: the plan, what was guessed, and every row that was left out
    check(plan, at=day) -> (Remark, ...): what the rules say; the same for a plan kept in Samsyn
    coverage(plan, remarks) -> Coverage: how much of the chain there is, and a sentence for the board
    annotate(data, read, remarks, at=day) -> Annotated: the file again, with a summary and the remarks in place

The rules are data: `RULES`. Formulas are never computed and never come out again.
"""

from samsyn.plans.acting import is_person
from samsyn.plans.aim import read_aim
from samsyn.plans.annotated import TYPES, Annotated, annotate
from samsyn.plans.chain import FINISHED, Action, Cause, Origin, Plan, Problem
from samsyn.plans.checking import check
from samsyn.plans.coverage import LINKS, Coverage, coverage
from samsyn.plans.document import document
from samsyn.plans.draft import Guess, LeftOut, kind_of, says_what_is_left
from samsyn.plans.opening import LARGEST
from samsyn.plans.reading import ReadPlan, read_plan, read_plan_bytes
from samsyn.plans.remark import Remark
from samsyn.plans.rules import RULES, Rule, Severity
from samsyn.plans.telling import counted, reading_lines
from samsyn.plans.timing import When, read_when

__all__ = [
    "FINISHED",
    "LARGEST",
    "LINKS",
    "RULES",
    "TYPES",
    "Action",
    "Annotated",
    "Cause",
    "Coverage",
    "Guess",
    "LeftOut",
    "Origin",
    "Plan",
    "Problem",
    "ReadPlan",
    "Remark",
    "Rule",
    "Severity",
    "When",
    "annotate",
    "check",
    "counted",
    "coverage",
    "document",
    "is_person",
    "kind_of",
    "read_aim",
    "read_plan",
    "read_plan_bytes",
    "read_when",
    "reading_lines",
    "says_what_is_left",
]
