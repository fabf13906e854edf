"""Which periods a rhythm gives, when each is due, who is expected in it, and who may set all that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samsyn.errors import BadInput, Refused
from samsyn.period import Period, PeriodKind, containing
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import Analysis, Every, Reminds, Rhythm
from samsyn_web.methods.incidents.models.rhythm import REASON
from samsyn_web.people.models import Membership

DAY, FORTNIGHT = timedelta(days=1), timedelta(days=14)
AHEAD = timedelta(days=70)  # periods are made so far ahead, for the calendar
SHORTEST = 7
AGENDA_WORDS = {
    "decisions": gettext_lazy("Förra periodens beslut"),
    "picture": gettext_lazy("Lägesbilden"),
    "round": gettext_lazy("Rundan, en bild för varje funktion"),
    "levels": gettext_lazy("Nivåer att besluta"),
    "new": gettext_lazy("Nya beslut"),
    "presence": gettext_lazy("Närvaro mot de tider då det händer"),
    "coming": gettext_lazy("Det som är på väg"),
    "summary": gettext_lazy("Sammanfattning"),
}
AGENDA = tuple(AGENDA_WORDS)
WORKDAYS = 5

Moment = tuple[int, time]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """A rhythm as plain values; what a municipality that has set nothing gets is the default of each."""

    every: str = Every.WEEK
    anchor: date = date(2024, 1, 1)
    deadline: Moment = (1, time(12))
    meeting: Moment = (2, time(10))
    dispatch: Moment = (3, time(12))
    freezes_itself: bool = False
    analysis: str = Analysis.TERTIAL
    reminder_hours: int = 24
    reminds: str = Reminds.SILENT
    tells_owner: bool = True
    sources: tuple[str, ...] = ()
    agenda: tuple[str, ...] = AGENDA


USUAL = Rules()


def rules_of(row: Rhythm | None) -> Rules:
    """A stored rhythm as plain values."""
    if row is None:
        return USUAL
    return Rules(
        every=row.every,
        anchor=row.anchor,
        deadline=(row.deadline_weekday, row.deadline_time),
        meeting=(row.meeting_weekday, row.meeting_time),
        dispatch=(row.dispatch_weekday, row.dispatch_time),
        freezes_itself=row.freezes_itself,
        analysis=row.analysis,
        reminder_hours=row.reminder_hours,
        reminds=row.reminds,
        tells_owner=row.tells_owner,
        sources=tuple(row.sources),
        agenda=tuple(row.agenda),
    )


@dataclass(frozen=True, kw_only=True)
class Days:
    """Days from one to another, both included; without a last day it has no end."""

    first: date
    last: date | None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


def next_period(rules: Rules, start: date) -> Period:
    """
    Return the period that begins on a day: whole where that is a beginning of the rhythm, else up to the next one.

    What is left after a change of rhythm and is shorter than a week goes on to the beginning after that.
    """
    end = _next_start(rules, start)
    whole = _next_start(rules, start - DAY) == start
    if not whole and (end - start).days < SHORTEST:
        end = _next_start(rules, end)
    kind = {Every.WEEK: PeriodKind.WEEK, Every.MONTH: PeriodKind.MONTH}.get(Every(rules.every))
    if whole and kind is not None:
        return containing(start, kind)
    return Period(start=start, end=end)


def first_period(rules: Rules, day: date) -> Period:
    """Return the whole period of the rhythm that holds a day."""
    start = day
    while _next_start(rules, start - DAY) != start:
        start -= DAY
    return next_period(rules, start)


def _next_start(rules: Rules, day: date) -> date:
    """Return the first beginning of the rhythm after a day."""
    if rules.every == Every.MONTH:
        return containing(day, PeriodKind.MONTH).end
    if rules.every == Every.FORTNIGHT:
        anchor = rules.anchor - timedelta(days=rules.anchor.weekday())
        return anchor + FORTNIGHT * ((day - anchor).days // 14 + 1)
    return containing(day, PeriodKind.WEEK).end


def instants(rules: Rules, period: Period) -> tuple[datetime, datetime, datetime]:
    """Return deadline, meeting and dispatch: each at its weekday's first turn after the one before, in local time."""
    deadline = _turn(rules.deadline, period.end, None)
    meeting = _turn(rules.meeting, _local(deadline).date(), deadline)
    return deadline, meeting, _turn(rules.dispatch, _local(meeting).date(), meeting)


def _turn(moment: Moment, day: date, after: datetime | None) -> datetime:
    weekday, clock = moment
    day += timedelta(days=(weekday - day.weekday()) % 7)
    found = instant(day, clock)
    return found if after is None or found > after else instant(day + timedelta(days=7), clock)


def instant(day: date, clock: time) -> datetime:
    """Return a local day and time as an instant; the hour that a clock change skips is the one after it."""
    told = clock.replace(tzinfo=None, fold=0)  # of an hour that comes twice the first, whoever made the time
    return datetime.combine(day, told, get_default_timezone()).astimezone(UTC)


def _local(at: datetime) -> datetime:
    return at.astimezone(get_default_timezone())


def is_expected(period: Period, expected: Iterable[Days], pauses: Sequence[Days]) -> bool:
    """Whether somebody is expected in a period: on at least half of its working days, pauses taken away."""
    days = [period.start + timedelta(days=n) for n in range(period.days)]
    working = [day for day in days if day.weekday() < WORKDAYS] or days
    spans = tuple(expected)
    there = sum(any(day in one for one in spans) and not any(day in one for one in pauses) for day in working)
    return there * 2 >= len(working) and there > 0


def reporter_name(one: Membership) -> str:
    """What a reporter is called in the register: function, workplace and number, never a name."""
    return ", ".join(part for part in (one.works_as, f"nr {one.pk}") if part)


def check_can_set_up(scope: Scope) -> None:
    """Raise unless the person may set the rhythm and who is expected."""
    if not scope.can(Permission.SET_UP):
        raise Refused(_("Din roll ger inte rätt att ställa in rytmen."))


def check_rules(rules: Rules) -> None:
    """Raise unless a rhythm can be kept."""
    if rules.every not in Every.values:
        raise BadInput(_("Välj hur ofta ni samlar in."))
    if unknown := set(rules.agenda) - set(AGENDA):
        raise BadInput(_("Dagordningen har ingen punkt som heter %(name)s.") % {"name": sorted(unknown)[0]})
    if not 0 <= rules.reminder_hours <= 7 * 24:
        raise BadInput(_("Påminn högst en vecka i förväg."))


def check_days(first: date, last: date | None) -> None:
    """Raise unless the days come in order."""
    if last is not None and last < first:
        raise BadInput(_("Sista dagen ligger före den första."))


def check_reason(reason: str) -> None:
    """Raise unless a pause says why."""
    if not reason:
        raise BadInput(_("Skriv varför, till exempel ”Sportlov”."))
    check_text(reason, _("Skälet"), REASON)
