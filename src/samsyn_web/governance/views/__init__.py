"""Pages of governance."""

from samsyn_web.governance.views.agreements import (
    add_agreement,
    agreement,
    agreements,
    change_agreement,
    end_agreement,
    reopen_agreement,
)
from samsyn_web.governance.views.annexes import choose_for_annex
from samsyn_web.governance.views.duties import (
    duties,
    duty,
    duty_owner,
    leading_body,
    record_duty,
    restore_record,
    withdraw_record,
)
from samsyn_web.governance.views.legal_kit import legal_document, legal_kit, plan_workbook
from samsyn_web.governance.views.papers import (
    decide_paper,
    paper,
    paper_file,
    papers,
    remove_paper,
    start_paper,
    write_paper,
)
from samsyn_web.governance.views.steering import (
    add_body,
    change_body,
    decide_steering,
    remove_steering,
    restore_body,
    start_steering,
    steering,
    steering_file,
    steering_version,
    withdraw_body,
)
from samsyn_web.governance.views.ties import plan_basis, untie_plan

__all__ = [
    "add_agreement",
    "add_body",
    "agreement",
    "agreements",
    "change_agreement",
    "change_body",
    "choose_for_annex",
    "decide_paper",
    "decide_steering",
    "duties",
    "duty",
    "duty_owner",
    "end_agreement",
    "leading_body",
    "legal_document",
    "legal_kit",
    "paper",
    "paper_file",
    "papers",
    "plan_basis",
    "plan_workbook",
    "record_duty",
    "remove_paper",
    "remove_steering",
    "reopen_agreement",
    "restore_body",
    "restore_record",
    "start_paper",
    "start_steering",
    "steering",
    "steering_file",
    "steering_version",
    "untie_plan",
    "withdraw_body",
    "withdraw_record",
    "write_paper",
]
