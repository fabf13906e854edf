"""Money of a programme: summed, listed, read, written, withdrawn, restored, and given as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.programmes import policies, presenters, queries, services
from samsyn_web.programmes.forms import GROUPINGS, MoneyChooseForm, MoneyForm, WithdrawMoneyForm
from samsyn_web.programmes.views.found import money_of, programme_of, reads, runs


@reads
@require_safe
def money(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Show budget against outcome, in thousands or exactly, and below the rows behind them."""
    one, facts = programme_of(request, programme_id)
    form = MoneyChooseForm(request.GET)
    rows = list(queries.money(request.scope, one.pk))
    chosen = queries.MoneyChosen(**form.chosen)
    runs_it = policies.runs(request.scope, one)
    shown = {
        "programme": one,
        "fictional": facts.is_fictional,
        "grouping": form.grouping,
        "exact": form.is_exact,
        "groupings": [(key, name, key == form.grouping) for key, name in GROUPINGS],
        "heads": presenters.group_heads(form.grouping),
        "sentence": presenters.money_sentence(rows),
        "sums": presenters.sum_rows(rows, form.grouping, exact=form.is_exact),
        "is_chosen": chosen != queries.MoneyChosen(),
        "lines": presenters.money_lines(queries.money(request.scope, one.pk, chosen), exact=form.is_exact),
        "runs": runs_it,
        "withdrawn": presenters.money_lines(
            queries.withdrawn_money(request.scope, one.pk) if runs_it else (), exact=form.is_exact
        ),
    }
    return render(request, "programmes/money.html", shown)


@reads
@require_safe
def money_file(request: ScopedRequest, programme_id: int, form: str) -> HttpResponse:
    """Give the sums that are asked for as CSV or an Excel workbook."""
    one, facts = programme_of(request, programme_id)
    asked = MoneyChooseForm(request.GET)
    rows = list(queries.money(request.scope, one.pk, queries.MoneyChosen(**asked.chosen)))
    content = presenters.money_file(form, rows, asked.grouping, facts)
    answer = HttpResponse(content, content_type=presenters.TYPES[form])
    answer["Content-Disposition"] = f'attachment; filename="pengar.{form}"'
    return answer


@reads
@require_safe
def money_row(request: ScopedRequest, money_id: int) -> HttpResponse:
    """Show one sum, with its source or its history."""
    return _page(request, money_of(request, money_id))


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def add_money(request: ScopedRequest, programme_id: int) -> HttpResponse:
    """Add a sum."""
    one, facts = programme_of(request, programme_id)
    if not policies.runs(request.scope, one):
        raise Http404
    form = MoneyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = services.add_money(
                by=request.scope, at=clock.now(), programme=one, written=services.MoneyWritten(**form.written)
            )
            messages.success(request, _("Summan är tillagd."))
            return redirect("programmes:money_row", made.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    shown = {"programme": one, "fictional": facts.is_fictional, "form": form}
    return render(request, "programmes/write_money.html", shown, status=422 if form.is_bound else 200)


@runs
@require_http_methods(["GET", "HEAD", "POST"])
def change_money(request: ScopedRequest, money_id: int) -> HttpResponse:
    """Change a sum."""
    found = money_of(request, money_id)
    if not policies.can_change_money(request.scope, found):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = MoneyForm(data, initial=presenters.money_values(found))
    if form.is_bound and form.is_valid():
        try:
            services.change_money(
                by=request.scope,
                at=clock.now(),
                row=found,
                version=form.cleaned_data["version"],
                written=services.MoneyWritten(**form.written),
            )
            messages.success(request, _("Summan är ändrad."))
            return redirect("programmes:money_row", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    one = found.programme
    shown = {"programme": one, "fictional": one.is_fictional, "form": form, "row": found}
    return render(request, "programmes/write_money.html", shown, status=422 if form.is_bound else 200)


@runs
@require_POST
def withdraw_money(request: ScopedRequest, money_id: int) -> HttpResponse:
    """Take a sum out of every count."""
    found, form = money_of(request, money_id), WithdrawMoneyForm(request.POST)
    if form.is_valid():
        try:
            services.withdraw_money(by=request.scope, at=clock.now(), row=found, **form.cleaned_data)
            messages.success(request, _("Summan är borttagen och räknas inte. Det går att ångra."))
            return redirect("programmes:money_row", found.pk)
        except SamsynError as error:
            form.add_error(None, error.message)
    return _page(request, found, withdraw=form)


@runs
@require_POST
def restore_money(request: ScopedRequest, money_id: int) -> HttpResponse:
    """Take a withdrawn sum into the counts again."""
    found = money_of(request, money_id)
    try:
        services.restore_money(by=request.scope, at=clock.now(), row=found)
        messages.success(request, _("Summan räknas igen."))
    except SamsynError as error:
        messages.error(request, error.message)
    return redirect("programmes:money_row", found.pk)


def _page(request: ScopedRequest, found: Any, withdraw: WithdrawMoneyForm | None = None) -> HttpResponse:
    shown = {
        "programme": found.programme,
        "fictional": found.programme.is_fictional,
        "row": found,
        "line": presenters.money_line(found, exact=True),
        "can_change": policies.can_change_money(request.scope, found),
        "withdraw": withdraw or WithdrawMoneyForm(),
        "events": presenters.money_events(queries.money_changes(request.scope, found.pk)),
    }
    return render(request, "programmes/money_row.html", shown, status=422 if withdraw else 200)
