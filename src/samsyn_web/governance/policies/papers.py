"""Who reads, writes and decides the documents that the law asks for, and what may be written in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.statutory import Part
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import BODY, LONG, REFERENCE, TITLE, Paper


class SomethingIsEmpty(Refused):
    """A document cannot be decided while a part that the law asks for is empty."""


def can_read_papers(scope: Scope) -> bool:
    """Whether the person may read the documents that are decided."""
    return scope.can(Permission.READ_PICTURE)


def can_compose(scope: Scope) -> bool:
    """Whether the person may read drafts and write in them."""
    return scope.can(Permission.JUDGE)


def can_decide_papers(scope: Scope) -> bool:
    """Whether the person may record that a body decided a document."""
    return scope.can(Permission.DECIDE)


def check_can_compose(scope: Scope, paper: Paper | None = None) -> None:
    """Raise unless the person may write in the organisation's documents, and this one is a draft."""
    if not can_compose(scope) or (paper is not None and paper.organisation_id != scope.organisation_id):
        raise Refused(_("Din roll ger inte rätt att skriva i handlingarna."))
    if paper is not None and paper.decision_id is not None:
        raise Refused(_("Handlingen är beslutad och ändras inte. Börja en ny version."))


def check_part(key: str, text: str, parts: Sequence[Part]) -> None:
    """Raise unless the document has the part and may hold the text."""
    if key not in {part.key for part in parts}:
        raise BadInput(_("Handlingen har inget sådant avsnitt."))
    check_text(text, _("Texten"), LONG)


def check_title(title: str) -> None:
    """Raise unless a document may be called so."""
    if not title:
        raise BadInput(_("Skriv en rubrik."))
    check_text(title, _("Rubriken"), TITLE)


def check_can_decide_paper(scope: Scope, paper: Paper) -> None:
    """Raise unless the person may record a decision about this draft."""
    if not can_decide_papers(scope) or paper.organisation_id != scope.organisation_id:
        raise Refused(_("Din roll ger inte rätt att föra in beslut om handlingar."))
    if paper.decision_id is not None:
        raise Refused(_("Handlingen är redan beslutad."))


def check_decision_words(body: str, minute_reference: str, decided_on: date, today: date) -> None:
    """Raise unless it is said which body decided, where that is minuted, and on a day that has come."""
    if not body:
        raise BadInput(_("Skriv vilket organ som beslutade."))
    if not minute_reference:
        raise BadInput(_("Skriv protokoll och paragraf."))
    if decided_on > today:
        raise BadInput(_("Beslutsdagen har inte varit än."))
    check_text(body, _("Organet"), BODY)
    check_text(minute_reference, _("Protokollet"), REFERENCE)


def check_nothing_lacks(parts: Sequence[Part]) -> None:
    """Raise where a forced part is empty; says which."""
    if parts:
        named = ", ".join(part.title for part in parts)
        raise SomethingIsEmpty(_("Går inte att besluta än. Det här är tomt: {parts}.").format(parts=named))
