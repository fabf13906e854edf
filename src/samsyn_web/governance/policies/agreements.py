"""What a written agreement must say, and when it may be ended."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput
from samsyn_web.findings.policies import check_text
from samsyn_web.governance.models import Agreement, AgreementVersion
from samsyn_web.governance.models.agreements import NAME, PARTY, WHERE, WHY, WORDS


def check_agreement_words(name: str, purposes: str, areas: str, reference: str) -> None:
    """Raise unless it says its purposes and areas, as the law asks, and where it is written; no person."""
    if not name or not reference:
        raise BadInput(_("Skriv vad överenskommelsen heter, och vilken handling den är."))
    if not purposes:
        raise BadInput(_("Skriv samverkans syften. Lagen kräver att de står i överenskommelsen."))
    if not areas:
        raise BadInput(_("Skriv områdena för samverkan. Lagen kräver att de står i överenskommelsen."))
    check_text(name, _("Namn"), NAME)
    check_text(purposes, _("Syften"), WORDS)
    check_text(areas, _("Områden för samverkan"), WORDS)
    check_text(reference, _("Handling"), WHERE)


def check_parties(parties: Sequence[tuple[str, str]]) -> None:
    """Raise unless there is another party, each once, with the function that answers."""
    if not parties:
        raise BadInput(_("Skriv vem överenskommelsen är med."))
    for party, function in parties:
        if not party or not function:
            raise BadInput(
                _("Skriv en funktion för varje part, till exempel ”Polismyndigheten, lokalpolischef”.")
            )
        check_text(party, _("Part"), PARTY)
        check_text(function, _("Ansvarig funktion"), PARTY)
    if len(set(parties)) < len(parties):
        raise BadInput(_("En part står två gånger."))


def check_validity(valid_from: date, valid_until: date | None) -> None:
    """Raise where it ends before it begins."""
    if valid_until is not None and valid_until < valid_from:
        raise BadInput(_("Den sista dagen är före den första."))


def check_newest(seen: int, newest: int) -> None:
    """Raise where somebody else has written a version since this one was read."""
    if seen != newest:
        raise BadInput(
            _("Någon har ändrat överenskommelsen sedan du öppnade den. Läs den nya versionen först.")
        )


def check_not_ended(agreement: Agreement) -> None:
    """Raise where it has been ended."""
    if agreement.ended_on is not None:
        raise BadInput(_("Överenskommelsen är avslutad. Ångra avslutet först."))


def check_end(first: AgreementVersion, last_day: date, why: str) -> None:
    """Raise unless it may end on this day."""
    if last_day < first.valid_from:
        raise BadInput(_("Den sista dagen är innan överenskommelsen började gälla."))
    if not why:
        raise BadInput(_("Skriv varför den avslutas."))
    check_text(why, _("Varför"), WHY)
