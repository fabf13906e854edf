"""Categories, reports, what reporters have sent in, notes on time lines, and saved views."""

from samsyn_web.methods.incidents.models.categories import (
    CategoryChange,
    CategoryComment,
    CategoryProposal,
    CategoryVersion,
    ProposalState,
)
from samsyn_web.methods.incidents.models.everyday import Annotation, AnnotationKind, SavedView
from samsyn_web.methods.incidents.models.inbox import (
    Inbox,
    InboxFile,
    InboxState,
)
from samsyn_web.methods.incidents.models.police import (
    PoliceFeed,
    PoliceItem,
)
from samsyn_web.methods.incidents.models.register import (
    Grain,
    Part,
    Report,
    ReportCount,
    ReporterCount,
    Reports,
)
from samsyn_web.methods.incidents.models.submissions import (
    COUNTING,
    TO_REVIEW,
    Channel,
    ProblemReport,
    Submission,
    SubmissionKind,
    SubmissionState,
    When,
)

__all__ = [
    "Annotation",
    "AnnotationKind",
    "COUNTING",
    "CategoryChange",
    "CategoryComment",
    "CategoryProposal",
    "CategoryVersion",
    "Channel",
    "Grain",
    "Inbox",
    "InboxFile",
    "InboxState",
    "Part",
    "PoliceFeed",
    "PoliceItem",
    "ProblemReport",
    "ProposalState",
    "Report",
    "ReportCount",
    "ReporterCount",
    "Reports",
    "SavedView",
    "Submission",
    "SubmissionKind",
    "SubmissionState",
    "TO_REVIEW",
    "When",
]
