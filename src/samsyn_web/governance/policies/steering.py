"""What a body may say of itself, and when a governance model may be changed or decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.instruments.steering import steering_texts
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import SteeringBody, SteeringModel
from samsyn_web.governance.models.steering import MANDATE, NAME, OWN_MATTER, PARTY, BodyLevel
from samsyn_web.governance.policies.duties import can_keep_duties, check_own


def check_can_steer(scope: Scope, model: SteeringModel | None = None) -> None:
    """Raise unless the person keeps the governance model; a decided version is changed by nobody."""
    if not can_keep_duties(scope):
        raise Refused(_("Din roll ger inte rätt att ändra styrmodellen."))
    if model is not None:
        check_own(scope, model.organisation_id)
        if model.decided_on is not None:
            raise Refused(_("Versionen är beslutad och ändras inte. Börja en ny version."))


def check_body_words(words: dict[str, str], level: str) -> None:
    """Raise unless a body has a name and a level, and no text points at a person."""
    if not words["name"]:
        raise BadInput(_("Skriv vad organet heter."))
    if level not in BodyLevel.values:
        raise BadInput(_("Välj nivå."))
    check_text(words["name"], _("Namn"), NAME)
    check_text(words["whose"], _("Hör till"), NAME)
    check_text(words["mandate"], _("Mandat"), MANDATE)
    check_text(words["reference"], _("Beslut om mandatet"), NAME)
    check_text(words["cycle"], _("Möts"), NAME)
    check_text(words["own_matters"], _("Andra slag av beslut"), MANDATE)
    if any(len(line) > OWN_MATTER for line in words["own_matters"].splitlines()):
        raise BadInput(
            _("Ett slag av beslut får vara högst {most} tecken.").format(most=OWN_MATTER),
        )


def check_body_members(members: Sequence[tuple[str, str]]) -> None:
    """Raise unless each member is an organisation with a function, once."""
    for party, function in members:
        if not party or not function:
            raise BadInput(
                _("Skriv en funktion för varje ledamot, till exempel ”Socialförvaltningen, enhetschef”.")
            )
        check_text(party, _("Organisation"), PARTY)
        check_text(function, _("Funktion"), PARTY)
    if len(set(members)) < len(members):
        raise BadInput(_("En ledamot står två gånger."))


def check_body_ties(body: SteeringBody | None, reports_to: Collection[int], known: Collection[int]) -> None:
    """Raise where a body reports to itself, or to one that is not in the version."""
    if body is not None and body.pk in reports_to:
        raise BadInput(_("Ett organ kan inte rapportera till sig självt."))
    if not {*reports_to} <= {*known}:
        raise BadInput(_("Ett organ som det rapporterar till finns inte kvar. Läs om sidan."))


def check_matters(codes: Collection[str]) -> None:
    """Raise where a kind of decision is not known."""
    if not {*codes} <= set(steering_texts().names):
        raise BadInput(_("Ett av valen finns inte."))


def check_body_name(name: str, others: Collection[str]) -> None:
    """Raise where another body of the version has the name."""
    if name.casefold() in {one.casefold() for one in others}:
        raise BadInput(_("Det finns redan ett organ med det namnet."))


def check_body_seen(seen: int, version: int) -> None:
    """Raise where somebody else has changed the body since it was read."""
    if seen != version:
        raise BadInput(_("Någon har ändrat organet sedan du öppnade det. Läs om sidan."))


def check_steering_decision(
    body: str, decided_on: date, minute_reference: str, today: date, *, has_bodies: bool
) -> None:
    """Raise unless a body may have decided the model on this day."""
    if not has_bodies:
        raise BadInput(_("Modellen har inget organ. Lägg till ett först."))
    if not body or not minute_reference:
        raise BadInput(_("Skriv vilket organ som beslutade, och protokoll och paragraf."))
    if decided_on > today:
        raise BadInput(_("Dagen har inte varit än. Anteckna det när det är gjort."))
    check_text(body, _("Beslutat av"), NAME)
    check_text(minute_reference, _("Protokoll och paragraf"), NAME)
