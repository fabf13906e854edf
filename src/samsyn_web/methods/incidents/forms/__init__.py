"""What is asked on the way from files to a picture; forms check, services save."""

from samsyn_web.methods.incidents.forms.categories import CategoryForm
from samsyn_web.methods.incidents.forms.columns import (
    CategoriesForm,
    ColumnsForm,
    HeadingsForm,
    SourceForm,
    column_rows,
    proposed_categories,
)
from samsyn_web.methods.incidents.forms.everyday import AnnotationForm, ExploreForm, ViewForm
from samsyn_web.methods.incidents.forms.inbox import (
    InboxForm,
    LeaveForm,
)
from samsyn_web.methods.incidents.forms.periods import PeriodForm, SourcesForm
from samsyn_web.methods.incidents.forms.police import (
    PoliceFeedForm,
    PoliceFileForm,
    PoliceKindsForm,
)
from samsyn_web.methods.incidents.forms.proposals import (
    CommentForm,
    DecisionForm,
    IndicatorForm,
    ProposalForm,
)
from samsyn_web.methods.incidents.forms.reporting import ReportForm, answers, number_in
from samsyn_web.methods.incidents.forms.sources import SourceEditForm
from samsyn_web.methods.incidents.forms.upload import UploadForm, unpacked_size

__all__ = [
    "AnnotationForm",
    "CategoriesForm",
    "CategoryForm",
    "ColumnsForm",
    "CommentForm",
    "DecisionForm",
    "ExploreForm",
    "HeadingsForm",
    "InboxForm",
    "IndicatorForm",
    "LeaveForm",
    "PeriodForm",
    "PoliceFeedForm",
    "PoliceFileForm",
    "PoliceKindsForm",
    "ProposalForm",
    "ReportForm",
    "SourceEditForm",
    "SourceForm",
    "SourcesForm",
    "UploadForm",
    "ViewForm",
    "answers",
    "column_rows",
    "number_in",
    "proposed_categories",
    "unpacked_size",
]
