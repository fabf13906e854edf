"""Who decides and tells what of outcomes, what may be written, and what is kept of an evaluation."""

from samsyn_web.outcomes.policies.content import content_of, what_of, where_of
from samsyn_web.outcomes.policies.deciding import (
    READING,
    DecidedAfterwards,
    can_evaluate,
    can_read,
    can_tell,
    check_can_be_evaluated,
    check_can_evaluate,
    check_can_tell,
    check_in_time,
    check_indicator,
    check_own,
    check_process,
    check_reason,
    check_target,
    is_afterwards,
)

__all__ = [
    "DecidedAfterwards",
    "READING",
    "can_evaluate",
    "can_read",
    "can_tell",
    "check_can_be_evaluated",
    "check_can_evaluate",
    "check_can_tell",
    "check_in_time",
    "check_indicator",
    "check_own",
    "check_process",
    "check_reason",
    "check_target",
    "content_of",
    "is_afterwards",
    "what_of",
    "where_of",
]
