"""What the pages of governance ask."""

from samsyn_web.governance.forms.papers import DecisionForm, PaperTextForm, StartForm

__all__ = ["DecisionForm", "PaperTextForm", "StartForm"]
