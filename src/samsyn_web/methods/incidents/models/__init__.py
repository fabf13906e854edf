"""The register of reports, what reporters have sent in, notes on time lines, and saved views."""

from samsyn_web.methods.incidents.models.everyday import Annotation, AnnotationKind, SavedView
from samsyn_web.methods.incidents.models.gathered import GatheredSubmission
from samsyn_web.methods.incidents.models.mailing import CalendarLink, NoReminders
from samsyn_web.methods.incidents.models.register import (
    Grain,
    Part,
    Report,
    ReportCount,
    ReporterCount,
    Reports,
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
    TO_REVIEW,
    Channel,
    ProblemReport,
    Submission,
    SubmissionKind,
    SubmissionState,
    When,
)

__all__ = [
    "COUNTING",
    "TO_REVIEW",
    "Annotation",
    "AnnotationKind",
    "Analysis",
    "CalendarLink",
    "Every",
    "Expectation",
    "GatheredSubmission",
    "NoReminders",
    "Pause",
    "PeriodState",
    "Reminds",
    "ReportingPeriod",
    "Rhythm",
    "Weekday",
    "Channel",
    "Grain",
    "Part",
    "ProblemReport",
    "Report",
    "ReportCount",
    "ReporterCount",
    "Reports",
    "SavedView",
    "Submission",
    "SubmissionKind",
    "SubmissionState",
    "When",
]
