"""A finished measurement is taken into a situational picture."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.readiness import presenters, queries, services
from samsyn_web.methods.readiness.forms import PickForm

works = requires(Permission.WORK_WITH_DATA)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def pick(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Choose what of a measurement is frozen in a situational picture."""
    one = queries.measurement(request.scope, measurement_id)
    if one is None:
        raise Http404
    page = presenters.pick_page(one, queries.table(request.scope, one))
    form = PickForm(page.choices, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.pick_figures(
                by=request.scope, at=clock.now(), measurement=one, picks=form.cleaned_data["figures"]
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, _("Siffrorna står i en lägesbild. Bedöm och publicera den som andra bilder.")
            )
            return redirect("findings:picture", made.pk)
    shown = {"page": page, "form": form}
    return render(request, "readiness/pick.html", shown, status=422 if form.is_bound else 200)


@works
@require_safe
def round_page(request: ScopedRequest, readiness_round_id: int) -> HttpResponse:
    """Go from what a picture rests on to the measurement that it was taken from."""
    one = queries.measurement_of_round(request.scope, readiness_round_id)
    if one is None:
        raise Http404
    return redirect("readiness:measurement", one.pk)
