"""
Programmes that support several municipalities: who takes part, what is done, what is reported each quarter.

A programme belongs to the organisation that coordinates it. A participant may be an organisation of this installation,
which then reads what concerns the programme and writes its own quarterly reports, or only a name.
"""

from samsyn_web.programmes.models.activities import (
    Activity,
    ActivityChange,
    ActivityStatus,
    ChangeKind,
    between_commas,
    numbers_in,
)
from samsyn_web.programmes.models.final_reports import FinalReport, FinalReportFile, ReportFormat
from samsyn_web.programmes.models.founding import FactsChange
from samsyn_web.programmes.models.initiatives import NationalInitiative
from samsyn_web.programmes.models.joining import JoiningCode
from samsyn_web.programmes.models.joint_activities import JointActivity, JointChange, JointKind
from samsyn_web.programmes.models.money import (
    MoneyCertainty,
    MoneyChange,
    MoneyChangeKind,
    MoneyKind,
    MoneyRow,
    MoneySide,
)
from samsyn_web.programmes.models.outside import ReportLink
from samsyn_web.programmes.models.packages import ReceivedFile, ReceivedPackage, SentPackage
from samsyn_web.programmes.models.participation import (
    LetterOfIntent,
    LetterSignature,
    MeetingPoint,
    ParticipantPlan,
    PhaseGate,
    PhaseMeeting,
    PhaseMilestone,
    ProgrammeCalendar,
)
from samsyn_web.programmes.models.partners import (
    Contribution,
    ContributionKind,
    ContributionState,
    PartnerRole,
    ProgrammePartner,
)
from samsyn_web.programmes.models.programmes import Participant, Programme, programme_notice
from samsyn_web.programmes.models.quarters import (
    Came,
    Obstacle,
    QuarterlyPart,
    QuarterlyReport,
    QuarterlyVersion,
    QuarterRule,
    QuarterState,
    QuarterStatus,
)
from samsyn_web.programmes.models.questions import (
    PeerAnswer,
    PeerQuestion,
)
from samsyn_web.programmes.models.requests import (
    LoadLimit,
    OwnLoadLimit,
    SupportGiven,
    SupportRequest,
    Undertaking,
)
from samsyn_web.programmes.models.selection import (
    Candidate,
    CandidateDecision,
    CandidateJudgement,
    Consultation,
    Selection,
)
from samsyn_web.programmes.models.sharing import Share
from samsyn_web.programmes.models.sizes import LONG, NAME, TEXT
from samsyn_web.programmes.models.texts import ReportText

__all__ = [
    "Activity",
    "ActivityChange",
    "ActivityStatus",
    "Came",
    "Candidate",
    "CandidateDecision",
    "CandidateJudgement",
    "ChangeKind",
    "Consultation",
    "Contribution",
    "ContributionKind",
    "ContributionState",
    "FactsChange",
    "FinalReport",
    "FinalReportFile",
    "JoiningCode",
    "JointActivity",
    "JointChange",
    "JointKind",
    "LONG",
    "LetterOfIntent",
    "LetterSignature",
    "LoadLimit",
    "MeetingPoint",
    "MoneyCertainty",
    "MoneyChange",
    "MoneyChangeKind",
    "MoneyKind",
    "MoneyRow",
    "MoneySide",
    "NAME",
    "NationalInitiative",
    "Obstacle",
    "OwnLoadLimit",
    "Participant",
    "ParticipantPlan",
    "PartnerRole",
    "PeerAnswer",
    "PeerQuestion",
    "PhaseGate",
    "PhaseMeeting",
    "PhaseMilestone",
    "Programme",
    "ProgrammeCalendar",
    "ProgrammePartner",
    "QuarterRule",
    "QuarterState",
    "QuarterStatus",
    "QuarterlyPart",
    "QuarterlyReport",
    "QuarterlyVersion",
    "ReceivedFile",
    "ReceivedPackage",
    "ReportFormat",
    "ReportLink",
    "ReportText",
    "Selection",
    "SentPackage",
    "Share",
    "SupportGiven",
    "SupportRequest",
    "TEXT",
    "Undertaking",
    "between_commas",
    "numbers_in",
    "programme_notice",
]
