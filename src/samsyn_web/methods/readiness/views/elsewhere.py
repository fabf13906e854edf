"""Scores of a measurement made elsewhere: read from a file, shown as they were understood, and then kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn.methods.readiness import with_codes
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.readiness import policies, presenters, queries, services
from samsyn_web.methods.readiness.forms import ReadInForm, ScoresFileForm
from samsyn_web.methods.readiness.views.found import measurement_of, works

SHOWN = 20  # faults; the rest are counted


@never_cache
@works
@require_http_methods(["GET", "HEAD", "POST"])
def read_in(request: ScopedRequest, measurement_id: int) -> HttpResponse:
    """Read in both scorers' scores, which were locked before the file was made."""
    one = measurement_of(request, measurement_id)
    if not policies.takes_in_file(request.scope, one, queries.interviews(request.scope, one.pk).count()):
        raise Http404
    is_save = request.method == "POST" and request.POST.get("do") == "save"
    is_file = request.method == "POST" and not is_save
    upload = ScoresFileForm(*((request.POST, request.FILES) if is_file else ()))
    confirm = ReadInForm(request.POST if is_save else None)
    read: Any = None
    if is_save and confirm.is_valid() and _kept(request, one, confirm):
        return redirect("readiness:measurement", one.pk)
    if is_file and upload.is_valid():
        read = _understood(one, upload)
        if read is not None and not read.faults:
            confirm = ReadInForm(initial={"rows": presenters.kept(with_codes(read))})
    elif is_save:
        read = _again(one, confirm)
    faults = read.faults if read else ()
    shown = {
        "measurement": one,
        "form": upload,
        "confirm": confirm,
        "rows": presenters.pair_rows(read, one) if read and not faults and not upload.errors else (),
        "raters": read.raters if read else (),
        "faults": faults[:SHOWN],
        "more": len(faults[SHOWN:]),
    }
    status = 422 if faults or upload.errors or confirm.errors else 200
    return render(request, "readiness/read_in.html", shown, status=status)


def _understood(one: Any, upload: ScoresFileForm) -> Any:
    """Return what a file says; or nothing, and the form says why."""
    given = upload.cleaned_data["file"]
    try:
        read = presenters.read_score_file(given, given.name, one)
        if not read.faults:
            policies.check_made_elsewhere(read)
    except SamsynError as error:
        upload.add_error("file", error.message)
        return None
    return read


def _again(one: Any, confirm: ReadInForm) -> Any:
    """Return what was previewed, where it still is what it was; else the file is asked for again."""
    try:
        read = presenters.read_kept(str(confirm["rows"].value() or ""), one)
        policies.check_made_elsewhere(read)
    except SamsynError:
        return None
    return read


def _kept(request: ScopedRequest, one: Any, confirm: ReadInForm) -> bool:
    try:
        made = services.read_in_scores(
            by=request.scope,
            at=clock.now(),
            measurement=one,
            read=presenters.read_kept(confirm.cleaned_data["rows"], one),
            held_on=confirm.cleaned_data["held_on"],
        )
    except SamsynError as error:
        confirm.add_error(None, error.message)
        return False
    told = ngettext(
        "%(n)s intervju är inläst, låst av båda.", "%(n)s intervjuer är inlästa, låsta av båda.", len(made)
    )
    messages.success(request, told % {"n": len(made)})
    return True
