"""What the pages of governance ask."""

from samsyn_web.governance.forms.agreements import AgreementForm, EndForm, initial_of
from samsyn_web.governance.forms.duties import LeadingBodyForm, OwnerForm, RecordForm
from samsyn_web.governance.forms.papers import DecisionForm, PaperTextForm, StartForm

__all__ = [
    "AgreementForm",
    "DecisionForm",
    "EndForm",
    "LeadingBodyForm",
    "OwnerForm",
    "PaperTextForm",
    "RecordForm",
    "StartForm",
    "initial_of",
]
