"""Tables of governance."""

from samsyn_web.governance.models.agreements import Agreement, AgreementParty, AgreementVersion, Renewal
from samsyn_web.governance.models.duties import DutyOwner, DutyRecord, LeadingBody, RecordOutcome
from samsyn_web.governance.models.papers import BODY, LONG, REFERENCE, TITLE, Paper, PaperDecision, PaperText

__all__ = [
    "Agreement",
    "AgreementParty",
    "AgreementVersion",
    "BODY",
    "DutyOwner",
    "DutyRecord",
    "LONG",
    "LeadingBody",
    "Paper",
    "PaperDecision",
    "PaperText",
    "REFERENCE",
    "RecordOutcome",
    "Renewal",
    "TITLE",
]
