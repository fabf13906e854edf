"""Reads of publications; each takes who asks first."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Picture
from samsyn_web.reports.models import Publication as Publication

HEAVY = ("document", "html", "pdf")


def publications(scope: Scope) -> QuerySet[Publication]:
    """Publications that the asker may read, newest first, without their content."""
    own = Publication.objects.filter(organisation_id=scope.organisation_id)
    if not scope.can(Permission.READ_PICTURE):
        return own.none()
    return own.defer(*HEAVY).select_related("published_by", "picture").order_by("-published_at", "-pk")


def publication(scope: Scope, publication_id: int) -> Publication | None:
    """One publication without its content."""
    return publications(scope).filter(pk=publication_id).first()


def content(scope: Scope, publication_id: int, part: str) -> str | bytes | None:
    """The frozen bytes of a publication: `document`, `html` or `pdf`."""
    found = publications(scope).filter(pk=publication_id).values_list(part, flat=True).first()
    return bytes(found) if isinstance(found, memoryview) else found


def replaced_by(scope: Scope, publication: Publication) -> Publication | None:
    """The publication that corrects this one."""
    return publications(scope).filter(supersedes=publication).first()


def of_picture(scope: Scope, picture: Picture) -> list[Publication]:
    """The publications of one picture, by edition."""
    return list(publications(scope).filter(picture=picture).order_by("published_at"))


def latest(scope: Scope, *, period: str, edition: str) -> Publication | None:
    """The version in force of a period's edition."""
    return publications(scope).filter(period=period, edition=edition).order_by("-version").first()


def documents_compared(
    scope: Scope, publication: Publication
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """The frozen documents of what a correction replaces and of itself; none where it replaces nothing."""
    texts = [
        content(scope, key, "document")
        for key in (publication.supersedes_id, publication.pk)
        if key is not None
    ]
    if len(texts) < 2 or not all(texts):
        return None
    before, after = (json.loads(text) for text in texts if text)
    return before, after


def labels(scope: Scope, publication: Publication) -> dict[str, str]:
    """What each kind of figure is, by key."""
    return pictures.labels(scope, publication.picture)
