"""Shows in the invented programme of the demonstration how municipalities are chosen and supported; all is invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.timezone import localdate

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people import services as people
from samsyn_web.people.models import Membership
from samsyn_web.programmes import policies, services
from samsyn_web.programmes.models import Participant, Programme, Selection
from samsyn_web.programmes.models.participation import Phase

LIST = 2023
OTHERS = ("Diktås", "Sagoköping")
SAID = {
    "voluntary": ("for", "Kommunstyrelsen har beslutat att kommunen vill delta."),
    "negative_development": ("partly", "Lägesbilden visar fler ordningsstörningar sedan två år."),
    "effect": ("for", "Samverkan finns på plats men saknar gemensam metod."),
    "short_time": ("for", "Ledningen har redan avsatt tid till i höst."),
    "resources": ("for", "En projektledare på halvtid är utlovad."),
}
WHO = "Socialtjänst, skola, fritid, säkerhet, lokalpolisområdet och en fastighetsägare."
POINTS = ("Boka lokal till workshopen.", "Skicka ut inbjudan.", "Stäm av tiden med rektorerna.")
PROVIDER = "Länsstyrelsen i Exempellän"
ASKED = (
    ("advice", "Hur får vi med fler förvaltningar i den gemensamma lägesbilden?"),
    ("tutorial", "Vi behöver handledning i hur vi väljer händelsekategorier."),
    ("lecture", "Kan någon föreläsa om otillåten påverkan för våra nämnder?"),
    ("method", "Vi vill pröva Tryggare Skola på en skola till."),
)
SIZES = (
    ("medium", "Omkring 80 000 invånare."),
    ("small", "Omkring 24 000 invånare."),
    ("large", "Mer än 200 000 invånare."),
)


class Command(BaseCommand):
    """Add what is not there yet; without an invented programme, or a second time, nothing changes."""

    help = "Show in the demonstration's invented programme how municipalities are chosen and supported."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Find the invented programme and whoever leads it."""
        programme = (
            Programme.objects.filter(is_fictional=True, organisation__is_demo=True).order_by("pk").first()
        )
        if programme is None:
            return
        lead = Membership.objects.filter(
            organisation=programme.organisation, role=Role.COORDINATOR, is_active=True
        ).first()
        if lead is None or Selection.objects.filter(programme=programme).exists():
            return
        by = Scope(
            user_id=lead.user_id,
            organisation_id=lead.organisation_id,
            role=Role.COORDINATOR,
            membership_id=lead.pk,
        )
        select(by, programme)
        for one in Participant.objects.filter(programme=programme).order_by("position"):
            take_part(by, one)
        support(by, programme)
        lead_locally(by, programme)


def select(by: Scope, programme: Programme) -> None:
    """Choose those who take part, one as a reserve and one that declined."""
    at = clock.now()
    made = services.open_selection(by=by, at=at, programme=programme, list_year=LIST)
    names = [one.name for one in Participant.objects.filter(programme=programme).order_by("position")]
    for n, name in enumerate([*names, *OTHERS]):
        one = services.add_candidate(by=by, at=at, selection=made, municipality=name)
        said = dict(SAID) | {
            "medium_sized": SIZES[n % len(SIZES)],
            "earlier_support": ("had", "Deltog i ett tidigare utvecklingsarbete.")
            if n == 1
            else ("unknown", ""),
        }
        if name == OTHERS[1]:
            said["voluntary"] = ("against", "Kommunen vill avvakta till nästa år.")
        services.judge_candidate(by=by, at=at, candidate=one, answers=said)
        choice, why = ("chosen", "Vill delta, och stödet bedöms göra skillnad inom två år.")
        if name == OTHERS[0]:
            choice, why = ("reserve", "Uppfyller kriterierna, men ligger nära två som redan väljs.")
        elif name == OTHERS[1]:
            choice, why = ("declined", "Kommunen har tackat nej för i år.")
        services.decide_candidate(by=by, at=at, candidate=one, choice=choice, reason=why)
    held = localdate(at) - timedelta(days=400)
    for party, name, said_there in (
        (
            "noa",
            "Polismyndigheten, NOA",
            "Polisen delar bilden av vilka områden som har haft en negativ utveckling.",
        ),
        (
            "county_board",
            "Länsstyrelsen i Exempellän",
            "Länsstyrelsen kan samordna stödet mellan grannkommunerna.",
        ),
    ):
        services.consult(by=by, at=at, selection=made, party=party, name=name, held_on=held, said=said_there)
    services.decide_selection(
        by=by,
        at=at,
        selection=made,
        reason="De valda är spridda i landet och av olika storlek, och alla vill delta.",
    )


def take_part(by: Scope, one: Participant) -> None:
    """Let a participant come some way: the first furthest, the last has just begun."""
    at = clock.now()
    today, steps = localdate(at), max(2, 6 - one.position)
    given: dict[str, Any] = {"by": by, "at": at, "participant": one}
    start = today - timedelta(days=330)
    kinds = {0: "planning", 3: "kickoff", 5: "midterm"}
    for n, phase in enumerate(Phase.values):
        services.set_phase_due(**given, phase=phase, due=start + timedelta(days=60 * (n + 1) - 20))
    for n, phase in enumerate(Phase.values[:steps]):
        on = start + timedelta(days=55 * n)
        if n == 2:
            write(by, one)
        services.open_phase(
            **given,
            phase=phase,
            on=on,
            reason="" if n != 6 else "Konferensen hölls tillsammans med en granne.",
        )
        if n in kinds:
            services.add_meeting(
                **given,
                kind=kinds[n],
                on=on + timedelta(days=10),
                is_held=True,
                functions=WHO,
                n_present=18 + 4 * n,
            )
        if n == 1:
            write_first(by, one)
    services.add_meeting(
        **given, kind="planning", on=today + timedelta(days=14), functions=WHO, about="Läget inför nästa fas."
    )
    services.add_phase_milestone(
        **given,
        phase=Phase.values[steps - 1],
        title="Förankra i ledningsgruppen",
        due=today + timedelta(days=21 - 14 * one.position),
    )
    if one.position < 2:
        meet_monthly(by, one)


def meet_monthly(by: Scope, one: Participant) -> None:
    """Hold two digital monthly meetings: one point is done, one is open and one is late."""
    at = clock.now()
    today = localdate(at)
    given: dict[str, Any] = {"by": by, "at": at}
    for days, present in ((40, (("Projektledare", 1), ("Säkerhetschef", 1))), (10, (("Projektledare", 1),))):
        met = services.add_meeting(**given, participant=one, kind="monthly", on=today - timedelta(days=days))
        services.note_meeting(
            **given, meeting=met, form="digital", present=present, about="Läget, bemanningen och nästa steg."
        )
        agreed: dict[str, Any] = {**given, "meeting": met, "function": "Projektledare"}
        due = today - timedelta(days=days - 21)
        point = services.add_point(**agreed, text=POINTS[days > 20], due=due)
        if days > 20:
            services.finish_point(**given, point=point, done_on=due)
            services.add_point(**agreed, text=POINTS[2], due=due)


def write_first(by: Scope, one: Participant) -> None:
    """Write a plan."""
    numbers = [int(number) for number in one.programme.facts["focus_areas"]][: 3 - one.position % 2]
    services.write_plan(
        by=by,
        at=clock.now(),
        participant=one,
        focus_areas=numbers,
        text="Vi börjar med en gemensam lägesbild och en utbildning för nyckelfunktioner.\n\n"
        "Därefter en workshop för varje fokusområde, med uppföljning efter ett halvår.",
    )


def write(by: Scope, one: Participant) -> None:
    """Write a letter of intent, signed by both sides."""
    at = clock.now()
    letter = services.write_letter(
        by=by,
        at=at,
        participant=one,
        text="Programmet ger stöd i två år. Kommunen avsätter en projektledare på halvtid och ledningens tid.",
    )
    for side, function in (("programme", "Programledare"), ("participant", "Kommundirektör")):
        services.note_signature(
            by=by,
            at=at,
            letter=letter,
            side=side,
            function=function,
            signed_on=localdate(at) - timedelta(days=200),
        )


def support(by: Scope, programme: Programme) -> None:
    """Ask for, answer and give support, and let two things meet in a school's calendar."""
    at = clock.now()
    today = localdate(at)
    several = list(Participant.objects.filter(programme=programme).order_by("position"))
    for n, (kind, question) in enumerate(ASKED):
        one = services.ask_for_support(
            by=by,
            at=at,
            participant=several[n % len(several)],
            kind=kind,
            focus_area=1 + n % 3,
            question=question,
            asked_on=today - timedelta(days=9 * (n + 1)),
        )
        if n in (1, 2):
            services.answer_request(by=by, at=at, request=one, answer="Vi hjälper till.", provider=PROVIDER)
        if n == 2:
            services.note_support(
                by=by,
                at=at,
                participant=one.participant,
                kind=kind,
                focus_area=one.focus_area,
                given_on=today,
                provider=PROVIDER,
                hours=Decimal(3),
                request=one,
            )
    services.set_load_limit(by=by, at=at, programme=programme, hours_per_week=Decimal(8), focus_areas=2)
    for name, hours, first in (("Workshop om SSPF", 5, 0), ("Nationell kampanj om skolnärvaro", 4, 14)):
        services.add_undertaking(
            by=by,
            at=at,
            participant=several[0],
            initiative=name,
            unit="Utbildningsförvaltningen",
            function="Rektor",
            starts=today + timedelta(days=first),
            ends=today + timedelta(days=first + 20),
            hours_per_week=Decimal(hours),
            focus_area=2 if first == 0 else None,
        )


def lead_locally(by: Scope, programme: Programme) -> None:
    """Tell when the local project leaders were in place: one has left and nobody has come."""
    at = clock.now()
    today = localdate(at)
    for one in Participant.objects.filter(programme=programme).order_by("position"):
        subject = policies.subject_of(programme.pk, one.pk)
        about: dict[str, Any] = {"by": by, "at": at, "subject": subject, "function": policies.LEADER}
        ends = today - timedelta(days=47) if one.position == 2 else None
        people.fill_function(**about, starts=today - timedelta(days=320), ends=ends)
