"""Writes of governance."""

from samsyn_web.governance.services.agreements import (
    add_agreement,
    change_agreement,
    end_agreement,
    reopen_agreement,
)
from samsyn_web.governance.services.annexes import choose_for_annex
from samsyn_web.governance.services.council import (
    cancel_meeting,
    hold_meeting,
    plan_meeting,
    remove_seat,
    reopen_meeting,
    set_council,
    write_seat,
)
from samsyn_web.governance.services.council_points import (
    decide_in_council,
    finish_task,
    remove_point,
    reopen_task,
    restore_council_decision,
    withdraw_council_decision,
    write_point,
)
from samsyn_web.governance.services.duties import (
    record_duty,
    restore_duty_record,
    set_duty_owner,
    set_leading_body,
    withdraw_duty_record,
)
from samsyn_web.governance.services.papers import decide_paper, remove_paper, start_paper, write_paper_text
from samsyn_web.governance.services.ties import tie_plan, untie_plan
from samsyn_web.governance.services.warning import warn_of_agreements, warn_of_duties

__all__ = [
    "add_agreement",
    "cancel_meeting",
    "change_agreement",
    "choose_for_annex",
    "decide_in_council",
    "decide_paper",
    "end_agreement",
    "finish_task",
    "hold_meeting",
    "plan_meeting",
    "record_duty",
    "remove_paper",
    "remove_point",
    "remove_seat",
    "reopen_agreement",
    "reopen_meeting",
    "reopen_task",
    "restore_council_decision",
    "restore_duty_record",
    "set_council",
    "set_duty_owner",
    "set_leading_body",
    "start_paper",
    "tie_plan",
    "untie_plan",
    "warn_of_agreements",
    "warn_of_duties",
    "withdraw_council_decision",
    "withdraw_duty_record",
    "write_paper_text",
    "write_point",
    "write_seat",
]
