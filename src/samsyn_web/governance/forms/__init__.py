"""What the pages of governance ask."""

from samsyn_web.governance.forms.annexes import AnnexForm
from samsyn_web.governance.forms.duties import LeadingBodyForm, OwnerForm, RecordForm
from samsyn_web.governance.forms.papers import DecisionForm, PaperTextForm, StartForm
from samsyn_web.governance.forms.ties import TieForm

__all__ = [
    "AnnexForm",
    "DecisionForm",
    "LeadingBodyForm",
    "OwnerForm",
    "PaperTextForm",
    "RecordForm",
    "StartForm",
    "TieForm",
]
