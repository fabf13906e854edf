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
from samsyn_web.programmes.queries.sharing import (
    compared,
    own_places,
    own_share,
    reports_to_share,
    shared_file,
    shared_with,
    shares,
    to_share,
)
from samsyn_web.programmes.queries.texts import texts

__all__ = [
    "Chosen",
    "activities",
    "activity",
    "activity_counts",
    "candidate",
    "candidates",
    "compared",
    "consultations",
    "decisions",
    "judgements",
    "obstacles",
    "own_places",
    "own_share",
    "participant",
    "participants",
    "parts",
    "programme",
    "programme_and_facts",
    "programmes",
    "report",
    "reports",
    "reports_to_share",
    "selections",
    "shared_file",
    "shared_with",
    "shares",
    "status_counts",
    "texts",
    "to_share",
    "versions",
    "whole_facts",
]
