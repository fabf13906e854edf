"""Every page of a case begins here: it is found among those that the person may read, and the reading is logged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render

from samsyn.errors import SamsynError
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest, requires
from samsyn_web.methods.crimeproofing import presenters, queries, services

signed_in = requires()  # who reads which case is decided by name, not by role


def opened(request: ScopedRequest, case_id: int, page: str) -> Any:
    """Return a case that the person may read; what is shown of it is logged, under the page's name."""
    found = queries.case(request.scope, case_id)
    if found is None:
        raise Http404
    if request.method == "GET":
        services.record_reading(by=request.scope, at=clock.now(), case=found, page=page)
    return found


def there(found: Any) -> Any:
    """Return what was found, or say that it is not there."""
    if found is None:
        raise Http404
    return found


def shown(request: ScopedRequest, case: Any, here: str, template: str, **more: Any) -> HttpResponse:
    """Show a page of a case with its head; a form that came back says so by its status."""
    head, form = presenters.head(request.scope, case, here), more.get("form")
    status = 422 if form is not None and form.is_bound else 200
    return render(request, template, {"head": head, **more}, status=status)


def tried(request: ScopedRequest, do: Callable[[], object], done: str) -> bool:
    """Do something that a button asks for, and say what came of it."""
    try:
        do()
    except SamsynError as error:
        messages.error(request, error.message)
        return False
    messages.success(request, done)
    return True
