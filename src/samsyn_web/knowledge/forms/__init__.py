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
from samsyn_web.knowledge.forms.packs import (
    MakePackForm,
    PackFileForm,
    TrustForm,
)

__all__ = [
    "CountsForm",
    "CourseForm",
    "GroupForm",
    "HoldForm",
    "LessonForm",
    "MakePackForm",
    "PackFileForm",
    "SessionForm",
    "ShareForm",
    "SoughtForm",
    "TieForm",
    "TrustForm",
    "parts_text",
]
