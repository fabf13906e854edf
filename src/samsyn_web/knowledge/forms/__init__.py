"""What is asked on the pages of knowledge."""

from samsyn_web.knowledge.forms.courses import (
    CountsForm,
    CourseForm,
    GroupForm,
    HoldForm,
    SessionForm,
    TieForm,
    parts_text,
)
from samsyn_web.knowledge.forms.lessons import LessonForm, ShareForm, SoughtForm

__all__ = [
    "CountsForm",
    "CourseForm",
    "GroupForm",
    "HoldForm",
    "LessonForm",
    "SessionForm",
    "ShareForm",
    "SoughtForm",
    "TieForm",
    "parts_text",
]
