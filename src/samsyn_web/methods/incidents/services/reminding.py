"""Reminds those who are expected and have not answered, and lets them say that they want no reminders."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base import audit, mail, words
from samsyn_web.base.mail import address
from samsyn_web.base.scope import Scope
from samsyn_web.methods.incidents.models import NoReminders, ReportingPeriod
from samsyn_web.methods.incidents.policies.week import can_remind, reminder_token
from samsyn_web.methods.incidents.queries import rhythm as rhythms
from samsyn_web.people.models import Membership


@transaction.atomic
def remind(*, by: Scope, at: datetime, held: ReportingPeriod, everybody: bool = False) -> int:
    """Write to those who are expected in a period and have not answered, each once; returns how many."""
    if not can_remind(by, held):
        raise Refused(_("Din roll ger inte rätt att påminna."))
    answers = rhythms.answering(by, held)
    asked = [*answers.silent, *(answers.answered if everybody else ())]
    quiet = set(NoReminders.objects.filter(membership__in=asked).values_list("membership_id", flat=True))
    sent = [one for one in asked if one.pk not in quiet and _write(by, at, held, one)]
    if sent:
        detail = {"period": held.period, "reminded": len(sent)}
        audit.record(
            organisation_id=by.organisation_id,
            by=by,
            at=at,
            verb="period.reminded",
            target=held,
            detail=detail,
        )
    return len(sent)


def _write(by: Scope, at: datetime, held: ReportingPeriod, member: Membership) -> bool:
    with translation.override("sv"):
        when = localtime(held.deadline)
        body = _(
            "Hej!\n\n"
            "Vi har inte fått någon rapport från %(works_as)s för %(period)s. "
            "Lämna den senast %(day)s klockan %(time)s.\n\n"
            "Har inget hänt? ”Inget att rapportera” är också ett svar, och det tar fem sekunder.\n\n"
            "%(address)s\n\n"
            "Vid fara för liv eller egendom: ring 112.\n\n"
            "Vill du inte ha påminnelser? Stäng av dem här: %(stop)s\n"
        ) % {
            "works_as": member.works_as or _("dig"),
            "period": words.period(held.period),
            "day": words.day(when.date()),
            "time": f"{when:%H.%M}",
            "address": address("portal:home"),
            "stop": address("week:no_reminders", reminder_token(member)),
        }
        subject = _("Påminnelse: rapportera för %(period)s") % {"period": words.period(held.period)}
    return mail.post(
        organisation_id=held.organisation_id,
        key=f"reminder:{held.period}:{member.pk}",
        kind="reminder",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )


@transaction.atomic
def choose_reminders(*, by: None, at: datetime, member: Membership, wanted: bool) -> None:
    """Turn a member's reminders on or off; whoever holds the address of their mail may."""
    if wanted:
        NoReminders.objects.filter(membership=member).delete()
    else:
        NoReminders.objects.get_or_create(membership=member, defaults={"since": at})
    verb = "reminders.wanted" if wanted else "reminders.not_wanted"
    audit.record(organisation_id=member.organisation_id, by=by, at=at, verb=verb, target=member, detail={})
