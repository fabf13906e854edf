"""Who is out when, as a week, against the hours in which most happens."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samsyn.cycle import Edition
from samsyn.methods.incidents import INCIDENTS
from samsyn_web.actions import queries as actions
from samsyn_web.actions.models import Presence
from samsyn_web.base import words
from samsyn_web.base.scope import Scope
from samsyn_web.findings import queries as findings
from samsyn_web.methods.incidents.models import ReportingPeriod, Weekday
from samsyn_web.methods.incidents.policies.presence import BLOCK_HOURS, Hot, against, minutes_there


@dataclass(frozen=True, kw_only=True)
class PresenceLine:
    """One presence in a table."""

    who: str
    where: str
    when: str
    holds: str
    remove_href: str


def presence_lines(some: Iterable[Presence]) -> tuple[PresenceLine, ...]:
    """Return who is where and when."""
    return tuple(
        PresenceLine(
            who=one.function,
            where=one.area_name or _("hela kommunen"),
            when=f"{_day(one)} {one.starts:%H.%M}–{one.ends:%H.%M}",
            holds=_holds(one),
            remove_href=reverse("week:remove_presence", args=[one.pk]),
        )
        for one in some
    )


def _day(one: Presence) -> str:
    return words.day(one.day) if one.day else str(Weekday(one.weekday or 0).label)


def _holds(one: Presence) -> str:
    if one.first_day and one.last_day:
        return words.span(one.first_day, one.last_day + timedelta(days=1))
    if one.first_day:
        return _("från och med %(day)s") % {"day": words.day(one.first_day)}
    if one.last_day:
        return _("till och med %(day)s") % {"day": words.day(one.last_day)}
    return _("tills vidare") if one.day is None else ""


@dataclass(frozen=True, kw_only=True)
class Cell:
    """Four hours of a day: whether much happens then, and how much of it somebody is out."""

    is_hot: bool
    covered: int
    words: str


def grid(scope: Scope, held: ReportingPeriod | None, day: date) -> dict[str, Any]:
    """Return the week of a day as a grid, the hours that weigh most, and the presence itself."""
    start = day - timedelta(days=day.weekday())
    there = list(actions.presence_between(scope, start, start + timedelta(days=7)))
    weights = _weights(scope, held)
    hot = against(weights, there, start) if weights else []
    minutes = minutes_there(there, start)
    return {
        "monday": words.day(start),
        "hours": [f"{hour:02d}–{hour + BLOCK_HOURS:02d}" for hour in range(0, 24, BLOCK_HOURS)],
        "days": [(str(Weekday(n).label), _cells(n, hot, minutes[n])) for n in range(7)],
        "hot": [_hot_words(one) for one in hot],
        "gaps": [_hot_words(one)[0] for one in hot if one.is_gap],
        "presence": presence_lines(there),
        "has_weights": bool(weights),
    }


def _weights(scope: Scope, held: ReportingPeriod | None) -> list[list[float]]:
    picture = findings.picture(scope, held.picture_id) if held and held.picture_id else None
    picture = picture or findings.kept_pictures(scope).filter(method=INCIDENTS.name).first()
    text = findings.document(scope, picture, Edition.INTERNAL) if picture else ""
    series = json.loads(text or "{}").get("series", {}) if text else {}
    return list(series.get("rhythm", {}).get("values", ()))


def _cells(weekday: int, hot: list[Hot], minutes: set[int]) -> list[Cell]:
    heavy = {one.hour for one in hot if one.weekday == weekday}
    found = []
    for hour in range(0, 24, BLOCK_HOURS):
        inside = sum(hour * 60 <= minute < (hour + BLOCK_HOURS) * 60 for minute in minutes)
        share = round(100 * inside / (BLOCK_HOURS * 60))
        is_hot = hour in heavy
        said = _("någon ute %(share)s %%") % {"share": share} if share else _("ingen ute")
        found.append(
            Cell(is_hot=is_hot, covered=share, words=f"{_('händer mycket')}, {said}" if is_hot else said)
        )
    return found


def _hot_words(one: Hot) -> tuple[str, str, str, bool]:
    """Return when, the share of what happened, how much is covered, and whether it is a gap."""
    when = f"{Weekday(one.weekday).label} {one.hour:02d}–{one.hour + BLOCK_HOURS:02d}"
    return when, words.percent(one.share), words.percent(one.covered), one.is_gap
