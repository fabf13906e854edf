"""What the law's work asks of functions in time: meetings of the council, and the days of the duties."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from samsyn_web.base.registry import AskedTime
from samsyn_web.base.scope import Scope
from samsyn_web.governance.queries.council import council_meetings, council_seats
from samsyn_web.governance.queries.duties import duty_owners, standing


def governance_demands(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    """Return what is asked between two days: of those of the municipality that sit in the council, and who answers."""
    return [*_of_the_council(scope, from_day, to_day), *_of_the_law(scope, from_day, to_day)]


def _of_the_council(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    meetings = council_meetings(scope).filter(day__gte=from_day, day__lte=to_day, cancelled_at=None)
    own = [one for one in council_seats(scope) if one.is_own]
    return [
        AskedTime(
            kind=_("möte i rådet"),
            key=f"council-{met.pk}",
            title=met.council.name,
            starts=met.day,
            ends=met.day,
            unit=seat.party,
            function=seat.function,
            page="governance:council_meeting",
            given=(str(met.pk),),
        )
        for met in meetings
        for seat in own
        if seat.starts <= met.day and (seat.ends is None or seat.ends >= met.day)
    ]


def _of_the_law(scope: Scope, from_day: date, to_day: date) -> list[AskedTime]:
    owners = duty_owners(scope)
    if not owners:
        return []
    return [
        AskedTime(
            kind=_("skyldighet enligt lagen"),
            key=f"duty-{one.paragraph.code}",
            title=f"{one.paragraph.sign} {one.paragraph.heading}",
            starts=one.due,
            ends=one.due,
            function=owners[one.paragraph.code].function,
            page="governance:duty",
            given=(one.paragraph.code,),
        )
        for one in standing(scope, from_day)
        if one.due is not None and from_day <= one.due <= to_day and one.paragraph.code in owners
    ]
