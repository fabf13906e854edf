"""What is asked of those who run a programme and of those who take part."""

from samsyn_web.programmes.forms.activities import ChooseForm
from samsyn_web.programmes.forms.quarters import BackForm, QuarterForm, ReportForm
from samsyn_web.programmes.forms.selection import (
    CandidateForm,
    ConsultForm,
    DecideCandidateForm,
    DecideSelectionForm,
    JudgeCandidateForm,
    OpenSelectionForm,
    PrioritisedForm,
)
from samsyn_web.programmes.forms.sharing import GroupForm, ShareForm
from samsyn_web.programmes.forms.texts import TextForm

__all__ = [
    "BackForm",
    "CandidateForm",
    "ChooseForm",
    "ConsultForm",
    "DecideCandidateForm",
    "DecideSelectionForm",
    "GroupForm",
    "JudgeCandidateForm",
    "OpenSelectionForm",
    "PrioritisedForm",
    "QuarterForm",
    "ReportForm",
    "ShareForm",
    "TextForm",
]
