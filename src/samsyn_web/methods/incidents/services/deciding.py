"""The meeting decides to have something done, and whoever is to do it is told."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.actions import services as acting
from samsyn_web.actions.models import MeetingDecision
from samsyn_web.base import mail, words
from samsyn_web.base.scope import Scope
from samsyn_web.causes.models import Problem
from samsyn_web.methods.incidents.models import PeriodState, ReportingPeriod
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.people.models import Membership


@transaction.atomic
def decide(
    *,
    by: Scope,
    at: datetime,
    held: ReportingPeriod,
    what: str,
    function: str,
    until: date,
    area: str = "",
    area_name: str = "",
    place: str = "",
    owner: Membership | None = None,
    problem: Problem | None = None,
) -> MeetingDecision:
    """Record what the meeting about a period decided, and write to whoever is to do it where the rhythm says so."""
    held = ReportingPeriod.objects.select_for_update().get(pk=held.pk)
    if held.organisation_id != by.organisation_id:
        raise Refused(_("Perioden hör till en annan organisation."))
    if held.state in (PeriodState.DECIDED, PeriodState.SENT):
        raise Refused(_("Mötet är över. Öppna det igen för att besluta mer."))
    made = acting.decide(
        by=by,
        at=at,
        period=held.period,
        what=what,
        function=function,
        until=until,
        area=area,
        area_name=area_name,
        place=place,
        owner=owner,
        problem=problem,
    )
    if owner is not None and rhythms.rules(by).tells_owner:
        _tell(at, made, owner)
    return made


def _tell(at: datetime, made: MeetingDecision, owner: Membership) -> None:
    with translation.override("sv"):
        where = ", ".join(part for part in (made.place, made.area_name) if part)
        body = _(
            "Hej!\n\n"
            "Mötet har beslutat något som %(function)s ska göra:\n\n"
            "%(what)s\n"
            "%(where)s"
            "Senast %(until)s.\n\n"
            "Berätta hur det går, också om det inte blir av: %(address)s\n"
        ) % {
            "function": made.function,
            "what": made.what,
            "where": f"{where}\n" if where else "",
            "until": words.day(made.until),
            "address": mail.address("actions:decision", made.pk),
        }
        subject = _("Beslut: %(what)s") % {"what": made.what}
    mail.post(
        organisation_id=made.organisation_id,
        key=f"decision:{made.pk}",
        kind="decision",
        user_id=owner.user_id,
        address=owner.user.email,
        subject=subject,
        body=body,
        at=at,
    )
