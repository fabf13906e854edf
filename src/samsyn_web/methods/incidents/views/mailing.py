"""Mails that have been sent, and whether one wants reminders."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samsyn_web.base import clock, mail
from samsyn_web.base.scope import Permission, ScopedRequest, requires
from samsyn_web.methods.incidents.queries import rhythm as queries
from samsyn_web.methods.incidents.services import reminding

sets_up = requires(Permission.SET_UP)
PAGE = 50


@sets_up
@require_safe
def sent(request: ScopedRequest) -> HttpResponse:
    """Show every mail, whether it left, and what it says."""
    page = Paginator(mail.sent(request.scope), PAGE).get_page(request.GET.get("sida", 1))
    return render(request, "incidents/mail.html", {"page": page, "mail_is_on": mail.is_on()})


@sets_up
@require_POST
def send_again(request: ScopedRequest, mail_id: int) -> HttpResponse:
    """Let a mail that did not leave be tried again."""
    if not mail.send_again(request.scope, mail_id, at=clock.now()):
        raise Http404
    messages.success(request, _("Försöker igen inom någon minut."))
    return redirect("week:mail")


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: HttpRequest, token: str) -> HttpResponse:
    """Turn one's reminders off or on; whoever holds the address of the mail may, and it opens nothing else."""
    member = queries.member_of(token)
    if member is None:
        raise Http404
    if request.method == "POST":
        wanted = request.POST.get("wanted") == "1"
        reminding.choose_reminders(by=None, at=clock.now(), member=member, wanted=wanted)
        return redirect("week:no_reminders", token)
    shown = {"member": member, "wanted": queries.is_reminded(member), "token": token}
    return render(request, "incidents/reminders.html", shown)
