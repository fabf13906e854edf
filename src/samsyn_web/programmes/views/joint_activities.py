"""What the whole programme does: listed, read, written, moved, cancelled, taken up again, and given as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import CancelForm, JointForm, JointMoveForm
from samsyn_web.programmes.views.found import programme_of, reads, runs


@reads
@require_safe
def joint_activities(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List what the whole programme does."""
    one, facts = programme_of(request, programme_id)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "rows": presenters.joint_rows(queries.joint_activities(request.scope, one.pk), facts),
        "works": policies.works_on(request.scope, one),
    }
    return render(request, "programmes/joint_activities.html", shown)


@reads
@require_safe
def joint_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the rows as CSV or an Excel workbook."""
    one, facts = programme_of(request, programme_id)
    content = presenters.joint_file(form, queries.joint_activities(request.scope, one.pk), facts)
    answer = HttpResponse(content, content_type=presenters.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="gemensamma-aktiviteter.{form}"'
    return answer


@reads
@require_safe
def joint_activity(request: ScopedRequest, joint_id: int) -> HttpResponse:
    """Show one of them, with its source or its history."""
    return _page(request, _found(request, joint_id))


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def add_joint_activity(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Add what the whole programme is to do, or has done."""
    one, facts = programme_of(request, programme_id)
    if not policies.works_on(request.scope, one):
        raise Http404
    form = JointForm(facts, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.add_joint_activity(
                by=request.scope,
                at=clock.now(),
                programme=one,
                written=services.JointWritten(**form.written),
            )
            messages.success(request, _("Aktiviteten är tillagd."))
            return redirect("programmes:joint_activity", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"programme": one, "fictional": facts.is_fictional, "form": form}
    return render(
        request, "programmes/write_joint_activity.html", shown, status=422 if form.is_bound else 200
    )


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def change_joint_activity(request: ScopedRequest, joint_id: int) -> HttpResponse:
    """Change what is written of one of them."""
    found = _found(request, joint_id)
    one, facts = programme_of(request, found.programme_id)
    if not policies.can_change_joint_activity(request.scope, found):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = JointForm(facts, data, presenters.joint_values(found))
    if form.is_bound and form.is_valid():
        try:
            services.change_joint_activity(
                by=request.scope,
                at=clock.now(),
                joint_activity=found,
                version=form.cleaned_data["version"],
                written=services.JointWritten(**form.written),
            )
            messages.success(request, _("Aktiviteten är ändrad."))
            return redirect("programmes:joint_activity", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"programme": one, "fictional": facts.is_fictional, "form": form, "joint_activity": found}
    return render(
        request, "programmes/write_joint_activity.html", shown, status=422 if form.is_bound else 200
    )


@runs
@require_POST
def move_joint_activity(request: ScopedRequest, joint_id: int) -> HttpResponse:
    """Move it to other days."""
    found, form = _found(request, joint_id), JointMoveForm(request.POST)
    if form.is_valid():
        try:
            services.move_joint_activity(
                by=request.scope, at=clock.now(), joint_activity=found, **form.cleaned_data
            )
            messages.success(request, _("Aktiviteten är flyttad. Dagarna som var står kvar i historiken."))
            return redirect("programmes:joint_activity", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, found, move=form)


@runs
@require_POST
def cancel_joint_activity(request: ScopedRequest, joint_id: int) -> HttpResponse:
    """Cancel it."""
    found, form = _found(request, joint_id), CancelForm(request.POST, auto_id="cancel_%s")
    if form.is_valid():
        try:
            services.cancel_joint_activity(
                by=request.scope, at=clock.now(), joint_activity=found, **form.cleaned_data
            )
            messages.success(request, _("Aktiviteten är inställd. Det går att ångra."))
            return redirect("programmes:joint_activity", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, found, cancel=form)


@runs
@require_POST
def restore_joint_activity(request: ScopedRequest, joint_id: int) -> HttpResponse:
    """Take it up again."""
    found = _found(request, joint_id)
    try:
        services.restore_joint_activity(by=request.scope, at=clock.now(), joint_activity=found)
        messages.success(request, _("Aktiviteten är inte längre inställd."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:joint_activity", found.pk)


def _found(request: ScopedRequest, joint_id: int) -> Any:
    found = queries.joint_activity(request.scope, joint_id)
    if found is None:
        raise Http404
    return found


def _page(
    request: ScopedRequest, found: Any, move: JointMoveForm | None = None, cancel: CancelForm | None = None
) -> HttpResponse:
    one, facts = programme_of(request, found.programme_id)
    can_change = policies.can_change_joint_activity(request.scope, found)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "joint_activity": found,
        "row": presenters.joint_row(found, facts),
        "can_change": can_change,
        "is_open": can_change and found.status in ("planned", "moved"),
        "move": move or JointMoveForm(),
        "cancel": cancel or CancelForm(auto_id="cancel_%s"),
        "changes": presenters.joint_change_rows(queries.joint_changes(request.scope, found.pk), facts),
    }
    return render(request, "programmes/joint_activity.html", shown, status=422 if move or cancel else 200)
