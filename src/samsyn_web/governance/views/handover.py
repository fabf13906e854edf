"""Handing a function over: begun, written, gone through, given, received, fetched."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.documents import docx, pdf
from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.governance import policies, presenters, queries, services
from samsyn_web.governance.forms import (
    HandoverForm,
    HandoverListForm,
    HandoverMembersForm,
    HandoverPointForm,
    HandoverTextForm,
)
from samsyn_web.governance.views.duties import keeps_duties, today
from samsyn_web.knowledge import queries as knowledge
from samsyn_web.people import queries as people
from samsyn_web.reports import queries as reports

anybody = requires(*Permission)  # whose it is stands in the row: who leaves and who comes read it in any role
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _handover(request: ScopedRequest, handover_id: int) -> queries.Handover:
    one = queries.handover(request.scope, handover_id)
    if one is None:
        raise Http404
    return one


def _given_by(request: ScopedRequest, handover_id: int) -> queries.Handover:
    """Return one that the person leaves or keeps; who comes reads it, and writes nothing."""
    one = _handover(request, handover_id)
    if not policies.can_keep_duties(request.scope) and not policies.is_leaving(request.scope, one):
        raise Http404
    return one


@keeps_duties
@require_safe
def handovers(request: ScopedRequest) -> HttpResponse:
    """Show all of them, and functions that nobody holds."""
    shown = {
        "rows": [presenters.handover_row(one) for one in queries.handovers(request.scope)],
        "vacant": presenters.giver_choices(people.vacant(request.scope, today=today())),
    }
    return render(request, "governance/handovers.html", shown)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def start_handover(request: ScopedRequest) -> HttpResponse:
    """Begin one."""
    members = list(queries.givers(request.scope))
    asked = next((one for one in members if str(one.pk) == request.GET.get("vem")), None)
    initial = {"function": asked.function_title, "whose": asked.pk} if asked else {}
    form = HandoverForm(
        request.POST if request.method == "POST" else None, presenters.giver_choices(members), initial=initial
    )
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        whose = next((one for one in members if one.pk == given["whose"]), None)
        try:
            made = services.start_handover(
                by=request.scope, at=clock.now(), function=given["function"], membership=whose
            )
            return redirect("governance:handover", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return render(
        request, "governance/start_handover.html", {"form": form}, status=422 if form.is_bound else 200
    )


@anybody
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Show the dossier and the checklist; a sent form adds a point."""
    one, scope = _handover(request, handover_id), request.scope
    form = HandoverPointForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            services.add_point(by=scope, at=clock.now(), handover=one, text=form.cleaned_data["text"])
            return redirect("governance:handover", handover_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    sections = queries.handed_sections(scope, handover_id, today())
    page = presenters.handover_page(one, sections, queries.handover_checks(scope, handover_id))
    shown = {
        "page": page,
        "form": form,
        "keeps": policies.can_keep_duties(scope),
        "gives": policies.can_keep_duties(scope) or policies.is_leaving(scope, one),
        "lists": HandoverListForm(presenters.list_choices(knowledge.pack_checklists(scope))),
        "decides": queries.packable_checks(scope, handover_id) is not None,
        "takes": policies.can_keep_duties(scope) or policies.is_arriving(scope, one),
    }
    return render(request, "governance/handover.html", shown, status=422 if form.is_bound else 200)


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def name_handover(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Say who leaves and who comes."""
    one = _handover(request, handover_id)
    givers = {row.pk: row for row in queries.givers(request.scope)}
    takers = {row.pk: row for row in queries.takers(request.scope)}
    form = HandoverMembersForm(
        request.POST if request.method == "POST" else None,
        presenters.giver_choices(givers.values()),
        presenters.giver_choices(takers.values()),
        initial={"leaving": one.membership_id, "arriving": one.arriving_id},
    )
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            services.name_handover(
                by=request.scope,
                at=clock.now(),
                handover=one,
                leaving=givers.get(said["leaving"]),
                arriving=takers.get(said["arriving"]),
            )
            messages.success(request, _("Det är sparat. De som är utpekade kan läsa underlaget."))
            return redirect("governance:handover", handover_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "row": presenters.handover_row(one)}
    return render(request, "governance/name_handover.html", shown, status=422 if form.is_bound else 200)


@anybody
@require_http_methods(["GET", "HEAD", "POST"])
def write_handover(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Write what who leaves wants to say."""
    one = _given_by(request, handover_id)
    initial = {"note": one.note, "where": one.where, "seen": one.version}
    form = HandoverTextForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            services.write_handover(by=request.scope, at=clock.now(), handover=one, **form.cleaned_data)
            messages.success(request, _("Texten är sparad."))
            return redirect("governance:handover", handover_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "row": presenters.handover_row(one)}
    return render(request, "governance/write_handover.html", shown, status=422 if form.is_bound else 200)


@anybody
@require_POST
def add_points(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Add the points of a checklist that came in a pack."""
    one, scope = _given_by(request, handover_id), request.scope
    known = {pack.pk: pack for pack in knowledge.pack_checklists(scope)}
    form = HandoverListForm(presenters.list_choices(known.values()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Välj en av checklistorna."))
        return redirect("governance:handover", handover_id)
    pack = known[form.cleaned_data["checklist"]]
    return _done(
        request,
        handover_id,
        lambda: services.add_points(by=scope, at=clock.now(), handover=one, pack=pack),
        _("Punkterna ur checklistan finns nu här. De som redan fanns är inte tillagda igen."),
    )


@anybody
@require_POST
def tick_point(request: ScopedRequest, handover_id: int, check_id: int) -> HttpResponse:
    """Say that a point is gone through, or not."""
    check = queries.handover_checks(request.scope, handover_id).filter(pk=check_id).first()
    if check is None:
        raise Http404
    is_done = "klar" in request.POST
    return _done(
        request,
        handover_id,
        lambda: services.tick_point(by=request.scope, at=clock.now(), check=check, is_done=is_done),
        "",
    )


@anybody
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Give the dossier, after a question."""
    one, scope = _given_by(request, handover_id), request.scope
    if request.method == "POST":
        return _done(
            request,
            handover_id,
            lambda: services.hand_over(by=scope, at=clock.now(), handover=one),
            _("Funktionen är överlämnad. Underlaget är sparat som det är och väntar på kvitto."),
        )
    page = presenters.handover_page(one, (), queries.handover_checks(scope, handover_id))
    return render(request, "governance/hand_over.html", {"page": page})


@anybody
@require_POST
def receive_handover(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Give a receipt."""
    one = _handover(request, handover_id)
    return _done(
        request,
        handover_id,
        lambda: services.receive_handover(by=request.scope, at=clock.now(), handover=one),
        _("Mottagandet är kvitterat."),
    )


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def remove_handover(request: ScopedRequest, handover_id: int) -> HttpResponse:
    """Throw away one that has not been given, after a question."""
    one = _handover(request, handover_id)
    if request.method == "POST":
        try:
            services.remove_handover(by=request.scope, at=clock.now(), handover=one)
            messages.success(request, _("Överlämningen är borttagen."))
            return redirect("governance:handovers")
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("governance:handover", handover_id)
    return render(request, "governance/remove_handover.html", {"row": presenters.handover_row(one)})


@anybody
@require_safe
def handover_file(request: ScopedRequest, handover_id: int, form: str) -> HttpResponse:
    """Give the dossier as PDF or Word."""
    one, scope = _handover(request, handover_id), request.scope
    if form not in ("pdf", "docx"):
        raise Http404
    whose = people.organisation(scope)
    made = presenters.handover_document(
        one,
        queries.handed_sections(scope, handover_id, today()),
        organisation=whose.name,
        is_demo=whose.is_demo,
        brand=reports.look_of(scope),
        today=today(),
    )
    content, kind = (pdf(made), "application/pdf") if form == "pdf" else (docx(made), WORD)
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="overlamning_{one.pk}.{form}"'
    return answer


def _done(request: ScopedRequest, handover_id: int, act: Callable[[], object], said: str) -> HttpResponse:
    """Do something, say so or why not, and show the dossier."""
    try:
        act()
        if said:
            messages.success(request, said)
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("governance:handover", handover_id)
