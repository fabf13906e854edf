"""Figures of a file that people pick for a situational picture, and what must follow them there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from samsyn.cycle import Refusal
from samsyn.errors import BadInput, Refused
from samsyn.methods.statistics.figures import Revision
from samsyn.sweden import municipality

PICKED, OWN, REVISED = "picked", "own", "revised"
MOST = 40


@dataclass(frozen=True, kw_only=True, order=True)
class Pick:
    """One indicator of one area; its years follow."""

    area: str
    category: str
    kind: str


def with_picks(
    options: Mapping[str, Any],
    picks: Iterable[Pick],
    *,
    own: Sequence[str],
    revised: Iterable[Revision] = (),
) -> dict[str, Any]:
    """
    Return a round's options with what people picked.

    Parameters
    ----------
    options : mapping
        The comparison of the file, kept as it is.
    picks : iterable of Pick
        At least one and at most `MOST`.
    own : sequence of str
        What the own municipality is called in files: its name and its code.
    revised : iterable of Revision
        Figures that an earlier file of the same series gave another value; those of other figures are left out. The
        value itself is not kept here: options follow every edition, and it may be a small count.

    Raises
    ------
    BadInput
        If nothing is picked, or more than a picture can tell.
    Refused
        If a figure is about another municipality: it belongs to the comparison, not to the picture.

    Examples
    --------
    >>> pick = Pick(area="Nacka", category="Rån", kind="count")
    >>> with_picks({}, [pick], own=("Nacka", "0182"))["picked"]
    [['Nacka', 'Rån', 'count']]
    """
    chosen = sorted(set(picks))
    if not chosen:
        raise BadInput("Välj minst en siffra.")
    if len(chosen) > MOST:
        raise BadInput(f"Välj högst {MOST} siffror. En lägesbild med fler läser ingen.")
    for one in chosen:
        check_area(one.area, own, options)
    wanted = {astuple(one) for one in chosen}
    earlier = [
        [one.area, one.category, one.kind, one.day.year]
        for one in revised
        if (one.area, one.category, one.kind) in wanted
    ]
    return {
        **options,
        PICKED: [list(astuple(one)) for one in chosen],
        OWN: sorted(set(own)),
        REVISED: sorted(earlier),
    }


def picks_of(options: Mapping[str, Any]) -> frozenset[Pick] | None:
    """Return what people picked; none where a file is told whole."""
    if PICKED not in options:
        return None
    return frozenset(Pick(area=area, category=what, kind=kind) for area, what, kind in options[PICKED])


def is_own(area: str, own: Iterable[str]) -> bool:
    """Return whether an area is the own municipality, by its name or code."""
    named = {one.casefold() for one in own}
    known = _municipality(area)
    return area.casefold() in named or (
        known is not None and bool({known.name.casefold(), known.code} & named)
    )


def check_area(area: str, own: Iterable[str], options: Mapping[str, Any]) -> None:
    """Raise where a figure is about another municipality, or about one that the file compares with."""
    if is_own(area, own):
        return
    known = _municipality(area)
    if known is None and area not in options.get("group", ()):
        return
    raise Refused(
        f"Siffran gäller {known.name if known else area}, inte den egna kommunen. Den tas inte in i lägesbilden: "
        "jämförelsen med andra följer med den egna siffran."
    )


def carried(options: Mapping[str, Any], uncertain: Iterable[tuple[str, str, int]]) -> tuple[Refusal, ...]:
    """
    Return what is not told about figures that people picked, and why.

    `uncertain` holds area, category and year of shares whose source gives no interval.
    """
    picks, own = sorted(picks_of(options) or ()), options.get(OWN, ())
    elsewhere = dict.fromkeys((one.area, one.category) for one in picks if not is_own(one.area, own))
    return (
        *(
            Refusal(
                key="other_area",
                what=f"{category} för hela kommunen",
                why=f"Siffran gäller {area}. Den säger inget om resten av kommunen och delas inte om.",
            )
            for area, category in elsewhere
        ),
        *(
            Refusal(
                key="interval",
                what=f"Osäkerheten för {category}, {area} {year},",
                why="Källan anger inget intervall, så små skillnader går inte att tolka.",
            )
            for area, category, year in uncertain
        ),
        *(
            Refusal(
                key="revised",
                what=f"Det tidigare värdet för {category}, {area} {year},",
                why="Källan har ändrat siffran. Den nyare filens värde gäller.",
            )
            for area, category, _kind, year in options.get(REVISED, ())
        ),
    )


def _municipality(area: str) -> Any:
    try:
        return municipality(area)
    except BadInput:
        return None
