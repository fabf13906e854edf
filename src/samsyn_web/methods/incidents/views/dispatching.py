"""After the meeting: who gets what, and sending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samsyn.errors import SamsynError
from samsyn_web.base import clock, mail
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents.presenters.rhythm import moment
from samsyn_web.methods.incidents.queries import dispatching as queries
from samsyn_web.methods.incidents.services import dispatching as services
from samsyn_web.methods.incidents.views.week import found
from samsyn_web.people import queries as people

NOTICE = "Uppdiktade data"


@requires(Permission.PUBLISH)
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: ScopedRequest, period: str) -> HttpResponse:
    """Show who gets what before anything is sent; then send, as a job."""
    held = found(request, period)
    if held.state not in ("decided", "sent"):
        messages.info(request, _("Utskicket görs när mötet har beslutat."))
        return redirect("week:period", period)
    if request.method == "POST":
        organisation = people.organisation(request.scope)
        notice = NOTICE if organisation.is_demo else ""
        try:
            job = services.ask_to_send(
                by=request.scope, at=clock.now(), held=held, organisation=organisation.name, notice=notice
            )
            return redirect("incidents:work", job.pk)
        except SamsynError as error:
            messages.error(request, error.message)
            return redirect("week:period", period)
    shown = {
        "held": held,
        "who": queries.recipients(request.scope, held),
        "mail_is_on": mail.is_on(),
        "when": moment(held.dispatch),
        "is_sent": held.state == "sent",
        "sent_at": moment(held.sent_at) if held.sent_at else "",
    }
    return render(request, "incidents/dispatch.html", shown)
