"""The weeks as a calendar (iCalendar, RFC 5545), with the zone spelled out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from samsyn_web.actions.models import MeetingDecision
from samsyn_web.base import mail, words
from samsyn_web.methods.incidents.models import ReportingPeriod

HOUR = timedelta(hours=1)


def ics(
    organisation: str,
    periods: Iterable[ReportingPeriod],
    decisions: Iterable[MeetingDecision],
    *,
    at: datetime,
    reads_week: bool,
) -> bytes:
    """Return the calendar; the same things have the same names each time, so that a change moves them."""
    made = Calendar()
    made.add("prodid", "-//Samsyn//samsyn//SV")
    made.add("version", "2.0")
    made.add("x-wr-calname", f"Samsyn {organisation}")
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    made.add_component(Timezone.from_tzid(str(get_default_timezone())))
    for held in periods:
        name = words.period(held.period)
        deadline = _("Sista tid att rapportera, %(period)s") % {"period": name}
        made.add_component(_event(f"deadline-{held.pk}", deadline, held.deadline - HOUR, held.deadline, at))
        if not reads_week:
            continue
        address = mail.address("week:period", held.period)
        meeting = _("Möte om %(period)s") % {"period": name}
        made.add_component(
            _event(f"meeting-{held.pk}", meeting, held.meeting, held.meeting + HOUR, at, address)
        )
        sent = _("Utskick, %(period)s") % {"period": name}
        made.add_component(_event(f"dispatch-{held.pk}", sent, held.dispatch, held.dispatch + HOUR / 2, at))
    for one in decisions:
        event = _named(f"decision-{one.pk}", _("Senast i dag: %(what)s") % {"what": one.what}, at)
        event.add("dtstart", one.until)
        event.add("dtend", one.until + timedelta(days=1))
        event.add("url", mail.address("actions:decision", one.pk))
        made.add_component(event)
    return bytes(made.to_ical())


def _event(name: str, summary: str, start: datetime, end: datetime, at: datetime, address: str = "") -> Event:
    event = _named(name, summary, at)
    zone = get_default_timezone()
    event.add("dtstart", start.astimezone(zone))
    event.add("dtend", end.astimezone(zone))
    if address:
        event.add("url", address)
    return event


def _named(name: str, summary: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@samsyn")
    event.add("dtstamp", at)
    event.add("summary", summary)
    return event
