"""The notice and the minutes of a meeting: adjusted, and as files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samsyn.documents import Document, docx, pdf
from samsyn_web.base import clock
from samsyn_web.base.scope import ScopedRequest
from samsyn_web.governance import presenters, queries, services
from samsyn_web.governance.forms import AdjustForm
from samsyn_web.governance.views.council import Ask, asked, given, the_meeting
from samsyn_web.governance.views.duties import keeps_duties, reads_duties, today
from samsyn_web.governance.views.papers import KINDS
from samsyn_web.people import queries as people
from samsyn_web.reports import queries as reports

MAKE = {"pdf": pdf, "docx": docx}


@keeps_duties
@require_http_methods(["GET", "HEAD", "POST"])
def adjust_minutes(request: ScopedRequest, meeting_id: int) -> HttpResponse:
    """Keep the minutes as they stand."""
    one = the_meeting(request, meeting_id)
    newest = queries.adjusted_minutes(request.scope, one).first()
    form = AdjustForm(given(request), is_correction=newest is not None, initial={"adjusted_on": today()})
    ask = Ask(
        title=_("Rätta protokollet") if newest else _("Justera protokollet"),
        verb=_("Spara som justerat"),
        back=reverse("governance:council_meeting", args=[one.pk]),
        done=_("Protokollet är justerat och sparat som det är."),
        lead=_(
            "Protokollet sparas som det är nu och ändras aldrig. En rättelse blir en ny version med vad som är rättat."
        ),
        crumbs=presenters.meeting_crumbs(one),
    )

    def do(said: dict[str, Any]) -> None:
        services.adjust_minutes(by=request.scope, at=clock.now(), meeting=one, **said)

    return asked(request, ask, form, do)


@reads_duties
@require_safe
def agenda_file(request: ScopedRequest, meeting_id: int, form: str) -> HttpResponse:
    """Give the notice with the agenda as PDF or Word."""
    one = the_meeting(request, meeting_id)
    told = queries.agenda(request.scope, one)
    if told is None or form not in MAKE:
        raise Http404
    made = presenters.notice_document(told, today=today(), **_whose(request))
    return _file(made, form, f"kallelse_{one.day.isoformat()}")


@reads_duties
@require_safe
def minutes_file(request: ScopedRequest, meeting_id: int, number: int, form: str) -> HttpResponse:
    """Give the minutes as PDF or Word: an adjusted version, or with number 0 as they are written now."""
    one, scope = the_meeting(request, meeting_id), request.scope
    kept = queries.adjusted_minutes(scope, one).filter(number=number).first()
    told = queries.minutes_as_adjusted(scope, one, number) if number else queries.minutes_now(scope, one)
    if told is None or form not in MAKE or (kept is None and one.held_at is None):
        raise Http404
    made = presenters.minutes_document(told, kept, today=today(), **_whose(request))
    return _file(made, form, f"protokoll_{one.day.isoformat()}_{number or 'utkast'}")


def _whose(request: ScopedRequest) -> dict[str, Any]:
    whose = people.organisation(request.scope)
    return {
        "organisation": whose.name,
        "is_demo": whose.is_demo,
        "brand": reports.look_of(request.scope),
    }


def _file(made: Document, form: str, name: str) -> HttpResponse:
    answer = HttpResponse(MAKE[form](made), content_type=KINDS[form])
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
