"""
What a statute asks, judged against dated facts.

    judge(statute, facts, at=day) -> (Judged, ...): for each paragraph its status, evidence, due date and reason
    next_steps(judged) -> (Judged, ...): what is not met, in the order in which it is done well

The statute is data: `samsyn.instruments.load.statute()`. A fact says what was done, tried or left, when, and where
that is written; facts after the day that is asked about do not count.
"""

from samsyn.duties.days import add_months
from samsyn.duties.facts import Fact, Outcome, check_fact
from samsyn.duties.judging import SOON_DAYS, Judged, SlotState, Status, judge, next_steps

__all__ = [
    "SOON_DAYS",
    "Fact",
    "Judged",
    "Outcome",
    "SlotState",
    "Status",
    "add_months",
    "check_fact",
    "judge",
    "next_steps",
]
