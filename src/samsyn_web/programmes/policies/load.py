"""What a planned activity meets in the calendars of those whose time it takes, seen before it is saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from samsyn.errors import BadInput, Refused
from samsyn.programme.demand_counts import Collision, collisions, focus_areas_by_week
from samsyn.programme.demands import Demand, Occasion, read_units, settle
from samsyn.provenance import digest
from samsyn_web.findings.policies import check_text
from samsyn_web.programmes.models import LoadLimit, OwnLoadLimit
from samsyn_web.programmes.models.sizes import NAME

PLANNED = "planned"
MOST_UNITS, LENGTH = 20, 500


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much is too much: things a week for a unit or function, and focus areas at once; none where it is not set."""

    per_week: int | None = None
    focus_areas: int | None = None


@dataclass(frozen=True, kw_only=True)
class Meets:
    """What a planned activity meets: weeks where others ask the same, and weeks with how many focus areas too many."""

    collisions: tuple[Collision, ...] = ()
    areas: tuple[tuple[date, int], ...] = ()
    limits: Limits = Limits()

    @property
    def digest(self) -> str:
        """What names exactly this, so that a person who has seen it is known to have seen this and not less."""
        met = [
            (one.unit, one.function, one.week.isoformat(), sorted(each.title for each in one.occasions))
            for one in self.collisions
        ]
        areas = [(week.isoformat(), n) for week, n in self.areas]
        return digest([met, areas])[:16] if met or areas else ""


class Collides(Refused):
    """An activity meets something that the person has not seen; `meets` says what."""

    def __init__(self, meets: Meets) -> None:
        super().__init__(
            _("Aktiviteten krockar med annat. Läs vad den möter, och spara igen om den ändå ska stå så.")
        )
        self.meets = meets


def limits_of(limit: LoadLimit | None, own: OwnLoadLimit | None) -> Limits:
    """Return the limits in force for a municipality: of two on the same thing the narrower."""
    areas = [limit.focus_areas] if limit else []
    if own and own.focus_areas is not None:
        areas.append(own.focus_areas)
    return Limits(per_week=own.per_week if own else None, focus_areas=min(areas, default=None))


def check_units(text: str) -> None:
    """Raise unless whose time something takes can be read, and points at nobody."""
    check_text(text, _("Enheter och funktioner"), LENGTH)
    units = read_units(text)
    if len(units) > MOST_UNITS:
        raise BadInput(_("Skriv högst %(n)s enheter och funktioner.") % {"n": MOST_UNITS})
    for unit, function in units:
        check_text(unit, _("Enheten"), NAME)
        check_text(function, _("Funktionen"), NAME)


def planned_demands(
    *, title: str, municipality: str, asks: str, starts: date, ends: date, focus_areas: tuple[int, ...]
) -> list[Demand]:
    """Return a planned activity as the rows that it will be counted as."""
    return [
        Demand(
            kind=PLANNED, key="", title=title, municipality=municipality, starts=starts, ends=ends,
            unit=unit, function=function, focus_areas=focus_areas,
        )
        for unit, function in read_units(asks) or (("", ""),)
    ]  # fmt: skip


def what_it_meets(planned: Iterable[Demand], others: Iterable[Demand], limits: Limits) -> Meets:
    """Return what a planned activity meets; what was there before it is told only where the activity adds to it."""
    new, rest = list(planned), list(others)
    first = min(one.starts for one in new if one.starts is not None)
    last = max(one.ends for one in new if one.ends is not None)
    found = collisions(settle([*rest, *new]).occasions, first, last)
    before, after = focus_areas_by_week(rest, first, last), focus_areas_by_week([*rest, *new], first, last)
    most = limits.focus_areas
    return Meets(
        collisions=tuple(one for one in found if any(_is_planned(each) for each in one.occasions)),
        areas=tuple(
            (week, len(areas))
            for (place, week), areas in after.items()
            if most is not None and len(areas) > most and len(areas) > len(before.get((place, week), ()))
        ),
        limits=limits,
    )


def check_seen(meets: Meets, seen: str) -> None:
    """Raise unless the activity meets nothing, or the person has seen all that it meets."""
    if meets.digest and meets.digest != seen:
        raise Collides(meets)


def window(starts: date, ends: date) -> tuple[date, date]:
    """Return the first day of the first week and the last of the last."""
    return starts - timedelta(days=starts.weekday()), ends + timedelta(days=6 - ends.weekday())


def _is_planned(occasion: Occasion) -> bool:
    return any(part.kind == PLANNED for part in occasion.parts)


def check_own_limit(per_week: int, focus_areas: int | None) -> None:
    """Raise unless a municipality's own limits are whole numbers above zero."""
    if per_week < 1 or (focus_areas is not None and focus_areas < 1):
        raise BadInput(_("Gränserna ska vara större än noll."))
