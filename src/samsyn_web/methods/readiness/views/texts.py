"""Texts of the instrument: listed, loaded, given as a file to write from, put aside and taken up again."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import readiness_file
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import TextPackForm
from samsyn_web.methods.readiness.views.found import reads, works


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def text_packs(request: ScopedRequest) -> HttpResponse:
    """List the texts that may be used, and load another."""
    posted = request.method == "POST"
    if posted and not policies.can_start(request.scope):
        raise Http404
    form = TextPackForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_bound and form.is_valid():
        try:
            content, name = form.content
            made = services.load_text_pack(by=request.scope, at=clock.now(), content=content, name=name)
            messages.success(
                request, _("%(name)s är inläst och går att välja för en ny mätning.") % {"name": made}
            )
            return redirect("readiness:text_packs")
        except SamsynError as error:
            form.add_error("file", error.message)
    shown = {
        "form": form,
        "lines": presenters.text_lines(queries.text_packs(request.scope)),
        "ours": presenters.our_text(),
        "can_start": policies.can_start(request.scope),
    }
    return render(request, "readiness/text_packs.html", shown, status=422 if form.is_bound else 200)


@reads
@require_safe
def our_text_file(request: ScopedRequest) -> HttpResponse:
    """Give our own texts as the file that they stand in."""
    answer = HttpResponse(readiness_file(), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="beredskap.yaml"'
    return answer


@works
@require_POST
def put_text_pack(request: ScopedRequest, text_pack_id: int) -> HttpResponse:
    """Put a text aside, or take it up again."""
    found = queries.text_pack(request.scope, text_pack_id)
    if found is None:
        raise Http404
    if found.withdrawn_at:
        services.restore_text_pack(by=request.scope, at=clock.now(), pack=found)
        messages.success(request, _("Texten går att välja igen."))
    else:
        services.withdraw_text_pack(by=request.scope, at=clock.now(), pack=found)
        messages.success(request, _("Texten väljs inte längre. Mätningar behåller sin kopia."))
    return redirect("readiness:text_packs")
