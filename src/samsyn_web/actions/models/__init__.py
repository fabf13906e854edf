"""What is to be done: the decisions of the meeting, and the plan with its actions."""

from samsyn_web.actions.models.actions import (
    Action,
    ActionCause,
    ActionKind,
    ActionNote,
    ActionReach,
    ActionStatus,
    Direction,
    Milestone,
)
from samsyn_web.actions.models.calendars import PlanCalendar
from samsyn_web.actions.models.changes import ActionChange
from samsyn_web.actions.models.meetings import (
    LIVE,
    MINUTES,
    TEXT,
    WHAT,
    DecisionNote,
    DecisionStatus,
    MeetingDecision,
    MeetingNote,
    Presence,
)
from samsyn_web.actions.models.plans import FUNCTION, LONG, TITLE, Plan, PlanState, PlanVersion
from samsyn_web.actions.models.questions import Answered, Need, SteeringQuestion

__all__ = [
    "FUNCTION",
    "LIVE",
    "LONG",
    "MINUTES",
    "TEXT",
    "TITLE",
    "WHAT",
    "Action",
    "ActionCause",
    "ActionChange",
    "ActionKind",
    "ActionNote",
    "ActionReach",
    "ActionStatus",
    "Answered",
    "DecisionNote",
    "DecisionStatus",
    "Direction",
    "MeetingDecision",
    "MeetingNote",
    "Milestone",
    "Need",
    "Plan",
    "PlanCalendar",
    "PlanState",
    "PlanVersion",
    "Presence",
    "SteeringQuestion",
]
