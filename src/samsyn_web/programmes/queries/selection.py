"""Reads of selections: only whoever coordinates the programme sees what was said of each candidate."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.programmes.models.selection import (
    Candidate,
    CandidateDecision,
    CandidateJudgement,
    Consultation,
    Selection,
)


def selections(scope: Scope, programme_id: int) -> QuerySet[Selection]:
    """Return the selections of a programme that the organisation coordinates, the newest first."""
    if not scope.can(Permission.READ_PICTURE):
        return Selection.objects.none()
    own = Selection.objects.filter(
        programme_id=programme_id, programme__organisation_id=scope.organisation_id
    )
    return own.select_related("programme", "decided_by", "corrects").order_by("-opened_at", "-pk")


def candidates(scope: Scope, selection_id: int) -> QuerySet[Candidate]:
    """Return the candidates of a selection by name; there is no other order among them."""
    return (
        _candidates(scope)
        .filter(selection_id=selection_id)
        .select_related("selection__programme")
        .defer("selection__programme__facts")
        .order_by("municipality")
    )


def candidate(scope: Scope, candidate_id: int) -> Candidate | None:
    """Return one candidate, or none."""
    return _candidates(scope).filter(pk=candidate_id).select_related("selection__programme").first()


def judgements(scope: Scope, selection_id: int) -> QuerySet[CandidateJudgement]:
    """Return everything that was said of the candidates, the newest first."""
    return (
        CandidateJudgement.objects.filter(candidate__in=candidates(scope, selection_id).values("pk"))
        .select_related("judged_by", "candidate")
        .order_by("-judged_at", "-pk")
    )


def decisions(scope: Scope, selection_id: int) -> QuerySet[CandidateDecision]:
    """Return everything that was decided of the candidates, the newest first."""
    return (
        CandidateDecision.objects.filter(candidate__in=candidates(scope, selection_id).values("pk"))
        .select_related("decided_by", "candidate")
        .order_by("-decided_at", "-pk")
    )


def consultations(scope: Scope, selection_id: int) -> QuerySet[Consultation]:
    """Return the consultations about a selection, by day."""
    found = Consultation.objects.filter(
        selection_id=selection_id, selection__programme__organisation_id=scope.organisation_id
    )
    return found.order_by("held_on", "pk") if scope.can(Permission.READ_PICTURE) else found.none()


def _candidates(scope: Scope) -> QuerySet[Candidate]:
    if not scope.can(Permission.READ_PICTURE):
        return Candidate.objects.none()
    return Candidate.objects.filter(selection__programme__organisation_id=scope.organisation_id)
