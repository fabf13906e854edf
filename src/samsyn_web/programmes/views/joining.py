"""A municipality that has a place here joins a programme by a code, and leaves it again."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import forms, policies, queries, services
from samsyn_web.programmes.views.deeds import Deed, carry_out
from samsyn_web.programmes.views.found import reads, runs


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ScopedRequest) -> HttpResponse:
    """Ask for the code, and lead to the programme."""
    joined: list[Any] = []
    deed = Deed(
        forms.JoinForm,
        lambda form: joined.append(
            services.join_by_code(by=request.scope, at=clock.now(), **form.cleaned_data)
        ),
        _("Kommunen deltar nu i programmet och rapporterar själv här."),
    )
    made, done = carry_out(request, {"join": deed} if policies.may_join(request.scope) else {})
    if done:
        return redirect("programmes:programme", joined[0].programme_id)
    bound = any(form.is_bound for form in made.values())
    return render(request, "programmes/join.html", {"forms": made}, status=422 if bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def end_joining(request: ScopedRequest, participant_id: int) -> HttpResponse:
    """Ask once more, and let the place be nobody's here again."""
    place = queries.participant(request.scope, participant_id)
    if place is None or not policies.ends_joining(request.scope, place):
        raise Http404
    deed = Deed(
        forms.EndJoiningForm,
        lambda _form: services.end_joining(by=request.scope, at=clock.now(), participant=place),
        _("Kommunen har inte längre platsen i programmet."),
    )
    made, done = carry_out(request, {"end": deed})
    if done:
        stays = place.programme.organisation_id == request.scope.organisation_id
        return (
            redirect("programmes:participation", place.programme_id)
            if stays
            else redirect("programmes:programmes")
        )
    shown = {"programme": place.programme, "place": place, "forms": made}
    status = 422 if any(form.is_bound for form in made.values()) else 200
    return render(request, "programmes/end_joining.html", shown, status=status)


def code_deeds(request: ScopedRequest, place: Any, codes: list[str]) -> dict[str, Deed]:
    """Return what whoever runs the programme can do about a participant's code: give one, and stop it."""
    if not policies.works_on(request.scope, place.programme) or place.organisation_id is not None:
        return {}
    by: dict[str, Any] = {"by": request.scope, "at": clock.now(), "participant": place}
    return {
        "code": Deed(
            lambda **given: forms.JoiningCodeForm(localdate(by["at"]) + policies.USUAL, **given),
            lambda form: codes.append(services.make_joining_code(**by, **form.cleaned_data)),
            _("Koden är skapad."),
        ),
        "stop_code": Deed(
            forms.StopCodeForm,
            lambda _form: services.revoke_joining_code(**by),
            _("Koden är återkallad."),
        ),
    }
