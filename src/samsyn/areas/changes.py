"""What can be said of an area between two lists; that a class was dropped is never told as an improvement."""

from __future__ import annotations

from enum import StrEnum

from samsyn.areas.lineage import ancestors, between, descendants
from samsyn.areas.lists import AreaClass, Listed, scheme
from samsyn.errors import BadInput


class Change(StrEnum):
    """What happened to an area between two lists."""

    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    RELABELLED = "relabelled"
    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    NOT_COMPARABLE = "not comparable"


def change(earlier: Listed | None, later: Listed | None) -> Change:
    """
    Return what happened between two rows of the lists; None stands for not being on the list.

    What was *riskområde* and is *utsatt område* on a list without *riskområde* is relabelled, also where it was split
    or redrawn: the class was dropped, and nothing can be said of the area. Apart from that a part of a split area is
    `SPLIT`. Areas that are not the same ground, or that were redrawn or put together, are not comparable. `SAME` says
    that the class has the same name; *utsatt område* holds more since 2025 than before.

    Raises
    ------
    BadInput
        If neither is given, or the later row is from an earlier list.
    """
    if earlier is None or later is None:
        if earlier is later:
            raise BadInput("Ange minst ett område att jämföra.")
        return Change.REMOVED if later is None else Change.ADDED
    if later.year < earlier.year:
        raise BadInput(f"{later.year} är före {earlier.year}. Ange den tidigare listan först.")
    if not _same_ground(earlier, later):
        return Change.NOT_COMPARABLE
    if earlier.klass not in scheme(later.year) and later.klass is AreaClass.VULNERABLE:
        return Change.RELABELLED
    return _in_the_way(earlier, later) or _compared(earlier.klass, later.klass)


def _same_ground(earlier: Listed, later: Listed) -> bool:
    return earlier.municipality == later.municipality and later.area in descendants(
        earlier.municipality, earlier.area, earlier.year, later.year
    )


def _in_the_way(earlier: Listed, later: Listed) -> Change | None:
    how = {one.how for one in between(earlier.municipality, earlier.area, earlier.year, later.year)}
    merged = len(ancestors(later.municipality, later.area, later.year, earlier.year)) > 1
    if merged or "redrawn" in how:
        return Change.NOT_COMPARABLE
    return Change.SPLIT if "split" in how else None


def _compared(before: AreaClass, after: AreaClass) -> Change:
    order = list(AreaClass)
    if before is after:
        return Change.SAME
    return Change.HIGHER if order.index(after) > order.index(before) else Change.LOWER
