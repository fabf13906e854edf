"""The two scorers of a measurement: who has no account, how far each has come, and how the scores came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import SEATS, Came, Interview, Measurement, ScoreLock
from samsyn_web.methods.readiness.presenters.shown import SeatLine


def seat_lines(
    scope: Scope,
    one: Measurement,
    interviews: Sequence[Interview],
    locks: Mapping[int, Mapping[int, ScoreLock]],
) -> tuple[SeatLine, ...]:
    """Return both scorers; never what either has given."""
    return tuple(_line(scope, one, seat, interviews, locks) for seat in SEATS)


def _line(
    scope: Scope,
    one: Measurement,
    seat: int,
    interviews: Sequence[Interview],
    locks: Mapping[int, Mapping[int, ScoreLock]],
) -> SeatLine:
    own = [locks[each.pk][seat] for each in interviews if seat in locks.get(each.pk, {})]
    member = {1: one.first_scorer, 2: one.second_scorer}[seat]
    ways = sorted({row.came for row in own} - {Came.SAMSYN.value})
    return SeatLine(
        seat=seat,
        who=str(member.user) if member else _("utan konto"),
        is_outside=member is None,
        standing=_("%(done)s av %(n)s intervjuer låsta") % {"done": len(own), "n": len(interviews)},
        came=", ".join(str(Came(way).label) for way in ways),
        can_enter=seat in policies.entered_by(scope, one) and one.closed_at is None,
    )
