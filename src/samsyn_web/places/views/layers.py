"""Pages of the organisation's own background maps."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn_web.base import clock, csp
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.places import queries, services
from samsyn_web.places.forms import LayerForm

administers = requires(Permission.ADMINISTER)


@administers
@require_http_methods(["GET", "HEAD", "POST"])
def layers(request: ScopedRequest) -> HttpResponse:
    """List the map layers, try them, and add one."""
    form = LayerForm(request.POST or None, initial={"kind": "xyz"})
    if request.method == "POST" and form.is_valid():
        try:
            services.add_layer(by=request.scope, at=clock.now(), **form.cleaned_data)
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, _("Kartlagret är tillagt. Se på kartan att det visas."))
            return redirect("places:layers")
    background = queries.background(request.scope)
    csp.allow(request, "img-src", background.origins)
    shown = {"layers": queries.layers(request.scope), "form": form, "background": background.layers}
    return render(request, "places/layers.html", shown, status=422 if form.is_bound else 200)


@administers
@require_POST
def show_first(request: ScopedRequest) -> HttpResponse:
    """Choose the layer that maps begin with; none is the plain map."""
    chosen = request.POST.get("layer", "")
    layer = queries.layer(request.scope, int(chosen)) if chosen.isdecimal() else None
    if chosen and layer is None:
        raise Http404
    services.show_first(by=request.scope, at=clock.now(), layer=layer)
    messages.success(request, _("Valet är sparat."))
    return redirect("places:layers")


@administers
@require_POST
def remove_layer(request: ScopedRequest, layer_id: int) -> HttpResponse:
    """Take away a map layer."""
    layer = queries.layer(request.scope, layer_id)
    if layer is None:
        raise Http404
    services.remove_layer(by=request.scope, at=clock.now(), layer=layer)
    messages.success(request, _("Kartlagret är borttaget."))
    return redirect("places:layers")
