"""The plan as a file to put before a board, to print and to work on."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from samsyn import documents
from samsyn_web.actions import queries
from samsyn_web.actions.presenters.exported import KINDS, TYPES, plan_document
from samsyn_web.actions.presenters.exported import plan_file as made_of
from samsyn_web.actions.views.reading import reads_all, the_plan
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.people import queries as people

__all__ = ["KINDS", "plan_file"]


@reads_all
@require_safe
def plan_file(request: ScopedRequest, plan_id: int, kind: str) -> HttpResponse:
    """Give the plan as a file; a document is Swedish whoever asks for it."""
    plan, scope = the_plan(request, plan_id), request.scope
    actions = list(queries.actions_of(scope, plan))
    organisation = people.organisation(scope)
    with translation.override("sv"):
        doc = plan_document(
            plan,
            actions,
            queries.causes_by_action(scope, actions),
            list(queries.plan_versions(scope, plan)),
            organisation=organisation.name,
            is_demo=organisation.is_demo,
            look=documents.Brand(),
            at=clock.now(),
        )
        content = made_of(kind, doc)
    name = f"atgardsplan_{plan.starts.year}.{kind}"
    return HttpResponse(
        content,
        content_type=TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store, private",
        },
    )
