"""Who may begin a programme, and what may be said of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.people import queries as people
from samsyn_web.programmes.models import NAME, Programme

SHORT = 60


def founds(scope: Scope) -> bool:
    """Whether the person may begin a programme: who decides in an organisation that runs programmes."""
    return scope.can(Permission.DECIDE) and people.is_programme(scope)


def check_founds(scope: Scope) -> None:
    """Raise unless the person may begin a programme."""
    if not founds(scope):
        raise Refused(_("Bara den som beslutar i en organisation som leder program kan starta ett program."))


def check_named(name: str, short_name: str, texts: Mapping[str, str]) -> None:
    """Raise unless a programme has its two names, and nothing that is written points at a person."""
    if not name or not short_name:
        raise BadInput(_("Skriv programmets namn och ett kort namn."))
    check_text(name, _("Namnet"), NAME)
    check_text(short_name, _("Kort namn"), SHORT)
    for where, text in texts.items():
        check_text(text, where, NAME)


def check_listed(areas: Mapping[int, str], formats: Mapping[int, str]) -> None:
    """Raise unless there is a focus area and a format, each with a number and a name of its own."""
    for listed, empty, where in (
        (areas, _("Skriv minst ett fokusområde."), _("Fokusområdet")),
        (formats, _("Skriv minst ett format."), _("Formatet")),
    ):
        if not listed:
            raise BadInput(empty)
        if any(number < 1 or not name for number, name in listed.items()):
            raise BadInput(_("Varje rad ska ha ett nummer från 1 och ett namn."))
        names = [name.casefold() for name in listed.values()]
        if twice := next((name for name in listed.values() if names.count(name.casefold()) > 1), ""):
            raise BadInput(_("”%(name)s” står två gånger.") % {"name": twice})
        for name in listed.values():
            check_text(name, where, NAME)


def check_course(starts: str, ends: str, report_due_on: date | None) -> None:
    """Raise unless a programme ends after it starts, and is reported on after that; months are as 2027-03."""
    if starts and ends and ends < starts:
        raise BadInput(_("Programmet kan inte sluta innan det börjar."))
    if starts and report_due_on and f"{report_due_on:%Y-%m}" < starts:
        raise BadInput(_("Programmet kan inte redovisas innan det börjar."))


def check_free(short_name: str, there: Programme | None) -> None:
    """Raise where another programme of the organisation has the short name."""
    if there is not None:
        raise Refused(
            _("Organisationen har redan ett program som heter %(name)s i korthet.") % {"name": short_name}
        )


def check_still_used(used: Mapping[str, list[str]]) -> None:
    """Raise where something that is to go is used: `used` tells by what, for each focus area or format."""
    if used:
        told = [
            _("”%(name)s” används av %(what)s.") % {"name": name, "what": "; ".join(what)}
            for name, what in used.items()
        ]
        raise Refused(_("Det som används kan inte tas bort.") + " " + " ".join(told))
