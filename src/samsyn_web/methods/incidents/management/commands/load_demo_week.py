"""Gives the demonstration's municipality a week that is going on: invented people, reports, decisions and presence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import polars as pl
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import get_default_timezone, localdate

from samsyn.instruments.load import sources
from samsyn.methods.incidents.example.files import reports_csv
from samsyn.methods.incidents.example.people import PEOPLE
from samsyn.methods.incidents.example.reporters import reporters
from samsyn.methods.incidents.example.world import World, simulate
from samsyn_web.actions import services as acting
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import queries as findings
from samsyn_web.findings.models import Decision, Picture
from samsyn_web.findings.services import LevelChoice, judge_levels
from samsyn_web.methods.incidents import services
from samsyn_web.methods.incidents.models import ReportingPeriod, Submission, SubmissionState
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.methods.incidents.policies.rhythm import Rules, instant, reporter_name
from samsyn_web.methods.incidents.services import deciding, dispatching, rhythm, week
from samsyn_web.observations import services as observed
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.places import queries as places

EXEMPELKOPING, OLDER = "Exempelköping", "exempelkoping_aldre"
WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
YEARS = 2
UNREVIEWED, SILENT = 4, 3  # reports that wait, and reporters who have not answered
ROLES = {"police": Role.POLICE, "park": Role.MEMBER, "youth": Role.MEMBER, "host": Role.MEMBER}


class Command(BaseCommand):
    """Add a week that is sent, and one that is being gathered."""

    help = "Give the demonstration's municipality a week that is going on."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there is a rhythm already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if ReportingPeriod.objects.filter(organisation=organisation).exists():
            return
        at = clock.now()
        anna = _scope(organisation, Role.COORDINATOR)
        members = _members(organisation, at)
        now = _periods(anna, members, at)
        world = _shifted(now.start)
        _read_older(anna, at, world, now.start, members)
        _send_in(organisation, members, world, now, at)
        _last_week(anna, organisation, members, now)
        call_command("load_demo_presence", verbosity=0)


def _scope(organisation: Organisation, role: Role) -> Scope:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        raise LookupError(f"{organisation} has no {role}.")
    return _scope_of(held)


def _scope_of(held: Membership) -> Scope:
    return Scope(
        user_id=held.user_id,
        organisation_id=held.organisation_id,
        role=Role(held.role),
        membership_id=held.pk,
    )


def _members(organisation: Organisation, at: datetime) -> dict[str, Membership]:
    found = {}
    for kind, (name, function, unit) in PEOPLE.items():
        email = f"{name.split()[0].lower()}@exempel.se".replace("å", "a").replace("ä", "a").replace("ö", "o")
        held = Membership.objects.filter(organisation=organisation, user__email=email).first()
        held = held or people.add_member(
            organisation=organisation,
            email=email,
            role=ROLES.get(kind, Role.REPORTER),
            name=name,
            function_title=function,
            by=None,
            at=at,
        )
        Membership.objects.filter(pk=held.pk).update(unit=unit)
        held.unit = unit
        found[kind] = held
    return found


def _periods(anna: Scope, members: dict[str, Membership], at: datetime) -> ReportingPeriod:
    """Set a rhythm by which last week is being gathered now, with the deadline tomorrow; return last week."""
    today = localdate(at)
    last = today.weekday() == 6  # on a Sunday there is no tomorrow in the week: the deadline is tonight
    deadline = (6, time(23, 30)) if last else ((today + DAY).weekday(), time(12))
    rules = Rules(
        deadline=deadline,
        meeting=((today + 2 * DAY).weekday(), time(10)),
        dispatch=((today + 3 * DAY).weekday(), time(12)),
        sources=(OLDER,),
    )
    begun = instant(today - timedelta(days=today.weekday()) - 2 * WEEK, time(8))
    rhythm.set_rhythm(by=anna, at=begun, rules=rules)
    rhythm.make_periods(by=None, at=at, organisation_id=anna.organisation_id)
    for held in members.values():
        rhythm.expect(by=anna, at=begun, member=held, first_day=localdate(begun) - 52 * WEEK)
    start = today - timedelta(days=today.weekday()) - WEEK
    rhythm.add_pause(
        by=anna, at=begun, member=members["preschool"], first_day=start + WEEK, last_day=start + WEEK + 4 * DAY,
        reason="Studiedagar",
    )  # fmt: skip
    return ReportingPeriod.objects.get(organisation_id=anna.organisation_id, start=start)


def _shifted(monday: date) -> World:
    """Return the example with its last week moved to a week."""
    world = simulate()
    world = replace(
        world, frame=world.frame.filter(pl.col("start").dt.date() >= world.end - YEARS * 52 * WEEK)
    )
    gap = monday - (world.end - WEEK)
    moved = [pl.col(name) + gap for name in ("start", "end")]
    return replace(world, frame=world.frame.with_columns(moved), first=world.first + gap, end=world.end + gap)


def _read_older(
    anna: Scope, at: datetime, world: World, monday: date, members: dict[str, Membership]
) -> None:
    """Read in what came before the week, as a municipality reads in the reports that it had before."""
    named = {one.name: reporter_name(members[one.kind]) for one in reporters()}
    older = world.frame.filter(pl.col("start").dt.date() < monday)
    older = older.with_columns(pl.col("reporter").replace(named))
    known = next(one for one in sources() if one.key == "exempelkoping")
    declared = replace(known, key=OLDER, name="Äldre rapporter (uppdiktade)")
    text = reports_csv(replace(world, frame=older))
    (intake,) = observed.open_intakes(
        by=anna,
        at=at,
        method=services.METHOD,
        reports=[ContentFile(text.encode(), name="aldre_rapporter.csv")],
        areas=places.area_versions(anna).first(),
        declared=declared,
    )
    services.commit(by=anna, at=at, intake=intake)


def _send_in(
    organisation: Organisation,
    members: dict[str, Membership],
    world: World,
    held: ReportingPeriod,
    at: datetime,
) -> None:
    """Let the members send what the example says of the week; a few have not answered, and a few reports wait."""
    kinds = {one.name: one.kind for one in reporters()}
    silent = list(members)[-SILENT:]
    rows = world.frame.filter(pl.col("start").dt.date() >= held.start).sort("start", "id")
    sent: list[Submission] = []
    for row in rows.iter_rows(named=True):
        kind = kinds[row["reporter"]]
        if kind not in silent:
            sent.append(_submit(members[kind], row, at))
    sent += [_coming(members["youth"], held, at), _coming(members["trade"], held, at)]
    reviewed = [one.pk for one in sent[:-UNREVIEWED] if one.state == SubmissionState.RECEIVED]
    Submission.objects.filter(pk__in=reviewed).update(state=SubmissionState.ACCEPTED, reviewed_at=at)


def _submit(member: Membership, row: dict[str, Any], at: datetime) -> Submission:
    started = min(_instant(row["start"]), at - timedelta(minutes=30))
    ended = min(_instant(row["end"]), at - timedelta(minutes=20)) if row["end"] else None
    what = {"zero": "NOL", "positive": "POS"}.get(row["kind"], row["category"])
    answer = row["kind"] == "zero"
    told = Told(
        what=what,
        area=row["area"] or "",
        place="" if row["area"] or answer else "i kommunen",
        when="now" if answer else "interval" if ended and ended > started else "exact",
        time_from=None if answer else started,
        time_to=ended if ended and ended > started and not answer else None,
        made_at=started,
        severity=row["severity"],
        needs={"PLA": "street_park", "SAM": "hosts"}.get(row["category"] or "", ""),
    )
    sent_at = min((ended or started) + timedelta(hours=1), at)
    return services.submit(
        by=_scope_of(member),
        at=sent_at,
        device_id=uuid5(NAMESPACE_URL, f"samsyn:demo:{row['id']}"),
        told=told,
    )[0]


def _coming(member: Membership, held: ReportingPeriod, at: datetime) -> Submission:
    day = held.end + 12 * DAY
    told = Told(
        what="KOM",
        place="Köpingstorget",
        when="exact",
        time_from=instant(day, time(17)),
        made_at=at - timedelta(days=2),
        description="Julmarknad med kvällsöppet.",
    )
    number = uuid5(NAMESPACE_URL, f"samsyn:demo:coming:{member.pk}")
    return services.submit(by=_scope_of(member), at=at - timedelta(days=2), device_id=number, told=told)[0]


def _instant(local: datetime) -> datetime:
    return local.replace(tzinfo=get_default_timezone()).astimezone(UTC)


def _last_week(
    anna: Scope, organisation: Organisation, members: dict[str, Membership], now: ReportingPeriod
) -> None:
    """Freeze, judge, decide and send the week before, and tell how its decisions have gone."""
    held = ReportingPeriod.objects.get(organisation=organisation, end=now.start)
    frozen = week.freeze_period(
        by=anna, at=held.deadline + timedelta(minutes=5), held=held, organisation=organisation.name
    )
    if frozen.picture is None:
        raise LookupError("The week before has no picture.")
    _judge(anna, held.meeting, frozen.picture)
    made = [
        deciding.decide(
            by=anna, at=held.meeting, held=frozen, until=localdate(held.meeting) + days * DAY, **what
        )
        for days, what in _decisions(anna, members)
    ]
    told = held.dispatch + DAY
    acting.tell(
        by=anna, at=told, decision=made[0], status="done", text="Sju armaturer bytta. Gångvägen är ljus igen."
    )
    acting.tell(by=anna, at=told, decision=made[1], status="under_way", text="Två kvällar av fyra är gjorda.")
    acting.tell(
        by=anna, at=told, decision=made[2], status="not_done",
        text="Fastighetsägaren kunde inte komma. Ny tid föreslås till nästa möte.",
    )  # fmt: skip
    week.decide_period(by=anna, at=held.meeting + timedelta(hours=1), held=frozen)
    held.refresh_from_db()
    dispatching.send(
        by=anna, at=held.dispatch, held=held, organisation=organisation.name,
        notice="Uppdiktade data: Exempelköping finns inte.",
    )  # fmt: skip


def _judge(by: Scope, at: datetime, picture: Picture) -> None:
    proposals = findings.areas_to_judge(by, picture)
    chosen = {one.finding.digest: LevelChoice(decision=Decision.ACCEPTED) for one in proposals}
    judge_levels(by=by, at=at, picture=picture, chosen=chosen)


def _decisions(anna: Scope, members: dict[str, Membership]) -> Iterable[tuple[int, dict[str, Any]]]:
    names = dict(places.newest_areas(anna))
    keys = {name: key for key, name in names.items()}

    def one(what: str, kind: str, area: str, place: str = "") -> dict[str, Any]:
        return {
            "what": what,
            "function": members[kind].works_as,
            "owner": members[kind],
            "area": keys.get(area, ""),
            "area_name": area,
            "place": place,
        }

    return (
        (5, one("Byt trasig belysning på gångvägen", "park", "Ekbacken", "gångvägen mot skolan")),
        (9, one("Gå kvällspass torsdag till söndag", "host", "Stationsstaden", "stationen")),
        (5, one("Gå igenom källargångarnas lås", "caretaker", "Björkhaga")),
        (12, one("Håll gården öppen en timme längre på fredagar", "youth", "Hammarvallen")),
    )
