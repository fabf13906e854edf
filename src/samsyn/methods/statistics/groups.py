"""Which municipalities one is compared with, by criteria that are stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from samsyn.cycle import format_number
from samsyn.errors import BadInput
from samsyn.sweden import municipalities, municipality

LEAST = 3


@dataclass(frozen=True, kw_only=True)
class Group:
    """Municipalities to compare with, by code, and by which criteria they were chosen, in Swedish."""

    areas: tuple[str, ...]
    criteria: str


def comparison_group(
    home: str, *, share: float = 0.3, same_county: bool = False, among: Iterable[str] | None = None
) -> Group:
    """
    Return the municipalities that are like one's own in size.

    Parameters
    ----------
    home : str
        Code or name; it is not in its own group.
    share : float
        How much larger or smaller, above 0: 0.3 is from 30 per cent fewer to 30 per cent more inhabitants.
    same_county : bool
        Whether only the own county's are taken.
    among : iterable of str, optional
        Codes that there are figures for; all municipalities where none are given.

    Raises
    ------
    BadInput
        If fewer than three fit: a comparison with so few says nothing.
    """
    one = municipality(home)
    year = max(one.population)
    size = one.population[year]
    there = None if among is None else set(among)
    found = tuple(
        other.code
        for other in municipalities()
        if other.code != one.code
        and (there is None or other.code in there)
        and (not same_county or other.county_code == one.county_code)
        and size * (1 - share) <= other.population[year] <= size * (1 + share)
    )
    low, high = format_number(size * (1 - share)), format_number(size * (1 + share))
    where = f" i {one.county_name}" if same_county else ""
    criteria = f"Kommuner{where} med {low}–{high} invånare {year}"  # noqa: RUF001
    if there is not None:
        criteria += ", bland dem som filen har siffror för"
    if len(found) < LEAST:
        raise BadInput(f"{criteria}: {len(found)} stycken. Det behövs minst {LEAST} för att jämföra.")
    return Group(areas=found, criteria=f"{criteria}. {len(found)} kommuner.")


def compared_in(
    areas: Iterable[str], home: str, *, share: float = 0.3, same_county: bool = False
) -> dict[str, Any]:
    """
    Return the options of a round that compares a municipality with those of a file, as the file spells them.

    Parameters
    ----------
    areas : iterable of str
        The file's areas: codes, names, or anything else, which is left out.
    home, share, same_county
        As in `comparison_group`.

    Raises
    ------
    BadInput
        If the file has no figure for the municipality, or fewer than three others fit.
    """
    spelled: dict[str, str] = {}
    for area in areas:
        try:
            spelled[municipality(area).code] = area
        except BadInput:
            continue
    own = municipality(home)
    if own.code not in spelled:
        raise BadInput(f"Filen har inga siffror för {own.name}, så det finns inget att jämföra.")
    group = comparison_group(own.code, share=share, same_county=same_county, among=spelled)
    return {
        "home": spelled[own.code],
        "group": [spelled[code] for code in group.areas],
        "criteria": group.criteria,
    }
