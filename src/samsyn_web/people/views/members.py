"""Pages about who works where and in which role: the list, and each member's own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.registry import held_by
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import presenters, queries, services
from samsyn_web.people.forms import DeputyForm, MemberForm, RoleForm, TwoStepsForm

administers = requires(Permission.ADMINISTER)
LINK = "password_link"


@administers
@require_safe
@never_cache
def members(request: ScopedRequest) -> HttpResponse:
    """List the members, who stands in, and which functions wait for somebody."""
    today = localdate(clock.now())
    deputies = queries.deputies(request.scope, today=today)
    organisation = queries.organisation(request.scope)
    shown = {
        "members": presenters.member_rows(
            queries.members(request.scope),
            request.user.pk,
            deputies=deputies,
            today=today,
            areas=queries.area_names(request.scope),
            two_steps=queries.with_two_steps(request.scope),
        ),
        "deputies": presenters.deputy_rows(deputies, today),
        "vacant": presenters.vacant_rows(queries.vacant(request.scope, today=today)),
        "roles": presenters.role_rows(),
        "links": request.session.pop(LINK, None),
        "two_steps": TwoStepsForm(initial={"required": organisation.requires_two_steps}),
    }
    return render(request, "people/members.html", shown)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def add_member(request: ScopedRequest) -> HttpResponse:
    """Make a person a member; with ?efter=KEY they take over the function of somebody who has left."""
    after = _of(request, request.GET.get("efter", ""))
    areas = queries.area_names(request.scope)
    form = MemberForm(request.POST or None, areas=areas, initial=_as_before(after))
    if form.is_valid():
        try:
            membership = services.add_member(
                organisation=queries.organisation(request.scope),
                by=request.user,
                at=clock.now(),
                **form.cleaned_data,
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("{name} är nu medlem.").format(name=membership.user))
            if membership.user.email and not membership.user.has_usable_password():
                give_password_links(request, [membership])
            return redirect("people:member", membership.pk)
    shown = {"form": form, "after": after, "roles": presenters.role_rows()}
    return render(request, "people/add_member.html", shown, status=422 if form.is_bound else 200)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def member(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Show and change what is known of a member."""
    one = found(request, membership_id)
    form = form_of(request, one, request.POST or None)
    if form.is_valid():
        try:
            services.change_member(membership=one, by=request.user, at=clock.now(), **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Ändringarna är sparade."))
            return redirect("people:member", one.pk)
        one = found(request, membership_id)
    return member_page(request, one, form)


@administers
@require_POST
def change_role(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Give a member another role."""
    form = RoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    return change(request, membership_id, services.change_role, _("Rollen är ändrad."), **form.cleaned_data)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def deactivate(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Ask whether to end a membership, with what the person has in hand, then end it."""
    if request.method == "GET":
        one = found(request, membership_id)
        shown = {
            "membership": one,
            "is_self": one.user_id == request.user.pk,
            "holdings": held_by(request.scope, one.user_id),
        }
        return render(request, "people/deactivate.html", shown)
    done = _("Medlemskapet är avslutat. Det går att ta upp igen.")
    return change(request, membership_id, services.deactivate, done)


@administers
@require_POST
def reactivate(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Take up an ended membership again."""
    return change(request, membership_id, services.reactivate, _("Medlemskapet gäller igen."))


@administers
@require_POST
def close_function(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Say that a vacant function is no longer needed."""
    done = _("Funktionen visas inte längre som ledig.")
    return change(request, membership_id, services.close_function, done)


@administers
@require_POST
def make_link(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Make a link by which a member chooses a (new) password."""
    one = found(request, membership_id)
    give_password_links(request, [one])
    return redirect("people:member", one.pk)


@administers
@require_POST
def remove_steps(request: ScopedRequest, membership_id: int) -> HttpResponse:
    """Take away the second steps of somebody who has lost the phone or the key."""
    done = _("Det andra steget är borttaget. Personen lägger till ett nytt vid nästa inloggning.")
    return change(request, membership_id, services.remove_second_steps, done)


@administers
@require_POST
def require_two_steps(request: ScopedRequest) -> HttpResponse:
    """Set whether sign-in with two steps is required."""
    form = TwoStepsForm(request.POST)
    form.full_clean()
    required = bool(form.cleaned_data["required"])
    organisation = queries.organisation(request.scope)
    services.require_two_steps(organisation=organisation, required=required, by=request.user, at=clock.now())
    done = _("Inloggning i två steg krävs nu.") if required else _("Inloggning i två steg är nu frivillig.")
    messages.success(request, done)
    return redirect("people:members")


def member_page(
    request: ScopedRequest, one: Any, form: MemberForm, deputy_form: DeputyForm | None = None
) -> HttpResponse:
    """Return a member's page, with the form that did not go through."""
    today = localdate(clock.now())
    deputies = [
        held
        for held in queries.deputies(request.scope, today=today)
        if one.pk in (held.absent_id, held.deputy_id)
    ]
    others = [
        row for row in queries.members(request.scope) if row.is_active and row.pk != one.pk and row.user.email
    ]
    (row,) = presenters.member_rows([one], request.user.pk, two_steps=queries.with_two_steps(request.scope))
    (link,) = presenters.link_rows([one], queries.links(request.scope).filter(membership=one), today)
    shown = {
        "member": row,
        "form": form,
        "link": link,
        "deputies": presenters.deputy_rows(deputies, today),
        "deputy_form": deputy_form or DeputyForm(others=others, today=today),
        "roles": presenters.role_rows(),
        "links": request.session.pop(LINK, None),
        "holdings": () if one.is_active else held_by(request.scope, one.user_id),
    }
    wrong = form.is_bound or (deputy_form is not None and deputy_form.is_bound)
    return render(request, "people/member.html", shown, status=422 if wrong else 200)


def found(request: ScopedRequest, membership_id: int) -> Any:
    """Return a member of the person's organisation; anybody else's does not exist."""
    one = queries.member(request.scope, membership_id)
    if one is None:
        raise Http404
    return one


def form_of(request: ScopedRequest, one: Any, given: Any = None) -> MemberForm:
    """Return the form of a member's page: as it is before anything is changed, or as it was filled in."""
    areas = queries.area_names(request.scope)
    choices = {**areas, **{key: key for key in one.areas if key not in areas}}
    known = {"name": one.user.name, "email": one.user.email or "", **_as_before(one)}
    form = MemberForm(given, areas=choices, initial=known)
    if one.user.email:
        form.fields["email"].disabled = True
        form.fields["email"].help_text = _("Namnet att logga in med. Den som driver Samsyn kan ändra det.")
    return form


def give_password_links(request: ScopedRequest, memberships: list[Any]) -> None:
    """Make links to choose a password by, to be shown once on the next page."""
    made = []
    for one in memberships:
        try:
            path = services.password_link(membership=one, by=request.user, at=clock.now())
        except SamsynError as error:
            messages.error(request, error.message)
        else:
            made.append({"who": one.user.email, "url": request.build_absolute_uri(path)})
    if made:
        request.session[LINK] = made


def change(
    request: ScopedRequest, membership_id: int, service: Callable[..., Any], done: str, **values: Any
) -> HttpResponse:
    """Let a service change a member, and say how it went on the member's page."""
    one = found(request, membership_id)
    try:
        service(membership=one, by=request.user, at=clock.now(), **values)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    if one.user_id == request.user.pk:
        return redirect("people:members")
    return redirect("people:member", one.pk)


def _of(request: ScopedRequest, key: str) -> Any:
    return queries.member(request.scope, int(key)) if key.isdecimal() and len(key) < 19 else None


def _as_before(one: Any) -> dict[str, Any]:
    if one is None:
        return {}
    return {name: getattr(one, name) for name in ("role", "function_title", "unit", "areas")}
