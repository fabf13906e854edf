"""Reads of which documents there are, and of what was decided."""

from __future__ import annotations

import json
from typing import Any

from django.db.models import QuerySet

from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Paper as Paper
from samsyn_web.governance.models import PaperDecision

Frozen = dict[str, Any]


def papers(scope: Scope, paper_kind: str = "") -> QuerySet[Paper]:
    """Return documents that the person may read, newest version first: drafts only for those who compose them."""
    if not policies.can_read_papers(scope):
        return Paper.objects.none()
    found = Paper.objects.filter(organisation_id=scope.organisation_id)
    if not policies.can_compose(scope):
        found = found.exclude(decision=None)
    if paper_kind:
        found = found.filter(kind=paper_kind)
    return found.select_related("decision", "started_by").order_by("kind", "-number")


def paper(scope: Scope, paper_id: int) -> Paper | None:
    """Return one document, or none."""
    return papers(scope).filter(pk=paper_id).first()


def decision(scope: Scope, decided: Paper) -> PaperDecision | None:
    """Return the decision about a document, or none while it is a draft."""
    kept = papers(scope).filter(pk=decided.pk).first()
    return kept.decision if kept else None


def latest_decided(scope: Scope, paper_kind: str) -> Paper | None:
    """Return the newest decided document of a kind, or none."""
    return papers(scope, paper_kind).exclude(decision=None).first()


def frozen(scope: Scope, decided: Paper) -> Frozen | None:
    """Return the content that was decided, or none."""
    found = decision(scope, decided)
    return None if found is None else dict(json.loads(found.content))
