"""Reads of programmes."""

from samsyn_web.programmes.queries.activities import (
    Chosen,
    activities,
    activity,
    activity_counts,
    status_counts,
    whole_facts,
)
from samsyn_web.programmes.queries.participation import (
    followed,
    followed_one,
    gates,
    letters,
    meetings,
    phase_milestones,
    plans,
    programme_calendar,
    scope_of_programme_calendar,
    signatures,
    standings,
)
from samsyn_web.programmes.queries.programmes import (
    participant,
    participants,
    programme,
    programme_and_facts,
    programmes,
)
from samsyn_web.programmes.queries.quarters import (
    obstacles,
    parts,
    report,
    reports,
    versions,
)
from samsyn_web.programmes.queries.requests import (
    load_limit,
    support_given,
    support_request,
    support_requests,
    tasks,
    undertakings,
)
from samsyn_web.programmes.queries.selection import (
    candidate,
    candidates,
    consultations,
    decisions,
    judgements,
    selections,
)
from samsyn_web.programmes.queries.texts import (
    texts,
)

__all__ = [
    "Chosen",
    "activities",
    "activity",
    "activity_counts",
    "candidate",
    "candidates",
    "consultations",
    "decisions",
    "followed",
    "followed_one",
    "gates",
    "judgements",
    "letters",
    "load_limit",
    "meetings",
    "obstacles",
    "participant",
    "participants",
    "parts",
    "phase_milestones",
    "plans",
    "programme",
    "programme_and_facts",
    "programme_calendar",
    "programmes",
    "report",
    "reports",
    "scope_of_programme_calendar",
    "selections",
    "signatures",
    "standings",
    "status_counts",
    "support_given",
    "support_request",
    "support_requests",
    "tasks",
    "texts",
    "undertakings",
    "versions",
    "whole_facts",
]
