"""What surveys keep: questions, invitations and answers, and how open answers are coded and quoted."""

from samsyn_web.methods.surveys.models.coding import (
    Codebook,
    Coding,
    CodingLock,
    Quotation,
    SettledCoding,
)
from samsyn_web.methods.surveys.models.surveys import (
    NAME,
    TEXT,
    WRITTEN,
    Answer,
    Invitation,
    OpenAnswer,
    Population,
    Survey,
)

__all__ = [
    "NAME",
    "TEXT",
    "WRITTEN",
    "Answer",
    "Codebook",
    "Coding",
    "CodingLock",
    "Invitation",
    "OpenAnswer",
    "Population",
    "Quotation",
    "SettledCoding",
    "Survey",
]
