"""The two scorers of a measurement: who has no account, how far each has come, and how the scores came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.methods.readiness import policies
from samsyn_web.methods.readiness.models import (
    FIRST,
    SEATS,
    Came,
    Interview,
    Measurement,
    ScoreLock,
    ScorerLink,
)
from samsyn_web.methods.readiness.presenters.shown import LinkedLine, SeatLine


def seat_lines(
    scope: Scope,
    one: Measurement,
    interviews: Sequence[Interview],
    locks: Mapping[int, Mapping[int, ScoreLock]],
    links: Mapping[int, ScorerLink],
    today: date,
) -> tuple[SeatLine, ...]:
    """Return both scorers; never what either has given."""
    shown = []
    for seat in SEATS:
        own = [locks[each.pk][seat] for each in interviews if seat in locks.get(each.pk, {})]
        member = one.first_scorer if seat == FIRST else one.second_scorer
        ways = sorted({row.came for row in own} - {Came.SAMSYN.value})
        shown.append(
            SeatLine(
                seat=seat,
                who=str(member.user) if member else _("utan konto"),
                is_outside=member is None,
                standing=_("%(done)s av %(n)s intervjuer låsta") % {"done": len(own), "n": len(interviews)},
                came=", ".join(str(Came(way).label) for way in ways),
                can_enter=seat in policies.entered_by(scope, one) and one.closed_at is None,
                link=_link(links.get(seat), today),
                has_link=seat in links,
            )
        )
    return tuple(shown)


def linked_lines(
    link: ScorerLink, interviews: Sequence[Interview], locks: Mapping[int, set[int]]
) -> tuple[LinkedLine, ...]:
    """Return the interviews that a link opens, with what its scorer does next."""
    return tuple(_linked(link, each, locks.get(each.pk, set())) for each in interviews)


def _linked(link: ScorerLink, each: Interview, locked: set[int]) -> LinkedLine:
    if link.measurement.closed_at is not None:
        standing, action = _("avslutad"), _("Läs")
    elif policies.both_locked(locked):
        standing, action = _("båda har låst"), _("Enas om poäng")
    elif link.seat in locked:
        standing, action = _("du har låst, den andra bedömaren har inte låst än"), _("Läs")
    else:
        standing, action = _("väntar på dina poäng"), _("Sätt poäng")
    return LinkedLine(
        key=each.pk, code=each.code, sector=each.get_sector_display(), standing=standing, action=action
    )


def _link(link: ScorerLink | None, today: date) -> str:
    if link is None:
        return _("ingen länk")
    if link.until < today:
        return _("gick ut %(day)s") % {"day": words.day(link.until)}
    said = _("gäller till och med %(day)s") % {"day": words.day(link.until)}
    used = _("öppnad %(day)s") % {"day": words.day(link.used_on)} if link.used_on else _("inte öppnad än")
    return f"{said}, {used}"
