"""When a period may be frozen, decided and sent, and who may do it."""

from __future__ import annotations

from datetime import datetime

from django.core import signing
from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.incidents.models import PeriodState, ReportingPeriod
from samsyn_web.people.models import Membership

SALT = "samsyn.reminders"


def _check_may(scope: Scope, held: ReportingPeriod, permission: Permission, why: str) -> None:
    if held.organisation_id != scope.organisation_id or not scope.can(permission):
        raise Refused(why)


def can_remind(scope: Scope, held: ReportingPeriod) -> bool:
    """Whether the person may remind those who have not answered, of a period that is still open."""
    own = held.organisation_id == scope.organisation_id
    return own and scope.can(Permission.SET_UP) and held.state == PeriodState.OPEN


def reminder_token(member: Membership) -> str:
    """Return what stands in the address that turns off a member's reminders; it opens nothing else."""
    return signing.dumps(member.pk, salt=SALT)


def member_key(token: str) -> int | None:
    """Return the member whose reminders an address is about; none where it is not one of ours."""
    try:
        return int(signing.loads(token, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def can_freeze(scope: Scope, held: ReportingPeriod, at: datetime) -> bool:
    """Whether the person may freeze the period now, or freeze it again with what has come since."""
    return held.state in (PeriodState.OPEN, PeriodState.FROZEN) and scope.can(Permission.DECIDE)


def check_can_freeze(scope: Scope, held: ReportingPeriod) -> None:
    """Raise unless the person may freeze the period now."""
    _check_may(scope, held, Permission.DECIDE, _("Din roll ger inte rätt att frysa underlaget."))
    if held.state not in (PeriodState.OPEN, PeriodState.FROZEN):
        raise Refused(_("Perioden är beslutad. Öppna den igen om underlaget ska frysas på nytt."))


def check_can_decide(scope: Scope, held: ReportingPeriod) -> None:
    """Raise unless the person may say that the meeting is over and all is decided."""
    _check_may(scope, held, Permission.DECIDE, _("Din roll ger inte rätt att besluta."))
    if held.state == PeriodState.OPEN:
        raise Refused(_("Underlaget är inte fryst än. Frys det först."))


def check_can_reopen(scope: Scope, held: ReportingPeriod) -> None:
    """Raise unless the person may open a decided period again."""
    _check_may(scope, held, Permission.DECIDE, _("Din roll ger inte rätt att besluta."))
    if held.state == PeriodState.SENT:
        raise Refused(
            _("Utskicket är gjort. Rätta genom att frysa nästa period, eller publicera en rättelse.")
        )


def check_can_send(scope: Scope, held: ReportingPeriod) -> None:
    """Raise unless the person may send what was decided."""
    _check_may(scope, held, Permission.PUBLISH, _("Din roll ger inte rätt att skicka ut."))
    if held.state not in (PeriodState.DECIDED, PeriodState.SENT):
        raise Refused(_("Perioden är inte beslutad än."))
