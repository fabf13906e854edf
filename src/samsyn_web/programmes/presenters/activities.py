"""Activities as rows of a list, and a municipality's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from samsyn.programme import Grouped, Programme, matrix_of
from samsyn_web.base import words
from samsyn_web.programmes.models import (
    Activity,
    ActivityChange,
    ActivityStatus,
    Participant,
    QuarterlyReport,
    numbers_in,
)

SIGNS = {
    ActivityStatus.PLANNED: "○",
    ActivityStatus.DONE: "●",
    ActivityStatus.MOVED: "▲",
    ActivityStatus.CANCELLED: "■",
}


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """An activity as it is listed; what is not known is said so."""

    key: int
    place: str
    title: str
    areas: tuple[tuple[int, str], ...]
    formats: str
    when: str
    sign: str
    status: str
    reached: str
    source: str
    heading: str
    is_own: bool

    @property
    def focus(self) -> str:
        """Its focus areas in words."""
        return "; ".join(f"{number}. {name}" for number, name in self.areas)


@dataclass(frozen=True, kw_only=True)
class Place:
    """A municipality in a programme: what is counted for it, and what documents state."""

    name: str
    sentence: str
    areas: tuple[tuple[str, int, int], ...]
    classes: tuple[tuple[str, str, str], ...]
    reports: tuple[QuarterlyReport, ...]


def activity_rows(found: Iterable[Activity], facts: Programme) -> tuple[ActivityRow, ...]:
    """Return activities as rows."""
    return tuple(activity_row(one, facts) for one in found)


def activity_row(one: Activity, facts: Programme) -> ActivityRow:
    """Return one activity as a row."""
    status = ActivityStatus(one.status)
    return ActivityRow(
        key=one.pk,
        place=one.participant.name,
        title=one.title,
        areas=tuple((number, facts.focus_areas.get(number, "")) for number in one.focus_areas),
        formats=", ".join(facts.formats.get(number, str(number)) for number in one.format_numbers),
        when=when(one),
        sign=SIGNS[status],
        status=str(status.label),
        reached=reached(one),
        source=f"{one.source_document}, {one.source_section}" if one.is_sourced else _("skriven i Samsyn"),
        heading=one.heading,
        is_own=not one.is_sourced,
    )


def when(one: Activity) -> str:
    """Return when an activity is, as exactly as it is known."""
    if one.starts is None:
        return one.when or _("ej angivet")
    return words.span(one.starts, (one.ends or one.starts) + timedelta(days=1))


def reached(one: Activity) -> str:
    """Return how many an activity reached; empty where nobody has said."""
    told = []
    if one.participants is not None:
        told.append(_("%(n)s deltagare") % {"n": one.participants})
    if one.units is not None:
        told.append(_("%(n)s enheter") % {"n": one.units})
    return ", ".join(told)


def place(
    one: Participant,
    facts: Programme,
    grouped: Grouped,
    reports: Iterable[QuarterlyReport],
) -> Place:
    """Return a municipality's page."""
    matrix = matrix_of(facts, grouped, [one.key])
    counted = matrix.cells[one.key]
    areas = tuple((name, number, counted[number]) for number, name in facts.focus_areas.items())
    used = sum(n > 0 for _name, _number, n in areas)
    return Place(
        name=one.name,
        sentence=_("%(place)s har genomfört %(n)s aktiviteter i %(used)s av %(all)s fokusområden.")
        % {"place": one.name, "n": matrix.totals[one.key], "used": used, "all": len(areas)},
        areas=areas,
        classes=tuple(
            (area.area, str(year), stated)
            for area in facts.areas
            if area.municipality == one.key
            for year, stated in sorted(area.classes.items())
        ),
        reports=tuple(reports),
    )


def activity_values(one: Activity) -> dict[str, Any]:
    """Return an activity as the form that changes it begins."""
    names = (
        "focus_area",
        "title",
        "starts",
        "ends",
        "provider",
        "partners",
        "asks",
        "times",
        "participants",
        "units",
    )
    return {
        **{name: getattr(one, name) for name in names},
        "municipality": one.participant.key,
        "also_in": list(one.focus_areas[1:]),
        "formats": list(one.format_numbers),
        "is_done": one.status == ActivityStatus.DONE,
        "version": one.version,
    }


@dataclass(frozen=True, kw_only=True)
class ChangeRow:
    """One line of an activity's history."""

    at: datetime
    by: str
    what: str
    reason: str
    before: tuple[str, ...]


def change_rows(found: Iterable[ActivityChange], facts: Programme) -> tuple[ChangeRow, ...]:
    """Return the history; of each field that was changed, what it was."""
    rows = []
    for one in found:
        told = [
            f"{Activity._meta.get_field(name).verbose_name}: {_was(name, value, facts)}"  # type: ignore[union-attr]
            for name, value in one.before.items()
        ]
        rows.append(
            ChangeRow(
                at=one.changed_at,
                by=str(one.changed_by),
                what=one.get_kind_display(),
                reason=one.reason,
                before=tuple(told),
            )
        )
    return tuple(rows)


def _was(name: str, value: Any, facts: Programme) -> str:
    if name == "status":
        return str(ActivityStatus(value).label)
    if name == "formats":
        return ", ".join(facts.formats.get(one, str(one)) for one in numbers_in(value))
    if name == "focus_area":
        return _area(value, facts)
    if name == "also_in":
        return ", ".join(_area(one, facts) for one in numbers_in(value)) or _("inget")
    return str(value) if value not in (None, "") else _("tomt")


def _area(number: int, facts: Programme) -> str:
    return f"{number}. {facts.focus_areas.get(number, '')}"
