"""What can be counted from the records of a programme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
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
    """Count what the appendix lists as done; an activity of two formats counts in both."""
    listed = programme.carried_out
    places = Counter(one.municipality for one in listed)
    areas = Counter(one.focus_area for one in listed)
    formats = Counter(number for one in listed for number in set(one.formats))
    return Counts(
        total=len(listed),
        by_municipality={one.key: places[one.key] for one in programme.municipalities},
        by_focus_area={number: areas[number] for number in programme.focus_areas},
        by_format={number: formats[number] for number in programme.formats},
        unbulleted=sum(not one.is_bulleted for one in listed),
    )


Matrix = Mapping[str, Mapping[int, int]]
"""How many activities were carried out, by municipality's key and number of focus area."""


def activity_matrix(programme: Programme) -> Matrix:
    """Count what was carried out in each municipality and focus area; pairs without any are 0."""
    counted = Counter((one.municipality, one.focus_area) for one in programme.carried_out)
    return {
        place.key: {number: counted[place.key, number] for number in programme.focus_areas}
        for place in programme.municipalities
    }


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
