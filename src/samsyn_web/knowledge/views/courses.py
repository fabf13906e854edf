"""Courses: the list with the ready ones, one course, laying it out, changing it, and taking it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.knowledge import policies, presenters, queries, services
from samsyn_web.knowledge.forms import CountsForm, CourseForm, HoldForm, TieForm, parts_text

reads = requires(Permission.READ_PICTURE)
writes = requires(Permission.JUDGE)


@reads
@require_safe
def courses(request: ScopedRequest) -> HttpResponse:
    """List the courses that the organisation holds, and those that are ready to be held."""
    scope = request.scope
    found = presenters.course_lines(queries.courses(scope), queries.course_totals(scope))
    shown = {
        "courses": [one for one in found if not one.is_withdrawn],
        "withdrawn": [one for one in found if one.is_withdrawn],
        "ready": queries.ready_courses(),
        "writes": policies.can_write(scope),
    }
    return render(request, "knowledge/courses.html", shown)


@reads
@require_safe
def course(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Show a course: its parts, its days and groups with who was there as counts, and what was learnt."""
    one, scope = course_of(request, course_id), request.scope
    days, groups = list(queries.course_sessions(scope, one.pk)), list(queries.course_groups(scope, one.pk))
    changes = queries.knowledge_changes(scope, one.pk)
    shown = {
        "course": one,
        "page": presenters.course_page(one, days, groups, queries.attendance(scope, one.pk)),
        "changes": presenters.change_rows(changes or ()),
        "drawn": presenters.change_chart(changes or ()),
        "waits": changes is None and one.before_id and one.after_id,
        "writes": policies.can_write(scope) and one.withdrawn_at is None,
        "restores": policies.can_write(scope) and one.withdrawn_at is not None,
    }
    return render(request, "knowledge/course.html", shown)


@reads
@require_safe
def course_file(request: ScopedRequest, course_id: int, form: str) -> HttpResponse:
    """Give a course as CSV or an Excel workbook."""
    one, scope = course_of(request, course_id), request.scope
    content = presenters.course_file(
        form,
        one,
        list(queries.course_sessions(scope, one.pk)),
        list(queries.course_groups(scope, one.pk)),
        queries.attendance(scope, one.pk),
        presenters.change_rows(queries.knowledge_changes(scope, one.pk) or ()),
    )
    answer = HttpResponse(content, content_type=presenters.COURSE_TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="kurs.{form}"'
    return answer


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def hold_course(request: ScopedRequest) -> HttpResponse:
    """Lay out a course; `?mall=CODE` begins with a ready one."""
    ready = queries.ready_course(request.GET.get("mall", ""))
    initial: dict[str, Any] = {"every": 7}
    if ready is not None:
        initial |= {
            "title": ready.title,
            "audience": ready.audience,
            "parts": parts_text(queries.parts_of(ready)),
            "template": ready.code,
        }
    form = HoldForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        written = services.CourseWritten(**form.words, template=form.cleaned_data["template"])
        try:
            made = services.hold_course(by=request.scope, at=clock.now(), written=written, **form.when)
            messages.success(request, _("Kursen är upplagd. Lägg till grupperna som ska gå den."))
            return redirect("knowledge:course", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(request, form, title=_("Lägg upp en kurs"), verb=_("Lägg upp kursen"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def change_course(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Change what a course says."""
    one = course_of(request, course_id)
    initial = {name: getattr(one, name) for name in ("title", "held_by", "audience")}
    initial |= {"parts": parts_text(one.parts), "seen": one.version}
    form = CourseForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        seen, written = (
            form.cleaned_data["seen"] or 0,
            services.CourseWritten(**form.words, template=one.template),
        )
        try:
            services.change_course(by=request.scope, at=clock.now(), course=one, seen=seen, written=written)
            messages.success(request, _("Ändringen är sparad."))
            return redirect("knowledge:course", one.pk)
        except policies.SomebodyChanged as error:
            form.data = {**form.data, "seen": str(one.version)}
            form.add_error(None, error.message)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(request, form, one, title=_("Ändra kursen"), verb=_("Spara"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def completion(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Say how many of each group completed the course."""
    one = course_of(request, course_id)
    groups = [
        (each.pk, str(each), each.enrolled, each.completed)
        for each in queries.course_groups(request.scope, one.pk)
    ]
    form = CountsForm(request.POST if request.method == "POST" else None, groups=groups)
    if form.is_bound and form.is_valid():
        try:
            services.note_completion(by=request.scope, at=clock.now(), course=one, completed=form.counts)
            messages.success(request, _("Antalet som har slutfört är sparat."))
            return redirect("knowledge:course", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return answer_form(request, form, one, title=_("Hur många har slutfört?"), verb=_("Spara"))


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def tie_surveys(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Say which surveys asked before and after."""
    one = course_of(request, course_id)
    choices = [(each.pk, each.title) for each in queries.course_surveys(request.scope)]
    data, initial = (
        request.POST if request.method == "POST" else None,
        {"before": one.before_id, "after": one.after_id},
    )
    form = TieForm(data, initial=initial, surveys=choices)
    if form.is_bound and form.is_valid():
        try:
            services.tie_surveys(by=request.scope, at=clock.now(), course=one, **form.cleaned_data)
            messages.success(request, _("Enkäterna är kopplade till kursen."))
            return redirect("knowledge:course", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    lead = _(
        "Välj en enkät före och en efter, med samma frågor. "
        "Formuläret ”Kunskap före och efter en utbildning” finns färdigt."
    )
    return answer_form(request, form, one, title=_("Enkäter före och efter"), verb=_("Spara"), lead=lead)


@writes
@require_POST
def withdraw_course(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Take a course away."""
    one = course_of(request, course_id)
    try:
        services.withdraw_course(by=request.scope, at=clock.now(), course=one)
        messages.success(request, _("Kursen är borttagen ur listan. Du kan lägga tillbaka den här."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:course", one.pk)


@writes
@require_POST
def restore_course(request: ScopedRequest, course_id: int) -> HttpResponse:
    """Put a course back."""
    one = course_of(request, course_id)
    try:
        services.restore_course(by=request.scope, at=clock.now(), course=one)
        messages.success(request, _("Kursen är tillbaka i listan."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:course", one.pk)


def course_of(request: ScopedRequest, course_id: int) -> Any:
    """Return a course that the person may read, or answer that there is none."""
    found = queries.course(request.scope, course_id)
    if found is None:
        raise Http404
    return found


def answer_form(request: ScopedRequest, form: Any, course: Any = None, **more: Any) -> HttpResponse:
    """Show a form about a course."""
    shown = {"form": form, "course": course, **more}
    return render(request, "knowledge/write_course.html", shown, status=422 if form.is_bound else 200)
