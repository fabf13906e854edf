"""Folders that files are laid in: set up, paused, read now; and the address where files can be left."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import InboxForm, LeaveForm
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.people import queries as people

LATEST = 50
TEXT = "text/plain; charset=utf-8"


@works
@require_http_methods(["GET", "HEAD", "POST"])
def inboxes(request: ScopedRequest) -> HttpResponse:
    """List the folders with when they were read and what came of it, and set one up."""
    free = list(queries.sources_without_inbox(request.scope))
    form = InboxForm([(one.pk, one.name) for one in free], request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.set_up_inbox(
                by=request.scope,
                at=clock.now(),
                source=next(one for one in free if one.pk == int(form.cleaned_data["source"])),
                organisation=people.organisation(request.scope).name,
            )
            messages.success(request, _("Mappen är uppsatt. Filer som läggs där läses av sig själva."))
            return redirect("incidents:inboxes")
        except SamsynError as error:
            form.add_error(None, error.message)
    return inbox_page(request, form=form)


def inbox_page(request: ScopedRequest, *, form: Any = None, address: str = "") -> HttpResponse:
    """Render the folders; `address` is one that is shown this once."""
    free = [(one.pk, one.name) for one in queries.sources_without_inbox(request.scope)]
    shown = {
        "rows": presenters.inbox_rows(queries.inboxes(request.scope)),
        "files": presenters.inbox_file_rows(queries.inbox_files(request.scope)[:LATEST]),
        "form": form or InboxForm(free),
        "can_add": bool(free),
        "address": address,
    }
    return render(request, "incidents/inboxes.html", shown, status=422 if form and form.errors else 200)


def _inbox(request: ScopedRequest, inbox_id: int) -> Any:
    inbox = queries.inboxes(request.scope).filter(pk=inbox_id).first()
    if inbox is None:
        raise Http404
    return inbox


@works
@require_POST
def pause_inbox(request: ScopedRequest, inbox_id: int) -> HttpResponse:
    """Let a folder rest."""
    inbox = _inbox(request, inbox_id)
    services.turn_inbox(by=request.scope, at=clock.now(), inbox=inbox, on=False)
    messages.success(request, _("Mappen läses inte längre av sig själv. Slå på den igen när ni vill."))
    return redirect("incidents:inboxes")


@works
@require_POST
def turn_on_inbox(request: ScopedRequest, inbox_id: int) -> HttpResponse:
    """Let a folder be read by itself."""
    inbox = _inbox(request, inbox_id)
    services.turn_inbox(by=request.scope, at=clock.now(), inbox=inbox, on=True)
    messages.success(request, _("Mappen läses av sig själv igen."))
    return redirect("incidents:inboxes")


@works
@require_POST
def read_inbox(request: ScopedRequest, inbox_id: int) -> HttpResponse:
    """Read a folder now."""
    inbox = _inbox(request, inbox_id)
    try:
        result = services.read_inbox(by=request.scope, at=clock.now(), inbox=inbox)
        messages.success(request, _("Mappen är läst: %(result)s.") % {"result": result})
    except SamsynError as error:
        messages.error(request, error.message)
    except OSError:
        messages.error(request, _("Mappen gick inte att läsa. Se att servern får läsa och skriva i den."))
    return redirect("incidents:inboxes")


@works
@require_POST
def give_inbox_address(request: ScopedRequest, inbox_id: int) -> HttpResponse:
    """Make an address where files can be left, and show it once."""
    inbox = _inbox(request, inbox_id)
    token = services.give_inbox_address(by=request.scope, at=clock.now(), inbox=inbox)
    address = request.build_absolute_uri(reverse("incidents:leave_file", args=[token]))
    return inbox_page(request, address=address)


@works
@require_POST
def revoke_inbox_address(request: ScopedRequest, inbox_id: int) -> HttpResponse:
    """Let the address open nothing any more."""
    inbox = _inbox(request, inbox_id)
    services.revoke_inbox_address(by=request.scope, at=clock.now(), inbox=inbox)
    messages.success(request, _("Adressen är återkallad. Filer kan inte lämnas där längre."))
    return redirect("incidents:inboxes")


@csrf_exempt
@require_POST
def leave_file(request: HttpRequest, token: str) -> HttpResponse:
    """Take a file from a program that has the address; it answers in plain text."""
    inbox = queries.inbox_of_token(token)
    if inbox is None:
        return HttpResponse(_("Adressen gäller inte.\n"), TEXT, 404)
    form = LeaveForm(request.POST, request.FILES)
    if not form.is_valid():
        return HttpResponse(_("Skicka filen i fältet file.\n"), TEXT, 422)
    content = form.cleaned_data["file"]
    try:
        name = services.leave_file(by=inbox, at=clock.now(), name=str(content.name), content=content)
    except SamsynError as error:
        return HttpResponse(f"{error.message}\n", TEXT, 422)
    return HttpResponse(_("Mottagen som %(name)s.\n") % {"name": name}, TEXT, 201)
