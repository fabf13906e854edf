"""What is asked on the way from files to a picture; forms check, services save."""

from samsyn_web.methods.incidents.forms.columns import (
    CategoriesForm,
    ColumnsForm,
    HeadingsForm,
    SourceForm,
    column_rows,
    proposed_categories,
)
from samsyn_web.methods.incidents.forms.everyday import AnnotationForm, ExploreForm, ViewForm
from samsyn_web.methods.incidents.forms.periods import PeriodForm, SourcesForm
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
from samsyn_web.methods.incidents.forms.sources import SourceEditForm
from samsyn_web.methods.incidents.forms.upload import UploadForm, unpacked_size

__all__ = [
    "AnswerForm",
    "ChooseForm",
    "CorrectForm",
    "DiscloseForm",
    "HoldForm",
    "RetentionForm",
    "WordsForm",
    "spans_by_report",
    "spans_of",
    "AnnotationForm",
    "CategoriesForm",
    "ColumnsForm",
    "ExploreForm",
    "HeadingsForm",
    "PeriodForm",
    "SourceEditForm",
    "SourceForm",
    "SourcesForm",
    "UploadForm",
    "ViewForm",
    "column_rows",
    "proposed_categories",
    "unpacked_size",
]
