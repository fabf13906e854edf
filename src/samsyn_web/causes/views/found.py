"""Who may open the pages of problems, and the thing that an address names; 404 where it is not theirs."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.http import url_has_allowed_host_and_scheme

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.causes import queries

reads = requires(*queries.READING)
works = requires(Permission.REVIEW, Permission.JUDGE)
judges = requires(Permission.JUDGE)
chooses = requires(Permission.DECIDE)


def there(found: Any) -> Any:
    """Return what a query found, or say that it is not there."""
    if found is None:
        raise Http404
    return found


def the_problem(request: ScopedRequest, problem_id: int) -> Any:
    """Return the problem of an address."""
    return there(queries.problem(request.scope, problem_id))


def the_cause(request: ScopedRequest, cause_id: int) -> Any:
    """Return the cause of an address."""
    return there(queries.cause(request.scope, cause_id))


def back_to(request: ScopedRequest) -> str:
    """Return the page that somebody came from, where it is one of Samsyn's own."""
    back = request.POST.get("next") or request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return back if own else ""
