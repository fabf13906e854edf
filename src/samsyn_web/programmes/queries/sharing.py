"""Reads of what is shared: by the municipality that shares, and by whoever coordinates the programme."""

from __future__ import annotations

from django.db.models import QuerySet

from samsyn_web.base import registry
from samsyn_web.base.registry import Shareable
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.programmes import policies
from samsyn_web.programmes.models import Participant, Share
from samsyn_web.reports import queries as reports
from samsyn_web.reports.models import Publication, PublishedFile

HANDED_OUT = ("pdf", "docx", "xlsx", "html")  # the files of a report; not the bundle, which is for checking


def shares(scope: Scope) -> QuerySet[Share]:
    """Return what the asker's organisation has shared, with whom and when; what is revoked too, the newest first."""
    if not scope.can(Permission.READ_PICTURE):
        return Share.objects.none()
    found = Share.objects.filter(organisation_id=scope.organisation_id)
    found = found.select_related("participant__programme__organisation", "shared_by", "revoked_by")
    return found.defer("participant__programme__facts").order_by("-shared_at", "-pk")


def own_share(scope: Scope, share_id: int) -> Share | None:
    """Return one thing that the asker's organisation has shared, or none."""
    return shares(scope).filter(pk=share_id).first()


def entered(scope: Scope, participant_id: int) -> QuerySet[Share]:
    """Return what the asker's programme has entered for a participant without a place here, while it stands."""
    return shares(scope).filter(
        participant_id=participant_id,
        participant__organisation=None,
        participant__programme__organisation_id=scope.organisation_id,
        revoked_at=None,
    )


def own_places(scope: Scope) -> QuerySet[Participant]:
    """Return the asker's organisation's places in programmes, for whoever shares."""
    if not scope.can(Permission.PUBLISH):
        return Participant.objects.none()
    own = Participant.objects.filter(organisation_id=scope.organisation_id)
    found = own.select_related("programme__organisation").defer("programme__facts")
    return found.order_by("programme__name", "pk")


def to_share(scope: Scope) -> tuple[Shareable, ...]:
    """Return the figures that the asker's organisation may share, for whoever shares."""
    return registry.shareables(scope) if scope.can(Permission.PUBLISH) else ()


def reports_to_share(scope: Scope) -> list[Publication]:
    """Return the published reports in force that are made to be read outside, for whoever shares."""
    if not scope.can(Permission.PUBLISH):
        return []
    own = reports.publications(scope)
    replaced = set(own.exclude(supersedes=None).values_list("supersedes", flat=True))
    return [one for one in own if one.pk not in replaced and policies.is_for_all(one)]


def shared_with(scope: Scope, programme_id: int) -> QuerySet[Share]:
    """
    Return what is shared with a programme, for whoever coordinates it; of what is revoked only that it was.

    This and `shared_file` are all that a programme reads of a municipality's work.
    """
    if not scope.can(Permission.READ_PICTURE):
        return Share.objects.none()
    found = Share.objects.filter(
        participant__programme_id=programme_id,
        participant__programme__organisation_id=scope.organisation_id,
    )
    return (
        found.select_related("participant__programme", "publication")
        .defer("publication__document", "note")
        .order_by("participant__position", "participant__name", "title", "-shared_at")
    )


def shared_file(scope: Scope, share_id: int, part: str) -> bytes | None:
    """Return a shared report in one format, while it is shared."""
    if part not in HANDED_OUT:
        return None
    share = Share.objects.filter(pk=share_id).values_list("participant__programme_id", flat=True).first()
    live = shared_with(scope, share or 0).filter(pk=share_id, revoked_at=None).exclude(publication=None)
    found = PublishedFile.objects.filter(publication__in=live.values("publication"), kind=part)
    kept = found.values_list("content", flat=True).first()
    return None if kept is None else bytes(kept)
