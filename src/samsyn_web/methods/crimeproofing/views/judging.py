"""Rounds of judging, and the memo."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.text import slugify
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn.instruments.load import crimeproofing
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.crimeproofing import presenters, queries, services
from samsyn_web.methods.crimeproofing.forms import AssessForm, ExportForm, ReasonForm, SittingForm
from samsyn_web.methods.crimeproofing.views.cases import leads
from samsyn_web.methods.crimeproofing.views.opening import opened, shown, signed_in, there, tried
from samsyn_web.reports import queries as reports

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def sitting(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Show the latest round, and begin one."""
    one = opened(request, case_id, "sitting")
    members = [
        (each.membership_id, str(each.membership.user)) for each in queries.case_members(request.scope, one)
    ]
    form = SittingForm(members, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.begin_sitting(
                by=request.scope, at=clock.now(), case=one, membership_ids=form.cleaned_data["members"]
            )
            messages.success(request, _("Omgången har börjat. Riskerna är låsta tills alla har bedömt."))
            return redirect("crimeproofing:sitting", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    page = presenters.sitting_page(request.scope, one)
    risks = queries.risks(request.scope, one).count()
    more = {"page": page, "form": form, "risks": risks, "instrument": crimeproofing()}
    return shown(request, one, "sitting", "crimeproofing/sitting.html", **more)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def assess(request: ScopedRequest, case_id: int, risk_id: int) -> HttpResponse:
    """Judge a risk, alone."""
    one = opened(request, case_id, "assess")
    now = there(queries.latest_sitting(request.scope, one))
    there(queries.own_assessor(request.scope, now))
    risk = there(queries.to_judge(request.scope, now).filter(pk=risk_id).first())
    mine = queries.assessments(request.scope, now).filter(
        risk=risk, assessor__membership__user_id=request.scope.user_id
    )
    form = AssessForm(request.POST if request.method == "POST" else None, mine.first())
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.assess(
                by=request.scope, at=clock.now(), sitting=now, risk=risk, steps=form.steps, reason=reason
            )
            messages.success(request, _("Bedömningen är sparad. Ingen annan ser den än."))
            return redirect("crimeproofing:sitting", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    page = presenters.risk_page(request.scope, one, risk)
    return shown(
        request,
        one,
        "sitting",
        "crimeproofing/assess.html",
        form=form,
        page=page,
    )


@signed_in
@require_POST
def settle_sitting(request: ScopedRequest, case_id: int, turn: str) -> HttpResponse:
    """Lock one's own assessments, or unlock them."""
    one = opened(request, case_id, "sitting")
    now = there(queries.latest_sitting(request.scope, one))
    if turn == "las":
        tried(
            request,
            lambda: services.lock(by=request.scope, at=clock.now(), sitting=now),
            _("Din bedömning är låst."),
        )
    elif turn == "las-upp":
        tried(
            request,
            lambda: services.unlock(by=request.scope, at=clock.now(), sitting=now),
            _("Din bedömning är upplåst."),
        )
    else:
        raise Http404
    return redirect("crimeproofing:sitting", one.pk)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def excuse(request: ScopedRequest, case_id: int, assessor_id: int) -> HttpResponse:
    """Let an assessor abstain, with the reason."""
    one = opened(request, case_id, "excuse")
    now = there(queries.latest_sitting(request.scope, one))
    found = there(queries.assessor(request.scope, now, assessor_id))
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.excuse(by=request.scope, at=clock.now(), sitting=now, assessor=found, reason=reason)
            messages.success(request, _("Bedömaren avstår."))
            return redirect("crimeproofing:sitting", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    who = str(found.membership.user)
    return shown(
        request,
        one,
        "sitting",
        "crimeproofing/excuse.html",
        form=form,
        who=who,
    )


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def memo(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Show what the memo will hold; give it as a file to whoever says why and that they know what it shows."""
    one = opened(request, case_id, "memo")
    at = clock.now()
    made = presenters.memo_document(request.scope, one, localtime(at), reports.look_of(request.scope))
    form = ExportForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            services.record_export(by=request.scope, at=at, case=one, **said)
            return _file(presenters.memo_file(made, said["form"]), said["form"], one.title)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(
        request,
        one,
        "memo",
        "crimeproofing/memo.html",
        form=form,
        memo=made,
        sections=presenters.sections(made.body, 3),
    )


def _file(content: bytes, form: str, title: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="promemoria-{slugify(title) or "arende"}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
