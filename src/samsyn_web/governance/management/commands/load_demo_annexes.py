"""Begins the annexes of the demonstration's municipality: an application and answers to a survey; all invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from samsyn.statutory import Kind
from samsyn_web.base import clock
from samsyn_web.base.scope import Role, Scope
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import Paper
from samsyn_web.people.models import Membership, Organisation

EXEMPELKOPING = "Exempelköping"
ABOUT = "Samlingar vid Centrum i Ekbacken"
GRANT: Mapping[str, str] = {
    "summary": (
        "Kommunen söker bidrag för att under 2027 pröva en öppen fritidsgård i Ekbacken på fredagskvällar och för att "
        "utvärdera den. Uppgifterna är påhittade."
    ),
    "oncost": "Inte uträknat än. Ekonomiavdelningen lämnar siffran i vecka 50 (påhittat).",
    "overhead": "Kommunen räknar ingen overhead i projektet (påhittat).",
    "other": "Kommunen har inte sökt eller fått något annat bidrag för åtgärden (påhittat).",
}
SURVEY: Mapping[str, str] = {
    "summary": "Svaren är lämnade av den brottsförebyggande samordnaren och är påhittade.",
    "p7": "Översiktsplanens trygghetskapitel är ute på samråd; skolans planer har inte gåtts igenom (påhittat).",
}


class Command(BaseCommand):
    """Begin them where nobody has."""

    help = "Begin the annexes of the demonstration."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing where there are annexes already."""
        organisation = Organisation.objects.get(name=EXEMPELKOPING, is_demo=True)
        if Paper.objects.filter(organisation=organisation, kind=Kind.GRANT.value).exists():
            return
        held = Membership.objects.filter(
            organisation=organisation, role=Role.COORDINATOR.value, is_active=True
        ).earliest("pk")
        anna = Scope(
            user_id=held.user_id,
            organisation_id=organisation.pk,
            role=Role.COORDINATOR,
            membership_id=held.pk,
        )
        made = _begun(anna, Kind.GRANT, "Ansökan 2027: öppen fritidsgård i Ekbacken", GRANT)
        services.choose_for_annex(
            by=anna,
            at=clock.now(),
            paper=made,
            problem_ids=[one.pk for one in queries.choosable_problems(anna) if one.title == ABOUT],
            action_ids=[
                one.pk
                for one in queries.choosable_actions(anna)
                if one.problem and one.problem.title == ABOUT and "fritidsgård" in one.title
            ],
        )
        _begun(anna, Kind.SURVEY, "Brås enkät om lagen 2026", SURVEY)


def _begun(by: Scope, kind: Kind, title: str, texts: Mapping[str, str]) -> Paper:
    at = clock.now()
    made = services.start_paper(by=by, at=at, kind=kind, title=title)
    for key, text in texts.items():
        services.write_paper_text(by=by, at=at, paper=made, key=key, text=text)
    return made
