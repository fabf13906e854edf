"""What happened to an area, in Swedish sentences that call nothing an improvement."""

from __future__ import annotations

from collections.abc import Sequence

from samsyn.areas.changes import Change
from samsyn.areas.histories import History, Step
from samsyn.areas.lineage import ancestors, between
from samsyn.areas.lists import YEARS, Listed

UNCHANGED = "Samma klass på alla listor som området står på."


def told(step: Step) -> str:
    """
    Return what happened from one list to the next, as a sentence.

    A class that was dropped, a border that was moved and a place that left the list are told as just that.
    """
    if step.earlier is None or step.later is None:
        return _came_or_left(step)
    parts = [_line(step.earlier, step.later), _class(step, step.earlier, step.later)]
    return " ".join(part for part in parts if part)


def sentence(history: History) -> str:
    """Return the history of an area in sentences: what changed from list to list, or that nothing did."""
    parts: list[str] = []
    for step in history.steps:
        text = "" if step.change is Change.SAME and not _renamed(step) else told(step)
        if text and text not in parts:
            parts.append(text)
    start = [f"På listan sedan {YEARS[0]}."] if history.listed[YEARS[0]] else []
    return " ".join([*start, *(parts or [UNCHANGED])])


def _came_or_left(step: Step) -> str:
    if step.later is not None:
        return f"{step.later_year} kom {step.later.area} med på listan som {step.later.klass.swedish}."
    assert step.earlier is not None
    return (
        f"{step.later_year} står {step.earlier.area} inte längre på listan; {step.earlier_year} var det "
        f"{step.earlier.klass.swedish}. Det är polisens bedömning det året och säger inte varför."
    )


def _renamed(step: Step) -> bool:
    return step.earlier is not None and step.later is not None and step.earlier.area != step.later.area


def _line(earlier: Listed, later: Listed) -> str:
    links = between(earlier.municipality, earlier.area, earlier.year, later.year)
    whole = ancestors(later.municipality, later.area, later.year, earlier.year)
    if len(whole) > 1:
        return f"{later.year} lades {_and(sorted(whole))} samman till {later.area}."
    if any(one.how == "split" for one in links):
        return f"{later.year} delades {earlier.area} i {_and([one.next_area for one in links])}."
    if any(one.how == "redrawn" for one in links):
        same = earlier.area == later.area
        return f"{later.year} ritades {earlier.area} om{'' if same else f' och heter {later.area}'}."
    return "" if earlier.area == later.area else f"{later.year} heter {earlier.area} {later.area}."


def _class(step: Step, earlier: Listed, later: Listed) -> str:
    before, after = earlier.klass.swedish, later.klass.swedish
    match step.change:
        case Change.SAME:
            return f"{later.year} är {later.area} {after}, samma klass som {earlier.year}."
        case Change.HIGHER:
            return f"{later.year} klassade polisen {later.area} högre: från {before} till {after}."
        case Change.LOWER:
            return f"{later.year} klassade polisen {later.area} lägre: från {before} till {after}."
        case Change.RELABELLED:
            return (
                f"{later.area} var {before} {earlier.year} och kallas {after} {later.year}, för att klassen {before} "
                "togs bort. Det är en ny benämning och säger inte att området har blivit bättre eller sämre."
            )
        case Change.SPLIT:
            return f"{later.area} är {after}; helheten var {before} {earlier.year}, så klasserna kan inte jämföras."
    return f"{later.area} är {after}; {earlier.year} gällde {before} en annan yta, så klasserna kan inte jämföras."


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
