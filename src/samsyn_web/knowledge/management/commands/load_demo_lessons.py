"""Writes what the demonstration's municipalities have learnt of their planted actions; every word of it is made up."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.methods.incidents.example import PLANTED
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.knowledge import services
from samsyn_web.knowledge.models import Lesson
from samsyn_web.outcomes import queries as outcomes
from samsyn_web.people.models import Membership

EXEMPELKOPING, ANNANSTAD = "Exempelköping", "Annanstad"
# kind of the planted action: shared or not, title, result, the five
LEARNT: dict[str, tuple[bool, str, str, dict[str, str]]] = {
    "action_that_works": (
        True, "Nytt ljus och nedklippta buskar gav en lugnare park (påhittat)", "worked",
        {
            "intelligence": "Rapporterna från parken kom på kvällar, vid den mörka gångvägen. En trygghetsvandring "
            "visade att ljuset inte nådde marken.",
            "intervention": "Alla lampor byttes, och buskarna klipptes ner till en halv meter. Den som är i parken "
            "ska synas från gatan.",
            "implementation": "Allt blev gjort på sex veckor. Det svåra var att få park och belysning att beställa "
            "samtidigt; ett gemensamt besök på platsen löste det.",
            "involvement": "Driftchefen, parkenheten, belysningsentreprenören och fastighetsbolaget bredvid.",
            "impact": "Färre rapporter än i jämförelseområdena året efter. Ljuset och buskarna ändrades samtidigt, så "
            "det går inte att säga vilket som hjälpte.",
        },
    ),
    "action_that_does_not_work": (
        True, "Kameran såg framsidan, skadegörelsen skedde på baksidan (påhittat)", "failed",
        {
            "intelligence": "Skadegörelse vid idrottsplatsen hade rapporterats i ett år. Var på platsen stod inte i "
            "rapporterna, och ingen gick dit och tittade.",
            "intervention": "Två kameror vid entrén. De skulle göra det mer riskabelt att förstöra.",
            "implementation": "Kamerorna kom upp som planerat. Tillståndet och upphandlingen tog åtta månader.",
            "involvement": "Fritidsförvaltningen och föreningen. Vaktmästaren, som visste var det hände, tillfrågades "
            "inte.",
            "impact": "Ingen skillnad mot jämförelseområdena. Gör platsbesöket före åtgärden: det hade kostat en "
            "kväll.",
        },
    ),
    "action_that_cannot_be_judged": (
        False, "Utan rapporter under tiden går det inte att säga om skolvärden hjälpte (påhittat)", "unclear",
        {
            "intelligence": "Skolan rapporterade oro på gården efter skoltid.",
            "intervention": "En skolvärd på plats på kvällarna.",
            "implementation": "Elva av arton kvällar blev av. Mitt i perioden slutade skolan att rapportera.",
            "involvement": "Skolan och fritidsgården.",
            "impact": "Går inte att bedöma. Bestäm vem som rapporterar under hela tiden innan åtgärden börjar.",
        },
    ),
}  # fmt: skip
OTHERS = (
    "Samma vuxna på samma kvällar byggde förtroende vid stationen (påhittat)", "unclear",
    {
        "intelligence": "Föreningar och butiker berättade om oro vid stationen på fredagar.",
        "intervention": "Vuxna från föreningar var på plats varje fredag med en samordnare från fritid.",
        "implementation": "Scheman för ett halvår i taget. När samordnaren byttes ut stod det still i två månader.",
        "involvement": "Sex föreningar, fritid och trafikbolaget.",
        "impact": "Butikerna säger att det är lugnare. Ingen räknade före starten, så det är en erfarenhet och inget "
        "resultat.",
    },
)  # fmt: skip


class Command(BaseCommand):
    """Write them where nothing is written."""

    help = "Give the demonstration's municipalities lessons: some that worked, some that failed."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing for a municipality that has lessons already."""
        anna = _coordinator(EXEMPELKOPING)
        if anna is not None:
            for planted in PLANTED:
                if planted.kind in LEARNT:
                    shared, title, result, said = LEARNT[planted.kind]
                    action = outcomes.actions(anna).filter(starts=planted.start).order_by("pk").first()
                    _write(anna, title, result, said, action.pk if action else None, shared)
        cecilia = _coordinator(ANNANSTAD)
        if cecilia is not None:
            _write(cecilia, *OTHERS, None, True)


def _coordinator(name: str) -> Scope | None:
    held = Membership.objects.filter(
        organisation__name=name, organisation__is_demo=True, role=Role.COORDINATOR.value, is_active=True
    ).first()
    if held is None or Lesson.objects.filter(organisation_id=held.organisation_id).exists():
        return None
    return Scope(
        user_id=held.user_id,
        organisation_id=held.organisation_id,
        role=Role.COORDINATOR,
        membership_id=held.pk,
    )


def _write(
    by: Scope, title: str, result: str, said: dict[str, str], action_id: int | None, shared: bool
) -> None:
    at = clock.now()
    made = services.write_lesson(by=by, at=at, title=title, result=result, said=said, action_id=action_id)
    if shared:
        services.share_lesson(
            by=by, at=at, lesson=made.lesson, seen=made.number, reference="Dnr 2026/41 (påhittat)"
        )
