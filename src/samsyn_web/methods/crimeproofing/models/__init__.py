"""What crime proofing keeps. All of it is restricted: read by a case's own members and the coordinator only."""

from samsyn_web.methods.crimeproofing.models.assessing import Assessment, Assessor, Sitting
from samsyn_web.methods.crimeproofing.models.cases import (
    LINE,
    TEXT,
    TITLE,
    Case,
    CaseMember,
    CaseState,
    FlowStep,
    Said,
    ScreeningAnswer,
)
from samsyn_web.methods.crimeproofing.models.risks import (
    Proposal,
    ProposalKind,
    ProposalState,
    Protection,
    ProtectionState,
    Risk,
)
from samsyn_web.methods.crimeproofing.models.texts import LanguageMark, MarkState, Paragraph, RuleText

__all__ = [
    "LINE",
    "TEXT",
    "TITLE",
    "Assessment",
    "Assessor",
    "Case",
    "CaseMember",
    "CaseState",
    "FlowStep",
    "LanguageMark",
    "MarkState",
    "Paragraph",
    "Proposal",
    "ProposalKind",
    "ProposalState",
    "Protection",
    "ProtectionState",
    "Risk",
    "RuleText",
    "Said",
    "ScreeningAnswer",
    "Sitting",
]
