"""Mails about quarterly reports: ahead, after the day, and when changes are asked for; each once."""

from __future__ import annotations

from datetime import datetime

from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.programme.quarters import reminder
from samsyn_web.base import mail, words
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import Membership
from samsyn_web.programmes import queries
from samsyn_web.programmes.models import QuarterlyReport, QuarterlyVersion


def remind_of_quarters(*, by: None, at: datetime) -> int:
    """
    Write to those who have not handed in what is soon due or late; returns how many mails are new.

    A new day, as when changes are asked for, is reminded of anew.
    """
    today = localdate(at)
    sent = 0
    for report, member in queries.reminded(today):
        reached = reminder((report.due - today).days)
        if reached is not None:
            sent += _remind(report, member, reached, at)
    return sent


def tell_of_changes(*, by: Scope, at: datetime, report: QuarterlyReport) -> int:
    """Write to those who write a report that changes are asked for in it."""
    version = QuarterlyVersion.objects.filter(report=report).count()
    sent = 0
    for member in queries.writers(report):
        with translation.override("sv"):
            subject = _("Kvartalsrapporten ska ändras: %(place)s, %(quarter)s") % _names(report)
            body = _("%(asked)s\n\nLämna in den igen senast %(day)s:\n%(address)s\n") % {
                "asked": report.asked,
                "day": words.day(report.due),
                "address": mail.address("programmes:report", report.pk),
            }
        sent += _post(report, member, f"back/{version}", subject, body, at)
    return sent


def _remind(report: QuarterlyReport, member: Membership, reached: int, at: datetime) -> bool:
    with translation.override("sv"):
        late = reached < 0
        subject = (
            _("Försenad kvartalsrapport: %(place)s, %(quarter)s")
            if late
            else _("Snart dags för kvartalsrapporten: %(place)s, %(quarter)s")
        )
        said = _("Den skulle ha lämnats in senast %(day)s.") if late else _("Den lämnas in senast %(day)s.")
        body = "\n\n".join(
            (
                said % {"day": words.day(report.due)},
                _("Aktiviteterna i kvartalet står redan som förslag. Läs, ändra och lämna in:\n%(address)s")
                % {"address": mail.address("programmes:report", report.pk)},
                _("Behöver ni mer tid? Be programmets samordnare om en annan dag.") + "\n",
            )
        )
    key = f"due/{report.due.isoformat()}/{reached}"
    return _post(report, member, key, subject % _names(report), body, at)


def _post(
    report: QuarterlyReport, member: Membership, key: str, subject: str, body: str, at: datetime
) -> bool:
    return mail.post(
        organisation_id=member.organisation_id,
        key=f"quarter/{report.pk}/{key}/{member.pk}",
        kind="quarter",
        user_id=member.user_id,
        address=member.user.email,
        subject=subject,
        body=body,
        at=at,
    )


def _names(report: QuarterlyReport) -> dict[str, str]:
    return {"place": report.participant.name, "quarter": words.period(report.quarter)}
