"""What is shared: the municipality's page, the programme's, and taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import GroupForm, ShareForm
from samsyn_web.programmes.views.found import programme_of, reads

FILES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html; charset=utf-8",
}


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def shares(request: ScopedRequest) -> HttpResponse:
    """Show what the municipality has shared with whom and when, and let it share more."""
    places, shared = list(queries.own_places(request.scope)), list(queries.shares(request.scope))
    offered = presenters.choices(
        queries.to_share(request.scope), queries.reports_to_share(request.scope), shared
    )
    form = ShareForm(places, offered, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        place = next(one for one in places if one.pk == said["place"])
        try:
            made = services.share(
                by=request.scope, at=clock.now(), participant=place, keys=said["keys"], note=said["note"]
            )
            told = ngettext("%(n)s delning är gjord.", "%(n)s delningar är gjorda.", len(made))
            messages.success(request, told % {"n": len(made)})
            return redirect("programmes:shares")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {
        "live": [one for one in shared if one.revoked_at is None],
        "revoked": [one for one in shared if one.revoked_at is not None],
        "places": places,
        "offered": offered,
        "form": form,
        "can_share": request.scope.can(Permission.PUBLISH),
    }
    return render(request, "programmes/shares.html", shown, status=422 if form.is_bound else 200)


@requires(Permission.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_share(request: ScopedRequest, share_id: int) -> HttpResponse:
    """Ask, and take back what was shared."""
    one = queries.own_share(request.scope, share_id)
    if one is None:
        raise Http404
    if request.method == "POST":
        try:
            services.revoke(by=request.scope, at=clock.now(), share=one)
            messages.success(request, _("Delningen är återkallad. Programmet kan inte läsa den längre."))
        except SamsynError as error:
            messages.error(request, error.message)
        return redirect("programmes:shares")
    return render(request, "programmes/revoke_share.html", {"share": one})


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show whoever coordinates a programme what is shared with it, beside each other where that is fair."""
    one, _facts = programme_of(request, programme_id)
    participants = queries.participants(request.scope, one.pk)
    form = GroupForm(participants, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.group(by=request.scope, at=clock.now(), programme=one, groups=form.groups)
            messages.success(request, _("Grupperna är sparade."))
            return redirect("programmes:shared", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    found = list(queries.shared_with(request.scope, one.pk))
    shown = {
        "programme": one,
        "beside": presenters.beside_shown(queries.compared(request.scope, one.pk)),
        "reports": [share for share in found if share.publication_id],
        "revoked": [share for share in found if share.revoked_at],
        "kinds": FILES,
        "form": form,
        "is_coordinator": one.organisation_id == request.scope.organisation_id,
        "runs": policies.runs(request.scope, one),
        "is_grouped": any(share.participant.group for share in found),
    }
    return render(request, "programmes/shared.html", shown, status=422 if form.is_bound else 200)


@reads
@require_safe
def shared_file(request: ScopedRequest, share_id: int, kind: str) -> HttpResponse:
    """Give a shared report in one format."""
    content = queries.shared_file(request.scope, share_id, kind)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=FILES[kind])
    answer["Content-Disposition"] = f'attachment; filename="delad-rapport.{kind}"'
    return answer
