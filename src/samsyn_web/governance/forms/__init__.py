"""What the pages of governance ask."""

from samsyn_web.governance.forms.agreements import AgreementForm, EndForm, initial_of
from samsyn_web.governance.forms.annexes import AnnexForm
from samsyn_web.governance.forms.coordination import ContactForm, FillForm, LeaveForm, PostForm
from samsyn_web.governance.forms.council import (
    CancelForm,
    CouncilForm,
    CouncilMeetingForm,
    PresenceForm,
    SeatForm,
)
from samsyn_web.governance.forms.council_minutes import (
    AdjustForm,
)
from samsyn_web.governance.forms.council_points import CouncilDecisionForm, PointForm, TaskForm
from samsyn_web.governance.forms.duties import LeadingBodyForm, OwnerForm, RecordForm
from samsyn_web.governance.forms.handover import (
    HandoverForm,
    HandoverListForm,
    HandoverMembersForm,
    HandoverPointForm,
    HandoverTextForm,
)
from samsyn_web.governance.forms.neighbours import NeighbourForm, neighbour_initial
from samsyn_web.governance.forms.papers import DecisionForm, PaperTextForm, StartForm
from samsyn_web.governance.forms.steering import BodyForm, SteeringDecisionForm, body_initial
from samsyn_web.governance.forms.ties import TieForm

__all__ = [
    "AdjustForm",
    "AgreementForm",
    "AnnexForm",
    "BodyForm",
    "CancelForm",
    "ContactForm",
    "CouncilDecisionForm",
    "CouncilForm",
    "CouncilMeetingForm",
    "DecisionForm",
    "EndForm",
    "FillForm",
    "HandoverForm",
    "HandoverListForm",
    "HandoverMembersForm",
    "HandoverPointForm",
    "HandoverTextForm",
    "LeadingBodyForm",
    "LeaveForm",
    "NeighbourForm",
    "OwnerForm",
    "PaperTextForm",
    "PointForm",
    "PostForm",
    "PresenceForm",
    "RecordForm",
    "SeatForm",
    "StartForm",
    "SteeringDecisionForm",
    "TaskForm",
    "TieForm",
    "body_initial",
    "initial_of",
    "neighbour_initial",
]
