"""Who takes a finished measurement into a situational picture, and what of it may be taken."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from samsyn.errors import Refused
from samsyn.methods.readiness.picks import CHANGE
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.methods.readiness.models import Measurement

METHOD = "readiness"


def can_pick(scope: Scope) -> bool:
    """Whether the person may take measurements into situational pictures."""
    return scope.can(Permission.WORK_WITH_DATA)


def check_can_pick(scope: Scope, measurement: Measurement) -> None:
    """Raise unless the person may, in this organisation."""
    if measurement.organisation_id != scope.organisation_id or not can_pick(scope):
        raise Refused(_("Din roll ger inte rätt att ta in siffror i lägesbilden."))


def why_not_picked(measurement: Measurement) -> str:
    """Return why nothing of a measurement may be picked; empty where it may."""
    if measurement.closed_at is None:
        return _("Avsluta mätningen först: då är varje intervju bedömd av båda och konsensus satt.")
    return ""


def why_not_compared(measurement: Measurement) -> str:
    """Return why no change may be picked; empty where it may, even where the validity then refuses it."""
    if measurement.previous is None:
        return _("Det finns ingen mätning före att jämföra med.")
    if measurement.previous.closed_at is None:
        return _("Mätningen före är inte avslutad.")
    return ""


def check_is_finished(measurement: Measurement) -> None:
    """Raise where the measurement is not finished."""
    if why := why_not_picked(measurement):
        raise Refused(why)


def check_is_compared(measurement: Measurement, picks: Collection[str]) -> None:
    """Raise where a change is picked and there is no finished measurement before."""
    if CHANGE in picks and (why := why_not_compared(measurement)):
        raise Refused(why)
