"""The categories in force, the versions before, and the proposals: read, opened, tried, commented and decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn.instruments.local import dump_categories
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents import policies, presenters, queries, services
from samsyn_web.methods.incidents.forms import CommentForm, DecisionForm, ProposalForm
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.methods.incidents.views.intakes import yaml

reads = requires(*queries.READERS)
proposes = requires(Permission.READ_WEEK, Permission.WORK_WITH_DATA)


@reads
@require_safe
def category_lists(request: ScopedRequest) -> HttpResponse:
    """Show the list in force, and how it came to be."""
    scope, today = request.scope, localdate(clock.now())
    known = queries.category_list(scope, today)
    shown = {
        "known": known,
        "rows": presenters.list_rows(known),
        "indicators": presenters.indicator_rows(known),
        "in_force": queries.version_in_force(scope, today),
        "versions": queries.category_versions(scope),
        "proposals": queries.category_proposals(scope),
        "can_propose": policies.can_propose(scope),
        "today": today,
    }
    return render(request, "incidents/category_lists.html", shown)


@reads
@require_safe
def category_list_yaml(request: ScopedRequest) -> HttpResponse:
    """Give the list in force as YAML."""
    known = queries.category_list(request.scope, localdate(clock.now()))
    return yaml(dump_categories(known), "kategorier")


@reads
@require_safe
def category_version(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Show a list that was decided, and what was different from the one before."""
    version = _version(request, version_id)
    before, known = queries.listed_before(request.scope, version), queries.listed(version.content)
    shown = {
        "version": version,
        "rows": presenters.list_rows(known),
        "indicators": presenters.indicator_rows(known),
        "differences": presenters.differences(before, known) if before else (),
        "comparability": presenters.comparability(before, known) if before else (),
        "before": before,
        "proposal": queries.proposal_of(request.scope, version),
    }
    return render(request, "incidents/category_version.html", shown)


@reads
@require_safe
def category_version_yaml(request: ScopedRequest, version_id: int) -> HttpResponse:
    """Give a list that was decided as YAML."""
    version = _version(request, version_id)
    return yaml(version.content, f"kategorier_{version.number}")


def _version(request: ScopedRequest, version_id: int) -> Any:
    version = queries.category_versions(request.scope).filter(pk=version_id).first()
    if version is None:
        raise Http404
    return version


@proposes
@require_http_methods(["GET", "HEAD", "POST"])
def new_category_proposal(request: ScopedRequest) -> HttpResponse:
    """Begin a proposal."""
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ProposalForm(*given)
    if form.is_bound and form.is_valid():
        try:
            proposal = services.open_proposal(
                by=request.scope,
                at=clock.now(),
                title=form.cleaned_data["title"],
                content=form.cleaned_data["file"],
            )
            return redirect("incidents:category_proposal", proposal.pk)
        except SamsynError as error:
            form.add_error("file" if form.cleaned_data["file"] else None, error.message)
    status = 422 if form.is_bound else 200
    return render(request, "incidents/new_category_proposal.html", {"form": form}, status=status)


def found_proposal(request: ScopedRequest, proposal_id: int) -> Any:
    """Return the proposal of an address; 404 for strangers."""
    proposal = queries.category_proposals(request.scope).filter(pk=proposal_id).first()
    if proposal is None:
        raise Http404
    return proposal


@reads
@require_safe
def category_proposal(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Show a proposal: the list as it would be, what is changed, by whom, and what the group says."""
    return proposal_page(request, found_proposal(request, proposal_id))


def proposal_page(request: ScopedRequest, proposal: Any, form: CommentForm | None = None) -> HttpResponse:
    """Render a proposal, with a comment that could not be kept."""
    scope, known = request.scope, queries.listed(proposal.content)
    before = queries.base_list(proposal)
    try:
        comparability, problem = presenters.comparability(before, known), ""
    except SamsynError as error:
        comparability, problem = (), error.message
    shown = {
        "proposal": proposal,
        "rows": presenters.list_rows(known),
        "indicators": presenters.indicator_rows(known),
        "differences": presenters.differences(before, known),
        "comparability": comparability,
        "problem": problem,
        "changes": queries.category_changes(scope, proposal)[:30],
        "comments": presenters.comment_rows(queries.category_comments(scope, proposal), known, scope.user_id),
        "form": form or CommentForm(known),
        "can_change": proposal.is_open and policies.can_propose(scope),
        "can_try": scope.can(Permission.WORK_WITH_DATA),
        "can_decide": proposal.is_open and scope.can(Permission.DECIDE),
        "can_reopen": proposal.state == "withdrawn" and policies.can_propose(scope),
    }
    return render(request, "incidents/category_proposal.html", shown, status=422 if form else 200)


@reads
@require_safe
def category_proposal_yaml(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Give a proposal as YAML."""
    return yaml(found_proposal(request, proposal_id).content, f"forslag_{proposal_id}")


@works
@require_safe
def try_categories(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Show what a proposal gives on the last twelve months of the register."""
    proposal = found_proposal(request, proposal_id)
    today, known = queries.base_list(proposal), queries.listed(proposal.content)
    shown: dict[str, Any] = {"proposal": proposal, "sections": (), "problem": ""}
    try:
        found = queries.tried_proposal(request.scope, proposal)
    except SamsynError as error:
        found, shown["problem"] = None, error.message
    if found is not None:
        shown |= {
            "sections": presenters.tried_sections(found, today, known),
            "found": found,
            "last": presenters.last_day(found),
        }
    return render(request, "incidents/try_categories.html", shown)


@proposes
@require_POST
def comment_on_categories(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Keep a comment."""
    proposal = found_proposal(request, proposal_id)
    form = CommentForm(queries.listed(proposal.content), request.POST)
    if form.is_valid():
        try:
            services.comment_on_proposal(
                by=request.scope, at=clock.now(), proposal=proposal, **form.cleaned_data
            )
            return redirect("incidents:category_proposal", proposal.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return proposal_page(request, proposal, form)


@proposes
@require_POST
def remove_category_comment(request: ScopedRequest, comment_id: int) -> HttpResponse:
    """Take back one's own comment."""
    comment = queries.category_comment(request.scope, comment_id)
    if comment is None:
        raise Http404
    services.remove_category_comment(by=request.scope, at=clock.now(), comment=comment)
    messages.success(request, _("Kommentaren är borttagen."))
    return redirect("incidents:category_proposal", comment.proposal_id)


@requires(Permission.DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def decide_categories(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Decide that a proposal is the list from a day."""
    proposal = found_proposal(request, proposal_id)
    form = DecisionForm(
        request.POST if request.method == "POST" else None, initial={"valid_from": localdate(clock.now())}
    )
    if form.is_bound and form.is_valid():
        try:
            version = services.decide_categories(
                by=request.scope, at=clock.now(), proposal=proposal, **form.cleaned_data
            )
            messages.success(request, _("Listan är beslutad. Versionen före finns kvar att läsa."))
            return redirect("incidents:category_version", version.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    known = queries.listed(proposal.content)
    shown = {
        "proposal": proposal,
        "form": form,
        "differences": presenters.differences(queries.base_list(proposal), known),
    }
    return render(request, "incidents/decide_categories.html", shown, status=422 if form.is_bound else 200)


@proposes
@require_POST
def withdraw_category_proposal(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Put a proposal aside."""
    proposal = found_proposal(request, proposal_id)
    return after(
        request,
        proposal,
        lambda: services.withdraw_proposal(by=request.scope, at=clock.now(), proposal=proposal),
        _("Förslaget är lagt åt sidan. Det kan tas upp igen."),
    )


@proposes
@require_POST
def reopen_category_proposal(request: ScopedRequest, proposal_id: int) -> HttpResponse:
    """Take up a proposal that was put aside."""
    proposal = found_proposal(request, proposal_id)
    return after(
        request,
        proposal,
        lambda: services.reopen_proposal(by=request.scope, at=clock.now(), proposal=proposal),
        _("Förslaget är öppet igen."),
    )


def after(request: ScopedRequest, proposal: Any, done: Any, said: str, place: str = "") -> HttpResponse:
    """Do something with a proposal, say how it went, and go back to it."""
    try:
        done()
        if said:
            messages.success(request, said)
    except SamsynError as error:
        messages.error(request, error.message)
    response = redirect("incidents:category_proposal", proposal.pk)
    if place:
        response["Location"] += f"#{place}"
    return response
