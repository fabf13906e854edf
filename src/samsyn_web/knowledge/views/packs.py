"""Packs: made of what is one's own, fetched and revoked; those of others opened, looked at and taken in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.bundle.pack_contents import lines
from samsyn.bundle.packs import is_revoked_list
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.knowledge import policies, presenters, queries, services
from samsyn_web.knowledge.forms import MakePackForm, PackFileForm, TrustForm
from samsyn_web.people import queries as people
from samsyn_web.people import services as keys
from samsyn_web.people.policies import Why, why_text

works = requires(Permission.JUDGE)
decides = requires(Permission.DECIDE)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def packs(request: ScopedRequest) -> HttpResponse:
    """Show what has come and what was made; a sent file is opened."""
    scope = request.scope
    form = PackFileForm(request.POST, request.FILES) if request.method == "POST" else PackFileForm()
    if form.is_bound and form.is_valid() and (leads_to := _opened(request, form)):
        return leads_to
    shown = {
        "form": form,
        "received": presenters.received_rows(queries.received_packs(scope)),
        "made": presenters.made_rows(queries.made_packs(scope)),
        "keys": presenters.key_lines(people.trusted_keys(scope)),
        "fingerprint": people.own_fingerprint(scope),
        "decides": policies.can_make_packs(scope),
        "writes": True,
    }
    return render(request, "knowledge/packs.html", shown, status=422 if form.is_bound else 200)


@works
@require_safe
def received_pack(request: ScopedRequest, pack_id: int) -> HttpResponse:
    """Show one pack: who signed, what is in it, what it changes, and why it is not taken in."""
    return _shown(request, _received(request, pack_id), TrustForm())


@decides
@require_POST
def trust_sender(request: ScopedRequest, pack_id: int) -> HttpResponse:
    """Accept the key of the sender, after its fingerprint was compared."""
    pack, form = _received(request, pack_id), TrustForm(request.POST)
    if form.is_valid():
        try:
            told = form.cleaned_data["told"]
            keys.trust_key(by=request.scope, at=clock.now(), sharer=pack.origin, key=pack.key, told=told)
            messages.success(request, _("Nyckeln är godkänd för den här avsändaren."))
            return redirect("knowledge:received_pack", pack.pk)
        except SamsynError as error:
            form.add_error("told", error.message)
    return _shown(request, pack, form)


@works
@require_POST
def take_in_pack(request: ScopedRequest, pack_id: int) -> HttpResponse:
    """Take a pack in as a draft."""
    pack = _received(request, pack_id)
    try:
        services.take_in_pack(by=request.scope, at=clock.now(), pack=pack)
        messages.success(request, _("Paketet är intaget som utkast. Inget som fanns här är ändrat."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:received_pack", pack.pk)


@works
@require_POST
def drop_pack(request: ScopedRequest, pack_id: int) -> HttpResponse:
    """Throw away a pack that waits, or put away one that was taken in."""
    pack = _received(request, pack_id)
    try:
        services.drop_pack(by=request.scope, at=clock.now(), pack=pack)
        messages.success(request, _("Paketet är borttaget. Öppna filen igen om ni ångrar er."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:packs")


@decides
@require_POST
def end_sender(request: ScopedRequest, trusted_id: int) -> HttpResponse:
    """Trust a key no longer."""
    trusted = people.trusted_keys(request.scope).filter(pk=trusted_id).first()
    if trusted is None:
        raise Http404
    try:
        keys.end_key(by=request.scope, at=clock.now(), trusted=trusted)
        messages.success(request, _("Nyckeln godkänns inte längre. Det som redan är taget emot ligger kvar."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:packs")


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def make_pack(request: ScopedRequest, pack_kind: str, pack_key: str) -> HttpResponse:
    """Make a pack of something, after having seen what goes out."""
    what = queries.packable(request.scope, pack_kind, pack_key)
    if what is None:
        raise Http404
    form = MakePackForm(request.POST if request.method == "POST" else None, initial={"seen": what.seen})
    if form.is_bound and form.is_valid():
        try:
            services.make_pack(
                by=request.scope, at=clock.now(), kind=pack_kind, key=pack_key, **form.cleaned_data
            )
            messages.success(request, _("Paketet är gjort och signerat. Hämta filen här och skicka den."))
            return redirect(f"{reverse('knowledge:packs')}#gjorda")
        except SamsynError as error:
            form.add_error(None, error.message)
    name, given = what.back
    shown = {
        "form": form,
        "what": what,
        "lines": lines(what.kind, what.contents),
        "back": reverse(name, args=given),
    }
    return render(request, "knowledge/make_pack.html", shown, status=422 if form.is_bound else 200)


@works
@require_safe
def made_pack(request: ScopedRequest, made_id: int) -> HttpResponse:
    """Give a pack that was made here as a file."""
    made = _made(request, made_id)
    return _file(made.content.encode(), f"kunskapspaket-{made.name}-{made.version}.json")


@decides
@require_POST
def revoke_pack(request: ScopedRequest, made_id: int) -> HttpResponse:
    """Take back a pack."""
    try:
        services.revoke_pack(by=request.scope, at=clock.now(), made=_made(request, made_id))
        messages.success(
            request, _("Paketet är återkallat. Skicka den nya listan till dem som har fått det.")
        )
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:packs")


@decides
@require_safe
def revoked_packs(request: ScopedRequest) -> HttpResponse:
    """Give the signed list of packs that are taken back."""
    if not queries.made_packs(request.scope).exists():
        raise Http404
    try:
        content = services.revoked_packs(by=request.scope, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("knowledge:packs")
    return _file(content, "aterkallade-kunskapspaket.json")


def _opened(request: ScopedRequest, form: forms.Form) -> HttpResponse | None:
    """Open what was sent, a pack or a list; where it is neither, the form says why."""
    given = form.cleaned_data["file"].read()
    by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "given": given}
    try:
        if not is_revoked_list(given):
            return redirect("knowledge:received_pack", services.open_received(**by).pk)
        n = services.take_in_revoked_packs(**by)
    except SamsynError as error:
        form.add_error("file", error.message)
        return None
    told = ngettext(
        "Listan är inläst. %(n)s paket som fanns här är återkallat.",
        "Listan är inläst. %(n)s paket som fanns här är återkallade.",
        n,
    )
    messages.success(request, told % {"n": n})
    return redirect("knowledge:packs")


def _shown(request: ScopedRequest, pack: Any, form: TrustForm) -> HttpResponse:
    scope = request.scope
    page = presenters.pack_page(
        pack,
        queries.taken_before(scope, pack.pk),
        queries.pack_differences(scope, pack.pk),
        queries.lessons_of_pack(scope, pack.pk),
    )
    doubts = queries.pack_doubts(scope, pack.pk) if page.is_waiting else ()
    shown = {
        "page": page,
        "form": form,
        "doubts": [why_text(why) for why in doubts],
        "can_trust": Why.UNKNOWN in doubts and policies.can_make_packs(scope),
    }
    return render(request, "knowledge/received_pack.html", shown, status=422 if form.is_bound else 200)


def _received(request: ScopedRequest, pack_id: int) -> Any:
    pack = queries.received_pack(request.scope, pack_id)
    if pack is None:
        raise Http404
    return pack


def _made(request: ScopedRequest, made_id: int) -> Any:
    made = queries.made_packs(request.scope).filter(pk=made_id).first()
    if made is None:
        raise Http404
    return made


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type="application/json", headers=headers)
