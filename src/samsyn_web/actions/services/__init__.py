"""A meeting decides; a plan is written, decided and carried out; the steering group is asked and answers."""

from samsyn_web.actions.services.actions import (
    ActionFields,
    change_action,
    change_with_causes,
    decide_action,
    draft_action,
    remove_draft,
    set_causes,
    stop_action,
)
from samsyn_web.actions.services.calendars import (
    make_plan_calendar,
    remind_of_actions,
    revoke_plan_calendar,
)
from samsyn_web.actions.services.carrying_out import (
    add_milestone,
    finish_milestone,
    remove_milestone,
    reopen_milestone,
    tell_action,
)
from samsyn_web.actions.services.meetings import (
    add_presence,
    decide,
    remove_presence,
    restore,
    restore_presence,
    tell,
    withdraw,
    write_note,
)
from samsyn_web.actions.services.plans import (
    change_plan,
    decide_plan,
    new_plan_from,
    write_plan,
)
from samsyn_web.actions.services.questions import (
    answer_question,
    ask_steering,
    withdraw_question,
)
from samsyn_web.actions.services.takeover import (
    AlreadyTaken,
    Taken,
    take_over,
)

__all__ = [
    "ActionFields",
    "AlreadyTaken",
    "Taken",
    "add_milestone",
    "add_presence",
    "answer_question",
    "ask_steering",
    "change_action",
    "change_plan",
    "change_with_causes",
    "decide",
    "decide_action",
    "decide_plan",
    "draft_action",
    "finish_milestone",
    "make_plan_calendar",
    "new_plan_from",
    "remind_of_actions",
    "remove_draft",
    "remove_milestone",
    "remove_presence",
    "reopen_milestone",
    "restore",
    "restore_presence",
    "revoke_plan_calendar",
    "set_causes",
    "stop_action",
    "take_over",
    "tell",
    "tell_action",
    "withdraw",
    "withdraw_question",
    "write_note",
    "write_plan",
]
