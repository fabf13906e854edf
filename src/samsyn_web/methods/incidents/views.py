"""From files to a picture: add, look at how they were read, choose a period, compute."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from samsyn.errors import SamsynError
from samsyn.files import Reading
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents import presenters, queries, services
from samsyn_web.methods.incidents.forms import (
    AGAIN,
    ColumnsForm,
    HeadingsForm,
    PeriodForm,
    UploadForm,
    column_rows,
    unpacked_size,
)
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.people import queries as people

works = requires(Permission.WORK_WITH_DATA)
INLINE_BYTES, INLINE_ROWS = 10 * 10**6, 3_000  # more than this is done by the worker, with progress
SAMPLE = 8
IDS = "fil{}_%s"  # several files have a form each on one page


@works
@require_http_methods(["GET", "POST"])
def upload(request: ScopedRequest) -> HttpResponse:
    """Take files, read them, and go on to what was understood."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        given = form.cleaned_data
        sent = [*given["reports"], *([given["areas"]] if given["areas"] else [])]
        small = sum(unpacked_size(one, INLINE_BYTES) for one in sent) <= INLINE_BYTES
        try:
            observed = rounds.open_round(
                by=request.scope,
                at=clock.now(),
                method=services.METHOD,
                reports=given["reports"],
                areas=given["areas"],
                declared=given["declaration"],
                read_now=small,
            )
        except SamsynError as error:
            form.add_error("reports", error.message)
        else:
            if observations.is_read(request.scope, observed):
                return redirect("incidents:round", observed.pk)
            job = services.ask_to_read(by=request.scope, at=clock.now(), observed=observed)
            return redirect("incidents:work", job.pk)
    return render(request, "incidents/upload.html", {"form": form}, status=422 if form.is_bound else 200)


@works
@require_GET
def understood(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Show how the files of a round were read, and ask for the period."""
    return _understood(request, round_id)


@works
@require_POST
def correct(request: ScopedRequest, round_id: int, position: int) -> HttpResponse:
    """Read a file again with the columns that a person has pointed out."""
    observed = _found(request, round_id)
    file = next(
        (f for f in observations.round_files(request.scope, observed) if f.position == position), None
    )
    if file is None:
        raise Http404
    read = observations.reading_of(request.scope, file)
    form = _read_again_form(file, read, request.POST, request.FILES)
    if form.is_valid():
        changed = {**file.corrections, **form.corrections()}
        try:
            rounds.correct(
                by=request.scope,
                at=clock.now(),
                file=file,
                corrections=changed,
                content=form.cleaned_data.get(AGAIN),
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "Filen är läst på nytt.")
            return redirect("incidents:round", round_id)
    return _understood(request, round_id, {position: form}, status=422)


@works
@require_POST
def compute(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Compute the picture of a period: at once when there is little, else as a job."""
    observed = _found(request, round_id)
    form = _period_form(request, observed, request.POST)
    if form is None or not form.is_valid():
        return _understood(request, round_id, period_form=form, status=422)
    try:
        return redirect(_computed(request, observed, form.chosen))
    except SamsynError as error:
        form.add_error("period", error.message)
    return _understood(request, round_id, period_form=form, status=422)


def _computed(request: ScopedRequest, observed: observations.Round, period: str) -> str:
    """Compute, or ask for it, and return the address to go on to."""
    scope, at, organisation = request.scope, clock.now(), people.organisation(request.scope)
    name = organisation.name if organisation else ""
    observed, there = services.round_for(by=scope, at=at, observed=observed, period=period)
    if there is not None:
        messages.info(request, "Lägesbilden för den perioden fanns redan.")
    elif (observations.number_of_rows(scope, observed) or 0) > INLINE_ROWS:
        job = services.ask_to_compute(by=scope, at=at, observed=observed, period=period, organisation=name)
        return reverse("incidents:work", args=[job.pk])
    else:
        there = services.compute(by=scope, at=at, observed=observed, period=period, organisation=name)
    return reverse("findings:picture", args=[there.pk])


@works
@require_POST
def discard(request: ScopedRequest, round_id: int) -> HttpResponse:
    """Throw away a round that nothing has been computed of."""
    observed = _found(request, round_id)
    try:
        rounds.discard_round(by=request.scope, at=clock.now(), observed=observed)
    except SamsynError as error:
        messages.error(request, error.message)
        return redirect("incidents:round", round_id)
    messages.success(request, "Underlaget är borttaget. Filen finns kvar hos dig och kan laddas upp igen.")
    return redirect("incidents:upload")


@works
@require_GET
def work(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show how far long work has come, and go on when it is done."""
    job = jobs.find(request.scope, job_id)
    if job is None or not job.kind.startswith(f"{services.METHOD}."):
        raise Http404
    onward = _onward(job.result) if not job.is_live and job.result else ""
    if onward and request.htmx:
        return HttpResponse(headers={"HX-Redirect": onward})
    if onward:
        return redirect(onward)
    template = "incidents/work.html#framsteg" if request.htmx else "incidents/work.html"
    return render(request, template, {"job": job, "back": _back(request, job.arguments)})


@works
@require_POST
def cancel(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Ask long work to stop."""
    if jobs.cancel(request.scope, job_id, at=clock.now()) is None:
        raise Http404
    return redirect("incidents:work", job_id)


def _onward(result: dict[str, Any]) -> str:
    if "picture_id" in result:
        return reverse("findings:picture", args=[result["picture_id"]])
    return reverse("incidents:round", args=[result["round_id"]])


def _back(request: ScopedRequest, arguments: dict[str, Any]) -> str:
    there = observations.rounds(request.scope).filter(pk=arguments["round_id"]).exists()
    return reverse("incidents:round", args=[arguments["round_id"]]) if there else reverse("incidents:upload")


def _found(request: ScopedRequest, round_id: int) -> observations.Round:
    observed = observations.rounds(request.scope).filter(pk=round_id).first()
    if observed is None:
        raise Http404
    return observed


def _period_form(
    request: ScopedRequest, observed: observations.Round, data: QueryDict | None = None
) -> PeriodForm | None:
    span = observations.span(request.scope, observed)
    if span is None:
        return None
    proposed, weeks = queries.proposed_period(request.scope, observed, span)
    return PeriodForm(*span, proposed, data, weeks=weeks)


def _read_again_form(file: observations.RoundFile, reading: Reading | None, *given: Any) -> Any:
    about: dict[str, Any] = {"is_kept": bool(file.attachment.file), "auto_id": IDS.format(file.position)}
    return ColumnsForm(reading.columns, *given, **about) if reading else HeadingsForm(*given, **about)


def _understood(
    request: ScopedRequest,
    round_id: int,
    tried: dict[int, Any] | None = None,
    period_form: PeriodForm | None = None,
    status: int = 200,
) -> HttpResponse:
    observed = _found(request, round_id)
    read, unread = [], []
    for file in observations.round_files(request.scope, observed):
        reading = observations.reading_of(request.scope, file)
        form = (tried or {}).get(file.position)
        if reading is None:
            unread.append((file, form or _read_again_form(file, None)))
            continue
        form = form or _read_again_form(file, reading)
        sample = observations.first_rows(file, SAMPLE)
        pictures = findings.pictures_of_file(request.scope, file)
        read.append((presenters.understood_file(file, reading, column_rows(form), sample, pictures), form))
    shown = {
        "observed": observed,
        "read": read,
        "unread": unread,
        "picture": findings.picture_of_round(request.scope, observed.pk),
        "period_form": period_form or (None if unread else _period_form(request, observed)),
    }
    return render(request, "incidents/understood.html", shown, status=status)
