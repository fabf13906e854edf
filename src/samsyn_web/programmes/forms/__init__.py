"""What is asked of those who run a programme and of those who take part."""

from samsyn_web.programmes.forms.activities import ActivityForm, CancelForm, ChooseForm, MoveForm
from samsyn_web.programmes.forms.founding import ProgrammeForm
from samsyn_web.programmes.forms.initiatives import InitiativeForm
from samsyn_web.programmes.forms.joining import EndJoiningForm, JoinForm, JoiningCodeForm, StopCodeForm
from samsyn_web.programmes.forms.joint_activities import JointForm, JointMoveForm
from samsyn_web.programmes.forms.meetings import NoteMeetingForm, PointForm, present_lines
from samsyn_web.programmes.forms.money import GROUPINGS, MoneyChooseForm, MoneyForm, WithdrawMoneyForm
from samsyn_web.programmes.forms.outside import NewParticipantForm, ReportLinkForm, WordForm
from samsyn_web.programmes.forms.packages import (
    PackageFileForm,
    SignForm,
    StandsForForm,
    TrustForm,
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
from samsyn_web.programmes.forms.partners import (
    AcceptForm,
    ActivityProposalForm,
    AdviceForm,
    DeclineForm,
    EndPartnerForm,
    PartnerForm,
    RequestForm,
)
from samsyn_web.programmes.forms.quarters import (
    QUARTER,
    BackForm,
    DueForm,
    QuarterForm,
    QuarterRuleForm,
    ReportForm,
)
from samsyn_web.programmes.forms.questions import (
    CloseForm,
    HideForm,
    PeerAnswerForm,
    QuestionForm,
)
from samsyn_web.programmes.forms.requests import (
    AnswerForm,
    AskForm,
    DoneForm,
    GivenForm,
    LimitForm,
    OwnLimitForm,
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
from samsyn_web.programmes.forms.sharing import EnterForm, GroupForm, ShareForm
from samsyn_web.programmes.forms.texts import TextForm
from samsyn_web.programmes.forms.vacancies import FilledForm, LeftForm

__all__ = [
    "AcceptForm",
    "ActivityForm",
    "ActivityProposalForm",
    "AdviceForm",
    "AnswerForm",
    "AskForm",
    "BackForm",
    "CancelForm",
    "CandidateForm",
    "ChooseForm",
    "CloseForm",
    "ConsultForm",
    "DecideCandidateForm",
    "DecideSelectionForm",
    "DeclineForm",
    "DoneForm",
    "DueForm",
    "EndJoiningForm",
    "EndPartnerForm",
    "EnterForm",
    "FilledForm",
    "GROUPINGS",
    "GivenForm",
    "GroupForm",
    "HideForm",
    "InitiativeForm",
    "JoinForm",
    "JoiningCodeForm",
    "JointForm",
    "JointMoveForm",
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
    "NoteMeetingForm",
    "OpenPhaseForm",
    "OpenSelectionForm",
    "OwnLimitForm",
    "PackageFileForm",
    "PartnerForm",
    "PeerAnswerForm",
    "PhaseDueForm",
    "PhaseMilestoneForm",
    "PickForm",
    "PlanForm",
    "PointForm",
    "PrioritisedForm",
    "ProgrammeForm",
    "QUARTER",
    "QuarterForm",
    "QuarterRuleForm",
    "QuestionForm",
    "ReportForm",
    "ReportLinkForm",
    "RequestForm",
    "ShareForm",
    "SignForm",
    "SignatureForm",
    "StandsForForm",
    "StopAddressForm",
    "StopCodeForm",
    "TextForm",
    "TrustForm",
    "UndertakingForm",
    "WithdrawForm",
    "WithdrawMoneyForm",
    "WordForm",
    "present_lines",
]
