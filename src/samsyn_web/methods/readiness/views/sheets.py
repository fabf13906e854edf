"""Interviews and scores as forms in Word: given out, previewed when they come back filled in, and then kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents.blank_form import BlankForm, blank_docx
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import FilledForm, InterviewForm, NotesForm, previewed, sheet_given
from samsyn_web.methods.readiness.views.found import interview_of, measurement_of, reads, works

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@works
@require_safe
def interview_file(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Give the form of a new interview."""
    one = measurement_of(request, measurement_id)
    return _word(presenters.interview_form(one), f"intervju-{slugify(one.unit)}")


@reads
@require_safe
def notes_file(request: ScopedRequest, interview_id: int) -> HttpResponse:
    """Give the form of an interview with what was said, to those who may read it."""
    one = interview_of(request, interview_id)
    if not policies.can_read_notes(request.scope, one.measurement):
        raise Http404
    return _word(presenters.interview_form(one.measurement, one), f"intervju-{one.code}")


@never_cache
@works
@require_http_methods(["GET", "HEAD", "POST"])
def read_interview(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Take in an interview that was held elsewhere: shown as it was understood, then added."""
    one = measurement_of(request, measurement_id)
    if one.closed_at is not None:
        raise Http404
    upload = FilledForm(*_uploaded(request))
    about: Any = None
    said: Any = None
    wrong: Any = ()
    if request.method == "POST" and request.POST.get("do") == "save":
        about, said = InterviewForm(request.POST), NotesForm(None, request.POST, texts=one.texts)
        if about.is_valid() and said.is_valid() and _added(request, one, about, said):
            return redirect("readiness:measurement", one.pk)
    elif upload.is_bound and upload.is_valid():
        try:
            read = presenters.read_interview_form(*upload.content, one, localdate(clock.now()))
            wrong = read.wrong
            if not wrong:
                about, said = previewed(read.said, one.texts)
        except SamsynError as error:
            upload.add_error("file", error.message)
    shown = {"measurement": one, "form": upload, "about": about, "said": said, "wrong": wrong}
    failed = wrong or upload.errors or (about is not None and (about.errors or said.errors))
    return render(request, "readiness/read_interview.html", shown, status=422 if failed else 200)


@reads
@require_safe
def sheet_file(request: ScopedRequest, measurement_id: int, seat: int) -> HttpResponse:
    """Give a scorer's sheet, for the interviews that are not locked from that seat."""
    one = _seated(request, measurement_id, seat)
    locks = queries.locks(request.scope, one.pk)
    waiting = [
        each for each in queries.interviews(request.scope, one.pk) if seat not in locks.get(each.pk, {})
    ]
    if not waiting:
        messages.info(
            request, _("Det finns ingen intervju som väntar på poäng från bedömare %(n)s.") % {"n": seat}
        )
        return redirect("readiness:outside", one.pk)
    return _word(presenters.score_sheet(one, seat, waiting), f"poang-{slugify(one.unit)}-bedomare-{seat}")


@never_cache
@reads
@require_http_methods(["GET", "HEAD", "POST"])
def read_sheet(request: ScopedRequest, measurement_id: int, seat: int) -> HttpResponse:
    """Take in a scorer's sheet: shown to whoever sends it as it was understood, then kept; the file never is."""
    one = _seated(request, measurement_id, seat)
    if one.closed_at is not None:
        raise Http404
    upload = FilledForm(*_uploaded(request))
    read: Any = None
    error = ""
    if request.method == "POST" and request.POST.get("do") == "save":
        given = sheet_given(request.POST)
        error = _kept(request, one, seat, given)
        if not error:
            return redirect("readiness:outside", one.pk)
        read = presenters.SheetRead(given=given)
    elif upload.is_bound and upload.is_valid():
        try:
            read = _understood(request, one, seat, upload)
        except SamsynError as problem:
            upload.add_error("file", problem.message)
    shown = {
        "measurement": one,
        "seat": seat,
        "form": upload,
        "read": read,
        "rows": presenters.sheet_rows(one, read.given) if read else (),
        "error": error,
    }
    failed = error or upload.errors or (read is not None and read.wrong)
    return render(request, "readiness/read_sheet.html", shown, status=422 if failed else 200)


def _seated(request: ScopedRequest, measurement_id: int, seat: int) -> Any:
    """Return a measurement where this person handles the sheets of a seat; for others the page is not there."""
    one = measurement_of(request, measurement_id)
    if seat not in policies.entered_by(request.scope, one):
        raise Http404
    return one


def _uploaded(request: ScopedRequest) -> tuple[Any, ...]:
    is_file = request.method == "POST" and request.POST.get("do") != "save"
    return (request.POST, request.FILES) if is_file else ()


def _understood(request: ScopedRequest, one: Any, seat: int, upload: FilledForm) -> Any:
    interviews = list(queries.interviews(request.scope, one.pk))
    locks = queries.locks(request.scope, one.pk)
    locked = [each.code for each in interviews if seat in locks.get(each.pk, {})]
    read = presenters.read_score_sheet(*upload.content, one, seat, interviews, locked)
    if not read.given and not read.wrong:
        upload.add_error("file", _("Formuläret har inga poäng som inte redan är låsta."))
    return read


def _added(request: ScopedRequest, one: Any, about: InterviewForm, said: NotesForm) -> bool:
    try:
        made = services.receive_interview(
            by=request.scope, at=clock.now(), measurement=one, notes=said.notes, **about.cleaned_data
        )
    except SamsynError as error:
        about.add_error(None, error.message)
        return False
    messages.success(request, _("Intervju %(code)s är inläst. Radera filen nu.") % {"code": made.code})
    return True


def _kept(request: ScopedRequest, one: Any, seat: int, given: Any) -> str:
    """Keep scores that were previewed, and say so; or return why not."""
    locks = "lock" in request.POST
    try:
        codes = services.receive_scores(
            by=request.scope, at=clock.now(), measurement=one, seat=seat, given=given, locks=locks
        )
    except SamsynError as error:
        return error.message
    said = (
        _("Poängen är inlästa och låsta: %(codes)s.")
        if locks
        else _("Poängen är inlästa som utkast: %(codes)s.")
    )
    messages.success(request, said % {"codes": ", ".join(codes)})
    return ""


def _word(form: BlankForm, name: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(True, f"{name}.docx") or "",
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(blank_docx(form), content_type=DOCX, headers=headers)
