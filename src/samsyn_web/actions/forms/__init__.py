"""What is asked on the pages about decisions, the plan, its actions and the steering group."""

from samsyn_web.actions.forms.actions import ActionForm, MilestoneForm, ProgressForm, StopForm
from samsyn_web.actions.forms.meetings import TellForm
from samsyn_web.actions.forms.plans import DecidePlanForm, PlanForm
from samsyn_web.actions.forms.questions import AnswerForm, AskForm

__all__ = [
    "ActionForm",
    "AnswerForm",
    "AskForm",
    "DecidePlanForm",
    "MilestoneForm",
    "PlanForm",
    "ProgressForm",
    "StopForm",
    "TellForm",
]
