"""Reads of programmes."""

from samsyn_web.programmes.queries.activities import (
    Chosen,
    activities,
    activity,
    activity_counts,
    status_counts,
    whole_facts,
)
from samsyn_web.programmes.queries.programmes import (
    participant,
    participants,
    programme,
    programme_and_facts,
    programmes,
)
from samsyn_web.programmes.queries.quarters import obstacles, parts, report, reports, versions
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
    "Chosen",
    "activities",
    "activity",
    "activity_counts",
    "candidate",
    "candidates",
    "consultations",
    "decisions",
    "judgements",
    "obstacles",
    "participant",
    "participants",
    "parts",
    "programme",
    "programme_and_facts",
    "programmes",
    "report",
    "reports",
    "selections",
    "status_counts",
    "texts",
    "versions",
    "whole_facts",
]
