"""A programme's partners: who they are, what they read, what they hand in, and what is decided about it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.programme import from_plain
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import queries as people
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads

follows = requires(Permission.FOLLOW_PROGRAMME)
FORMS: dict[str, tuple[Any, Any]] = {
    "activity": (
        forms.ActivityProposalForm,
        gettext_lazy("Förslaget är lämnat till programledaren."),
    ),
    "advice": (forms.AdviceForm, gettext_lazy("Rådet är lämnat till programledaren.")),
    "request": (forms.RequestForm, gettext_lazy("Begäran är lämnad till programledaren.")),
}


@follows
@require_safe
def partnerships(request: ScopedRequest) -> HttpResponse:
    """Begin here as a partner: in which programmes, in what role, and what one can do there."""
    today = localdate(clock.now())
    found = queries.partner_places(request.scope, today)
    places = [(one, presenters.what_one_can_do(one), presenters.days_of(one)) for one in found]
    shown = {"places": places, "organisation": people.organisation(request.scope)}
    return render(request, "programmes/partnerships.html", shown)


@follows
@require_http_methods(["GET", "HEAD", "POST"])
def partnership(request: ScopedRequest, partnership_id: int) -> HttpResponse:
    """Show a partner what its role gives it in one programme, and let it hand in."""
    scope, now = request.scope, clock.now()
    today = localdate(now)
    one = queries.partner_place(scope, partnership_id, today)
    if one is None:
        raise Http404
    facts = from_plain(one.programme.facts)
    there = {row.pk: row for row in queries.partner_participants(scope, one.pk, today)}
    own = list(queries.own_contributions(scope, one.pk, today))
    made, done = carry_out(request, _hand_in(request, one, facts, there, own))
    if done:
        return redirect("programmes:partnership", one.pk)
    found = queries.partner_activities(scope, one.pk, today)
    shown = {
        "one": one,
        "programme": one.programme,
        "can": presenters.what_one_can_do(one),
        "days": presenters.days_of(one),
        "is_county_board": one.role == "county_board",
        "reached": presenters.reached_rows(queries.partner_reached(scope, one.pk, today)),
        "activities": presenters.activity_rows(found, facts),
        "requests": queries.partner_requests(scope, one.pk, today),
        "beside": presenters.beside_shown(queries.partner_figures(scope, one.pk, today)),
        "own": presenters.contribution_rows(own, facts.focus_areas),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/partnership.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def partners(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """List a programme's partners and what they have handed in; whoever leads it adds one, or sets a last day."""
    one, facts = programme_of(request, programme_id)
    scope, now = request.scope, clock.now()
    found = list(queries.programme_partners(scope, one.pk))
    counties = queries.partner_counties(scope, one.pk)
    rows = presenters.partner_rows(found, counties, localdate(now))
    made, done = carry_out(request, _lead(request, one, found, counties))
    if done:
        return redirect("programmes:partners", one.pk)
    shown = {
        "programme": one,
        "retold": policies.is_retold(one),
        "runs": policies.runs(scope, one),
        "rows": rows,
        "contributions": presenters.contribution_rows(
            queries.contributions(scope, one.pk), facts.focus_areas
        ),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/partners.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def contribution(request: ScopedRequest, contribution_id: int) -> HttpResponse:
    """Show what a partner has handed in; whoever leads the programme accepts or declines it."""
    found = queries.contribution(request.scope, contribution_id)
    if found is None:
        raise Http404
    one, facts = programme_of(request, found.partner.programme_id)
    (row,) = presenters.contribution_rows([found], facts.focus_areas)
    deeds = {}
    if row.is_open and policies.works_on(request.scope, one):
        by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "contribution": found}
        formats = facts.formats if found.kind == "activity" else {}
        deeds["accept"] = Deed(
            partial(forms.AcceptForm, formats),
            lambda form: services.accept_contribution(
                **by,
                answer=form.cleaned_data["answer"],
                formats=tuple(form.cleaned_data.get("formats", ())),
            ),
            _("Inspelet är mottaget."),
        )
        deeds["decline"] = Deed(
            forms.DeclineForm,
            lambda form: services.decline_contribution(**by, **form.cleaned_data),
            _("Inspelet är avböjt, och partnern ser varför."),
        )
    made, done = carry_out(request, deeds)
    if done:
        return redirect("programmes:contribution", found.pk)
    shown = {"programme": one, "row": row, "forms": made}
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/contribution.html", shown, status=422 if bound else 200)


def _hand_in(
    request: ScopedRequest, one: Any, facts: Any, there: dict[int, Any], own: list[Any]
) -> dict[str, Deed]:
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    choices = [(key, row.name) for key, row in there.items()]

    def hand(kind: str) -> Deed:
        form, said = FORMS[kind]

        def run(filled: Any) -> None:
            fields = dict(filled.cleaned_data)
            place = there[fields.pop("participant")]
            services.contribute(**by, partner=one, participant=place, kind=kind, **fields)

        return Deed(partial(form, choices, facts.focus_areas), run, str(said))

    deeds = {str(kind): hand(kind) for kind in policies.HANDS_IN.get(one.role, ())} if there else {}
    waiting = {row.pk: row for row in own if row.state == "proposed"}
    if waiting:
        deeds["withdraw"] = Deed(
            partial(forms.PickForm, [(key, str(row)) for key, row in waiting.items()]),
            lambda form: services.withdraw_contribution(**by, contribution=waiting[form.cleaned_data["key"]]),
            _("Inspelet är återtaget."),
        )
    return deeds


def _lead(request: ScopedRequest, one: Any, found: list[Any], counties: dict[str, str]) -> dict[str, Deed]:
    if not policies.works_on(request.scope, one):
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    authorities = {row.pk: row for row in queries.authorities(request.scope)}

    def add(form: Any) -> None:
        fields = dict(form.cleaned_data)
        organisation = authorities.get(fields.pop("organisation"))
        services.add_partner(**by, programme=one, organisation=organisation, **fields)

    choices = [(key, row.name) for key, row in authorities.items()]
    deeds = {"add": Deed(partial(forms.PartnerForm, choices, counties), add, _("Partnern är med."))}
    going_on = {row.pk: row for row in found if row.starts is not None and row.ends is None}
    if going_on:

        def end(form: Any) -> None:
            said = form.cleaned_data
            services.end_partner(**by, partner=going_on[said["key"]], ends=said["ends"])

        rows = [(key, row.name) for key, row in going_on.items()]
        deeds["end"] = Deed(partial(forms.EndPartnerForm, rows), end, _("Sista dagen är sparad."))
    return deeds
