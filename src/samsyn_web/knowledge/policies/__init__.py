"""Who reads, writes and shares what has been learnt, and what may be written about it."""

from samsyn_web.knowledge.policies.lessons import (
    MOST_PROOFS,
    SomebodyChanged,
    can_read,
    can_share,
    can_write,
    check_can_share,
    check_can_write,
    check_number_of_proofs,
    check_reference,
    check_there,
    check_unchanged,
    check_words,
)

__all__ = [
    "MOST_PROOFS",
    "SomebodyChanged",
    "can_read",
    "can_share",
    "can_write",
    "check_can_share",
    "check_can_write",
    "check_number_of_proofs",
    "check_reference",
    "check_there",
    "check_unchanged",
    "check_words",
]
