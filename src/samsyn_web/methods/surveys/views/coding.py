"""Open answers: a codebook made, answers coded blind, differences settled, themes counted, answers quoted."""

from __future__ import annotations

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.surveys import policies, presenters, queries, services
from samsyn_web.methods.surveys.forms import CodebookForm, CodesForm, QuoteForm, SettleForm

PER_PAGE = 20
reads = requires(Permission.READ_PICTURE)
works = requires(Permission.JUDGE)


@works
@require_http_methods(["GET", "HEAD", "POST"])
def codebook(request: ScopedRequest, survey_id: int, item: str) -> HttpResponse:
    """Make a codebook of an open question, or its next version."""
    one = queries.survey(request.scope, survey_id)
    asks = policies.open_item(one, item) if one is not None else None
    if one is None or asks is None:
        raise Http404
    people = {str(member.pk): member for member in queries.coders(request.scope)}
    before = next((book for book in queries.codebooks(request.scope, one.pk) if book.item == item), None)
    initial = presenters.codebook_before(before)
    data = request.POST if request.method == "POST" else None
    form = CodebookForm(presenters.members(people.values()), data, initial)
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        chosen: dict[str, Any] = {name: people[said.pop(name)] for name in ("first_coder", "second_coder")}
        try:
            made = services.make_codebook(
                by=request.scope, at=clock.now(), survey=one, item=item, **chosen, **said
            )
            messages.success(request, _("Kodboken är gjord. De två kan börja koda."))
            return redirect("surveys:coding", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "survey": one, "question": asks.text, "before": before}
    return render(request, "surveys/codebook.html", shown, status=422 if form.is_bound else 200)


@reads
@require_safe
def coding(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Show how the coding of a question stands."""
    book = _codebook(request, codebook_id)
    come = queries.progress(request.scope, book.pk)
    assert come is not None
    shown = presenters.coding_page(request.scope, book, come, is_newest=_is_newest(request, book))
    return render(request, "surveys/coding.html", {"page": shown})


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Let a coder code, some answers at a time, and lock when all are coded."""
    book = _coded(request, codebook_id)
    scope = request.scope
    page = Paginator(list(queries.texts(scope, book.pk)), PER_PAGE).get_page(request.GET.get("sida"))
    stands = presenters.given(queries.codings(scope, book.pk), scope.membership_id)
    answers = presenters.numbered(list(page), page.start_index())
    data = request.POST if request.method == "POST" else None
    form = CodesForm(policies.codes_of(book), answers, stands, data)
    if form.is_bound and form.is_valid():
        try:
            services.code(by=scope, at=clock.now(), book=book, given=form.given)
            if "lock" in request.POST:
                services.lock_codes(by=scope, at=clock.now(), book=book)
                messages.success(request, _("Dina koder är låsta."))
                return redirect("surveys:coding", book.pk)
            messages.success(request, _("Koderna är sparade som utkast."))
            number = page.next_page_number() if page.has_next() else page.number
            return redirect(f"{request.path}?sida={number}")
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "page": page, "coding": book, "codes": policies.codes_of(book)}
    shown["question"] = presenters.question_of(book)
    return render(request, "surveys/code.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Let the coders settle what they coded differently, once both have locked."""
    book = _coded(request, codebook_id)
    scope = request.scope
    come = queries.progress(scope, book.pk)
    assert come is not None
    if not come.both_locked:
        messages.info(request, _("Skillnader avgörs när båda har låst sina koder."))
        return redirect("surveys:coding", book.pk)
    differing = {one.pk for one in queries.differing(book)}
    answers = [one for one in queries.texts(scope, book.pk) if one.pk in differing]
    asked, proposed = presenters.apart(book, answers, queries.codings(scope, book.pk))
    stands = {str(one.answer_id): (one.codes, one.reason) for one in queries.settlements(scope, book.pk)}
    data = request.POST if request.method == "POST" else None
    form = SettleForm(policies.codes_of(book), asked, {**proposed, **stands}, data)
    if form.is_bound and form.is_valid():
        try:
            services.settle(by=scope, at=clock.now(), book=book, given=form.given)
            messages.success(request, _("Det ni enades om är sparat."))
            return redirect("surveys:coding", book.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"form": form, "coding": book, "question": presenters.question_of(book)}
    return render(request, "surveys/settle.html", shown, status=422 if form.is_bound else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def finish_coding(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Ask before the coding of a question is finished, then finish it."""
    book = _codebook(request, codebook_id)
    if not policies.can_quote(request.scope, book):
        raise Http404
    error = ""
    if request.method == "POST":
        try:
            services.finish_coding(by=request.scope, at=clock.now(), book=book)
            messages.success(request, _("Kodningen är avslutad och temana står i resultatet."))
            return redirect("surveys:survey", book.survey_id)
        except SamsynError as problem:
            error = problem.message
    shown = {"coding": book, "question": presenters.question_of(book), "error": error}
    return render(request, "surveys/finish_coding.html", shown, status=422 if error else 200)


@reads
@require_http_methods(["GET", "HEAD", "POST"])
def quotations(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Show the answers that may be quoted, and choose what is printed of one."""
    book = _codebook(request, codebook_id)
    if not policies.can_quote(request.scope, book):
        raise Http404
    answers = list(queries.quotable(request.scope, book.pk))
    lines = presenters.quote_lines(answers, queries.quotations(request.scope, book.pk))
    posted = request.POST.get("answer", "") if request.method == "POST" else ""
    answer = next((one for one in answers if str(one.pk) == posted), None)
    if request.method == "POST" and answer is None:
        raise Http404
    shown = [
        (line, QuoteForm(request.POST if line.key == posted else None, prefix=line.key, initial={"text": line.printed}))
        for line in lines
    ]  # fmt: skip
    for line, form in shown:
        if line.key == posted and answer is not None and form.is_valid():
            try:
                services.quote(
                    by=request.scope, at=clock.now(), book=book, answer=answer, text=form.cleaned_data["text"]
                )
                messages.success(request, _("Citatet står i resultatet."))
                return redirect("surveys:quotations", book.pk)
            except SamsynError as error:
                form.add_error("text", error.message)
    told = {"lines": shown, "coding": book, "question": presenters.question_of(book)}
    return render(request, "surveys/quotations.html", told, status=422 if posted else 200)


@reads
@require_POST
def withdraw_quotation(request: ScopedRequest, codebook_id: int, quotation_id: int) -> HttpResponse:
    """Take a quotation out of the results."""
    book = _codebook(request, codebook_id)
    one = queries.quotations(request.scope, book.pk).filter(pk=quotation_id).first()
    if one is None:
        raise Http404
    services.withdraw_quotation(by=request.scope, at=clock.now(), book=book, quotation=one)
    messages.success(request, _("Citatet är borttaget ur resultatet. Du kan välja det igen."))
    return redirect("surveys:quotations", book.pk)


@reads
@require_safe
def codes_file(request: ScopedRequest, codebook_id: int) -> HttpResponse:
    """Give the codes that this coder may see, as the command `survey --codes` reads them; never the answers' texts."""
    book = _coded(request, codebook_id)
    scope = request.scope
    numbers = {one.pk: number for number, one in enumerate(queries.texts(scope, book.pk), start=1)}
    labels = {one.key: one.label for one in policies.codes_of(book)}
    names = {book.first_coder_id: "1", book.second_coder_id: "2"}
    rows = [(one.answer_id, names[one.coder_id], one.codes) for one in queries.codings(scope, book.pk)]
    rows += [(one.answer_id, "settled", one.codes) for one in queries.settlements(scope, book.pk)]
    sent = HttpResponse(
        content_type="text/csv; charset=utf-8", headers={"Cache-Control": "no-store, private"}
    )
    sent["Content-Disposition"] = f'attachment; filename="kodning-{book.pk}.csv"'
    sent.write("\ufeff")
    out = csv.writer(sent, delimiter=";")
    out.writerow(["answer", "coder", "code"])
    out.writerows(
        (numbers[answer], coder, presenters.cell(labels[one]) if one else "")
        for answer, coder, codes in rows
        for one in (codes or [""])
    )
    return sent


def _codebook(request: ScopedRequest, codebook_id: int) -> Any:
    found = queries.codebook(request.scope, codebook_id)
    if found is None:
        raise Http404
    return found


def _coded(request: ScopedRequest, codebook_id: int) -> Any:
    """Return a codebook that this person codes by; for others the page is not there."""
    found = _codebook(request, codebook_id)
    if not policies.is_coder(request.scope, found):
        raise Http404
    return found


def _is_newest(request: ScopedRequest, book: Any) -> bool:
    return any(one.pk == book.pk for one in queries.codebooks(request.scope, book.survey_id))
