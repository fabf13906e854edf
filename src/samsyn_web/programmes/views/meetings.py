"""One meeting of a programme: how it was held, and what was agreed on until it is done."""

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
from samsyn_web.programmes.views.found import reads


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: ScopedRequest, met_id: int) -> HttpResponse:
    """Show a meeting; those who work with the municipality note it."""
    one = queries.meeting(request.scope, met_id)
    if one is None:
        raise Http404
    programme = one.participant.programme
    points = [
        row
        for row in queries.points(request.scope, programme.pk, one.participant_id)
        if row.meeting_id == one.pk
    ]
    made, done = carry_out(request, _deeds(request, one, points))
    if done:
        return redirect("programmes:meeting", one.pk)
    shown = {
        "programme": programme,
        "fictional": programme.is_fictional,
        "participant": one.participant,
        "meeting": one,
        "row": presenters.meeting_rows([one], points)[0],
        "points": presenters.point_rows(points, localdate(clock.now())),
        "forms": made,
    }
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/meeting.html", shown, status=422 if bound else 200)


def _deeds(request: ScopedRequest, one: Any, points: list[Any]) -> dict[str, Deed]:
    if not policies.works_with(request.scope, one.participant):
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now()}
    begins = {"form": one.form or "digital", "about": one.about, "present": forms.present_lines(one.present)}
    return {
        "note": Deed(
            partial(forms.NoteMeetingForm, initial=begins),
            lambda form: services.note_meeting(**by, meeting=one, **form.cleaned_data),
            _("Mötet är antecknat."),
        ),
        "point": Deed(
            forms.PointForm,
            lambda form: services.add_point(**by, meeting=one, **form.cleaned_data),
            _("Punkten är antecknad."),
        ),
        **point_deeds(by, points),
    }


def point_deeds(by: dict[str, Any], points: list[Any]) -> dict[str, Deed]:
    """Return what can be done with points: say that one is done, or that it is not."""
    today = localdate(by["at"])

    def pick(is_done: bool, done_on: Any, said: str) -> Deed:
        rows = {row.pk: row for row in points if (row.done_on is not None) == is_done}
        choices = [(key, str(row)) for key, row in rows.items()]
        return Deed(
            partial(forms.PickForm, choices),
            lambda form: services.finish_point(**by, point=rows[form.cleaned_data["key"]], done_on=done_on),
            said,
        )

    return {
        "agreed": pick(False, today, _("Punkten är klar.")),
        "reopened": pick(True, None, _("Punkten är öppen igen.")),
    }
