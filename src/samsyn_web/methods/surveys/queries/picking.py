"""Reads of what may be picked of a survey, and of the pictures that hold figures of it."""

from __future__ import annotations

from samsyn.methods.surveys.picks import Offer, offers
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Picture
from samsyn_web.methods.surveys import policies
from samsyn_web.methods.surveys.models import Survey
from samsyn_web.methods.surveys.queries.surveys import compared, counted, is_unchanged, surveys, told
from samsyn_web.observations import queries as observations


def offered(scope: Scope, survey_id: int) -> tuple[Offer, ...]:
    """Return the figures of a closed survey that may be picked, and those that may not; nothing of others."""
    said = told(scope, survey_id)
    return offers(said, compared(scope, survey_id)) if said is not None else ()


def why_not_picked(scope: Scope, survey_id: int) -> str:
    """Return why no figure may be picked of a survey; empty where some may, or where it is not theirs."""
    found = surveys(scope).filter(pk=survey_id).first()
    if found is None:
        return ""
    unchanged = is_unchanged(scope, found.pk)
    return policies.why_not_picked(found, counted(found).answered, unchanged=unchanged)


def pictures_of(scope: Scope, survey_id: int) -> list[Picture]:
    """Return the pictures that hold figures of a survey, the newest first."""
    found = surveys(scope).filter(pk=survey_id, closed_at__isnull=False).first()
    if found is None:
        return []
    own = findings.kept_pictures(scope).filter(method=policies.METHOD, round__options__origin=found.pk)
    return list(own.order_by("-created_at"))


def survey_of_round(scope: Scope, survey_round_id: int) -> Survey | None:
    """Return the survey that a round was frozen from."""
    found = observations.rounds(scope).filter(pk=survey_round_id, method=policies.METHOD).first()
    return surveys(scope).filter(pk=found.options.get("origin")).first() if found else None
