"""The municipality's own statistical areas are taken in with one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.people import services


@requires(Permission.WORK_WITH_DATA)
@require_POST
def take_in_areas(request: ScopedRequest) -> HttpResponse:
    """Keep the areas, and show them; the page that follows can take them away while nothing rests on them."""
    try:
        kept = services.take_in_areas(by=request.scope, at=clock.now())
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("places:versions")
    messages.success(
        request, _("Områdena är sparade. Du kan ta bort indelningen igen så länge ingenting bygger på den.")
    )
    return redirect("places:version", kept.pk)
