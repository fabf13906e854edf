"""What another plan must say to be listed, and to count."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import NeighbourPlan
from samsyn_web.governance.models.neighbours import NAME, WORDS
from samsyn_web.governance.policies.duties import check_can_keep_duties, check_own


def check_can_join(scope: Scope, plan: NeighbourPlan | None = None) -> None:
    """Raise unless the person keeps the list of other plans."""
    check_can_keep_duties(scope)
    if plan is not None:
        check_own(scope, plan.organisation_id)


def check_neighbour_words(said: dict[str, str]) -> None:
    """Raise unless it has a name, a body, a document and what in it concerns crime prevention; no person."""
    if not said["name"] or not said["body"] or not said["reference"]:
        raise BadInput(_("Skriv vad planen heter, vem som ansvarar för den och vilken handling det är."))
    if not said["about"]:
        raise BadInput(_("Skriv vad i planen som gäller det brottsförebyggande arbetet."))
    check_text(said["name"], _("Namn"), NAME)
    check_text(said["body"], _("Ansvarigt organ"), NAME)
    check_text(said["reference"], _("Handling"), NAME)
    check_text(said["about"], _("Vad i den"), WORDS)
    check_text(said["agreed"], _("Hur planerna hålls ihop"), WORDS)


def check_neighbour_days(
    agreed: str, agreed_on: date | None, valid_from: date, valid_until: date | None, today: date
) -> None:
    """Raise where days are in the wrong order, or what was agreed has no day."""
    if valid_until is not None and valid_until < valid_from:
        raise BadInput(_("Den sista dagen är före den första."))
    if bool(agreed) != (agreed_on is not None):
        raise BadInput(
            _("Skriv både hur planerna hålls ihop och vilken dag det bestämdes, eller inget av det.")
        )
    if agreed_on is not None and agreed_on > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))


def check_links(given: Collection[int], known: Collection[int]) -> None:
    """Raise where a problem or an action is not one's own, or is closed."""
    if not {*given} <= {*known}:
        raise BadInput(_("Ett av valen finns inte kvar. Läs om sidan."))


def check_neighbour_seen(seen: int, version: int) -> None:
    """Raise where somebody else has changed the row since it was read."""
    if seen != version:
        raise BadInput(_("Någon har ändrat raden sedan du öppnade den. Läs om sidan."))
