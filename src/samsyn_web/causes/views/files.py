"""Documents as answers: what they are called, and whose they are."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.timezone import localtime

from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.causes.presenters import Imprint
from samsyn_web.people import queries as people

TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def imprint(request: ScopedRequest) -> Imprint:
    """Return whose document it is and when it was made."""
    organisation = people.organisation(request.scope)
    return Imprint(
        organisation=str(organisation),
        at=localtime(clock.now()).replace(microsecond=0),
        is_demo=bool(organisation.is_demo),
    )


def sent(content: bytes, kind: str, name: str) -> HttpResponse:
    """Give a file to be saved."""
    head = {"Content-Disposition": f'attachment; filename="{name}.{kind}"'}
    return HttpResponse(content, TYPES[kind], headers=head)
