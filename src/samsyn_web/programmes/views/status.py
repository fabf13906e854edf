"""A programme's status on one page, and as a document."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from samsyn.documents import docx, html, pdf
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries
from samsyn_web.programmes.views.final_report import KINDS
from samsyn_web.programmes.views.found import programme_of, reads


@reads
@require_safe
def status(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show how every municipality stands."""
    one, facts, page = _page(request, programme_id)
    today = localdate(clock.now())
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "page": page,
        "today": today,
        "ahead": _ahead(request, one.pk),
    }
    return render(request, "programmes/status.html", shown)


@reads
@require_safe
def status_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the page as PDF, Word or HTML, in Swedish as all documents."""
    if form not in KINDS:
        raise Http404
    with translation.override("sv"):
        _one, facts, page = _page(request, programme_id)
        made = presenters.status_document(
            facts, page, localdate(clock.now()), [said for _key, said in _ahead(request, programme_id)]
        )
        content = html(made).encode() if form == "html" else {"pdf": pdf, "docx": docx}[form](made)
    answer = HttpResponse(content, content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="programmets-lage.{form}"'
    return answer


def _ahead(request: ScopedRequest, programme_id: int) -> Any:
    """Return what the whole programme does next."""
    rows = queries.joint_activities_ahead(request.scope, programme_id, localdate(clock.now()))
    return presenters.ahead_lines(rows[:3])


def _page(request: ScopedRequest, programme_id: int) -> tuple[Any, Any, Any]:
    one, facts = programme_of(request, programme_id)
    found = queries.status(request.scope, one.pk, localdate(clock.now()))
    if found is None:
        raise Http404
    return one, facts, presenters.status_page(one.pk, facts, found, retold=policies.is_retold(one))
