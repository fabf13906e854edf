"""What is asked of those who run a programme and of those who take part."""

from samsyn_web.programmes.forms.activities import ActivityForm, CancelForm, ChooseForm, MoveForm
from samsyn_web.programmes.forms.money import GROUPINGS, MoneyChooseForm, MoneyForm, WithdrawMoneyForm
from samsyn_web.programmes.forms.outside import (
    NewParticipantForm,
    ReportLinkForm,
    WordForm,
)
from samsyn_web.programmes.forms.participation import (
    LetterForm,
    MakeAddressForm,
    MeetingForm,
    OpenPhaseForm,
    PhaseDueForm,
    PhaseMilestoneForm,
    PickForm,
    PlanForm,
    SignatureForm,
    StopAddressForm,
)
from samsyn_web.programmes.forms.quarters import (
    QUARTER,
    BackForm,
    DueForm,
    QuarterForm,
    QuarterRuleForm,
    ReportForm,
)
from samsyn_web.programmes.forms.requests import (
    AnswerForm,
    AskForm,
    DoneForm,
    GivenForm,
    LimitForm,
    UndertakingForm,
    WithdrawForm,
)
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
from samsyn_web.programmes.forms.vacancies import FilledForm, LeftForm

__all__ = [
    "ActivityForm",
    "AnswerForm",
    "AskForm",
    "BackForm",
    "CancelForm",
    "CandidateForm",
    "ChooseForm",
    "ConsultForm",
    "DecideCandidateForm",
    "DecideSelectionForm",
    "DoneForm",
    "DueForm",
    "FilledForm",
    "GROUPINGS",
    "GivenForm",
    "GroupForm",
    "JudgeCandidateForm",
    "LeftForm",
    "LetterForm",
    "LimitForm",
    "MakeAddressForm",
    "MeetingForm",
    "MoneyChooseForm",
    "MoneyForm",
    "MoveForm",
    "NewParticipantForm",
    "OpenPhaseForm",
    "OpenSelectionForm",
    "PhaseDueForm",
    "PhaseMilestoneForm",
    "PickForm",
    "PlanForm",
    "PrioritisedForm",
    "QUARTER",
    "QuarterForm",
    "QuarterRuleForm",
    "ReportForm",
    "ReportLinkForm",
    "ShareForm",
    "SignatureForm",
    "StopAddressForm",
    "TextForm",
    "UndertakingForm",
    "WithdrawForm",
    "WithdrawMoneyForm",
    "WordForm",
]
