"""Whose a measurement and an interview are: what is not theirs is not there."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.readiness import policies, queries

reads = requires(Permission.READ_PICTURE)
works = requires(Permission.JUDGE)


def measurement_of(request: ScopedRequest, measurement_id: int) -> Any:
    """Return a measurement of the organisation, or answer that there is none."""
    found = queries.measurement(request.scope, measurement_id)
    if found is None:
        raise Http404
    return found


def interview_of(request: ScopedRequest, interview_id: int) -> Any:
    """Return an interview of the organisation, or answer that there is none."""
    found = queries.interview(request.scope, interview_id)
    if found is None:
        raise Http404
    return found


def scored_by(request: ScopedRequest, interview_id: int) -> Any:
    """Return an interview that this person scores; for others the page is not there."""
    found = interview_of(request, interview_id)
    if not policies.is_scorer(request.scope, found.measurement):
        raise Http404
    return found


def said_in(interview: Any) -> list[tuple[str, str]]:
    """Return what was said, question by question."""
    questions = {str(one.number): one.text for one in interview.measurement.texts.questions}
    return [(questions[key], text) for key, text in interview.notes.items() if key in questions]
