"""Support asked for and given, one request, and the load week by week."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import PER_PAGE, programme_of, reads


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show what was asked for and given; a participant sees its own and asks for more."""
    one, facts = programme_of(request, programme_id)
    scope, now = request.scope, clock.now()
    there = {row.pk: row for row in queries.followed(scope, one.pk)}
    writes = {key: row for key, row in there.items() if policies.works_with(scope, row)}
    choices = [(key, row.name) for key, row in writes.items()]

    def deed(form: Any, service: Any, said: str) -> Deed:
        def run(filled: Any) -> None:
            fields = dict(filled.cleaned_data)
            service(by=scope, at=now, participant=writes[fields.pop("participant")], **fields)

        return Deed(partial(form, choices, facts.focus_areas), run, said)

    deeds = {}
    if writes:
        deeds["ask"] = deed(forms.AskForm, services.ask_for_support, _("Begäran är lämnad."))
    if policies.works_on(scope, one):
        deeds["given"] = deed(forms.GivenForm, services.note_support, _("Stödet är antecknat."))
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:support", one.pk)
    asked, given = list(queries.support_requests(scope, one.pk)), list(queries.support_given(scope, one.pk))
    names = {key: row.name for key, row in there.items()}
    shown = {
        "programme": one,
        "retold": policies.is_retold(one),
        "requests": asked,
        "given": given,
        "focus_areas": facts.focus_areas,
        "names": names.values(),
        "counts": presenters.support_counts(asked, given, names, facts.focus_areas),
        "waiting": presenters.waiting(asked, localdate(now)),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/support.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def support_request(request: ScopedRequest, request_id: int) -> HttpResponse:
    """Show one request; whoever leads the programme answers, and who asked may take it back."""
    found = queries.support_request(request.scope, request_id)
    if found is None:
        raise Http404
    one, facts = programme_of(request, found.participant.programme_id)
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    deeds = {}
    is_open = found.state in policies.OPEN
    if is_open and policies.works_on(request.scope, one):
        what: dict[str, Any] = {
            "participant": found.participant,
            "kind": found.kind,
            "focus_area": found.focus_area,
        }
        deeds["answer"] = Deed(
            partial(forms.AnswerForm, initial={"answer": found.answer, "provider": found.provider}),
            lambda form: services.answer_request(**by, request=found, **form.cleaned_data),
            _("Svaret är sparat."),
        )
        deeds["done"] = Deed(
            partial(forms.DoneForm, initial={"provider": found.provider}),
            lambda form: services.note_support(**by, **what, request=found, **form.cleaned_data),
            _("Stödet är antecknat och begäran är klar."),
        )
    if is_open and policies.works_with(request.scope, found.participant):
        deeds["withdraw"] = Deed(
            forms.WithdrawForm,
            lambda _form: services.withdraw_request(**by, request=found),
            _("Begäran är återtagen."),
        )
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:support_request", found.pk)
    shown = {
        "programme": one,
        "request_for": found,
        "focus": facts.focus_areas.get(found.focus_area, ""),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/support_request.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show week by week what is asked of each function, where it is too much, and set the limits."""
    one, facts = programme_of(request, programme_id)
    scope, now = request.scope, clock.now()
    there = {row.pk: row for row in queries.followed(scope, one.pk)}
    writes = {key: row for key, row in there.items() if policies.works_with(scope, row)}
    rows = list(queries.undertakings(scope, one.pk))
    own = {row.pk: row for row in rows if row.participant_id in writes}
    limit = queries.load_limit(scope, one.pk)
    made, done = carry_out(request, _load_deeds(request, one, facts, writes, own, limit))
    if done:
        return redirect("programmes:load", one.pk)
    weeks, tasks = presenters.coming_weeks(localdate(now)), queries.tasks(scope, one.pk)
    shown = {
        "programme": one,
        "retold": policies.is_retold(one),
        "limit": limit,
        "weeks": [week.isocalendar().week for week in weeks],
        "rows": presenters.load_rows(tasks, limit, weeks),
        "warnings": presenters.too_many_areas(tasks, limit, weeks),
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("sida")),
        "own": own,
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/load.html", shown, status=422 if bound else 200)


def _load_deeds(
    request: ScopedRequest, one: Any, facts: Any, writes: dict[int, Any], own: dict[int, Any], limit: Any
) -> dict[str, Deed]:
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}

    def add(form: Any) -> None:
        fields = dict(form.cleaned_data)
        services.add_undertaking(**by, participant=writes[fields.pop("participant")], **fields)

    deeds = {}
    if writes:
        choices = [(key, row.name) for key, row in writes.items()]
        form = partial(forms.UndertakingForm, choices, facts.focus_areas)
        deeds["add"] = Deed(form, add, _("Åtagandet är med."))
        deeds["remove"] = Deed(
            partial(forms.PickForm, [(key, str(row)) for key, row in own.items()]),
            lambda form: services.remove_undertaking(**by, undertaking=own[form.cleaned_data["key"]]),
            _("Åtagandet är borttaget."),
        )
    if policies.works_on(request.scope, one):
        initial = {"hours_per_week": limit.hours_per_week, "focus_areas": limit.focus_areas} if limit else {}
        deeds["limit"] = Deed(
            partial(forms.LimitForm, initial=initial),
            lambda form: services.set_load_limit(**by, programme=one, **form.cleaned_data),
            _("Gränserna är sparade."),
        )
    return deeds
