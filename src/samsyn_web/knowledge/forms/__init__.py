"""What is asked on the pages of knowledge."""

from samsyn_web.knowledge.forms.lessons import LessonForm, ShareForm, SoughtForm

__all__ = ["LessonForm", "ShareForm", "SoughtForm"]
