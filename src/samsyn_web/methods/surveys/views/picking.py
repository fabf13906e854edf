"""Figures of a closed survey are taken into a situational picture."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.surveys import presenters, queries, services
from samsyn_web.methods.surveys.forms import PickForm

works = requires(Permission.WORK_WITH_DATA)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: ScopedRequest, survey_id: int) -> HttpResponse:
    """Choose figures and freeze them in a situational picture."""
    scope, one = request.scope, queries.survey(request.scope, survey_id)
    if one is None:
        raise Http404
    page = presenters.pick_page(
        one,
        queries.told(scope, one.pk),
        queries.compared(scope, one.pk),
        queries.offered(scope, one.pk),
        refused=queries.why_not_picked(scope, one.pk),
    )
    form = PickForm(page.choices, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.pick_figures(by=scope, at=clock.now(), survey=one, picks=form.picks)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Siffrorna står i en lägesbild. Bedöm och publicera den som andra bilder.")
            )
            return redirect("findings:picture", made.pk)
    shown = {"page": page, "form": form}
    return render(request, "surveys/pick.html", shown, status=422 if form.is_bound else 200)


@works
@require_safe
def round_page(request: ScopedRequest, survey_round_id: int) -> HttpResponse:
    """Go from what a picture rests on to the survey that it was taken from."""
    one = queries.survey_of_round(request.scope, survey_round_id)
    if one is None:
        raise Http404
    return redirect("surveys:survey", one.pk)
