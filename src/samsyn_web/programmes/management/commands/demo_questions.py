"""Lets the demonstration's municipalities ask each other in the invented programme; every word is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.people.models import Membership, Organisation
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import Participant, PeerQuestion, Programme

DONE = services.QuestionWritten(
    title="Har någon satt upp kameror mot skadegörelse vid en idrottsplats, och hjälpte det?",
    background="Föreningen vill ha kameror vid entrén. Vi vill veta vad ni såg innan vi söker tillstånd.",
)
ANSWER = (
    "Hos oss gjorde de ingen skillnad. Kamerorna såg framsidan och skadegörelsen skedde på baksidan. Gå dit en kväll "
    "tillsammans med vaktmästaren först; vi har skrivit en lärdom om det."
)
LEADER = "Flera kommuner funderar på samma sak. Vi tar upp det på nästa nätverksträff."
OUTCOME = (
    "Vi gick dit en kväll med vaktmästaren. Det mesta sker vid förrådet bakom läktaren, som ligger i mörker. Vi "
    "flyttar belysningen dit i höst och väntar med kamerorna."
)
CITED = "Kameran såg framsidan"
OPEN = services.QuestionWritten(
    title="Har någon tagit fram en rutin för när en plats inte längre behöver följas?",
    background="Vi lägger till platser varje höst men tar aldrig bort några. Mötet hinner inte med alla.",
)


class Command(BaseCommand):
    """Ask once: one question that is answered and closed, and one that is open."""

    help = "Show questions between municipalities in the demonstration's invented programme."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing without two municipalities that have a place here, or a second time."""
        programme = Programme.objects.filter(is_fictional=True, organisation__is_demo=True).first()
        if programme is None or PeerQuestion.objects.filter(participant__programme=programme).exists():
            return
        places = Participant.objects.filter(programme=programme, organisation__is_demo=True)
        found = [(one, _coordinator(one.organisation)) for one in places.order_by("position")[:2]]
        dag, at = _coordinator(programme.organisation), clock.now()
        speaking = [(place, scope) for place, scope in found if scope is not None]
        if len(speaking) < 2 or dag is None:
            return
        (first, anna), (second, cecilia) = speaking
        asked = services.ask_peers(by=cecilia, at=at - timedelta(days=70), participant=second, written=DONE)
        cited = [key for key, title in queries.citable_lessons(anna) if title.startswith(CITED)]
        services.answer_peer(
            by=anna,
            at=at - timedelta(days=66),
            question=asked,
            participant=first,
            text=ANSWER,
            lesson_id=cited[0] if cited else None,
        )
        services.answer_peer(
            by=dag, at=at - timedelta(days=65), question=asked, participant=None, text=LEADER
        )
        services.close_question(by=cecilia, at=at - timedelta(days=6), question=asked, outcome=OUTCOME)
        services.ask_peers(by=anna, at=at - timedelta(days=2), participant=first, written=OPEN)


def _coordinator(organisation: Organisation | None) -> Scope | None:
    held = Membership.objects.filter(organisation=organisation, role=Role.COORDINATOR, is_active=True).first()
    if organisation is None or held is None:
        return None
    return Scope(
        user_id=held.user_id,
        organisation_id=organisation.pk,
        role=Role.COORDINATOR,
        membership_id=held.pk,
    )
