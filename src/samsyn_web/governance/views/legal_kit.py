"""The legal kit: its page, and each document to fetch."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from samsyn.disclosure import THRESHOLD
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.governance import presenters, queries
from samsyn_web.people import queries as people
from samsyn_web.reports import queries as reports

reads = requires(Permission.ADMINISTER, Permission.INSPECT)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@reads
@require_safe
def legal_kit(request: ScopedRequest) -> HttpResponse:
    """List the documents, with how much of each is left to the municipality."""
    set_up = _configured(request)
    shown = {"rows": presenters.kit_rows(set_up), "configured": set_up}
    return render(request, "governance/legal_kit.html", shown)


@reads
@require_safe
def legal_document(request: ScopedRequest, code: str) -> HttpResponse:
    """Give one document, filled from what is configured now."""
    look = reports.look_of(request.scope)
    return _file(presenters.legal_docx(code, _configured(request), look), DOCX, f"utkast_{code}.docx")


@reads
@require_safe
def plan_workbook(request: ScopedRequest) -> HttpResponse:
    """Give the rows of the information management plan as an Excel file."""
    name = "utkast_informationshanteringsplan.xlsx"
    return _file(presenters.plan_xlsx(_configured(request)), XLSX, name)


def _configured(request: ScopedRequest) -> presenters.Configured:
    at = timezone.localtime(clock.now())
    scope = request.scope
    return presenters.Configured(
        organisation=people.organisation(scope).name,
        roles=queries.role_counts(scope),
        retention=queries.retention(scope),
        sources=queries.source_names(scope),
        partners=queries.partner_kinds(scope),
        smallest=queries.smallest_count(scope, at.date()) or THRESHOLD,
        at=at,
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
