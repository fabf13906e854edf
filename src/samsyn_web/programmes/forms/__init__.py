"""What is asked of those who run a programme and of those who take part."""

from samsyn_web.programmes.forms.activities import ActivityForm, CancelForm, ChooseForm, MoveForm
from samsyn_web.programmes.forms.quarters import BackForm, QuarterForm, ReportForm
from samsyn_web.programmes.forms.texts import TextForm

__all__ = [
    "ActivityForm",
    "BackForm",
    "CancelForm",
    "ChooseForm",
    "MoveForm",
    "QuarterForm",
    "ReportForm",
    "TextForm",
]
