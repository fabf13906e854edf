"""Who may do what in governance."""

from samsyn_web.governance.policies.agreements import (
    check_agreement_words,
    check_end,
    check_newest,
    check_not_ended,
    check_parties,
    check_validity,
)
from samsyn_web.governance.policies.annexes import check_annex_choice
from samsyn_web.governance.policies.duties import (
    can_keep_duties,
    can_read_duties,
    check_can_keep_duties,
    check_duty_owner,
    check_duty_record,
    check_leading_body,
    check_own,
)
from samsyn_web.governance.policies.papers import (
    SomethingIsEmpty,
    can_compose,
    can_decide_papers,
    can_read_papers,
    check_can_compose,
    check_can_decide_paper,
    check_decision_words,
    check_nothing_lacks,
    check_part,
    check_title,
)
from samsyn_web.governance.policies.steering import (
    check_body_members,
    check_body_name,
    check_body_ties,
    check_body_words,
    check_can_steer,
    check_matters,
    check_seen,
    check_steering_decision,
)
from samsyn_web.governance.policies.ties import check_tie

__all__ = [
    "SomethingIsEmpty",
    "can_compose",
    "can_decide_papers",
    "can_keep_duties",
    "can_read_duties",
    "can_read_papers",
    "check_agreement_words",
    "check_annex_choice",
    "check_body_members",
    "check_body_name",
    "check_body_ties",
    "check_body_words",
    "check_can_compose",
    "check_can_decide_paper",
    "check_can_keep_duties",
    "check_can_steer",
    "check_decision_words",
    "check_duty_owner",
    "check_duty_record",
    "check_end",
    "check_leading_body",
    "check_matters",
    "check_newest",
    "check_not_ended",
    "check_nothing_lacks",
    "check_own",
    "check_part",
    "check_parties",
    "check_seen",
    "check_steering_decision",
    "check_tie",
    "check_title",
    "check_validity",
]
