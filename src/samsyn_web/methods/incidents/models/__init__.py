"""The register of reports, what reporters have sent in, notes on time lines, and saved views."""

from samsyn_web.methods.incidents.models.everyday import Annotation, AnnotationKind, SavedView
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
from samsyn_web.methods.incidents.models.reviewing import STEPS, ReviewSetting, ReviewStep
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
    "COUNTING",
    "DECIDED",
    "DEFAULT_MONTHS",
    "Disclosure",
    "Disposal",
    "Form",
    "Hold",
    "Kept",
    "Retention",
    "ReviewSetting",
    "ReviewStep",
    "STEPS",
    "TO_REVIEW",
    "Annotation",
    "AnnotationKind",
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
