"""What is asked about measurements, and what of them is picked."""

from samsyn_web.methods.readiness.forms.measuring import (
    OUTSIDE,
    Data,
    FilledForm,
    InterviewForm,
    MeasurementForm,
    NotesForm,
    ReadInForm,
    ScorerLinkForm,
    ScoresFileForm,
    TextPackForm,
    ValidityForm,
    given_scores,
    guarded,
    previewed,
    sheet_given,
)
from samsyn_web.methods.readiness.forms.picking import (
    PickForm,
)

__all__ = [
    "Data",
    "FilledForm",
    "InterviewForm",
    "MeasurementForm",
    "NotesForm",
    "OUTSIDE",
    "PickForm",
    "ReadInForm",
    "ScorerLinkForm",
    "ScoresFileForm",
    "TextPackForm",
    "ValidityForm",
    "given_scores",
    "guarded",
    "previewed",
    "sheet_given",
]
