"""What the page of the rhythm shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import formats
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.methods.incidents.models import Expectation, Pause, ReportingPeriod
from samsyn_web.people.models import Membership

SHOWN = 6


def moment(at: datetime) -> str:
    """Return an instant in words: tisdag 24 november klockan 12.00."""
    there = localtime(at)
    return _("%(day)s klockan %(time)s") % {
        "day": formats.date_format(there, "l j F"),
        "time": f"{there:%H.%M}" if words.is_swedish() else f"{there:%H:%M}",
    }


def day_before(day: date) -> date:
    """Return yesterday."""
    return day - timedelta(days=1)


def coming_lines(some: Iterable[ReportingPeriod], today: date) -> tuple[tuple[str, str, str, str], ...]:
    """Return the coming periods: what each is called, and when it is due, met about and sent."""
    found = [one for one in some if one.end > today][:SHOWN]
    return tuple(
        (words.period(one.period), moment(one.deadline), moment(one.meeting), moment(one.dispatch))
        for one in found
    )


def member_choices(some: Iterable[Membership]) -> list[tuple[int, str]]:
    """Return members to choose from: the function, and who has it."""
    return [(one.pk, f"{one.works_as} ({one.user})" if one.works_as else str(one.user)) for one in some]


@dataclass(frozen=True, kw_only=True)
class ExpectationLine:
    """A member who is or was expected."""

    key: int
    who: str
    name: str
    since: str
    until: str
    is_over: bool


def expectation_lines(some: Iterable[Expectation], today: date) -> tuple[ExpectationLine, ...]:
    """Return who is expected, and who was."""
    return tuple(
        ExpectationLine(
            key=one.pk,
            who=one.membership.works_as or _("utan funktion"),
            name=str(one.membership.user),
            since=words.day(one.first_day),
            until=words.day(one.last_day) if one.last_day else "",
            is_over=one.last_day is not None and one.last_day < today,
        )
        for one in some
    )


@dataclass(frozen=True, kw_only=True)
class PauseLine:
    """Days on which somebody, or nobody, is expected."""

    key: int
    who: str
    days: str
    reason: str
    is_removed: bool


def pause_lines(some: Iterable[Pause]) -> tuple[PauseLine, ...]:
    """Return the pauses."""
    return tuple(
        PauseLine(
            key=one.pk,
            who=(one.membership.works_as or str(one.membership.user)) if one.membership else _("Alla"),
            days=words.span(one.first_day, one.last_day + timedelta(days=1)),
            reason=one.reason,
            is_removed=one.removed_at is not None,
        )
        for one in some
    )
