"""Who gives a municipality a code to join a programme by, who uses it, and who ends it."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people import queries as people
from samsyn_web.programmes.models import JoiningCode, Participant
from samsyn_web.programmes.policies.outside import LONGEST, check_outside
from samsyn_web.programmes.policies.programmes import runs
from samsyn_web.programmes.policies.selection import check_works_on


def check_gives_code(scope: Scope, participant: Participant, until: date, today: date) -> None:
    """Raise unless the person may let an organisation take the participant's place, for so long."""
    check_works_on(scope, participant.programme)
    check_outside(scope, participant)
    if not today <= until <= today + LONGEST:
        raise BadInput(_("Välj en dag från och med i dag och högst ett år framåt."))


def may_join(scope: Scope) -> bool:
    """Whether the person may let the own organisation join a programme: one that runs programmes joins none."""
    return scope.can(Permission.DECIDE) and not people.is_programme(scope)


def check_joins(scope: Scope, code: JoiningCode | None, today: date, *, takes_part: bool) -> None:
    """Raise unless the person joins by this code today; whoever guesses learns nothing of codes that there are."""
    if not may_join(scope):
        raise Refused(_("Den som beslutar i kommunen ansluter den till ett program."))
    if code is None:
        raise BadInput(
            _("Koden finns inte. Kontrollera att hela koden kom med, eller be programmet om en ny.")
        )
    if code.used_at is not None:
        raise Refused(_("Koden är redan använd. Be programmet om en ny."))
    if code.revoked_at is not None:
        raise Refused(_("Koden är återkallad, eller ersatt av en nyare. Be programmet om en ny."))
    if code.until < today:
        raise Refused(_("Koden har gått ut. Be programmet om en ny."))
    if code.participant.organisation_id is not None:
        raise Refused(_("En annan organisation har redan den platsen i programmet."))
    if takes_part:
        raise Refused(_("Kommunen deltar redan i programmet, på en annan plats."))


def ends_joining(scope: Scope, participant: Participant) -> bool:
    """Whether the person may end that an organisation has the place: the programme, or the organisation itself."""
    if participant.organisation_id is None:
        return False
    own = scope.can(Permission.DECIDE) and participant.organisation_id == scope.organisation_id
    return own or runs(scope, participant.programme)


def check_ends_joining(scope: Scope, participant: Participant, n_shared: int) -> None:
    """Raise unless the person may end it, and nothing that the organisation has shared stands any more."""
    if not ends_joining(scope, participant):
        raise Refused(_("Bara programmet eller kommunen själv kan göra det."))
    if n_shared:
        raise Refused(
            _("Kommunen har delat sådant med programmet som fortfarande står. Den återkallar det först.")
        )
