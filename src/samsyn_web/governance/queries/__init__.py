"""Reads of governance; each takes who asks first."""

from samsyn_web.governance.queries.composing import Composed, composed
from samsyn_web.governance.queries.gathered import picture_facts
from samsyn_web.governance.queries.legal_kit import (
    may_read,
    partner_kinds,
    retention,
    role_counts,
    smallest_count,
    source_names,
)
from samsyn_web.governance.queries.papers import (
    Paper,
    decision,
    frozen,
    generated,
    lacking_parts,
    latest_decided,
    paper,
    papers,
    parts_of,
    previous_decided,
    sections,
    state,
    texts,
    written,
)

__all__ = [
    "Composed",
    "Paper",
    "composed",
    "decision",
    "frozen",
    "generated",
    "lacking_parts",
    "latest_decided",
    "may_read",
    "paper",
    "papers",
    "partner_kinds",
    "parts_of",
    "picture_facts",
    "previous_decided",
    "retention",
    "role_counts",
    "sections",
    "smallest_count",
    "source_names",
    "state",
    "texts",
    "written",
]
