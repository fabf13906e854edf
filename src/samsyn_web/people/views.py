"""Pages about who works where, in which role, and what they did."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import LINK_COOKIE, Permission, ScopedRequest, requires
from samsyn_web.people import presenters, queries, services
from samsyn_web.people.forms import MemberForm, OrganisationForm, RoleForm

administers = requires(Permission.ADMINISTER)
LINK = "password_link"
LINK_COOKIE_S = 400 * 24 * 3600  # the longest that browsers keep one


@login_required
@require_http_methods(["GET", "POST"])
def choose_organisation(request: ScopedRequest) -> HttpResponse:
    """Let a person with several organisations say which one they work in now."""
    memberships = queries.memberships_of(request.user.pk)
    form = OrganisationForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["organisation"]
        if not memberships.filter(organisation_id=chosen).exists():
            raise Http404
        request.session["organisation_id"] = chosen
        back = request.POST.get("next", "")
        return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    return render(request, "people/choose_organisation.html", {"memberships": memberships})


@administers
@require_GET
@never_cache
def members(request: ScopedRequest) -> HttpResponse:
    """List the members; a link that was just made is shown here, once."""
    return _members(request, MemberForm())


@administers
@require_POST
def add_member(request: ScopedRequest) -> HttpResponse:
    """Make a person a member, and show the link that they choose a password by."""
    form = MemberForm(request.POST)
    if not form.is_valid():
        return _members(request, form, status=422)
    try:
        membership = services.add_member(
            organisation=queries.organisation(request.scope),
            by=request.user,
            at=clock.now(),
            **form.cleaned_data,
        )
    except SamsynError as error:
        form.add_error(None, error.message)
        return _members(request, form, status=422)
    messages.success(request, _("{name} är nu medlem.").format(name=membership.user))
    if not membership.user.has_usable_password():
        _make_link(request, membership)
    return redirect("people:members")


@administers
@require_POST
def change_role(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Give a member another role."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    return _change(request, membership_id, services.change_role, _("Rollen är ändrad."), **form.cleaned_data)


@administers
@require_http_methods(["GET", "POST"])
def deactivate(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Ask whether to end a membership, then end it."""
    if request.method == "GET":
        membership = queries.member(request.scope, membership_id)
        if membership is None:
            raise Http404
        shown = {"membership": membership, "is_self": membership.user_id == request.user.pk}
        return render(request, "people/deactivate.html", shown)
    return _change(
        request, membership_id, services.deactivate, _("Medlemskapet är avslutat. Det går att ta upp igen.")
    )


@administers
@require_POST
def reactivate(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Take up an ended membership again."""
    return _change(request, membership_id, services.reactivate, _("Medlemskapet gäller igen."))


@administers
@require_POST
def make_link(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Make a link by which a member chooses a (new) password."""
    membership = queries.member(request.scope, membership_id)
    if membership is None:
        raise Http404
    _make_link(request, membership)
    return redirect("people:members")


@require_GET
@never_cache
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let in whoever holds a personal link, and remember it on the device."""
    link = queries.live_link(token)
    if link is None:
        return render(request, "people/link_unknown.html", status=404)
    services.record_link_use(link=link, by=link.membership.user, at=clock.now())
    response = redirect("/")
    response.set_cookie(
        LINK_COOKIE, token, max_age=LINK_COOKIE_S, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    return response


@requires(Permission.READ_AUDIT)
@require_GET
def events(request: ScopedRequest) -> HttpResponse:
    """Show what was done, newest first, and whether the chain holds."""
    before = request.GET.get("before", "")
    found = queries.events(request.scope, before=int(before) if before.isdecimal() else None)
    names = queries.names(request.scope, presenters.people_in(found))
    shown = {
        "events": presenters.event_rows(found, names),
        "older": found[-1].sequence if found and found[-1].sequence > 1 else None,
        "chain": queries.chain(request.scope),
    }
    return render(request, "people/events.html", shown)


@require_GET
def forgotten_password(request: HttpRequest) -> HttpResponse:
    """Say how to get a new password where Samsyn sends no mail."""
    return render(request, "people/forgotten_password.html")


def closed(request: HttpRequest) -> HttpResponse:
    """Answer for pages of the sign-in package that Samsyn does not use."""
    raise Http404


def _members(request: ScopedRequest, form: MemberForm, status: int = 200) -> HttpResponse:
    shown = {
        "members": presenters.member_rows(queries.members(request.scope), request.user.pk),
        "roles": presenters.role_rows(),
        "form": form,
        "link": request.session.pop(LINK, None),
    }
    return render(request, "people/members.html", shown, status=status)


def _make_link(request: ScopedRequest, membership: Any) -> None:
    try:
        path = services.password_link(membership=membership, by=request.user, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        request.session[LINK] = {"who": membership.user.email, "url": request.build_absolute_uri(path)}


def _change(
    request: ScopedRequest, membership_id: int, service: Callable[..., Any], done: str, **values: Any
) -> HttpResponse:
    membership = queries.member(request.scope, membership_id)
    if membership is None:
        raise Http404
    try:
        service(membership=membership, by=request.user, at=clock.now(), **values)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("people:members")
