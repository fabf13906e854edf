"""A survey as a form in Word: given out, and taken in again when it is filled in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents.blank_form import blank_docx
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.surveys import policies, presenters, queries, services
from samsyn_web.methods.surveys.forms import FilledFormsForm

works = requires(Permission.JUDGE)


@works
@require_safe
def word_form(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Give the form, the same for everybody who is asked."""
    one = _taking(request, survey_id)
    name = f"{slugify(one.title)[:60] or 'enkat'}.docx"
    headers = {"Content-Disposition": content_disposition_header(True, name) or ""}
    link = request.build_absolute_uri(reverse("surveys:answer_open", args=[one.link_key]))
    return HttpResponse(
        blank_docx(presenters.survey_form(one, link)), content_type=presenters.TYPES["docx"], headers=headers
    )


@never_cache
@works
@require_http_methods(["GET", "HEAD", "POST"])
def take_in(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Take in forms: all become answers, or each field that is wrong is told; what was answered is not shown."""
    one = _taking(request, survey_id)
    form = FilledFormsForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    wrong: list[Any] = []
    if form.is_bound and form.is_valid():
        read = [found for given in form.chosen if (found := _read(form, given, one)) is not None]
        wrong = [found for found in read if found.wrong]
        if not wrong and not form.errors and _kept(request, one, form, read):
            return redirect("surveys:survey", one.pk)
    shown = {"survey": one, "form": form, "wrong": wrong}
    return render(request, "surveys/take_in.html", shown, status=422 if form.is_bound else 200)


def _taking(request: ScopedRequest, survey_id: int) -> Any:
    """Return a survey whose forms this person handles; for others the page is not there."""
    found = queries.survey(request.scope, survey_id)
    if found is None or not policies.takes_forms(request.scope, found):
        raise Http404
    return found


def _read(form: FilledFormsForm, given: Any, one: Any) -> Any:
    try:
        return presenters.read_survey_form(given.read(), given.name, one)
    except SamsynError as error:
        form.add_error("file", error.message)
        return None


def _kept(request: ScopedRequest, one: Any, form: FilledFormsForm, read: list[Any]) -> bool:
    try:
        n = services.take_in_forms(
            by=request.scope, at=clock.now(), survey=one, forms=[found.said for found in read]
        )
    except SamsynError as error:
        form.add_error("file", error.message)
        return False
    told = ngettext("%(n)s svar är inläst. Radera filen nu.", "%(n)s svar är inlästa. Radera filerna nu.", n)
    messages.success(request, told % {"n": n})
    return True
