"""What the pages of governance ask."""

from samsyn_web.governance.forms.agreements import AgreementForm, EndForm, initial_of
from samsyn_web.governance.forms.annexes import AnnexForm
from samsyn_web.governance.forms.council import (
    CancelForm,
    CouncilForm,
    CouncilMeetingForm,
    PresenceForm,
    SeatForm,
)
from samsyn_web.governance.forms.council_points import (
    CouncilDecisionForm,
    PointForm,
    TaskForm,
)
from samsyn_web.governance.forms.duties import LeadingBodyForm, OwnerForm, RecordForm
from samsyn_web.governance.forms.papers import DecisionForm, PaperTextForm, StartForm
from samsyn_web.governance.forms.ties import TieForm

__all__ = [
    "AgreementForm",
    "AnnexForm",
    "CancelForm",
    "CouncilDecisionForm",
    "CouncilForm",
    "CouncilMeetingForm",
    "DecisionForm",
    "EndForm",
    "LeadingBodyForm",
    "OwnerForm",
    "PaperTextForm",
    "PointForm",
    "PresenceForm",
    "RecordForm",
    "SeatForm",
    "StartForm",
    "TaskForm",
    "TieForm",
    "initial_of",
]
