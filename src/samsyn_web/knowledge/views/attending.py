"""The days of a course and the groups that take it: adding, changing and removing them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.knowledge import presenters, queries, services
from samsyn_web.knowledge.forms import GroupForm, SessionForm
from samsyn_web.knowledge.views.courses import answer_form, course_of, writes


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def add_session(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Add a day."""
    one = course_of(request, course_id)
    form = _session_form(request, one, ())
    if form.is_bound and form.is_valid():
        try:
            services.add_session(by=request.scope, at=clock.now(), course=one, **form.words)
            messages.success(request, _("Tillfället är tillagt."))
            return redirect("knowledge:course", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(request, form, one, title=_("Lägg till ett tillfälle"), verb=_("Lägg till"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def course_session(request: ScopedRequest, session_id: int) -> HttpResponse:
    """Say when a day was and how many of each group were there."""
    day = _day_of(request, session_id)
    one = course_of(request, day.course_id)
    present = queries.attendance(request.scope, one.pk)
    groups = [
        (each.pk, str(each), each.enrolled, present.get((day.pk, each.pk)))
        for each in queries.course_groups(request.scope, one.pk)
    ]
    form = _session_form(request, one, groups, {"on": day.on, "part": day.part, "place": day.place})
    if form.is_bound and form.is_valid():
        try:
            services.change_session(
                by=request.scope, at=clock.now(), session=day, present=form.counts, **form.words
            )
            messages.success(request, _("Tillfället är sparat."))
            return redirect("knowledge:course", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(
        request,
        form,
        one,
        title=presenters.session_name(one, day),
        verb=_("Spara tillfället"),
        lead=_("Hur många från varje grupp var med? Skriv antal, aldrig namn."),
        remove=("knowledge:remove_session", day.pk, _("Ta bort tillfället")),
    )


@writes
@require_POST
def remove_session(request: ScopedRequest, session_id: int) -> HttpResponse:
    """Take a day away where nobody has been counted."""
    day = _day_of(request, session_id)
    try:
        services.remove_session(by=request.scope, at=clock.now(), session=day)
        messages.success(request, _("Tillfället är borttaget."))
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("knowledge:course_session", session_id)
    return redirect("knowledge:course", day.course_id)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def add_group(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Add a group."""
    one = course_of(request, course_id)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.add_group(by=request.scope, at=clock.now(), course=one, **form.cleaned_data)
            messages.success(request, _("Gruppen är tillagd."))
            return redirect("knowledge:course", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(request, form, one, title=_("Lägg till en grupp"), verb=_("Lägg till"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def course_group(request: ScopedRequest, group_id: int) -> HttpResponse:
    """Change a group."""
    group = _group_of(request, group_id)
    initial = {name: getattr(group, name) for name in ("employer", "function", "enrolled")}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_group(by=request.scope, at=clock.now(), group=group, **form.cleaned_data)
            messages.success(request, _("Gruppen är ändrad."))
            return redirect("knowledge:course", group.course_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(
        request,
        form,
        group.course,
        title=str(group),
        verb=_("Spara gruppen"),
        remove=("knowledge:remove_group", group.pk, _("Ta bort gruppen")),
    )


@writes
@require_POST
def remove_group(request: ScopedRequest, group_id: int) -> HttpResponse:
    """Take a group away where nobody of it has been counted."""
    group = _group_of(request, group_id)
    try:
        services.remove_group(by=request.scope, at=clock.now(), group=group)
        messages.success(request, _("Gruppen är borttagen."))
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("knowledge:course_group", group_id)
    return redirect("knowledge:course", group.course_id)


def _session_form(request: ScopedRequest, one: Any, groups: Any, initial: Any = None) -> SessionForm:
    data = request.POST if request.method == "POST" else None
    return SessionForm(data, initial=initial, groups=groups, parts=[each["title"] for each in one.parts])


def _day_of(request: ScopedRequest, session_id: int) -> Any:
    found = queries.course_session(request.scope, session_id)
    if found is None:
        raise Http404
    return found


def _group_of(request: ScopedRequest, group_id: int) -> Any:
    found = queries.course_group(request.scope, group_id)
    if found is None:
        raise Http404
    return found
