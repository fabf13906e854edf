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
from samsyn_web.governance.views.council import (
    add_seat,
    cancel_meeting,
    change_seat,
    council,
    council_meeting,
    hold_meeting,
    move_meeting,
    plan_meeting,
    remove_seat,
    reopen_meeting,
    set_council,
)
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
from samsyn_web.governance.views.ties import plan_basis, untie_plan

__all__ = [
    "add_agreement",
    "add_seat",
    "agreement",
    "agreements",
    "cancel_meeting",
    "change_agreement",
    "change_seat",
    "choose_for_annex",
    "council",
    "council_meeting",
    "decide_paper",
    "duties",
    "duty",
    "duty_owner",
    "end_agreement",
    "hold_meeting",
    "leading_body",
    "legal_document",
    "legal_kit",
    "move_meeting",
    "paper",
    "paper_file",
    "papers",
    "plan_basis",
    "plan_meeting",
    "plan_workbook",
    "record_duty",
    "remove_paper",
    "remove_seat",
    "reopen_agreement",
    "reopen_meeting",
    "restore_record",
    "set_council",
    "start_paper",
    "untie_plan",
    "withdraw_record",
    "write_paper",
]
