"""Support asked for and given, and one request."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads


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
