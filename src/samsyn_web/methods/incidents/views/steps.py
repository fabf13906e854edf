"""The steps of a staged file: source and columns, categories, and what would happen."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn.files import Reading
from samsyn.instruments.load import categories as known_categories
from samsyn.instruments.suggest import suggested_categories
from samsyn.methods.incidents.words import COUNTS
from samsyn.table import LocationPrecision, TimePrecision
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.methods.incidents import presenters, queries
from samsyn_web.methods.incidents.forms import (
    CategoriesForm,
    ColumnsForm,
    HeadingsForm,
    SourceForm,
    column_rows,
    proposed_categories,
)
from samsyn_web.methods.incidents.views.files import works
from samsyn_web.methods.incidents.views.intakes import committed, of_staged
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.places import queries as places

SAMPLE = 8
TIMES = {"time_from", "time_to", "date", "time_of_day"}
PLACES = {"longitude", "latitude", "x", "y", "area", "area_name"}


@works
@require_http_methods(["GET", "HEAD", "POST"])
@of_staged
def columns(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """Ask which source a file is from and what its columns mean; a change reads the file again."""
    reading = observations.reading_of(request.scope, one)
    if reading is None:
        return _headings(request, one)
    draft = observations.draft(one) or reading.source
    known = [(source.key, source.name) for source in observations.sources(request.scope)]
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    versions = [(version.pk, str(version)) for version in places.area_versions(request.scope)]
    source_form = SourceForm(draft, known, versions, one.area_version_id, *given[:1])
    form = ColumnsForm(reading.columns, *given)
    if given and source_form.is_valid() and form.is_valid():
        try:
            if _settle(request, one, reading, source_form, form):
                messages.success(request, _("Filen är läst på nytt. Se efter att det blev som du tänkte."))
                return redirect("incidents:columns", one.pk)
            return redirect("incidents:categories", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    sample = observations.staged_rows(request.scope, one).head(SAMPLE).to_dicts()
    shown = {
        "intake": one,
        "source_form": source_form,
        "form": form,
        "file": presenters.understood_file(one, reading, column_rows(form), sample),
        "counts": COUNTS,
        "earlier": observations.earlier_of_same_file(request.scope, one).first(),
    }
    return render(request, "incidents/columns.html", shown, status=422 if given else 200)


def _settle(
    request: ScopedRequest,
    one: observations.Intake,
    reading: Reading,
    source_form: SourceForm,
    form: ColumnsForm,
) -> bool:
    """Keep what was said about a file, and return whether that made it read again."""
    by, at = request.scope, clock.now()
    draft = source_form.draft
    other = observations.source_of_key(by, source_form.chosen) if source_form.chosen else None
    corrections = form.corrections()
    moved = source_form.areas != one.area_version_id
    version = places.area_version(by, source_form.areas) if source_form.areas else None
    if other is not None and other.key != draft.key:
        rounds.read_again(
            by=by, at=at, intake=one, declared=observations.declared(other), corrections=corrections,
            area_version=version if moved else other.area_version, content=form.cleaned_data.get("again"),
        )  # fmt: skip
        return True
    renamed = source_form.cleaned_data["name"] != draft.name
    key = (
        other.key
        if other
        else observations.free_key(by, source_form.cleaned_data["name"])
        if renamed
        else draft.key
    )
    said = source_form.declared(key)
    if TIMES & set(corrections) and said.time_precision == draft.time_precision:
        said = replace(said, time_precision=TimePrecision.UNKNOWN)
    if PLACES & set(corrections) and said.location_precision == draft.location_precision:
        said = replace(said, location_precision=LocationPrecision.UNKNOWN)
    precise = (said.time_precision, said.location_precision) != (
        draft.time_precision,
        draft.location_precision,
    )
    if corrections or precise or moved:
        said = replace(said, area_version=None) if moved else said  # the areas say their own name
        rounds.read_again(
            by=by, at=at, intake=one, declared=said, corrections=corrections, area_version=version,
            content=form.cleaned_data.get("again"),
        )  # fmt: skip
        return True
    if said != draft:
        rounds.draft_source(by=by, at=at, intake=one, declared=said)
    return False


def _headings(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """Ask for the headings of a file whose columns could not be told apart."""
    form = HeadingsForm(request.POST, request.FILES) if request.method == "POST" else HeadingsForm()
    if form.is_valid():
        try:
            rounds.read_again(
                by=request.scope, at=clock.now(), intake=one, declared=observations.draft(one),
                corrections=form.corrections(), area_version=one.area_version, content=form.cleaned_data["again"],
            )  # fmt: skip
            return redirect("incidents:columns", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"intake": one, "form": form}
    return render(request, "incidents/headings.html", shown, status=422 if form.is_bound else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
@of_staged
def categories(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """Ask which category each of the source's labels is."""
    draft = observations.draft(one)
    labels = queries.labels(request.scope, one)
    if draft is None or not labels:
        return redirect("incidents:review" if draft else "incidents:columns", one.pk)
    names = [label for label, _n in labels]
    proposed = proposed_categories(draft, names, suggested_categories(names))
    given = (request.POST,) if request.method == "POST" else ()
    form = CategoriesForm(names, known_categories().categories, proposed, *given)
    if form.is_valid():
        try:
            rounds.draft_source(by=request.scope, at=clock.now(), intake=one, declared=form.declared(draft))
            return redirect("incidents:review", one.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    rows = [
        (label, field, n) for (label, field), (_label, n) in zip(form.fields_in_order(), labels, strict=True)
    ]
    shown = {"intake": one, "form": form, "rows": rows, "version": known_categories().version}
    return render(request, "incidents/categories.html", shown, status=422 if given else 200)


@works
@require_http_methods(["GET", "HEAD", "POST"])
@of_staged
def review(request: ScopedRequest, one: observations.Intake) -> HttpResponse:
    """Show what would happen, and then let it happen."""
    reading = observations.reading_of(request.scope, one)
    if reading is None:
        return redirect("incidents:columns", one.pk)
    problem = ""
    if request.method == "POST":
        try:
            return redirect(committed(request, one))
        except SamsynError as error:
            problem = error.message
    planned = queries.plan(request.scope, one)
    left_out = observations.left_out(request.scope, one)
    dry = presenters.dry_run(
        one,
        reading,
        new=planned.new.height,
        changed=planned.changed.height,
        same=planned.same,
        left_out=left_out if left_out is not None else planned.new.head(0),
    )
    shown = {
        "intake": one,
        "dry": dry,
        "source": observations.draft(one),
        "reading": reading,
        "problem": problem,
    }
    return render(request, "incidents/review.html", shown, status=422 if problem else 200)
