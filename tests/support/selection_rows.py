"""A selection with one candidate, made directly, so that strangers can try to read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from samsyn_web.programmes.models import (
    Candidate,
    CandidateDecision,
    CandidateJudgement,
    Consultation,
    Programme,
    Selection,
)


def selection_rows(programme: Programme, user: Any, at: Any, mark: str) -> dict[str, Any]:
    """Return an open selection of a programme, and its candidate."""
    selection = Selection.objects.create(
        programme=programme, list_year=2021, reason=mark, opened_by=user, opened_at=at
    )
    candidate = Candidate.objects.create(selection=selection, municipality=mark)
    CandidateJudgement.objects.create(
        candidate=candidate, criterion="effect", answer="for", ground=mark, judged_by=user, judged_at=at
    )
    CandidateDecision.objects.create(
        candidate=candidate, choice="asked", reason=mark, decided_by=user, decided_at=at
    )
    Consultation.objects.create(
        selection=selection, party="noa", name=mark, held_on=date(2024, 10, 1), noted_by=user, noted_at=at
    )
    return {"selection": selection, "candidate": candidate}
