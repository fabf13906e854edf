"""Who decides how long things are kept, who may stop disposal, and who may disclose."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime

from django.utils.timezone import get_default_timezone, localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.findings.policies import check_text
from samsyn_web.methods.incidents.models import Hold, Kept, Submission
from samsyn_web.methods.incidents.models.retention import DECISION, LONGEST, REASON

READS_LOG = (Permission.SET_UP, Permission.INSPECT, Permission.DISCLOSE)
MOST_DISCLOSED = 1000


def can_read_log(scope: Scope) -> bool:
    """Whether the person sees what has been disposed of."""
    return any(scope.can(one) for one in READS_LOG)


def check_retention(kind: str, months: int, decision: str, decided_on: date | None, at: datetime) -> None:
    """Raise unless things of the kind may be kept so long, by this decision."""
    if kind not in Kept.values:
        raise BadInput(_("Det finns inget sådant slag."))
    if not 1 <= months <= LONGEST:
        raise BadInput(_("Ange mellan 1 och %(most)s månader.") % {"most": LONGEST})
    if bool(decision) != (decided_on is not None):
        raise BadInput(
            _("Ett beslut har både beteckning och datum. Lämna båda tomma om det inte finns något.")
        )
    if decided_on is not None and decided_on > localdate(at):
        raise BadInput(_("Beslutets dag har inte varit än."))
    check_text(decision, _("Beslutets beteckning"), DECISION)


def cutoff(months: int, at: datetime) -> datetime:
    """
    Return the instant before which things that are kept so many months have been kept long enough.

    It is the local midnight that begins the same day of the month so many months ago (the last day of a shorter month),
    so that all runs of a day have the same.
    """
    today = localdate(at)
    years, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, monthrange(years, month + 1)[1])
    return datetime(years, month + 1, day, tzinfo=get_default_timezone())


def check_can_hold(scope: Scope) -> None:
    """Raise unless the person may stop disposal."""
    if not scope.can(Permission.DISCLOSE):
        raise Refused(_("Bara registrator kan stoppa gallringen."))


def check_own(scope: Scope, submission: Submission) -> None:
    """Raise unless the report was sent to the person's organisation."""
    if submission.organisation_id != scope.organisation_id:
        raise Refused(_("Rapporten hör till en annan organisation."))


def check_hold(reason: str) -> None:
    """Raise unless disposal may be stopped for this reason."""
    if not reason:
        raise BadInput(_("Skriv varför, till exempel ”handlingen är begärd, dnr …”."))
    check_text(reason, _("Skälet"), REASON)


def check_can_lift(scope: Scope, hold: Hold) -> None:
    """Raise unless the person may let disposal go on again."""
    check_can_hold(scope)
    if hold.organisation_id != scope.organisation_id:
        raise Refused(_("Gallringsstoppet hör till en annan organisation."))
    if hold.lifted_at is not None:
        raise Refused(_("Stoppet är redan hävt."))


def check_can_disclose(scope: Scope) -> None:
    """Raise unless the person may disclose documents."""
    if not scope.can(Permission.DISCLOSE):
        raise Refused(_("Din roll ger inte rätt att lämna ut handlingar."))


def check_disclosure(count: int, withheld: int, ground: str, reference: str) -> None:
    """Raise unless so much may be disclosed, and so much withheld on this ground."""
    if not count:
        raise BadInput(_("Välj minst en rapport."))
    if count > MOST_DISCLOSED:
        raise BadInput(_("Högst %(most)s rapporter på en gång. Dela upp urvalet.") % {"most": MOST_DISCLOSED})
    if withheld and not ground:
        raise BadInput(_("Skriv rättslig grund för det som inte lämnas ut, till exempel OSL 21 kap. 1 §."))
    check_text(ground, _("Rättslig grund"), REASON)
    check_text(reference, _("Ärendets beteckning"), DECISION)
