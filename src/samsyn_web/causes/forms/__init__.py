"""What is asked about problems, what they rest on, which come first and why they are there."""

from samsyn_web.causes.forms.analysis import CauseForm, EvidenceForm, JudgeForm, StepForm
from samsyn_web.causes.forms.guarded import seen_now
from samsyn_web.causes.forms.priorities import ChoiceForm, CriterionForm, SeenForm
from samsyn_web.causes.forms.problems import BasisForm, ChangeForm, CloseForm, LinkForm, ProblemForm

__all__ = [
    "BasisForm",
    "CauseForm",
    "ChangeForm",
    "ChoiceForm",
    "CloseForm",
    "CriterionForm",
    "EvidenceForm",
    "JudgeForm",
    "LinkForm",
    "ProblemForm",
    "SeenForm",
    "StepForm",
    "seen_now",
]
