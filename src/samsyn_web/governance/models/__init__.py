"""Tables of governance."""

from samsyn_web.governance.models.agreements import Agreement, AgreementParty, AgreementVersion, Renewal
from samsyn_web.governance.models.annexes import AnnexChoice
from samsyn_web.governance.models.coordination import ContactPoint, CoordinationPost
from samsyn_web.governance.models.council import Council, CouncilMeeting, CouncilPresence, CouncilSeat
from samsyn_web.governance.models.council_minutes import (
    CouncilMinutes,
)
from samsyn_web.governance.models.council_points import CouncilDecision, CouncilPoint
from samsyn_web.governance.models.duties import DutyOwner, DutyRecord, LeadingBody, RecordOutcome
from samsyn_web.governance.models.handover import Handover, HandoverBegan, HandoverCheck
from samsyn_web.governance.models.neighbours import NeighbourChange, NeighbourLink, NeighbourPlan
from samsyn_web.governance.models.papers import BODY, LONG, REFERENCE, TITLE, Paper, PaperDecision, PaperText
from samsyn_web.governance.models.steering import (
    BodyLevel,
    SteeringBody,
    SteeringLine,
    SteeringMatter,
    SteeringMember,
    SteeringModel,
)
from samsyn_web.governance.models.ties import PlanTie

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementVersion",
    "AnnexChoice",
    "BODY",
    "BodyLevel",
    "ContactPoint",
    "CoordinationPost",
    "Council",
    "CouncilDecision",
    "CouncilMeeting",
    "CouncilMinutes",
    "CouncilPoint",
    "CouncilPresence",
    "CouncilSeat",
    "DutyOwner",
    "DutyRecord",
    "Handover",
    "HandoverBegan",
    "HandoverCheck",
    "LONG",
    "LeadingBody",
    "NeighbourChange",
    "NeighbourLink",
    "NeighbourPlan",
    "Paper",
    "PaperDecision",
    "PaperText",
    "PlanTie",
    "REFERENCE",
    "RecordOutcome",
    "Renewal",
    "SteeringBody",
    "SteeringLine",
    "SteeringMatter",
    "SteeringMember",
    "SteeringModel",
    "TITLE",
]
