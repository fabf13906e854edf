"""Who reaches the pages, and what an address is about."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404

from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.programmes import queries

PER_PAGE = 100
reads = requires(Permission.READ_PICTURE)
runs = requires(Permission.DECIDE)
takes_part = requires(Permission.TAKE_PART)


def page_of(request: ScopedRequest, found: QuerySet[Any]) -> tuple[Page[Any], list[Any]]:
    """
    Return the page of a long list that is asked for, and its rows.

    The list is put in order by its keys alone, and only the rows of the page are read: a database that sorts whole rows
    of a large programme for each page takes three times as long.
    """
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("sida"))
    return page, list(found.filter(pk__in=list(page.object_list)))


def programme_of(request: ScopedRequest, programme_id: int) -> tuple[Any, Any]:
    """Return a programme that the person may read and its facts, or answer that there is none."""
    found = queries.programme_and_facts(request.scope, programme_id)
    if found is None:
        raise Http404
    return found


def report_of(request: ScopedRequest, report_id: int) -> Any:
    """Return a quarterly report that the person may read, or answer that there is none."""
    found = queries.report(request.scope, report_id)
    if found is None:
        raise Http404
    return found


def money_of(request: ScopedRequest, money_id: int) -> Any:
    """Return a sum that the person may read, or answer that there is none."""
    found = queries.money_row(request.scope, money_id)
    if found is None:
        raise Http404
    return found


def activity_of(request: ScopedRequest, activity_id: int) -> Any:
    """Return an activity that the person may read, or answer that there is none."""
    found = queries.activity(request.scope, activity_id)
    if found is None:
        raise Http404
    return found
