"""The coordination function: its page, when it is held, and the page that anybody may read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import ContactForm, FillForm, LeaveForm, PostForm
from samsyn_web.governance.views.council import Ask, asked, given
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today
from samsyn_web.people import queries as people
from samsyn_web.people import services as functions

KINDS, HOUR = ("function", "deputy"), 3600


def _ask(title: str, verb: str, done: str, lead: str = "") -> Ask:
    page = reverse("governance:coordination")
    return Ask(
        title=title, verb=verb, done=done, lead=lead, back=page, root=(_("Samordningsfunktionen"), page)
    )


def _manned(request: ScopedRequest, kind: str) -> queries.Manned:
    one = queries.coordination(request.scope, today()).get(kind)
    if one is None:
        raise Http404
    return one


@reads_duties
@require_safe
def coordination(request: ScopedRequest) -> HttpResponse:
    """Show the function and its deputy, and the contact point."""
    found, point = queries.coordination(request.scope, today()), queries.contact_point(request.scope)
    shown = {
        "rows": [presenters.post_row(kind, found.get(kind), today()) for kind in KINDS],
        "point": point,
        "href": presenters.contact_address(point.address) if point else "",
        "can_keep": policies.can_keep_duties(request.scope),
    }
    return render(request, "governance/coordination.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def set_post(request: ScopedRequest, kind: str) -> HttpResponse:
    """Describe the function or its deputy."""
    now = queries.coordination(request.scope, today()).get(kind)
    initial = (
        {name: getattr(now.post, name) for name in PostForm.base_fields if name != "starts"} if now else {}
    )
    form = PostForm(
        given(request),
        is_new=now is None,
        is_deputy=kind == "deputy",
        initial=initial,
    )
    title = _("Ersättaren") if kind == "deputy" else _("Samordningsfunktionen")
    ask = _ask(title, _("Spara"), _("Sparat. Läget för 11 och 12 §§ är räknat på nytt."))

    def do(said: dict[str, Any]) -> None:
        services.set_post(by=request.scope, at=clock.now(), kind=kind, **said)

    return asked(request, ask, form, do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def fill_post(request: ScopedRequest, kind: str) -> HttpResponse:
    """Say from when it is held."""
    one = _manned(request, kind)
    ask = _ask(_("Funktionen är besatt igen"), _("Spara"), _("Funktionen är besatt."), one.post.title)

    def do(said: dict[str, Any]) -> None:
        services.fill_post(by=request.scope, at=clock.now(), post=one.post, **said)

    return asked(request, ask, FillForm(given(request), initial={"starts": today()}), do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def leave_post(request: ScopedRequest, kind: str) -> HttpResponse:
    """Say until when it is held."""
    one = _manned(request, kind)
    held = one.held
    if held is None or held.ends is not None:
        raise Http404
    ask = _ask(_("Funktionen blir vakant"), _("Spara"), _("Den sista dagen är antecknad."), one.post.title)

    def do(said: dict[str, Any]) -> None:
        functions.leave_function(by=request.scope, at=clock.now(), period=held, **said)

    return asked(request, ask, LeaveForm(given(request), initial={"ends": today()}), do)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def write_contact(request: ScopedRequest) -> HttpResponse:
    """Write what the public page says."""
    now = queries.contact_point(request.scope)
    initial = (
        {"address": now.address, "information": now.information}
        if now
        else {"address": slugify(people.organisation(request.scope).name)}
    )
    ask = _ask(
        _("Sidan för invånare och andra"),
        _("Spara sidan"),
        _("Sidan är sparad."),
        _(
            "Sidan kan läsas utan inloggning när den är publicerad. Den visar funktionen och kontoret, aldrig ett namn."
        ),
    )

    def do(said: dict[str, Any]) -> None:
        services.write_contact(by=request.scope, at=clock.now(), **said)

    return asked(request, ask, ContactForm(given(request), initial=initial), do)


@keeps_duties
@require_POST
def publish_contact(request: ScopedRequest) -> HttpResponse:
    """Let anybody read the page."""
    try:
        services.publish_contact(by=request.scope, at=clock.now())
        messages.success(request, _("Sidan är publicerad. Vem som helst kan läsa den."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:coordination")


@keeps_duties
@require_POST
def unpublish_contact(request: ScopedRequest) -> HttpResponse:
    """Take the page away."""
    services.unpublish_contact(by=request.scope, at=clock.now())
    messages.success(request, _("Sidan är inte längre publicerad. Texten finns kvar här."))
    return redirect("governance:coordination")


def _public(address: str) -> queries.PublicContact:
    one = queries.public_contact(address, today())
    if one is None:
        raise Http404
    return one


def _for_anybody(response: HttpResponse, one: queries.PublicContact) -> HttpResponse:
    """Let search engines find it, except what is invented."""
    if one.is_demo:
        response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@cache_control(public=True, max_age=HOUR)
def public_contact(request: HttpRequest, address: str) -> HttpResponse:
    """Show the contact point to anybody; in Swedish, and the same to all, so that it can be kept by caches."""
    one = _public(address)
    with translation.override("sv"):
        shown = {
            "one": one,
            "paragraphs": one.information.splitlines(),
            "json": f"{request.path[:-1]}.json",
            "kind": "narrow",
        }
        return _for_anybody(render(None, "governance/public_contact.html", shown), one)


@require_safe
@cache_control(public=True, max_age=HOUR)
def public_contact_json(request: HttpRequest, address: str) -> HttpResponse:
    """Give the contact point as data, to anybody."""
    one = _public(address)
    answer = JsonResponse(presenters.contact_json(one), json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return _for_anybody(answer, one)
