"""Who reaches the pages of the law's documents, and what an address is about."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.utils.timezone import localdate

from samsyn.cycle import Edition
from samsyn_web.base import clock
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.governance import queries

reads_papers = requires(Permission.READ_PICTURE)
composes = requires(Permission.JUDGE)
decides_papers = requires(Permission.DECIDE)


def today() -> date:
    """Return the day that it is where the organisation is."""
    return localdate(clock.now())


def the_paper(request: ScopedRequest, paper_id: int) -> queries.Paper:
    """Return a document that the person may read, or answer that there is none."""
    one = queries.paper(request.scope, paper_id)
    if one is None:
        raise Http404
    return one


def the_edition(request: ScopedRequest) -> Edition:
    """Return the edition that is asked for; the internal one where none is."""
    asked = request.GET.get("upplaga", Edition.INTERNAL.value)
    if asked not in set(Edition):
        raise Http404
    return Edition(asked)
