"""Categories, reports, what reporters have sent in, notes on time lines, and saved views."""

from samsyn_web.methods.incidents.models.categories import (
    CategoryChange,
    CategoryComment,
    CategoryProposal,
    CategoryVersion,
    ProposalState,
)
from samsyn_web.methods.incidents.models.everyday import (
    Annotation,
    AnnotationKind,
    SavedView,
)
from samsyn_web.methods.incidents.models.gathered import (
    GatheredSubmission,
)
from samsyn_web.methods.incidents.models.inbox import (
    Inbox,
    InboxFile,
    InboxState,
)
from samsyn_web.methods.incidents.models.mailing import (
    CalendarLink,
    NoReminders,
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
from samsyn_web.methods.incidents.models.retention import (
    DEFAULT_MONTHS,
    Disclosure,
    Disposal,
    Form,
    Hold,
    Kept,
    Retention,
)
from samsyn_web.methods.incidents.models.reviewing import (
    STEPS,
    ReviewSetting,
    ReviewStep,
)
from samsyn_web.methods.incidents.models.rhythm import (
    Analysis,
    Every,
    Expectation,
    Pause,
    PeriodState,
    Reminds,
    ReportingPeriod,
    Rhythm,
    Weekday,
)
from samsyn_web.methods.incidents.models.submissions import (
    COUNTING,
    DECIDED,
    TO_REVIEW,
    Channel,
    ProblemReport,
    Submission,
    SubmissionKind,
    SubmissionState,
    When,
)

__all__ = [
    "Analysis",
    "Annotation",
    "AnnotationKind",
    "COUNTING",
    "CalendarLink",
    "CategoryChange",
    "CategoryComment",
    "CategoryProposal",
    "CategoryVersion",
    "Channel",
    "DECIDED",
    "DEFAULT_MONTHS",
    "Disclosure",
    "Disposal",
    "Every",
    "Expectation",
    "Form",
    "GatheredSubmission",
    "Grain",
    "Hold",
    "Inbox",
    "InboxFile",
    "InboxState",
    "Kept",
    "NoReminders",
    "Part",
    "Pause",
    "PeriodState",
    "PoliceFeed",
    "PoliceItem",
    "ProblemReport",
    "ProposalState",
    "Reminds",
    "Report",
    "ReportCount",
    "ReporterCount",
    "ReportingPeriod",
    "Reports",
    "Retention",
    "ReviewSetting",
    "ReviewStep",
    "Rhythm",
    "STEPS",
    "SavedView",
    "Submission",
    "SubmissionKind",
    "SubmissionState",
    "TO_REVIEW",
    "Weekday",
    "When",
]
