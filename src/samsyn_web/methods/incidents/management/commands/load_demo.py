"""Fills the demonstration's municipality with invented reports, so that it opens alive."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import make_aware

from samsyn.cycle import Edition
from samsyn.methods.incidents import example
from samsyn.period import Period, parse
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.findings import queries as pictures
from samsyn_web.findings.models import Decision, Picture
from samsyn_web.findings.services import LevelChoice, judge_levels, mark_judged
from samsyn_web.methods.incidents import queries, services
from samsyn_web.observations import queries as observations
from samsyn_web.observations import services as rounds
from samsyn_web.observations.models import Source
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.reports import services as reports

EXEMPELKOPING = "Exempelköping"
EARLIER = 2


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
        for edition in (Edition.INTERNAL, Edition.PUBLIC):
            reports.publish(
                by=anna,
                at=_monday_after(earlier) + timedelta(hours=6),
                picture=first,
                edition=edition,
                imprint=imprint,
            )
        _picture(bo, _monday_after(latest), source, str(latest), organisation.name)
        call_command("load_demo_week", verbosity=0)


def _read_in(by: Scope) -> Source:
    """Read the invented file as a coordinator would, and bring it into the register."""
    with tempfile.TemporaryDirectory() as folder:
        example.write(Path(folder))
        reports_path, areas_path = (
            Path(folder) / name for name in ("exempelkoping.csv", "exempelkoping_areas.geojson")
        )
        with reports_path.open("rb") as given, areas_path.open("rb") as areas:
            at = clock.now()
            (intake,) = rounds.open_intakes(
                by=by,
                at=at,
                method=services.METHOD,
                reports=[File(given, name=reports_path.name)],
                areas=rounds.read_areas(by=by, at=at, content=File(areas, name=areas_path.name)),
            )
    brought = services.commit(by=by, at=clock.now(), intake=intake)
    if brought.source is None:
        raise LookupError("The example has no source.")
    return brought.source


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
