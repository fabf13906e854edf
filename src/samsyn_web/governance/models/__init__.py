"""Tables of governance."""

from samsyn_web.governance.models.papers import (
    BODY,
    LONG,
    REFERENCE,
    TITLE,
    Paper,
    PaperDecision,
    PaperText,
)

__all__ = [
    "BODY",
    "LONG",
    "REFERENCE",
    "TITLE",
    "Paper",
    "PaperDecision",
    "PaperText",
]
