"""Surveys: made, sent, answered without an account, closed and read."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn import documents
from samsyn.errors import SamsynError
from samsyn.instruments.load import surveys as ready
from samsyn.methods.surveys.xlsform import write_xlsform
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.surveys import policies, presenters, queries, services
from samsyn_web.methods.surveys.forms import AnswerForm, CloseForm, InviteForm, MakeForm
from samsyn_web.people import queries as people

reads = requires(Permission.READ_PICTURE)
works = requires(Permission.JUDGE)


@reads
@require_safe
def surveys(request: ScopedRequest) -> HttpResponse:
    """List the surveys."""
    shown = {
        "lines": presenters.lines(queries.surveys(request.scope), clock.now()),
        "can_make": policies.can_manage(request.scope),
        "ready": ready().forms,
    }
    return render(request, "surveys/surveys.html", shown)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: ScopedRequest) -> HttpResponse:
    """Make a survey."""
    first = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
    initial = {
        "opens_at": first,
        "closes_at": first + timedelta(days=14),
        "form_key": request.GET.get("formular", ""),
    }
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    earlier = queries.surveys(request.scope)
    offered = policies.offered_forms(request.scope)
    form = MakeForm((*ready().forms, *offered), data, files, initial, earlier)
    if form.is_bound and form.is_valid():
        try:
            made = services.make(by=request.scope, at=clock.now(), form=form.asks, **form.said)
            messages.success(request, _("Enkäten är upplagd."))
            return redirect("surveys:survey", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(request, "surveys/make.html", {"form": form}, status=422 if form.is_bound else 200)


@reads
@require_safe
def survey(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Show a survey: how it goes, or what it says."""
    one, scope = _survey(request, survey_id), request.scope
    come = queries.counts(scope, one.pk)
    assert come is not None
    told, unchanged = queries.told(scope, one.pk), queries.is_unchanged(scope, one.pk)
    shown = presenters.page(scope, one, come, told, unchanged=unchanged, at=clock.now())
    opened = presenters.open_lines(scope, one, queries.codebooks(scope, one.pk)) if shown.may_code else ()
    pictures = queries.pictures_of(scope, one.pk)
    return render(request, "surveys/survey.html", {"page": shown, "open_lines": opened, "pictures": pictures})


@reads
@require_safe
def questions(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Show the questions as those who answer see them; nothing can be sent."""
    one = _survey(request, survey_id)
    form = policies.form_of(one)
    shown = {
        "survey": one,
        "form": AnswerForm(form, is_paired=one.is_paired),
        "about": presenters.answering(one, form),
        "decides": request.scope.can(Permission.DECIDE),
    }
    return render(request, "surveys/questions.html", shown)


@reads
@require_safe
def form_file(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Give the questions as an XLSForm workbook."""
    one = _survey(request, survey_id)
    headers = {"Content-Disposition": f'attachment; filename="formular-{one.pk}.xlsx"'}
    content = write_xlsform(policies.form_of(one))
    return HttpResponse(content, content_type=presenters.TYPES["xlsx"], headers=headers)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Invite by name."""
    one = _survey(request, survey_id)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            n = services.invite(
                by=request.scope, at=clock.now(), survey=one, addresses=form.cleaned_data["addresses"]
            )
            messages.success(request, _("%(n)s nya inbjudningar.") % {"n": n})
            return redirect("surveys:survey", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "survey": one}
    return render(request, "surveys/invite.html", shown, status=422 if form.is_bound else 200)


@works
@require_POST
def remind(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Remind those who have not answered."""
    one = _survey(request, survey_id)
    try:
        n = services.remind(by=request.scope, at=clock.now(), survey=one)
        messages.success(request, _("%(n)s har fått en påminnelse.") % {"n": n})
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("surveys:survey", one.pk)


@works
@require_safe
def links(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Give the links of those who have not answered, to be sent by other means."""
    one = _survey(request, survey_id)
    answer_file = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store, private"}
    )
    answer_file["Content-Disposition"] = f'attachment; filename="lankar-{one.pk}.csv"'
    answer_file.write("\ufeff")
    out = csv.writer(answer_file, delimiter=";")
    out.writerow([_("adress"), _("länk")])
    waiting = presenters.links(queries.invitations(request.scope, one.pk))
    out.writerows((who, request.build_absolute_uri(link)) for who, link in waiting)
    return answer_file


@works
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Ask before a survey is closed, then close it."""
    one = _survey(request, survey_id)
    come = queries.counts(request.scope, one.pk)
    assert come is not None
    form = CloseForm(request.POST if request.method == "POST" else None, initial={"asked": come.asked or 1})
    error = ""
    if request.method == "POST" and (not one.link_key or form.is_valid()):
        asked = form.cleaned_data["asked"] if one.link_key else None
        try:
            services.close(by=request.scope, at=clock.now(), survey=one, asked=asked)
            messages.success(request, _("Enkäten är stängd och svaren är frysta."))
            return redirect("surveys:survey", one.pk)
        except SamsynError as problem:
            error = problem.message
    shown = {"survey": one, "come": come, "form": form if one.link_key else None, "error": error}
    return render(request, "surveys/close.html", shown, status=422 if request.method == "POST" else 200)


@reads
@require_safe
def compared(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Show a round beside the one that it follows up."""
    one = _survey(request, survey_id)
    found = queries.compared(request.scope, one.pk)
    if found is None:
        raise Http404
    return render(request, "surveys/compared.html", {"survey": one, "page": presenters.compared(found)})


@reads
@require_safe
def compared_file(request: ScopedRequest, survey_id: int, form: str) -> HttpResponse:
    """Give the comparison as a file."""
    one = _survey(request, survey_id)
    found = queries.compared(request.scope, one.pk)
    if found is None or form not in presenters.TYPES:
        raise Http404
    organisation = people.organisation(request.scope).name
    with translation.override("sv"):
        content = presenters.comparison(form, one, found, organisation=organisation, at=clock.now())
    headers = {
        "Content-Disposition": f'attachment; filename="jamforelse-{one.pk}.{form}"',
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=presenters.TYPES[form], headers=headers)


@reads
@require_safe
def results_file(request: ScopedRequest, survey_id: int, form: str) -> HttpResponse:
    """Give what a closed survey says as a file; a document is Swedish whoever asks for it."""
    one = _survey(request, survey_id)
    told = queries.told(request.scope, one.pk)
    if told is None or form not in presenters.TYPES:
        raise Http404
    organisation = people.organisation(request.scope).name
    with translation.override("sv"):
        content = presenters.results(
            form, one, told, organisation=organisation, look=documents.Brand(), at=clock.now()
        )
    headers = {
        "Content-Disposition": f'attachment; filename="enkat-{one.pk}.{form}"',
        "Cache-Control": "no-store, private",
    }
    return HttpResponse(content, content_type=presenters.TYPES[form], headers=headers)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody who was invited answer; the link is what they come by."""
    invitation = queries.survey_of_token(token)
    if invitation is None:
        raise Http404
    if invitation.is_used:
        return render(request, "surveys/shut.html", {"why": _("Du har redan svarat. Tack!")})
    return _answered(request, invitation.survey, invitation)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_open(request: HttpRequest, key: str) -> HttpResponse:
    """Let anybody who has the open link answer."""
    found = queries.survey_of_link(key)
    if found is None:
        raise Http404
    return _answered(request, found, None)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thank you; the draft in the browser is thrown away."""
    return render(request, "surveys/thanks.html")


def _answered(request: HttpRequest, one: Any, by: Any) -> HttpResponse:
    """Show the questions and take the answer, the same for both links."""
    asks, now = policies.form_of(one), clock.now()
    try:
        policies.check_is_open(one, now)
    except SamsynError as error:
        return render(request, "surveys/shut.html", {"why": error.message})
    form = AnswerForm(asks, request.POST if request.method == "POST" else None, is_paired=one.is_paired)
    if form.is_bound and form.is_valid():
        try:
            services.answer(
                by=by, at=now, survey=one, given=form.given, may_quote=form.may_quote, own_code=form.own_code
            )
            return redirect("surveys:thanks")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "about": presenters.answering(one, asks)}
    response = render(request, "surveys/answer.html", shown, status=422 if form.is_bound else 200)
    response["Referrer-Policy"] = (
        "same-origin"  # the address is the secret; our own form still says whence it came
    )
    return response


def _survey(request: ScopedRequest, survey_id: int) -> Any:
    found = queries.survey(request.scope, survey_id)
    if found is None:
        raise Http404
    return found
