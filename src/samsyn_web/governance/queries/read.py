"""Reads of the documents that the law asks for."""

from __future__ import annotations

from datetime import date

from samsyn.cycle import Edition, Section
from samsyn.provenance import restore
from samsyn.statutory import Kind, Part, State, joined, lacking, shortened
from samsyn_web.base.scope import Scope
from samsyn_web.governance.models import Paper, PaperText
from samsyn_web.governance.queries.composing import PARTS, Composed, composed
from samsyn_web.governance.queries.kept import decision, frozen, papers


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
    return joined(made.editions[edition], parts_of(paper), shown_texts(scope, paper)) if made else ()


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


def shown_texts(scope: Scope, paper: Paper) -> dict[str, str]:
    """Return the texts as they stand in the document: the report to the assembly is two pages, so they are cut."""
    texts = written(scope, paper)
    return shortened(texts) if paper.kind == Kind.ASSEMBLY else texts


def _made(scope: Scope, paper: Paper, today: date) -> Composed | None:
    if paper.organisation_id != scope.organisation_id:
        return None
    return composed(scope, paper.kind, today, paper)


def written(scope: Scope, paper: Paper) -> dict[str, str]:
    """Return the plain texts of a document, by part."""
    return {key: one.text for key, one in texts(scope, paper).items()}
