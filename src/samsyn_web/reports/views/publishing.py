"""Publish, follow the work, and read a draft first."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.cycle import Edition
from samsyn.errors import SamsynError
from samsyn_web.base import clock, jobs
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.findings import queries as pictures
from samsyn_web.people import queries as people
from samsyn_web.reports import policies, presenters, queries, services
from samsyn_web.reports.forms import PublishForm
from samsyn_web.reports.views.publications import TYPES

publishes = requires(Permission.PUBLISH)
INVENTED = "Uppdiktade data"


@publishes
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: ScopedRequest, picture_id: int) -> HttpResponse:
    """Ask for the edition and who it is for, then let the worker freeze it."""
    picture = _picture(request, picture_id)
    judged = not policies.needs_judging(request.scope, picture)
    partners = list(queries.partners(request.scope))
    form = PublishForm(request.POST if request.method == "POST" else None, judged=judged, partners=partners)
    if form.is_valid():
        organisation = people.organisation(request.scope)
        try:
            job = services.ask_to_publish(
                by=request.scope,
                at=clock.now(),
                picture=picture,
                organisation=organisation.name,
                notice=INVENTED if organisation.is_demo else "",
                **form.order,
            )
        except SamsynError as error:
            form.add_error(None, error.message)
        else:
            return redirect("reports:work", job.pk)
    today = policies.local_day(clock.now())
    shown = {
        "picture": picture,
        "form": form,
        "has_partners": bool(partners),
        "why_not_public": policies.why_not_public(
            queries.decision_in_force(request.scope, today), picture, today
        ),
    }
    return render(request, "reports/publish.html", shown, status=422 if form.is_bound else 200)


@publishes
@require_safe
def work(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Show how far the documents have come, and go on to the publication when it is there."""
    job = jobs.find(request.scope, job_id)
    if job is None or job.kind != services.KIND:
        raise Http404
    if not job.is_live and job.result:
        onward = reverse("reports:publication", args=[job.result["publication_id"]])
        return HttpResponse(headers={"HX-Redirect": onward}) if request.htmx else redirect(onward)
    template = "reports/work.html#framsteg" if request.htmx else "reports/work.html"
    back = reverse("reports:publish", args=[job.arguments["picture_id"]])
    return render(request, template, {"job": job, "back": back})


@publishes
@require_POST
def cancel(request: ScopedRequest, job_id: uuid.UUID) -> HttpResponse:
    """Ask the work to stop; nothing is published then."""
    job = jobs.find(request.scope, job_id)
    if job is None or job.kind != services.KIND:
        raise Http404
    jobs.cancel(request.scope, job_id, at=clock.now())
    return redirect("reports:work", job_id)


@requires(Permission.WORK_WITH_DATA)
@require_safe
def draft(request: ScopedRequest, picture_id: int, kind: str) -> HttpResponse:
    """Give a document that says on each page that it is a draft; nothing is kept."""
    picture = _picture(request, picture_id)
    asked = request.GET.get("upplaga", Edition.INTERNAL.value)
    if asked not in set(Edition) or not policies.can_read_draft(request.scope, picture):
        raise Http404
    organisation = people.organisation(request.scope)
    imprint = services.Imprint(
        organisation=organisation.name,
        person=str(request.user),
        notice=INVENTED if organisation.is_demo else "",
    )
    content = services.draft_file(
        by=request.scope,
        at=clock.now(),
        picture=picture,
        edition=Edition(asked),
        imprint=imprint,
        look=queries.look_of(request.scope),
        kind=queries.FileKind(kind),
    )
    name = presenters.draft_name(picture, asked, kind)
    return HttpResponse(
        content, TYPES[kind], headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _picture(request: ScopedRequest, picture_id: int) -> pictures.Picture:
    found = pictures.picture(request.scope, picture_id)
    if found is None:
        raise Http404
    return found
