"""Writes of governance."""

from samsyn_web.governance.services.agreements import (
    add_agreement,
    change_agreement,
    end_agreement,
    reopen_agreement,
)
from samsyn_web.governance.services.annexes import choose_for_annex
from samsyn_web.governance.services.coordination import (
    fill_post,
    publish_contact,
    set_post,
    unpublish_contact,
    write_contact,
)
from samsyn_web.governance.services.council import (
    cancel_meeting,
    hold_meeting,
    plan_meeting,
    remove_seat,
    reopen_meeting,
    set_council,
    write_seat,
)
from samsyn_web.governance.services.council_minutes import (
    adjust_minutes,
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
from samsyn_web.governance.services.handover import (
    add_point,
    add_points,
    hand_over,
    name_handover,
    propose_handover,
    receive_handover,
    remove_handover,
    start_handover,
    tick_point,
    write_handover,
)
from samsyn_web.governance.services.neighbours import restore_neighbour, withdraw_neighbour, write_neighbour
from samsyn_web.governance.services.papers import decide_paper, remove_paper, start_paper, write_paper_text
from samsyn_web.governance.services.steering import (
    decide_steering,
    remove_steering,
    restore_body,
    start_steering,
    withdraw_body,
    write_body,
)
from samsyn_web.governance.services.ties import tie_plan, untie_plan
from samsyn_web.governance.services.warning import warn_of_agreements, warn_of_duties, warn_of_neighbours

__all__ = [
    "add_points",
    "add_agreement",
    "add_point",
    "adjust_minutes",
    "cancel_meeting",
    "change_agreement",
    "choose_for_annex",
    "decide_in_council",
    "decide_paper",
    "decide_steering",
    "end_agreement",
    "fill_post",
    "finish_task",
    "hand_over",
    "hold_meeting",
    "name_handover",
    "plan_meeting",
    "propose_handover",
    "publish_contact",
    "receive_handover",
    "record_duty",
    "remove_handover",
    "remove_paper",
    "remove_point",
    "remove_seat",
    "remove_steering",
    "reopen_agreement",
    "reopen_meeting",
    "reopen_task",
    "restore_body",
    "restore_council_decision",
    "restore_duty_record",
    "restore_neighbour",
    "set_council",
    "set_duty_owner",
    "set_leading_body",
    "set_post",
    "start_handover",
    "start_paper",
    "start_steering",
    "tick_point",
    "tie_plan",
    "unpublish_contact",
    "untie_plan",
    "warn_of_agreements",
    "warn_of_duties",
    "warn_of_neighbours",
    "withdraw_body",
    "withdraw_council_decision",
    "withdraw_duty_record",
    "withdraw_neighbour",
    "write_body",
    "write_contact",
    "write_handover",
    "write_neighbour",
    "write_paper_text",
    "write_point",
    "write_seat",
]
