"""Deputies: who stands in for whom, for how long."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from samsyn_web.people import policies
from samsyn_web.people.models import Deputy, Membership, User
from samsyn_web.people.services.organisations import _locked, _record


@transaction.atomic
def appoint_deputy(
    *,
    absent: Membership,
    deputy: Membership,
    first_day: date,
    last_day: date,
    by: User | None,
    at: datetime,
) -> Deputy:
    """Let a member stand in for another, from the first day to the last; it ends by itself."""
    absent, deputy = _locked(absent), _locked(deputy)
    policies.check_may_administer(by, absent.organisation, at)
    policies.check_can_stand_in(deputy, absent, first_day, last_day)
    made = Deputy.objects.create(
        absent=absent, deputy=deputy, first_day=first_day, last_day=last_day, created_by=by, created_at=at
    )
    detail: dict[str, object] = {
        "user": deputy.user_id,
        "role": absent.role,
        "first_day": first_day.isoformat(),
        "last_day": last_day.isoformat(),
    }
    _record(absent.organisation, by, at, "deputy.appointed", made, detail)
    return made


@transaction.atomic
def end_deputy(*, deputy: Deputy, by: User | None, at: datetime) -> Deputy:
    """End a deputy before the last day; from the next click the person has their own role only."""
    absent = _locked(deputy.absent)
    policies.check_may_administer(by, absent.organisation, at)
    if Deputy.objects.filter(pk=deputy.pk, ended_at=None).update(ended_at=at):
        _record(absent.organisation, by, at, "deputy.ended", deputy, {"user": deputy.deputy.user_id})
    deputy.refresh_from_db()
    return deputy


def _end_deputies_of(membership: Membership, at: datetime) -> int:
    # Part of the event of whoever leaves: both those who stand in for them and those they stand in for.
    own = Deputy.objects.filter(Q(absent=membership) | Q(deputy=membership), ended_at=None)
    return own.update(ended_at=at)
