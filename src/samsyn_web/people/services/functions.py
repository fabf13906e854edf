"""Functions are filled and become vacant; noted as days, never as names."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn_web.base import audit
from samsyn_web.base.registry import FunctionChange, function_changed
from samsyn_web.base.scope import Permission, Scope
from samsyn_web.people.models import FunctionPeriod

LATELY = timedelta(days=60)
"""How near a day must be for a function to change hands now."""


@transaction.atomic
def fill_function(
    *, by: Scope, at: datetime, subject: str, function: str, starts: date, ends: date | None = None
) -> FunctionPeriod:
    """Note that a function is held from a day; one that is held already is left first."""
    _check(by)
    if ends is not None and ends < starts:
        raise BadInput(_("Sista dagen är före den första."))
    held = FunctionPeriod.objects.select_for_update().filter(
        organisation_id=by.organisation_id, subject=subject, function=function
    )
    if any((one.ends or date.max) >= starts and one.starts <= (ends or date.max) for one in held):
        raise Refused(_("Funktionen är redan besatt de dagarna. Ange först när den blev vakant."))
    made = FunctionPeriod.objects.create(
        organisation_id=by.organisation_id,
        subject=subject,
        function=function,
        starts=starts,
        ends=ends,
        created_by_id=by.user_id,
        created_at=at,
    )
    _record(by, at, "function.filled", made)
    if any(one.pk != made.pk and one.starts < starts for one in held):
        _tell(by, at, made, starts, is_end=False)
    if ends is not None:
        _tell(by, at, made, ends, is_end=True)
    return made


@transaction.atomic
def leave_function(*, by: Scope, at: datetime, period: FunctionPeriod, ends: date) -> FunctionPeriod:
    """Note the last day that a function was held: it is vacant from the day after."""
    _check(by)
    period = FunctionPeriod.objects.select_for_update(of=("self",)).get(pk=period.pk)
    if period.organisation_id != by.organisation_id or period.ends is not None:
        raise Refused(_("Funktionen är redan vakant."))
    if ends < period.starts:
        raise BadInput(_("Sista dagen är före den första."))
    period.ends = ends
    period.save(update_fields=["ends"])
    _record(by, at, "function.left", period)
    _tell(by, at, period, ends, is_end=True)
    return period


def _check(by: Scope) -> None:
    if not by.can(Permission.DECIDE):
        raise Refused(_("Bara en samordnare antecknar när en funktion är besatt."))


def _tell(by: Scope, at: datetime, period: FunctionPeriod, day: date, *, is_end: bool) -> None:
    """Tell whose function it is; what is noted long after, as history, changes no hands now."""
    if abs(day - localdate(at)) <= LATELY:
        function_changed(
            by,
            at,
            FunctionChange(
                organisation_id=period.organisation_id,
                subject=period.subject,
                function=period.function,
                day=day,
                is_end=is_end,
            ),
        )


def _record(by: Scope, at: datetime, verb: str, target: FunctionPeriod) -> None:
    audit.record(organisation_id=by.organisation_id, by=by, at=at, verb=verb, target=target, detail={})
