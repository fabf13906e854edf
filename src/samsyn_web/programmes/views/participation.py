"""How far the participants have come, one page for each of them, and the programme's days as a calendar."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.programme import with_conferences
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries as people
from samsyn_web.people import services as people_services
from samsyn_web.programmes import forms, policies, presenters, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import programme_of, reads
from samsyn_web.programmes.views.meetings import point_deeds


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def participation(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """
    Show every participant and its phases; whoever runs the programme adds one.

    A retold programme has the phases that its documents state, and nobody is added to it.
    """
    one, facts = programme_of(request, programme_id)
    scope = request.scope
    added: list[Any] = []
    deed = Deed(
        forms.NewParticipantForm,
        lambda form: added.append(
            services.add_participant(by=scope, at=clock.now(), programme=one, **form.cleaned_data)
        ),
        _("Kommunen är med i programmet."),
    )
    made, done = carry_out(request, {"add": deed} if policies.works_on(scope, one) else {})
    if done:
        return redirect("programmes:outside", added[0].pk)
    rows = presenters.participant_rows(
        queries.followed(scope, one.pk),
        queries.standings(scope, one.pk),
        queries.gates(scope, one.pk),
        localdate(clock.now()),
    )
    told = with_conferences(facts, queries.told_joint_activities(scope, one.pk))
    shown = {"programme": one, "facts": told, "rows": rows, "retold": policies.is_retold(one), "forms": made}
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/participation.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def progress(request: ScopedRequest, participant_id: int) -> HttpResponse:
    """Show one participant: where it is, what is missing, and everything that was agreed."""
    found = queries.followed_one(request.scope, participant_id)
    if found is None:
        raise Http404
    one, facts = programme_of(request, found.programme_id)
    shown = _shown(request, found, facts)
    made, done = carry_out(request, _deeds(request, found, facts, shown))
    if done:
        return redirect("programmes:progress", found.pk)
    shown |= {"programme": one, "facts": facts, "forms": made, "retold": policies.is_retold(one)}
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/progress.html", shown, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show whether one has an address of the programme's calendar, and make one; it is told this once."""
    one, _facts = programme_of(request, programme_id)
    tokens: list[str] = []
    by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "programme": one}
    deeds = {
        "make": Deed(
            forms.MakeAddressForm,
            lambda _form: tokens.append(services.make_programme_calendar(**by)),
            _("Adressen är skapad."),
        ),
        "stop": Deed(
            forms.StopAddressForm,
            lambda _form: services.revoke_programme_calendar(**by),
            _("Adressen fungerar inte längre. Kalendern slutar uppdateras."),
        ),
    }
    _made, done = carry_out(request, deeds)
    if done and not tokens:
        return redirect("programmes:calendar", one.pk)
    address = reverse("programmes:calendar_feed", args=tokens) if tokens else ""
    shown = {
        "programme": one,
        "link": queries.programme_calendar(request.scope, one.pk),
        "address": request.build_absolute_uri(address) if address else "",
    }
    return render(request, "programmes/calendar.html", shown)


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the calendar to whoever holds its address."""
    whose = queries.scope_of_programme_calendar(token)
    one = queries.programme(*whose) if whose else None
    if whose is None or one is None:
        raise Http404
    content = presenters.programme_ics(
        one.name,
        queries.gates(*whose),
        queries.meetings(*whose),
        queries.phase_milestones(*whose),
        queries.points(*whose),
        queries.reports(*whose),
        queries.activities(*whose, queries.Chosen()),
        queries.joint_activities(*whose),
        {row.pk: row.name for row in queries.followed(*whose)},
        at=clock.now(),
    )
    headers = {"Cache-Control": "no-store, private", "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def _shown(request: ScopedRequest, one: Any, facts: Any) -> dict[str, Any]:
    scope, number = request.scope, one.programme_id

    def own(rows: Any) -> list[Any]:
        return [row for row in rows if row.participant_id == one.pk]

    gates, letters = own(queries.gates(scope, number)), own(queries.letters(scope, number))
    standing = queries.standings(scope, number)
    row = presenters.participant_rows([one], standing, gates, localdate(clock.now()))[0]
    letter = letters[0] if letters else None
    plans = own(queries.plans(scope, number))
    agreed = list(queries.points(scope, number, one.pk))
    periods = list(people.function_periods(scope, policies.subject_of(number, one.pk)))
    leads, times = presenters.leadership(periods, localdate(clock.now()))
    return {
        "one": one,
        "periods": periods,
        "leads": leads if policies.runs(scope, one.programme) else "",
        "times": times,
        "row": row,
        "rows_of_meetings": (met := own(queries.meetings(scope, number))),
        "meetings": presenters.meeting_rows(met, agreed),
        "agreed": agreed,
        "points": presenters.point_rows(
            [point for point in agreed if point.done_on is None], localdate(clock.now())
        ),
        "milestones": own(queries.phase_milestones(scope, number)),
        "plans": plans,
        "focus": [facts.focus_areas[n] for n in plans[0].focus_areas] if plans else [],
        "letters": letters,
        "signed": [s for s in queries.signatures(scope, number) if letter and s.letter_id == letter.pk],
    }


def _deeds(request: ScopedRequest, one: Any, facts: Any, shown: dict[str, Any]) -> dict[str, Deed]:
    if not policies.works_with(request.scope, one):
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    own = by | {"participant": one}
    deeds = {
        "meeting": _fields(forms.MeetingForm, services.add_meeting, own, _("Mötet är antecknat.")),
        "step": _fields(forms.PhaseMilestoneForm, services.add_phase_milestone, own, _("Delsteget är med.")),
        "plan": _fields(
            partial(forms.PlanForm, facts.focus_areas),
            services.write_plan,
            own,
            _("Planen är sparad som en ny version."),
        ),
        "letter": _fields(
            forms.LetterForm,
            services.write_letter,
            own,
            _("Avsiktsförklaringen är sparad som en ny version."),
        ),
    }
    if shown["letters"]:
        letter = by | {"letter": shown["letters"][0]}
        deeds["sign"] = _fields(
            forms.SignatureForm, services.note_signature, letter, _("Underskriften är antecknad.")
        )
    deeds |= _picked(by, shown)
    if policies.works_on(request.scope, one.programme):
        deeds |= _leader(by, one, shown)
        deeds["due"] = _fields(forms.PhaseDueForm, services.set_phase_due, own, _("Dagen är sparad."))
        if shown["row"].next_phase:
            deeds["open"] = _fields(
                forms.OpenPhaseForm,
                services.open_phase,
                own | {"phase": shown["row"].next_phase},
                _("Fasen har börjat."),
            )
    return deeds


def _fields(form: Any, service: Any, given: dict[str, Any], said: str) -> Deed:
    return Deed(form, lambda filled: service(**given, **filled.cleaned_data), said)


def _leader(by: dict[str, Any], one: Any, shown: dict[str, Any]) -> dict[str, Deed]:
    about = by | {"subject": policies.subject_of(one.programme_id, one.pk), "function": policies.LEADER}
    running = next((row for row in shown["periods"] if row.ends is None), None)
    if running is None:
        fill = people_services.fill_function
        return {"filled": _fields(forms.FilledForm, fill, about, _("Det är antecknat."))}
    left = by | {"period": running}
    return {"left": _fields(forms.LeftForm, people_services.leave_function, left, _("Det är antecknat."))}


def _picked(by: dict[str, Any], shown: dict[str, Any]) -> dict[str, Deed]:
    planned = {row.pk: row for row in shown["rows_of_meetings"] if not row.is_held}
    held = {row.pk: row for row in shown["rows_of_meetings"] if row.is_held}
    left = {row.pk: row for row in shown["milestones"] if row.done_on is None}
    done = {row.pk: row for row in shown["milestones"] if row.done_on is not None}
    today = localdate(by["at"])

    def pick(rows: dict[int, Any], run: Any, said: str) -> Deed:
        choices = [(key, str(row)) for key, row in rows.items()]
        return Deed(partial(forms.PickForm, choices), lambda form: run(rows[form.cleaned_data["key"]]), said)

    return point_deeds(by, shown["agreed"]) | {
        "held": pick(planned, lambda row: services.hold_meeting(**by, meeting=row), _("Mötet är hållet.")),
        "unheld": pick(
            held,
            lambda row: services.hold_meeting(**by, meeting=row, is_held=False),
            _("Mötet är inte längre hållet."),
        ),
        "done": pick(
            left,
            lambda row: services.finish_phase_milestone(**by, milestone=row, done_on=today),
            _("Delsteget är klart."),
        ),
        "undone": pick(
            done,
            lambda row: services.finish_phase_milestone(**by, milestone=row, done_on=None),
            _("Delsteget är öppet igen."),
        ),
    }
