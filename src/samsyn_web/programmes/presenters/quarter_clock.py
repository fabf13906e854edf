"""Who has handed in and who is late, municipality by quarter; obstacles by quarter, each figure with its reports."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samsyn.programme.quarters import Stand, Standing
from samsyn_web.base import words
from samsyn_web.programmes.models import Obstacle, Participant
from samsyn_web.programmes.presenters.addresses import row_address
from samsyn_web.programmes.queries import Asked, Obstacles

SIGNS = {
    Standing.WAITING: "○",
    Standing.LATE: "▲",
    Standing.BACK: "◆",
    Standing.HANDED_IN: "●",
    Standing.HANDED_IN_LATE: "●",
}


@dataclass(frozen=True, kw_only=True)
class ClockCell:
    """A municipality's report of a quarter: a sign, words, and its page where one was asked for."""

    sign: str
    said: str
    href: str = ""
    is_late: bool = False


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The quarters that were asked for, by municipality; a sentence about the newest, and what is late now."""

    sentence: str
    quarters: tuple[str, ...]
    rows: tuple[tuple[str, tuple[ClockCell, ...]], ...]
    late: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ObstacleRow:
    """How often an obstacle is named in each quarter and in all; each figure leads to its reports."""

    name: str
    cells: tuple[tuple[int, str], ...]
    total: tuple[int, str]


def clock(participants: Iterable[Participant], asked: Sequence[Asked]) -> Clock:
    """Return who has handed in what; the newest quarter comes first."""
    places = list(participants)
    quarters = sorted({one.quarter for one in asked}, reverse=True)
    by_place = {(one.participant_id, one.quarter): one for one in asked}
    names = {one.pk: one.name for one in places}
    late = sorted(
        (one for one in asked if one.stand.is_late and one.participant_id in names),
        key=lambda one: (-one.stand.days_late, one.report_id),
    )
    said = cache(_said)  # thousands of cells say a few things
    page = row_address("programmes:report")

    def cell(one: Asked | None) -> ClockCell:
        if one is None:
            return none
        words_of_it = said(one.stand, one.due, one.handed_in)
        return ClockCell(
            sign=SIGNS[one.stand.standing],
            said=words_of_it,
            href=page(one.report_id),
            is_late=one.stand.is_late,
        )

    none = ClockCell(sign="–", said=_("inte begärd"))
    return Clock(
        sentence=_sentence([one for one in asked if quarters and one.quarter == quarters[0]]),
        quarters=tuple(words.period(one) for one in quarters),
        rows=tuple(
            (place.name, tuple(cell(by_place.get((place.pk, quarter))) for quarter in quarters))
            for place in places
        ),
        late=tuple((_late(one, names), page(one.report_id)) for one in late),
    )


def stand_words(stand: Stand) -> str:
    """Return how a report stands, in words."""
    days = ngettext("%(n)s dag", "%(n)s dagar", stand.days_late) % {"n": stand.days_late}
    if stand.standing is Standing.LATE:
        return _("sen, %(days)s") % {"days": days}
    if stand.standing is Standing.BACK:
        return _("ska ändras, sen %(days)s") % {"days": days} if stand.days_late else _("ska ändras")
    if stand.standing is Standing.HANDED_IN_LATE:
        return _("inlämnad, %(days)s sent") % {"days": days}
    return _("inlämnad") if stand.standing is Standing.HANDED_IN else _("väntas")


def _sentence(newest: Sequence[Asked]) -> str:
    if not newest:
        return ""
    done = sum(one.stand.standing in (Standing.HANDED_IN, Standing.HANDED_IN_LATE) for one in newest)
    late = sum(one.stand.is_late for one in newest)
    given = {"quarter": words.period(newest[0].quarter), "done": done, "all": len(newest)}
    said = _("För %(quarter)s har %(done)s av %(all)s lämnat in.") % given
    return (
        said
        + " "
        + (ngettext("%(n)s är sen.", "%(n)s är sena.", late) % {"n": late} if late else _("Ingen är sen."))
    )


def _late(one: Asked, names: Mapping[int, str]) -> str:
    given = {
        "name": names[one.participant_id],
        "quarter": words.period(one.quarter),
        "stand": stand_words(one.stand),
    }
    return _("%(name)s, %(quarter)s: %(stand)s") % given


def _said(stand: Stand, due: date, handed_in: date | None) -> str:
    said = stand_words(stand)
    if handed_in is not None and stand.standing in (Standing.HANDED_IN, Standing.HANDED_IN_LATE):
        return f"{said} ({words.day(handed_in)})"
    return _("%(stand)s; senast %(day)s") % {"stand": said, "day": words.day(due)}


def obstacle_rows(programme_id: int, named: Obstacles) -> tuple[tuple[str, ...], tuple[ObstacleRow, ...]]:
    """
    Return the last quarters, and how many focus areas name each obstacle in them and over all quarters.

    The most common comes first. A report names an obstacle once for each focus area that it stands in the way of.
    """
    rows = tuple(
        ObstacleRow(
            name=str(Obstacle(code).label),
            cells=tuple(
                (named.counts.get((quarter, code), 0), _behind(programme_id, code, quarter))
                for quarter in named.quarters
            ),
            total=(n, _behind(programme_id, code)),
        )
        for code, n in sorted(named.totals.items(), key=lambda one: (-one[1], one[0]))
    )
    return tuple(words.period(one) for one in named.quarters), rows


def _behind(programme_id: int, code: str, quarter: str = "") -> str:
    address = reverse("programmes:obstacle", args=[programme_id, code])
    return f"{address}?{urlencode({'kvartal': quarter})}" if quarter else address
