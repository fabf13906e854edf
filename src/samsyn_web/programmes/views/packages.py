"""Signed packages: made for somebody outside, and taken in from another installation."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import queries as people
from samsyn_web.people.policies import Why, why_text
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, runs

publishes = requires(Permission.PUBLISH)


@publishes
@require_http_methods(["GET", "HEAD", "POST"])
def packages(request: ScopedRequest) -> HttpResponse:
    """Show what the organisation has signed for others; sign more, and take back."""
    scope, made_now = request.scope, list[Any]()
    sent = {one.pk: one for one in queries.sent_packages(scope)}
    by: dict[str, Any] = {"by": scope, "at": clock.now()}
    offered = presenters.choices(queries.to_share(scope), queries.reports_to_share(scope), ())
    deeds = {
        "sign": Deed(
            partial(forms.SignForm, offered),
            lambda form: made_now.append(services.sign_for(**by, **form.cleaned_data)),
            _("Paketet är signerat."),
        ),
        "revoke": Deed(
            partial(forms.PickForm, [(key, str(one)) for key, one in sent.items()]),
            lambda form: services.revoke_package(**by, sent=sent[form.cleaned_data["key"]]),
            _("Paketet är återkallat. Skicka den nya listan till mottagaren."),
        ),
    }
    made, done = carry_out(request, deeds)
    if made_now:
        one, content = made_now[0]
        list(
            messages.get_messages(request)
        )  # the file is the answer: nothing is left to say on the next page
        return _file(content, f"delningspaket-{one.number}.zip", "application/zip")
    if done:
        return redirect("programmes:packages")
    shown = {
        "sent": queries.sent_packages(scope),
        "offered": offered,
        "forms": made,
        "fingerprint": people.own_fingerprint(scope),
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/packages.html", shown, status=422 if bound else 200)


@publishes
@require_safe
def revoked_packages(request: ScopedRequest) -> HttpResponse:
    """Give the signed list of packages that are taken back."""
    if not queries.sent_packages(request.scope).exists():
        raise Http404
    try:
        content = services.revoked_list(by=request.scope, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("programmes:packages")
    return _file(content, "aterkallade-paket.json", "application/json")


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show what has come from outside and whose keys are trusted; open a package, or read a list of revoked ones."""
    one = _run_by(request, programme_id)
    keys = {row.pk: row for row in people.trusted_keys(request.scope)}
    end = Deed(
        partial(forms.PickForm, [(key, str(row)) for key, row in keys.items()]),
        lambda form: services.end_key(
            by=request.scope, at=clock.now(), programme=one, trusted=keys[form.cleaned_data["key"]]
        ),
        _("Nyckeln godkänns inte längre. Det som redan är taget emot ligger kvar."),
    )
    made, done = carry_out(request, {"end": end})
    if done:
        return redirect("programmes:receive", one.pk)
    sent = request.method == "POST" and request.POST.get("do") == "open"
    form = forms.PackageFileForm(request.POST, request.FILES) if sent else forms.PackageFileForm()
    if form.is_bound and form.is_valid() and (leads_to := _opened(request, one, form)):
        return leads_to
    rows = [presenters.package_row(row) for row in queries.received_packages(request.scope, one.pk)]
    shown = {
        "programme": one,
        "form": form,
        "rows": rows,
        "keys": presenters.key_rows(keys.values()),
        "forms": made,
    }
    bound = form.is_bound or any(other.is_bound for other in made.values())
    return render(request, "programmes/receive.html", shown, status=422 if bound else 200)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: ScopedRequest, package_id: int) -> HttpResponse:
    """Show one package: who signed, what is in it, why it is not taken in; accept it, or throw it away."""
    package = queries.received_package(request.scope, package_id)
    if package is None:
        raise Http404
    one = _run_by(request, package.programme_id)
    row = presenters.package_row(package)
    doubts = queries.package_doubts(request.scope, package) if row.is_waiting else ()
    made, done = carry_out(request, _deeds(request, one, package, row, doubts))
    if done:
        there = queries.received_package(request.scope, package_id)
        return (
            redirect("programmes:received", package_id) if there else redirect("programmes:receive", one.pk)
        )
    shown = {
        "programme": one,
        "row": row,
        "doubts": [why_text(why) for why in doubts],
        "files": queries.received_files(request.scope, package_id),
        "is_for_us": row.receiver.casefold()
        in {one.organisation.name.casefold(), one.name.casefold(), one.short_name.casefold()},
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/received.html", shown, status=422 if bound else 200)


@runs
@require_safe
def received_file(request: ScopedRequest, package_id: int, name: str) -> HttpResponse:
    """Give a report of a package as a file to keep, never as a page of this site."""
    content = queries.received_file(request.scope, package_id, name)
    if content is None:
        raise Http404
    return _file(content, name, "application/octet-stream")


def _opened(request: ScopedRequest, one: Any, form: Any) -> HttpResponse | None:
    """Open what was sent, a package or a list; where it is neither, the form says why."""
    given = form.cleaned_data["file"].read()
    by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "programme": one, "given": given}
    try:
        if not _is_list(given):
            return redirect("programmes:received", services.look_at(**by).pk)
        n = services.take_in_revoked(**by)
    except SamsynError as error:
        form.add_error("file", error.message)
        return None
    told = ngettext(
        "Listan är inläst. %(n)s paket som var mottaget gäller inte längre.",
        "Listan är inläst. %(n)s paket som var mottagna gäller inte längre.",
        n,
    )
    messages.success(request, told % {"n": n})
    return redirect("programmes:receive", one.pk)


def _is_list(given: bytes) -> bool:
    return given.lstrip()[:1] == b"{"


def _deeds(request: ScopedRequest, one: Any, package: Any, row: Any, doubts: Any) -> dict[str, Deed]:
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    if row.is_over:
        return {}
    said = _("Paketet är slängt.") if row.is_waiting else _("Paketet räknas inte längre.")
    deeds = {
        "drop": Deed(forms.StopAddressForm, lambda _form: services.drop_package(**by, package=package), said)
    }
    if Why.UNKNOWN in doubts:
        deeds["trust"] = Deed(
            forms.TrustForm,
            lambda form: services.trust_key(
                **by, programme=one, sharer=package.sharer, key=package.key, told=form.cleaned_data["told"]
            ),
            _("Nyckeln är godkänd för den här avsändaren."),
        )
    if row.is_waiting and not doubts:
        places = {
            place.pk: place
            for place in queries.participants(request.scope, one.pk)
            if place.organisation_id is None
        }
        deeds["accept"] = Deed(
            partial(forms.StandsForForm, [(key, place.name) for key, place in places.items()]),
            lambda form: services.accept_package(
                **by, package=package, participant=places[form.cleaned_data["participant"]]
            ),
            _("Paketet är taget emot och står i jämförelserna."),
        )
    return deeds


def _run_by(request: ScopedRequest, programme_id: int) -> Any:
    one, _facts = programme_of(request, programme_id)
    if not policies.runs(request.scope, one):
        raise Http404
    return one


def _file(content: bytes, name: str, kind: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, name) or "",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
