"""What can be counted from the records of a programme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samsyn.errors import Refused
from samsyn.programme.facts import Programme, SurveyFacts


@dataclass(frozen=True, kw_only=True)
class Counts:
    """
    How many activities the appendix lists: in all, by municipality, by focus area, by format, and without a bullet.
    """

    total: int
    by_municipality: Mapping[str, int]
    by_focus_area: Mapping[int, int]
    by_format: Mapping[int, int]
    unbulleted: int


def activity_counts(programme: Programme) -> Counts:
    """Count what the appendix lists as done; one of two formats or two focus areas counts in both, and once in all."""
    listed = programme.carried_out
    places = Counter(one.municipality for one in listed)
    areas = Counter(number for one in listed for number in one.focus_areas)
    formats = Counter(number for one in listed for number in set(one.formats))
    return Counts(
        total=len(listed),
        by_municipality={one.key: places[one.key] for one in programme.municipalities},
        by_focus_area={number: areas[number] for number in programme.focus_areas},
        by_format={number: formats[number] for number in programme.formats},
        unbulleted=sum(not one.is_bulleted for one in listed),
    )


@dataclass(frozen=True, kw_only=True)
class Matrix:
    """
    How many activities were carried out, by municipality and focus area.

    An activity counts once in each of its focus areas and once in the total, so that a row can sum to more than its
    total.

    Parameters
    ----------
    cells : mapping
        By the municipality's key and the number of the focus area; pairs without any are 0.
    totals : mapping of str to int
        How many activities each municipality had in all.
    """

    cells: Mapping[str, Mapping[int, int]]
    totals: Mapping[str, int]

    @property
    def total(self) -> int:
        """How many activities there were in all."""
        return sum(self.totals.values())

    def in_area(self, number: int) -> int:
        """Return how many there were in a focus area, over all municipalities."""
        return sum(row[number] for row in self.cells.values())


Grouped = Mapping[tuple[str, tuple[int, ...]], int]
"""How many activities there are, by the municipality's key and all the focus areas that each belongs to."""


def matrix_of(programme: Programme, grouped: Grouped, places: Iterable[str] | None = None) -> Matrix:
    """
    Return the matrix of activities that are counted by municipality and focus areas together.

    Parameters
    ----------
    programme : Programme
        Its focus areas are the columns.
    grouped : Grouped
        Such as `{("A", (1,)): 2, ("A", (1, 2)): 1}`, which gives A 3 in focus area 1, 1 in focus area 2, and 3 in all.
    places : iterable of str, optional
        Keys of the rows; those of the programme's municipalities where none are given.
    """
    cells: Counter[tuple[str, int]] = Counter()
    totals: Counter[str] = Counter()
    for (place, numbers), n in grouped.items():
        totals[place] += n
        cells.update({(place, number): n for number in numbers})
    rows = [one.key for one in programme.municipalities] if places is None else list(places)
    return Matrix(
        cells={key: {number: cells[key, number] for number in programme.focus_areas} for key in rows},
        totals={key: totals[key] for key in rows},
    )


def activity_matrix(programme: Programme) -> Matrix:
    """Count what was carried out in each municipality and focus area."""
    return matrix_of(programme, Counter((one.municipality, one.focus_areas) for one in programme.carried_out))


def money_total(programme: Programme, *, kind: str, year: int | None = None) -> int | None:
    """
    Return a sum in thousands of kronor of one kind, in one year or all; none where no figure is stated.

    Kinds are never added to each other: support to municipalities is paid out of the grant. What is only budgeted is
    not counted.
    """
    sums = [
        one.amount_ksek
        for one in programme.money
        if one.kind == kind
        and one.side != "budget"
        and one.amount_ksek is not None
        and year in (None, one.year)
    ]
    return sum(sums) if sums else None


@dataclass(frozen=True, kw_only=True)
class SurveyFigure:
    """
    The share of one group of options.

    Parameters
    ----------
    lowest, highest : float
        If every silent had answered otherwise, and if every one had answered so.
    under : str
        What stands under the figure: who asked, whether answers were anonymous, and whether the count was derived.
    """

    group: str
    count: int
    answered: int
    invited: int
    share: float
    response: float
    lowest: float
    highest: float
    under: str

    @property
    def words(self) -> str:
        """The group as it is printed, with a dash between its ends: 4–5."""
        return re.sub(r"(?<=\d)-(?=\d)", "–", self.group)


def survey_figure(facts: SurveyFacts, group: str) -> SurveyFigure:
    """
    Compute a group's share and how far the silent could move it.

    Raises
    ------
    Refused
        If the count of the group is not known: bars that are not published are not drawn.
    """
    if group not in facts.counts:
        raise Refused(f"Hur många som valde {group} är inte publicerat.")
    count, silent = facts.counts[group], facts.invited - facts.answered
    anonymous = {True: "svaren var anonyma", False: "anonymitet kunde inte garanteras"}
    told = [
        f"Avsändare: {facts.sender or 'ej angiven'}",
        anonymous.get(facts.anonymous, "om svaren var anonyma är ej angivet")
        if facts.anonymous is not None
        else "om svaren var anonyma är ej angivet",
    ]
    if facts.derived:
        told.append("antalet är härlett ur den angivna procenten")
    return SurveyFigure(
        group=group,
        count=count,
        answered=facts.answered,
        invited=facts.invited,
        share=count / facts.answered,
        response=facts.answered / facts.invited,
        lowest=count / facts.invited,
        highest=(count + silent) / facts.invited,
        under="; ".join(told) + ".",
    )
