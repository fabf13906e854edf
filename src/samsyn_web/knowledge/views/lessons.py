"""Lessons: the list, a card, writing it, sharing it, and taking it away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.knowledge import policies, presenters, queries, services
from samsyn_web.knowledge.forms import LessonForm, ShareForm, SoughtForm

PER_PAGE = 20
reads = requires(Permission.READ_PICTURE)
writes = requires(Permission.JUDGE)
decides = requires(Permission.DECIDE)


@reads
@require_safe
def lessons(request: ScopedRequest) -> HttpResponse:
    """List the lessons, one's own and those that others share, and what a report has learnt."""
    form = SoughtForm(request.GET or None)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    sought = queries.Sought(
        text=given.get("q", ""), result=given.get("resultat", ""), whose=given.get("vems", "")
    )
    found = presenters.lines(queries.entries(request.scope, sought))
    known = queries.reported()
    shown = {
        "form": form,
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("sida")),
        "is_narrowed": sought != queries.Sought(),
        "told": presenters.told(known),
        "source": known.source,
        "writes": policies.can_write(request.scope),
    }
    return render(request, "knowledge/lessons.html", shown)


@reads
@require_safe
def lesson(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Show a lesson with the numbers behind it and, to its own organisation, its history."""
    one, scope = _the_lesson(request, lesson_id), request.scope
    card = presenters.card(one, list(queries.texts(scope, lesson_id)), queries.shares(scope, lesson_id))
    shown = {
        "card": card,
        "writes": one.is_own and policies.can_write(scope),
        "shares": one.is_own and policies.can_share(scope),
    }
    return render(request, "knowledge/lesson.html", shown)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: ScopedRequest) -> HttpResponse:
    """Write a lesson; `?atgard=N` begins with what is known of an action."""
    asked = request.GET.get("atgard", "")
    action_id = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    initial = {**queries.drafted(request.scope, action_id), "action": action_id or ""}
    form = _form(request, initial)
    if form.is_bound and form.is_valid():
        try:
            made = services.write_lesson(by=request.scope, at=clock.now(), **form.words)
            messages.success(
                request, _("Lärdomen är sparad. Den läses bara av er tills ni beslutar att dela den.")
            )
            return redirect("knowledge:lesson", made.lesson_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _answer(request, "knowledge/write.html", form)


@writes
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Write the next version of a lesson."""
    one = _own(request, lesson_id)
    text = one.text
    initial = {
        "title": text.title,
        "result": text.result,
        **{name: getattr(text, name) for name in presenters.HEADINGS},
        "action": presenters.action_of(text),
        "figures": presenters.figure_addresses(text),
        "seen": text.number,
    }
    form = _form(request, initial)
    if form.is_bound and form.is_valid():
        try:
            services.change_lesson(
                by=request.scope,
                at=clock.now(),
                lesson=one.lesson,
                seen=form.cleaned_data["seen"] or 0,
                **form.words,
            )
            messages.success(request, _("Den nya versionen är sparad."))
            return redirect("knowledge:lesson", lesson_id)
        except policies.SomebodyChanged as error:
            form.data = {**form.data, "seen": str(text.number)}
            form.add_error(None, error.message)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _answer(request, "knowledge/write.html", form, card=presenters.card(one))


@decides
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Decide that others read the lesson as it stands, after having seen what goes out."""
    one = _own(request, lesson_id)
    form = ShareForm(request.POST if request.method == "POST" else None, initial={"seen": one.text.number})
    if form.is_bound and form.is_valid():
        try:
            services.share_lesson(by=request.scope, at=clock.now(), lesson=one.lesson, **form.cleaned_data)
            messages.success(request, _("Lärdomen delas nu. Ni kan återkalla delningen när ni vill."))
            return redirect("knowledge:lesson", lesson_id)
        except SamsynError as error:
            form.add_error(None, error.message)
    going = queries.outward(request.scope, one.text.proofs)
    reach = queries.reach(request.scope)
    return _answer(request, "knowledge/share.html", form, card=presenters.card(one), going=going, reach=reach)


@decides
@require_POST
def revoke(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Take a share back."""
    one = _own(request, lesson_id)
    try:
        services.revoke_lesson(by=request.scope, at=clock.now(), lesson=one.lesson)
        messages.success(request, _("Delningen är återkallad. Ingen annan kan läsa lärdomen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:lesson", lesson_id)


@writes
@require_POST
def approve(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Take a draft in among the organisation's lessons."""
    one, seen = _own(request, lesson_id), request.POST.get("seen", "")
    try:
        services.approve_lesson(
            by=request.scope, at=clock.now(), lesson=one.lesson, seen=int(seen) if seen.isdecimal() else 0
        )
        messages.success(request, _("Lärdomen är godkänd och läses nu av alla i organisationen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:lesson", lesson_id)


@writes
@require_POST
def withdraw(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Take a lesson away."""
    one = _own(request, lesson_id)
    try:
        services.withdraw_lesson(by=request.scope, at=clock.now(), lesson=one.lesson)
        messages.success(request, _("Lärdomen är borttagen ur listan. Du kan lägga tillbaka den här."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:lesson", lesson_id)


@writes
@require_POST
def restore(request: ScopedRequest, lesson_id: int) -> HttpResponse:
    """Put a lesson back."""
    one = _own(request, lesson_id)
    try:
        services.restore_lesson(by=request.scope, at=clock.now(), lesson=one.lesson)
        messages.success(
            request, _("Lärdomen är tillbaka i listan. Den delas inte förrän ni beslutar det igen.")
        )
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("knowledge:lesson", lesson_id)


def _the_lesson(request: ScopedRequest, lesson_id: int) -> queries.Entry:
    one = queries.entry(request.scope, lesson_id)
    if one is None:
        raise Http404
    return one


def _own(request: ScopedRequest, lesson_id: int) -> queries.Entry:
    one = _the_lesson(request, lesson_id)
    if not one.is_own:
        raise Http404
    return one


def _form(request: ScopedRequest, initial: dict[str, Any]) -> LessonForm:
    actions = [(one.pk, one.title) for one in queries.action_choices(request.scope)]
    return LessonForm(request.POST if request.method == "POST" else None, initial=initial, actions=actions)


def _answer(request: ScopedRequest, template: str, form: forms.Form, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.is_bound else 200)
