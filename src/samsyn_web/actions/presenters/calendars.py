"""The plan as a member's calendar (iCalendar, RFC 5545): ends, milestones and follow-ups, each a whole day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samsyn_web.actions.models import Action, Milestone
from samsyn_web.base import mail
from samsyn_web.base.registry import CalendarDay


def plan_ics(
    organisation: str,
    actions: Iterable[Action],
    milestones: Iterable[Milestone],
    others: Iterable[CalendarDay] = (),
    *,
    at: datetime,
) -> bytes:
    """Return the calendar; the same things have the same names each time, so that a change moves them."""
    made = Calendar()
    made.add("prodid", "-//Samsyn//samsyn//SV")
    made.add("version", "2.0")
    made.add("x-wr-calname", _("Åtgärder i %(organisation)s") % {"organisation": organisation})
    made.add("refresh-interval", timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for one in actions:
        days = (
            ("ends", _("Ska vara klar: %(what)s"), one.ends),
            ("follow-up", _("Följs upp: %(what)s"), one.follow_up_on),
        )
        for name, summary, day in days:
            if day is not None:
                said = summary % {"what": one.title}
                href = mail.address("actions:action", one.pk)
                made.add_component(_event(f"action-{one.pk}-{name}", said, day, href, at))
    for step in milestones:
        said = _("Delsteg: %(what)s") % {"what": step.title}
        href = mail.address("actions:action", step.action_id)
        made.add_component(_event(f"milestone-{step.pk}", said, step.due, href, at))
    for other in others:
        href = mail.address(other.page, *other.given)
        made.add_component(_event(other.key, other.said, other.day, href, at))
    return bytes(made.to_ical())


def _event(name: str, summary: str, day: date, href: str, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@samsyn")
    event.add("dtstamp", at)
    event.add("summary", summary)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("url", href)
    return event
