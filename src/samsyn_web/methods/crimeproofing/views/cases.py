"""The list of cases, a case's first page, its members, and what is shared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.load import crimeproofing
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.crimeproofing import presenters, queries, services
from samsyn_web.methods.crimeproofing.forms import CaseForm, MemberForm, ReasonForm, ScreeningForm
from samsyn_web.methods.crimeproofing.views.opening import opened, shown, signed_in, there, tried

leads = requires(Permission.DECIDE)


@signed_in
@require_safe
def cases(request: ScopedRequest) -> HttpResponse:
    """List the cases that the person may read."""
    listed = presenters.case_list(request.scope, queries.cases(request.scope))
    return render(
        request, "crimeproofing/cases.html", {"listed": listed, "shares": queries.shares(request.scope)}
    )


@signed_in
@require_safe
def standing(request: ScopedRequest) -> HttpResponse:
    """Say on the first page how many cases go on, to those who are in any."""
    listed = presenters.case_list(request.scope, queries.cases(request.scope))
    return render(request, "crimeproofing/standing.html", {"listed": listed})


@leads
@require_POST
def load_stated(request: ScopedRequest) -> HttpResponse:
    """Take in what the programme's report says."""
    made = services.load_stated(by=request.scope, at=clock.now())
    n = len(made)
    messages.success(request, ngettext("En analys är inläst.", "%(n)s analyser är inlästa.", n) % {"n": n})
    return redirect("crimeproofing:cases")


@leads
@require_safe
def compare(request: ScopedRequest) -> HttpResponse:
    """Show the types of risk that several organisations have found, and none of the organisations."""
    label = crimeproofing().label
    rows = [(label("risk_types", one.code), one.at_least) for one in queries.common_types(request.scope)]
    return render(
        request, "crimeproofing/compare.html", {"rows": rows, "shares": queries.shares(request.scope)}
    )


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def new_case(request: ScopedRequest) -> HttpResponse:
    """Open a case."""
    form = CaseForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.open_case(by=request.scope, at=clock.now(), **form.cleaned_data)
            return redirect("crimeproofing:case", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "crimeproofing/new_case.html", {"form": form}, status=422 if form.is_bound else 200
    )


@signed_in
@require_safe
def case(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Show a case's first page."""
    one = opened(request, case_id, "case")
    page = presenters.overview(request.scope, one)
    people = [
        (each.pk, f"{each.user}, {each.function_title}") for each in queries.addable(request.scope, one)
    ]
    form = MemberForm(people) if people else None
    return shown(request, one, "case", "crimeproofing/case.html", page=page, form=form)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def change_case(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Say better what a case is about; its own terms are marked at once."""
    one = opened(request, case_id, "change_case")
    form = CaseForm(request.POST if request.method == "POST" else None, one)
    if form.is_bound and form.is_valid():
        try:
            services.change_case(by=request.scope, at=clock.now(), case=one, **form.cleaned_data)
            one.refresh_from_db()
            services.mark_again(by=request.scope, at=clock.now(), case=one)
            messages.success(request, _("Ärendet är ändrat."))
            return redirect("crimeproofing:case", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(request, one, "case", "crimeproofing/change_case.html", form=form)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def close_case(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Close a case, with the reason."""
    one = opened(request, case_id, "close_case")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.close_case(by=request.scope, at=clock.now(), case=one, **form.cleaned_data)
            messages.success(request, _("Ärendet är avslutat. Det kan öppnas igen."))
            return redirect("crimeproofing:case", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return shown(request, one, "case", "crimeproofing/close_case.html", form=form)


@leads
@require_POST
def reopen_case(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Take up a case again."""
    one = opened(request, case_id, "case")
    tried(
        request,
        lambda: services.reopen_case(by=request.scope, at=clock.now(), case=one),
        _("Ärendet är öppet igen."),
    )
    return redirect("crimeproofing:case", one.pk)


@leads
@require_POST
def add_member(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Name somebody in a case."""
    one = opened(request, case_id, "case")
    people = [(each.pk, str(each.user)) for each in queries.addable(request.scope, one)]
    form = MemberForm(people, request.POST)
    if form.is_valid():
        chosen = form.cleaned_data["member"]
        tried(
            request,
            lambda: services.add_member(by=request.scope, at=clock.now(), case=one, membership_id=chosen),
            _("Deltagaren läser ärendet från och med nu."),
        )
    else:
        messages.error(request, _("Välj någon i listan."))
    return redirect("crimeproofing:case", one.pk)


@leads
@require_POST
def remove_member(request: ScopedRequest, case_id: int, member_id: int) -> HttpResponse:
    """Let somebody read a case no longer."""
    one = opened(request, case_id, "case")
    member = there(queries.case_member(request.scope, one, member_id))
    tried(
        request,
        lambda: services.remove_member(by=request.scope, at=clock.now(), case=one, member=member),
        _("Deltagaren läser inte ärendet längre. Du kan lägga till samma person igen."),
    )
    return redirect("crimeproofing:case", one.pk)


@leads
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Say what is shared, and begin or end it."""
    one = opened(request, case_id, "share")
    if request.method == "POST":
        tried(
            request,
            lambda: services.share_types(
                by=request.scope, at=clock.now(), case=one, shares=not one.shares_types
            ),
            _("Delningen är ändrad."),
        )
        return redirect("crimeproofing:case", one.pk)
    return shown(request, one, "case", "crimeproofing/share.html", shares=one.shares_types)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def screening(request: ScopedRequest, case_id: int) -> HttpResponse:
    """Answer the questions of the first look."""
    one = opened(request, case_id, "screening")
    answers = {each.question: (each.answer, each.note) for each in queries.answers(request.scope, one)}
    decided = {True: "yes", False: "no", None: ""}[one.goes_on]
    given = request.POST if request.method == "POST" else None
    form = ScreeningForm(answers, given, {"goes_on": decided, "reason": one.screening_reason})
    if form.is_bound and form.is_valid():
        try:
            services.answer_screening(
                by=request.scope,
                at=clock.now(),
                case=one,
                answers=form.said,
                goes_on=form.decided,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("Svaren är sparade."))
            return redirect("crimeproofing:case", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    rows = [(asked, form[asked.code], form[f"{asked.code}_note"]) for asked in form.questions]
    more = {"form": form, "rows": rows, "version": crimeproofing().version}
    return shown(request, one, "case", "crimeproofing/screening.html", **more)
