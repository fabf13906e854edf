"""Fills the demonstration with an invented programme of five invented municipalities: each page shows something."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn.programme import Activity as Told
from samsyn.programme import Programme as Facts
from samsyn.programme import read_programme
from samsyn.programme.quarters import due_date, last_ended, quarter_of
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership, Organisation, OrganisationKind
from samsyn_web.programmes import policies, queries, services
from samsyn_web.programmes.models import Activity, Participant, Programme, QuarterlyReport

FOLDER = Path(__file__).resolve().parents[5] / "examples" / "exempelprogrammet"
ANCHOR = date(2026, 11, 29)
"""The day that the example was written around; its days are moved as far as today is from it."""
QUARTERS = 4
WHY = {"moved": "Lokalen blev inte klar i tid.", "cancelled": "Tjänsten som skulle leda kursen är vakant."}
# by participant: what is said of each focus area in each quarter, the oldest first
SAID: dict[str, tuple[dict[int, tuple[str, str, list[str]]], ...]] = {
    "exempelkoping": (
        {2: ("none", "", [])},
        {2: ("none", "", [])},
        {2: ("deviation", "En av två skolor kom i gång senare än planerat.", ["calendars"])},
        {},
    ),
    "annanstad": (
        {4: ("none", "", [])},
        {3: ("deviation", "Checklistan väntar på remissvar.", ["short_time"])},
        {},
        {},
    ),
    "latsasby": (
        {1: ("deviation", "Få kunde delta i utbildningen.", ["calendars"])},
        {2: ("deviation", "Ingen kan leda föräldrakursen.", ["vacancy"])},
        {2: ("stopped", "Kursen är inställd tills tjänsten är tillsatt.", ["vacancy", "turnover"])},
        {
            2: ("stopped", "Tjänsten är fortfarande vakant.", ["vacancy"]),
            3: ("deviation", "Platsanalysen är flyttad.", ["reorganisation"]),
        },
    ),
    "pahittsborg": ({4: ("none", "", [])}, {2: ("none", "", [])}, {}, {}),
    "fantasivik": (
        {},
        {3: ("deviation", "Bostadsbolaget byter organisation.", ["reorganisation"])},
        {},
        {4: ("none", "", [])},
    ),
}
BY_LINK = "fantasivik"
"""The participant that has no place here, and writes by a link."""
LATE = ("latsasby", "fantasivik")
"""Those who have not handed in the newest quarter."""
SLOW = ("annanstad", 1)
"""Who handed in after the day, and in which of the quarters."""


ASKS = (
    "Säkerhetsenheten",
    "Utbildningsförvaltningen: rektor; Socialförvaltningen",
    "Socialförvaltningen: enhetschef; Fritid och kultur",
    "",
)
"""Whose time activities take, by focus area in turn; some say nothing of it, as in real life."""


class Command(BaseCommand):
    """Add the programme where it is not there yet."""

    help = "Fill the demonstration with an invented programme of five invented municipalities."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing without the demonstration's programme organisation, or a second time."""
        organisation = Organisation.objects.filter(kind=OrganisationKind.PROGRAMME, is_demo=True).first()
        if organisation is None or not FOLDER.is_dir():
            return
        facts = read_programme(FOLDER)
        if Programme.objects.filter(organisation=organisation, short_name=facts.short_name).exists():
            return
        dag, now = _leads(organisation), clock.now()
        bare = replace(facts, activities=(), money=())
        made = services.load(by=None, at=now, organisation=organisation, facts=bare)
        if dag is None:
            return
        _take_part(dag, now, made)
        _carry_out(dag, now, made, facts)
        _pay(dag, now, made, facts)
        _report(dag, now, made, facts)
        text = "De kommuner där ledningen var med från början kom längst.\n\nTexten är påhittad."
        services.write_text(by=dag, at=now, programme=made, key="learnt", text=text)


def _leads(organisation: Organisation) -> Scope | None:
    held = Membership.objects.filter(organisation=organisation, role=Role.COORDINATOR, is_active=True).first()
    if held is None:
        return None
    return Scope(
        user_id=held.user_id,
        organisation_id=organisation.pk,
        role=Role.COORDINATOR,
        membership_id=held.pk,
    )


def _take_part(dag: Scope, now: datetime, programme: Programme) -> None:
    """Let the invented municipalities that have a place in the demonstration report there themselves."""
    for place in Participant.objects.filter(programme=programme):
        own = Organisation.objects.filter(name=place.name, is_demo=True).first()
        if own is not None:
            services.join(by=dag, at=now, participant=place, organisation=own)


def _carry_out(dag: Scope, now: datetime, programme: Programme, facts: Facts) -> None:
    moved = timedelta(weeks=(localdate(now) - ANCHOR).days // 7)
    for one in facts.activities:
        row = services.add_activity(
            by=dag,
            at=now,
            programme=programme,
            municipality=one.municipality,
            written=_written(one, moved),
        )
        if one.status == "cancelled":
            services.cancel_activity(by=dag, at=now, activity=row, reason=WHY["cancelled"])
        elif one.status == "moved":
            _move(dag, now, row)


def _pay(dag: Scope, now: datetime, programme: Programme, facts: Facts) -> None:
    """Write the example's sums as its coordinator would, in the years around today."""
    moved = localdate(now).year - ANCHOR.year
    for one in facts.money:
        written = services.MoneyWritten(
            side=one.side,
            kind=one.kind,
            year=one.year + moved if one.year else None,
            payer=one.payer,
            recipient=one.recipient,
            purpose=one.purpose,
            amount_ore=None if one.amount_ksek is None else one.amount_ksek * 100_000,
            is_about=one.exact == "about",
        )
        services.add_money(by=dag, at=now, programme=programme, written=written)


def _written(one: Told, moved: timedelta) -> services.Written:
    return services.Written(
        focus_area=one.focus_area,
        also_in=one.also_in,
        title=one.title,
        formats=one.formats,
        starts=one.starts + moved if one.starts else None,
        ends=one.ends + moved if one.ends else None,
        is_done=one.status == "done",
        provider=one.provider,
        partners="; ".join(one.partners),
        asks=ASKS[one.focus_area % len(ASKS)],
        times=one.count,
        participants=one.participants,
        units=one.units,
    )


def _move(dag: Scope, now: datetime, row: Activity) -> None:
    starts = (row.starts or localdate(now)) + timedelta(weeks=10)
    services.move_activity(by=dag, at=now, activity=row, starts=starts, ends=None, reason=WHY["moved"])


def _report(dag: Scope, now: datetime, programme: Programme, facts: Facts) -> None:
    services.set_quarter_rule(by=dag, at=now, programme=programme, days_after=15, opens_itself=True)
    for turn, (quarter, due) in enumerate(_quarters(localdate(now))):
        handed_in = min(now, datetime.combine(due, time(9), UTC) - timedelta(days=3))
        for report in services.open_quarter(by=dag, at=now, programme=programme, quarter=quarter):
            key = report.participant.key
            by = _writes(dag, now, report)
            usual: dict[int, tuple[str, str, list[str]]] = {n: ("on_plan", "", []) for n in facts.focus_areas}
            said = usual | SAID[key][turn]
            vacant = key == "latsasby" and turn > 0
            services.write_report(
                by=by,
                at=now,
                report=report,
                parts=said,
                is_led=not vacant,
                staffing="Projektledarens tjänst är vakant." if vacant else "",
                needs="Stöd i att hitta en ersättare." if vacant else "",
            )
            if turn < QUARTERS - 1 or key not in LATE:
                late = timedelta(days=9 if (key, turn) == SLOW else 0)
                services.submit(by=by, at=min(now, handed_in + late), report=report)


def _writes(dag: Scope, now: datetime, report: QuarterlyReport) -> policies.Writer:
    place = report.participant
    if place.key == BY_LINK and place.organisation is None:
        until = localdate(now) + policies.USUAL
        link = queries.link_of_token(services.make_report_link(by=dag, at=now, report=report, until=until))
        assert link is not None
        return link
    own = _leads(place.organisation) if place.organisation else None
    return own or dag


def _quarters(today: date) -> list[tuple[str, date]]:
    """Return the last whole quarters, the oldest first, each with the day it was due."""
    found: list[tuple[str, date]] = []
    day = today
    for _turn in range(QUARTERS):
        quarter = last_ended(day)
        found.insert(0, (quarter, due_date(quarter)))
        day = quarter_of(quarter).start
    return found
