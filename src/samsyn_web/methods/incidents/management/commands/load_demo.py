"""Fills the demonstration's municipality with invented reports, so that it opens alive."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.base import File
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import make_aware

from samsyn.cycle import Edition
from samsyn.methods.incidents import example
from samsyn.methods.incidents.example import places as example_places
from samsyn.period import Period, parse
from samsyn_web.actions import services as actions
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.causes import services as causes
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Decision, Picture
from samsyn_web.findings.services import LevelChoice, judge_levels, mark_judged
from samsyn_web.methods.incidents import queries, services
from samsyn_web.methods.incidents.models import Submission
from samsyn_web.methods.incidents.policies import Told
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Source
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.places import queries as place_reads
from samsyn_web.places import services as places
from samsyn_web.reports import services as reports
from samsyn_web.reports.models import PublicDecision

EXEMPELKOPING = "Exempelköping"
EARLIER = 2
PLACES_IN = 2  # areas
LISTED = ("square", "park", "school", "tunnel", "stop", "dwelling")


class Command(BaseCommand):
    """Add the reports, the latest week's picture, and an earlier one that is published."""

    help = "Fill the demonstration's municipality with invented reports."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the password of people who are not there yet."""
        parser.add_argument("--password", help="also add the demonstration's people, with this password")

    @transaction.atomic
    def handle(self, *args: Any, password: str | None = None, **options: Any) -> None:
        """Do nothing where there is a picture already."""
        if password:
            call_command("demo_people", password=password, verbosity=0)
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Picture.objects.filter(organisation=organisation).exists():
            return
        anna, bo = (_scope(organisation, role) for role in (Role.COORDINATOR, Role.ANALYST))
        source = _read_in(bo)
        _add_places(anna)
        intakes = list(observations.committed(bo, [source]))
        span = observations.span(bo, intakes)
        if span is None:
            raise LookupError("The example has no rows.")
        latest = parse(queries.proposed_period(bo, intakes, span)[0])
        earlier = latest
        for _ in range(EARLIER):
            earlier = earlier.previous()
        first = _picture(bo, _monday_after(earlier), source, str(earlier), organisation.name)
        _judge(bo, _monday_after(earlier) + timedelta(hours=5), first)
        imprint = reports.Imprint(
            organisation=organisation.name,
            person=_name(anna),
            notice="Uppdiktade data: Exempelköping finns inte.",
        )
        decided = _decide(anna, _monday_after(earlier) - timedelta(days=28))
        old_enough = timedelta(days=decided.delay_days)
        for edition, waits in ((Edition.INTERNAL, timedelta()), (Edition.PUBLIC, old_enough)):
            reports.publish(
                by=anna,
                at=_monday_after(earlier) + timedelta(hours=6) + waits,
                picture=first,
                edition=edition,
                imprint=imprint,
            )
        _picture(bo, _monday_after(latest), source, str(latest), organisation.name)
        _submissions(organisation, latest.previous())
        call_command("load_demo_causes", verbosity=0)
        call_command("load_demo_week", verbosity=0)
        call_command("load_demo_plan", verbosity=0)
        call_command("load_demo_outcomes", verbosity=0)
        call_command("load_demo_law", verbosity=0)
        call_command("load_demo_duties", verbosity=0)
        call_command("load_demo_lessons", verbosity=0)
        call_command("load_demo_annexes", verbosity=0)
        call_command("load_demo_agreements", verbosity=0)


def _read_in(by: Scope) -> Source:
    """Read the invented file as a coordinator would, and bring it into the register."""
    with tempfile.TemporaryDirectory() as folder:
        example.write(Path(folder))
        reports_path, areas_path = (
            Path(folder) / name for name in ("exempelkoping.csv", "exempelkoping_areas.geojson")
        )
        with reports_path.open("rb") as given, areas_path.open("rb") as borders:
            at = clock.now()
            (intake,) = rounds.open_intakes(
                by=by,
                at=at,
                method=services.METHOD,
                reports=[File(given, name=reports_path.name)],
                areas=rounds.read_areas(by=by, at=at, content=File(borders, name=areas_path.name)),
            )
    brought = services.commit(by=by, at=clock.now(), intake=intake)
    if brought.source is None:
        raise LookupError("The example has no source.")
    return brought.source


def _add_places(by: Scope) -> None:
    """Add some of the invented places to the list that reporters choose from, homes among them."""
    made = example_places.named_places()
    for number, name in enumerate(made.names):
        kind = example_places.PLACE_KINDS[made.kind[number]]
        if made.area[number] >= PLACES_IN or kind not in LISTED:
            continue
        places.add_place(
            by=by,
            at=clock.now(),
            name=name,
            point=place_reads.point_at(by, float(made.x_m[number]), float(made.y_m[number])),
            is_dwelling=kind == "dwelling",
        )


def _picture(by: Scope, at: datetime, source: Source, period: str, organisation: str) -> Picture:
    observed, _there = services.open_picture(
        by=by, at=at, sources=[source], period=period, area_version=source.area_version
    )
    return services.compute(by=by, at=at, observed=observed, period=period, organisation=organisation)


def _judge(by: Scope, at: datetime, picture: Picture) -> None:
    """Accept every proposed level, as a calm weekly meeting does."""
    proposals = pictures.areas_to_judge(by, picture)
    chosen = {one.finding.digest: LevelChoice(decision=Decision.ACCEPTED) for one in proposals}
    judge_levels(by=by, at=at, picture=picture, chosen=chosen)
    mark_judged(by=by, at=at, picture=picture)


def _decide(by: Scope, at: datetime) -> PublicDecision:
    """Record an invented decision that the public edition may be made."""
    choice = reports.PublicChoice(
        decided_on=at.date(),
        decided_by="Kommunstyrelsen (påhittat beslut)",
        reference="Exempel 2024/1",
        delay_days=7,
        smallest_count=5,
        valid_from=at.date(),
    )
    return reports.record_public_decision(by=by, at=at, choice=choice)


def _scope(organisation: Organisation, role: Role) -> Scope:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        raise LookupError(f"{organisation} has no {role}.")
    return Scope(user_id=held.user_id, organisation_id=organisation.pk, role=role)


def _name(scope: Scope) -> str:
    return str(
        Membership.objects.select_related("user")
        .get(user_id=scope.user_id, organisation_id=scope.organisation_id)
        .user
    )


def _monday_after(period: Period) -> datetime:
    return make_aware(datetime.combine(period.end, datetime.min.time())) + timedelta(hours=8)


def _submissions(organisation: Organisation, week: Period) -> None:
    """Let reporters send invented reports in a week, and let Anna review them: some in each state."""
    anna, bo, rut = (_member(organisation, role) for role in (Role.COORDINATOR, Role.ANALYST, Role.REPORTER))
    areas = [key for key, _name_of in place_reads.newest_areas(anna)]
    noon = make_aware(datetime.combine(week.start, datetime.min.time())) + timedelta(hours=12)

    def send(number: int, by: Scope, day: int, what: str, **told: Any) -> Submission:
        at = noon + timedelta(days=day, minutes=7 * number)
        sent = Told(what=what, made_at=at, area=areas[number % 3], **told)
        return services.submit(by=by, at=at, device_id=UUID(int=number), told=sent)[0]

    later = noon + timedelta(days=4)
    send(1, rut, 0, "PLA", severity=1, recurring="recurring")  # chosen answers only: accepted as it comes
    send(2, bo, 1, "NOL")
    glass = send(
        3, rut, 1, "SKA", place="busskuren vid skolan", description="Två rutor krossade, glas på gångbanan."
    )
    again = send(
        6, bo, 1, "SKA", place="busskuren vid skolan", description="Krossat glas runt hela busskuren."
    )
    dark = send(
        4,
        rut,
        2,
        "PLA",
        place="gångvägen genom parken",
        description="Tre lampor i rad är släckta.",
        severity=2,
    )
    send(
        5,
        bo,
        3,
        "SAM",
        place="torget",
        description="En av dem heter Kalle och bor i lägenhet 1203.",
        severity=1,
    )
    asked = send(7, rut, 3, "TRA", place="infarten", description="Buskörning igen.")
    for one in (glass, again, dark):
        services.accept(by=anna, at=later, submission=one)
    services.link_same(by=anna, at=later, submission=again, main=glass)
    services.send_back(by=anna, at=later, submission=asked, answer="Vilken tid på dagen brukar det vara?")
    problem = causes.open_problem(
        by=anna, at=later, title="Mörkt på gångvägen genom parken", area=dark.area, category="PLA",
        area_name=dict(place_reads.newest_areas(anna)).get(dark.area, ""),
    )  # fmt: skip
    services.link_problem(by=anna, at=later, submission=dark, problem=problem)
    made = actions.decide(
        by=anna, at=later, period=str(week), what="Lampor på gångvägen byts", function="Parkchefen",
        until=week.end + timedelta(days=10), problem=problem, area=dark.area,
    )  # fmt: skip
    actions.tell(
        by=anna,
        at=later + timedelta(days=3),
        decision=made,
        status="under_way",
        text="Lamporna är beställda.",
    )


def _member(organisation: Organisation, role: Role) -> Scope:
    held = Membership.objects.filter(organisation=organisation, role=role.value, is_active=True).first()
    if held is None:
        raise LookupError(f"{organisation} has no {role}.")
    return replace(_scope(organisation, role), membership_id=held.pk)
