"""Reads of the documents that the law asks for."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db.models import QuerySet

from samsyn.cycle import Edition, Section
from samsyn.provenance import restore
from samsyn.statutory import Part, State, joined, lacking
from samsyn_web.base.scope import Scope
from samsyn_web.governance import policies
from samsyn_web.governance.models import Paper as Paper
from samsyn_web.governance.models import PaperDecision, PaperText
from samsyn_web.governance.queries.composing import PARTS, Composed, composed

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


def previous_decided(scope: Scope, paper: Paper) -> Paper | None:
    """Return the newest decided version before a document, or none."""
    return papers(scope, paper.kind).exclude(decision=None).filter(number__lt=paper.number).first()


def texts(scope: Scope, paper: Paper) -> dict[str, PaperText]:
    """Return what people have written in a document, by part."""
    found = PaperText.objects.filter(paper=paper, paper__in=papers(scope).order_by())
    return {one.key: one for one in found.select_related("changed_by")}


def parts_of(paper: Paper) -> tuple[Part, ...]:
    """Return the parts that a document has."""
    return PARTS[paper.kind]


def sections(scope: Scope, paper: Paper, edition: Edition, today: date) -> tuple[Section, ...]:
    """Return a document as it is read: frozen where it is decided, else made now with what people have written."""
    kept = frozen(scope, paper)
    if kept is not None:
        return tuple(restore(Section, one) for one in kept["editions"][edition.value])
    made = _made(scope, paper, today)
    return joined(made.editions[edition], parts_of(paper), written(scope, paper)) if made else ()


def generated(scope: Scope, paper: Paper, today: date) -> tuple[Section, ...]:
    """Return a draft as it is made now, without what people have written; nothing where it is decided."""
    if decision(scope, paper) is not None:
        return ()
    made = _made(scope, paper, today)
    return made.editions[Edition.INTERNAL] if made else ()


def state(scope: Scope, paper: Paper, today: date) -> State:
    """Return what a document rests on: as it was when it was decided, else as it is now."""
    kept = frozen(scope, paper)
    if kept is not None:
        return {key: (name, stood) for key, name, stood in kept["state"]}
    made = _made(scope, paper, today)
    return made.state if made else {}


def lacking_parts(scope: Scope, paper: Paper, today: date) -> tuple[Part, ...]:
    """Return the forced parts of a draft that are empty; none where it is decided."""
    made = None if decision(scope, paper) is not None else _made(scope, paper, today)
    return lacking(parts_of(paper), made.editions[Edition.INTERNAL], written(scope, paper)) if made else ()


def _made(scope: Scope, paper: Paper, today: date) -> Composed | None:
    if paper.organisation_id != scope.organisation_id:
        return None
    return composed(scope, paper.kind, today)


def written(scope: Scope, paper: Paper) -> dict[str, str]:
    """Return the plain texts of a document, by part."""
    return {key: one.text for key, one in texts(scope, paper).items()}


def frozen(scope: Scope, decided: Paper) -> Frozen | None:
    """Return the content that was decided, or none."""
    found = decision(scope, decided)
    return None if found is None else dict(json.loads(found.content))
