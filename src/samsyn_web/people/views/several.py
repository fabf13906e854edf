"""Several members at once: a list is read, shown with what is wrong in it, and added whole or not at all."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import presenters, queries, services
from samsyn_web.people.forms import ListedMember, SeveralForm
from samsyn_web.people.views.members import administers, give_password_links


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def add_several(request: ScopedRequest) -> HttpResponse:
    """Ask for a list, show how each row was read, and add all when none is wrong and the person says so."""
    form = SeveralForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(
            request, "people/several.html", {"form": form, "roles": presenters.role_rows()},
            status=422 if form.is_bound else 200,
        )  # fmt: skip
    rows = _checked(request, form.cleaned_data["rows"])
    wrong = sum(1 for row in rows if row.errors)
    if request.POST.get("act") == "add" and not wrong:
        try:
            return _add(request, rows)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "rows": rows, "wrong": wrong, "text": form.cleaned_data.get("text", "")}
    again = SeveralForm(initial={"text": shown["text"]})
    shown |= {"again": again, "roles": presenters.role_rows()}
    return render(request, "people/several.html", shown, status=422 if wrong or form.errors else 200)


def _checked(request: ScopedRequest, rows: list[ListedMember]) -> list[ListedMember]:
    taken = queries.taken_addresses(request.scope, [row.email for row in rows if row.email])
    found = []
    for row in rows:
        here = taken.get(row.email.lower())
        more = () if here is None else (presenters.row_problem(here),)
        found.append(replace(row, errors=(*row.errors, *more)))
    return found


def _add(request: ScopedRequest, rows: list[ListedMember]) -> HttpResponse:
    made = services.add_members(
        organisation=queries.organisation(request.scope),
        people=[
            services.NewMember(
                name=row.name,
                email=row.email,
                role=row.role,
                function_title=row.function_title,
                unit=row.unit,
            )
            for row in rows
            if row.role is not None
        ],
        by=request.user,
        at=clock.now(),
    )
    give_password_links(
        request, [one for one in made if one.user.email and not one.user.has_usable_password()]
    )
    said = ngettext("{n} person är nu medlem.", "{n} personer är nu medlemmar.", len(made))
    messages.success(request, said.format(n=len(made)))
    return redirect("people:members")
