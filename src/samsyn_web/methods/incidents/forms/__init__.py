"""What is asked on the way from files to a picture; forms check, services save."""

from samsyn_web.methods.incidents.forms.categories import (
    CategoryForm,
)
from samsyn_web.methods.incidents.forms.columns import (
    CategoriesForm,
    ColumnsForm,
    HeadingsForm,
    SourceForm,
    column_rows,
    proposed_categories,
)
from samsyn_web.methods.incidents.forms.everyday import (
    AnnotationForm,
    ExploreForm,
    ViewForm,
)
from samsyn_web.methods.incidents.forms.inbox import (
    InboxForm,
    LeaveForm,
)
from samsyn_web.methods.incidents.forms.periods import (
    PeriodForm,
    SourcesForm,
)
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
from samsyn_web.methods.incidents.forms.reporting import (
    ReportForm,
    answers,
    number_in,
)
from samsyn_web.methods.incidents.forms.reviewing import (
    AnswerForm,
    ChooseForm,
    CorrectForm,
    DiscloseForm,
    HoldForm,
    RetentionForm,
    WordsForm,
    spans_by_report,
    spans_of,
)
from samsyn_web.methods.incidents.forms.sources import (
    SourceEditForm,
)
from samsyn_web.methods.incidents.forms.upload import (
    UploadForm,
    unpacked_size,
)

__all__ = [
    "AnnotationForm",
    "AnswerForm",
    "CategoriesForm",
    "CategoryForm",
    "ChooseForm",
    "ColumnsForm",
    "CommentForm",
    "CorrectForm",
    "DecisionForm",
    "DiscloseForm",
    "ExploreForm",
    "HeadingsForm",
    "HoldForm",
    "InboxForm",
    "IndicatorForm",
    "LeaveForm",
    "PeriodForm",
    "PoliceFeedForm",
    "PoliceFileForm",
    "PoliceKindsForm",
    "ProposalForm",
    "ReportForm",
    "RetentionForm",
    "SourceEditForm",
    "SourceForm",
    "SourcesForm",
    "UploadForm",
    "ViewForm",
    "WordsForm",
    "answers",
    "column_rows",
    "number_in",
    "proposed_categories",
    "spans_by_report",
    "spans_of",
    "unpacked_size",
]
