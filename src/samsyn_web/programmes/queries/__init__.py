"""Reads of programmes."""

from samsyn_web.programmes.queries.programmes import participants, programme, programme_and_facts, programmes
from samsyn_web.programmes.queries.quarters import parts, report, reports, versions
from samsyn_web.programmes.queries.selection import (
    candidate,
    candidates,
    consultations,
    decisions,
    judgements,
    selections,
)
from samsyn_web.programmes.queries.texts import texts

__all__ = [
    "candidate",
    "candidates",
    "consultations",
    "decisions",
    "judgements",
    "participants",
    "parts",
    "programme",
    "programme_and_facts",
    "programmes",
    "report",
    "reports",
    "selections",
    "texts",
    "versions",
]
