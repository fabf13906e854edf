"""An intake as a whole: where it is, its receipt, thrown away, undone; and all that wait, brought in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, services
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds

INLINE_ROWS = 20_000  # more than this is written by the worker, with progress


def of_staged(
    view: Callable[[ScopedRequest, observations.Intake], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the staged intake; one that has moved on, as after a double click, shows where it is instead."""

    @wraps(view)
    def stepped(request: ScopedRequest, intake_id: int) -> HttpResponse:
        one = found(request, intake_id)
        return view(request, one) if one.is_staged else redirect("incidents:intake", one.pk)

    return stepped


@works
@require_safe
def intake(request: ScopedRequest, intake_id: int) -> HttpResponse:
    """Go to the step that a file is at, or show its receipt."""
    one = found(request, intake_id)
    if one.state == "committing":
        return _writing(request, one)
    if not one.is_staged:
        return _receipt(request, one)
    if not one.is_read:
        return _unread(request, one)
    return redirect("incidents:review" if one.source_id and not one.problem else "incidents:columns", one.pk)


def _unread(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """A file that the worker has not read: follow the work, or ask for it again."""
    job = services.ask_to_read(by=request.scope, at=clock.now(), intakes=[one])
    return redirect("incidents:work", job.pk)


def _writing(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """A file whose rows are being written, or whose writing was cut off."""
    job = services.ask_to_commit(by=request.scope, at=clock.now(), intake=one)
    return redirect("incidents:work", job.pk)


def _receipt(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    areas = observations.areas_of(request.scope, one)
    reading = observations.reading_of(request.scope, one)
    own = areas or (reading.areas if reading else None)
    names = dict(zip(own.keys, own.names, strict=True)) if own else {}
    can_undo = one.state == "committed" and not observations.newer(request.scope, one)
    shown = {
        "intake": one,
        "receipt": presenters.receipt(one, names, can_undo=can_undo),
        "waiting": observations.staged(request.scope).count(),
    }
    return render(request, "incidents/receipt.html", shown)


def committed(request: ScopedRequest, one: observations.Intake) -> str:
    """Write a file's rows, or ask for it, and return the address to go on to."""
    by, at = request.scope, clock.now()
    if one.rows_used > INLINE_ROWS:
        return reverse("incidents:work", args=[services.ask_to_commit(by=by, at=at, intake=one).pk])
    services.commit(by=by, at=at, intake=one)
    return reverse("incidents:intake", args=[one.pk])


@works
@require_POST
def commit_waiting(request: ScopedRequest) -> HttpResponse:
    """Bring in every waiting file whose source is known, in the order that they came."""
    done = 0
    for one in observations.staged(request.scope):
        if one.source_id and one.is_read and not one.problem:
            try:
                committed(request, one)
                done += 1
            except SamsynError as error:
                messages.error(request, f"{one.attachment.name}: {error.message}")
    if done:
        messages.success(request, _("%(n)s filer är inlästa eller på väg in.") % {"n": done})
    return redirect("incidents:register")


@works
@require_http_methods(["GET", "HEAD", "POST"])
@of_staged
def discard(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """Ask, then throw away a file that nothing has been written of."""
    if request.method == "GET":
        return render(request, "incidents/discard.html", {"intake": one})
    try:
        rounds.discard_intake(by=request.scope, at=clock.now(), intake=one)
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("incidents:intake", one.pk)
    messages.success(request, _("Filen är borttagen. Den finns kvar hos dig och kan läsas in igen."))
    return redirect("incidents:register")


@works
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: ScopedRequest, intake_id: int) -> HttpResponse:
    """Ask, then take a file's rows out of the register."""
    one = found(request, intake_id)
    if request.method == "GET":
        return render(
            request, "incidents/undo.html", {"intake": one, "newer": observations.newer(request.scope, one)}
        )
    try:
        one = services.undo(by=request.scope, at=clock.now(), intake=one)
        services.ask_to_sweep(by=request.scope, at=clock.now(), intake=one)
    except SamsynError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("Inläsningen är ångrad."))
    return redirect("incidents:intake", intake_id)


@works
@require_safe
def left_out(request: ScopedRequest, intake_id: int) -> HttpResponse:
    """Give the rows that could not be used as CSV, with the reason for each."""
    one = found(request, intake_id)
    rows, reading = observations.left_out(request.scope, one), observations.reading_of(request.scope, one)
    if rows is None or reading is None:
        raise Http404
    reasons = {left.key: left.reason for left in reading.left_out}
    return HttpResponse(
        presenters.left_out_csv(rows, reasons),
        "text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="utelamnade_{one.pk}.csv"'},
    )


@works
@require_safe
def declaration(request: ScopedRequest, intake_id: int) -> HttpResponse:
    """Give what a staged file's source says as YAML."""
    one = found(request, intake_id)
    return yaml(one.declaration, f"kalla_{one.pk}")


def yaml(text: str, name: str) -> HttpResponse:
    """Answer with a declaration as a file."""
    return HttpResponse(
        text,
        "application/yaml; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.yaml"'},
    )


def found(request: ScopedRequest, intake_id: int) -> observations.Intake:
    """Return one of the organisation's intakes."""
    one = observations.intake(request.scope, intake_id)
    if one is None:
        raise Http404
    return one
