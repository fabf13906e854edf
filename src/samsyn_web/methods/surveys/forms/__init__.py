"""What is asked about a survey, its own questions, and how open answers are coded."""

from samsyn_web.methods.surveys.forms.coding import CodebookForm, CodesForm, QuoteForm, SettleForm
from samsyn_web.methods.surveys.forms.picking import PickForm
from samsyn_web.methods.surveys.forms.surveys import AnswerForm, CloseForm, InviteForm, MakeForm
from samsyn_web.methods.surveys.forms.word_forms import FilledFormsForm

__all__ = [
    "AnswerForm",
    "CloseForm",
    "CodebookForm",
    "CodesForm",
    "FilledFormsForm",
    "InviteForm",
    "MakeForm",
    "PickForm",
    "QuoteForm",
    "SettleForm",
]
