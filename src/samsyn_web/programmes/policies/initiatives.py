"""What may be written of a national initiative, and by whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import NAME, NationalInitiative, Programme
from samsyn_web.programmes.policies.participation import check_works_with


def check_changes_initiative(
    scope: Scope, initiative: NationalInitiative, version: int | None = None
) -> None:
    """Raise unless the person may change an initiative, and has seen it as it stands."""
    check_works_with(scope, initiative.participant)
    if version is not None and initiative.version != version:
        raise Refused(_("Någon annan har ändrat initiativet sedan du öppnade det. Läs om sidan."))


def check_initiative(
    programme: Programme,
    *,
    texts: Mapping[str, str],
    needed: Mapping[str, str],
    focus_area: int | None,
    starts: date,
    ends: date | None,
) -> None:
    """Raise unless an initiative says who, what and where that is known from, in order, and points at nobody."""
    if not all(text.strip() for text in needed.values()):
        raise BadInput(_("Skriv vem som ger stödet, vad det är och var uppgiften kommer från."))
    for name, text in {**needed, **texts}.items():
        check_text(text, name, NAME)
    if focus_area is not None and str(focus_area) not in programme.facts["focus_areas"]:
        raise BadInput(_("Programmet har inget sådant fokusområde."))
    if ends is not None and ends < starts:
        raise BadInput(_("Sista dagen är före den första."))
