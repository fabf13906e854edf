"""Quarterly reports at a glance, and one of them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import QUARTER, BackForm, DueForm, QuarterForm, QuarterRuleForm, ReportForm
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import page_of, programme_of, reads, report_of, runs


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def quarters(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show who has handed in what; who runs the programme sets the rule and asks for a new quarter."""
    one, facts = programme_of(request, programme_id)
    scope, today = request.scope, localdate(clock.now())
    rule = queries.quarter_rule(scope, one.pk)
    made, done = carry_out(request, _deeds(request, one, rule))
    if done:
        return redirect("programmes:quarters", one.pk)
    page, reports = page_of(request, queries.reports(scope, one.pk))
    parts = queries.parts(scope, one.pk).filter(report__in=reports)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "focus_areas": facts.focus_areas,
        "clock": presenters.clock(queries.followed(scope, one.pk), queries.asked(scope, one.pk, today)),
        "page": page,
        "rows": presenters.quarter_rows(
            reports, parts, facts.focus_areas, today, queries.ways(scope, one.pk, [row.pk for row in reports])
        ),
        "obstacles": presenters.obstacle_rows(one.pk, queries.obstacles(scope, one.pk)),
        "rule": rule,
        "forms": made,
        "retold": policies.is_retold(one),
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/quarters.html", shown, status=422 if bound else 200)


def _deeds(request: ScopedRequest, one: Any, rule: Any) -> dict[str, Deed]:
    if not policies.works_on(request.scope, one):
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "programme": one}
    begins = {"days_after": rule.days_after, "opens_itself": rule.opens_itself} if rule else None
    return {
        "open": Deed(
            QuarterForm,
            lambda form: services.open_quarter(**by, **form.cleaned_data),
            _("Kvartalet är öppnat för alla deltagare."),
        ),
        "rule": Deed(
            partial(QuarterRuleForm, initial=begins),
            lambda form: services.set_quarter_rule(**by, **form.cleaned_data),
            _("Regeln är sparad. Den gäller kvartal som öppnas från och med nu."),
        ),
    }


@reads
@require_safe
def obstacle(request: ScopedRequest, programme_id: int, obstacle: str) -> HttpResponse:
    """Show the reports behind the figure of an obstacle."""
    one, facts = programme_of(request, programme_id)
    name, quarter = presenters.obstacle_name(obstacle), request.GET.get("kvartal", "")
    if not name or (quarter and not QUARTER.fullmatch(quarter)):
        raise Http404
    page, named = page_of(request, queries.naming(request.scope, one.pk, obstacle, quarter))
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "name": name,
        "code": obstacle,
        "n": page.paginator.count,
        "quarter": quarter,
        "page": page,
        "rows": [(part, facts.focus_areas.get(part.focus_area, "")) for part in named],
    }
    return render(request, "programmes/obstacle.html", shown)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Write a quarterly report, or read it."""
    one = report_of(request, report_id)
    programme_id = one.participant.programme_id
    _found, facts = programme_of(request, programme_id)
    stands = list(queries.parts(request.scope, programme_id).filter(report=one))
    can_write = policies.reports_for(request.scope, one.participant) and one.state != "submitted"
    form = ReportForm(
        facts.focus_areas,
        stands,
        request.POST if request.method == "POST" else None,
        _begins(request, one, is_begun=bool(stands)),
        presenters.proposals(queries.happened(request.scope, one), facts.focus_areas) if can_write else None,
    )
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("staffing", "needs", "agreed", "is_led")}
        try:
            services.write_report(by=request.scope, at=clock.now(), report=one, parts=form.parts, **said)
            if "submit" in request.POST:
                services.submit(by=request.scope, at=clock.now(), report=one)
                messages.success(request, _("Kvartalsrapporten är inlämnad och fryst."))
                return redirect("programmes:quarters", programme_id)
            messages.success(request, _("Utkastet är sparat."))
            return redirect("programmes:report", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    is_submitted, leads = one.state == "submitted", policies.runs(request.scope, one.participant.programme)
    shown = {
        "report": one,
        "form": form,
        "back": BackForm(),
        "due": DueForm(initial={"due": one.due}) if leads and not is_submitted else None,
        "versions": presenters.version_rows(queries.versions(request.scope, one.pk), facts.focus_areas),
        "parts": [
            (facts.focus_areas[part.focus_area], part, presenters.obstacles_of(part)) for part in stands
        ],
        "can_write": can_write,
        "on_behalf": one.participant.organisation_id is None,
        "can_send_back": leads and is_submitted,
    }
    return render(request, "programmes/report.html", shown, status=422 if form.is_bound else 200)


def _begins(request: ScopedRequest, one: Any, *, is_begun: bool) -> dict[str, Any]:
    told = dict(presenters.written(one))
    if not is_begun and not one.agreed:
        told["agreed"] = presenters.agreed(
            queries.points(request.scope, one.participant.programme_id, one.participant_id), one.quarter
        )
    return told


@runs
@require_POST
def send_back(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Ask for changes."""
    one, form = report_of(request, report_id), BackForm(request.POST)
    given = {"by": request.scope, "at": clock.now(), "report": one}
    return _answered(
        request, one, form, partial(services.send_back, **given), _("Rapporten är skickad tillbaka.")
    )


@runs
@require_POST
def report_due(request: ScopedRequest, report_id: int) -> HttpResponse:
    """Give one municipality another day."""
    one, form = report_of(request, report_id), DueForm(request.POST)
    given = {"by": request.scope, "at": clock.now(), "report": one}
    return _answered(request, one, form, partial(services.set_report_due, **given), _("Dagen är sparad."))


def _answered(request: ScopedRequest, one: Any, form: Any, service: Any, said: str) -> HttpResponse:
    try:
        if form.is_valid():
            service(**form.cleaned_data)
            messages.success(request, said)
        else:
            messages.error(request, " ".join(text for texts in form.errors.values() for text in texts))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:report", one.pk)
