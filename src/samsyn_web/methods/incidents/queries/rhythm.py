"""Reads of the rhythm: its settings, its periods, and who was expected and answered in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from samsyn.period import parse
from samsyn_web.base.scope import Permission, Role, Scope
from samsyn_web.methods.incidents.models import (
    Expectation,
    NoReminders,
    Pause,
    PeriodState,
    ReportingPeriod,
    Rhythm,
)
from samsyn_web.methods.incidents.policies.rhythm import (
    Days,
    Rules,
    is_expected,
    reporter_name,
    rules_of,
)
from samsyn_web.methods.incidents.policies.week import member_key
from samsyn_web.methods.incidents.queries.answers import sent_in
from samsyn_web.people import queries as people
from samsyn_web.people.models import Membership, Organisation


def rhythm(scope: Scope) -> Rhythm | None:
    """The organisation's rhythm, or none where nobody has set one."""
    return Rhythm.objects.filter(organisation_id=scope.organisation_id).select_related("set_by").first()


def rules(scope: Scope) -> Rules:
    """The rhythm as plain values; the usual one where nobody has set one."""
    return rules_of(rhythm(scope))


def periods(scope: Scope) -> QuerySet[ReportingPeriod]:
    """The organisation's periods, the latest first, for those who read the week."""
    if not scope.can(Permission.READ_WEEK):
        return ReportingPeriod.objects.none()
    own = ReportingPeriod.objects.filter(organisation_id=scope.organisation_id)
    return own.select_related("picture", "round", "decided_by").order_by("-start")


def reporting_period(scope: Scope, period: str) -> ReportingPeriod | None:
    """The period of a name, or none."""
    return periods(scope).filter(period=period).first()


def period_before(scope: Scope, held: ReportingPeriod) -> ReportingPeriod | None:
    """The period just before another."""
    return periods(scope).filter(start__lt=held.start).first()


def period_after(scope: Scope, held: ReportingPeriod) -> ReportingPeriod | None:
    """The period just after another."""
    return periods(scope).filter(start__gt=held.start).order_by("start").first()


def period_in_focus(scope: Scope, today: date, at: datetime) -> ReportingPeriod | None:
    """
    The period that the group works with: the one before as long as it is looked at, else the one of today.

    A period that was never frozen is left behind when its dispatch should have been.
    """
    now = periods(scope).filter(start__lte=today).first()
    if now is None:
        return periods(scope).order_by("start").first()
    before = period_before(scope, now)
    if before is not None and (
        before.state in (PeriodState.FROZEN, PeriodState.DECIDED)
        or (before.state == PeriodState.OPEN and at < before.dispatch)
    ):
        return before
    return now


def expectations(scope: Scope) -> QuerySet[Expectation]:
    """Who is and was expected to report, by name, for those who set that up."""
    if not scope.can(Permission.SET_UP):
        return Expectation.objects.none()
    found = Expectation.objects.filter(membership__organisation_id=scope.organisation_id)
    return found.select_related("membership__user").order_by("membership__user__name", "first_day")


def expectation(scope: Scope, expectation_id: int) -> Expectation | None:
    """One of them, or none."""
    return expectations(scope).filter(pk=expectation_id).first()


def pauses(scope: Scope) -> QuerySet[Pause]:
    """When nobody, or somebody, is not expected, the latest first, for those who set that up."""
    if not scope.can(Permission.SET_UP):
        return Pause.objects.none()
    found = Pause.objects.filter(organisation_id=scope.organisation_id)
    return found.select_related("membership__user").order_by("-first_day", "-pk")


def pause(scope: Scope, pause_id: int) -> Pause | None:
    """One of them, or none."""
    return pauses(scope).filter(pk=pause_id).first()


@dataclass(frozen=True, kw_only=True)
class Answering:
    """Who was expected in a period, and who of them has answered, by membership; zero reports are answers."""

    answered: tuple[Membership, ...] = ()
    silent: tuple[Membership, ...] = ()
    excused: tuple[Membership, ...] = ()

    @property
    def expected(self) -> int:
        """How many were expected."""
        return len(self.answered) + len(self.silent)

    @property
    def stated(self) -> dict[str, str]:
        """The same as the library takes it: what each reporter is called in the register, and how it was with them."""
        words = {"answered": self.answered, "silent": self.silent, "excused": self.excused}
        return {reporter_name(one): word for word, some in words.items() for one in some}


def answering(scope: Scope, held: ReportingPeriod, until: datetime | None = None) -> Answering:
    """Who was expected in a period and who has answered it; nobody for those who do not read the week."""
    if not periods(scope).filter(pk=held.pk).exists():
        return Answering()
    expected: dict[int, list[Days]] = {}
    members: dict[int, Membership] = {}
    own = Expectation.objects.filter(membership__organisation_id=scope.organisation_id)
    for one in own.select_related("membership__user"):
        expected.setdefault(one.membership_id, []).append(Days(first=one.first_day, last=one.last_day))
        members[one.membership_id] = one.membership
    common, own_pauses = _pauses(scope)
    sent = set(sent_in(scope, held, until).values_list("membership_id", flat=True))
    period = parse(held.period)
    parts: dict[str, list[Membership]] = {"answered": [], "silent": [], "excused": []}
    for key, spans in expected.items():
        awaited = members[key].is_active and is_expected(period, spans, [*common, *own_pauses.get(key, ())])
        parts[("answered" if key in sent else "silent") if awaited else "excused"].append(members[key])
    return Answering(**{name: tuple(sorted(some, key=_by_name)) for name, some in parts.items()})


def _pauses(scope: Scope) -> tuple[list[Days], Mapping[int, list[Days]]]:
    common: list[Days] = []
    own: dict[int, list[Days]] = {}
    for one in Pause.objects.filter(organisation_id=scope.organisation_id, removed_at=None):
        days = Days(first=one.first_day, last=one.last_day)
        (common if one.membership_id is None else own.setdefault(one.membership_id, [])).append(days)
    return common, own


def _by_name(one: Membership) -> tuple[str, int]:
    return one.works_as.casefold(), one.pk


def reporters(scope: Scope) -> QuerySet[Membership]:
    """Active members who may be expected to report, for those who set that up."""
    if not scope.can(Permission.SET_UP):
        return Membership.objects.none()
    roles = [role.value for role in Role if Permission.REPORT in role.permissions]
    return people.members(scope).filter(Q(role__in=roles), is_active=True)


def organisations_with_rhythm() -> QuerySet[Organisation]:
    """Organisations for whom something happens by itself; for the scheduler."""
    return Organisation.objects.filter(pk__in=Rhythm.objects.values("organisation_id")).order_by("pk")


def member_of(token: str) -> Membership | None:
    """The member whose reminders an address is about; none where it is not one of ours."""
    key = member_key(token)
    return Membership.objects.select_related("user", "organisation").filter(pk=key or 0).first()


def is_reminded(member: Membership) -> bool:
    """Whether a member is reminded, for whoever holds the address of their mail."""
    return not NoReminders.objects.filter(membership=member).exists()
