"""
Which municipalities a programme may choose among, by the police's list that was in force.

The class is one component beside others and never a score: municipalities are listed by name, not by rank.
"""

from __future__ import annotations

from dataclasses import dataclass

from samsyn.areas import AreaClass, Change, Listed, classified, history, scheme


@dataclass(frozen=True, kw_only=True)
class ListedArea:
    """An area on the list in force, what the list before called it, and what happened between the two."""

    area: Listed
    before: tuple[Listed, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, kw_only=True)
class PoliceComponent:
    """
    What a year's list says of a municipality.

    `gravest` is none where the list has no area of it; `prioritised` holds where it has an area of the classes that
    the government asked programmes to put first. A list with two classes has no *riskområde*: then only *särskilt
    utsatt område* is.
    """

    municipality: str
    year: int
    areas: tuple[ListedArea, ...]
    gravest: AreaClass | None
    prioritised: bool


@dataclass(frozen=True, kw_only=True)
class NationalCount:
    """How many municipalities have the prioritised classes; `further_with_risk` is none where no such class exists."""

    year: int
    with_particularly: int
    further_with_risk: int | None


def police_component(municipality: str, year: int) -> PoliceComponent:
    """
    Return what the list of a year says of a municipality.

    Raises
    ------
    BadInput
        If there is no list of that year.
    """
    place = municipality.strip().casefold()
    here = [one for one in classified(year) if one.municipality.casefold() == place]
    held = {one.klass for one in here}
    gravest = next((klass for klass in reversed(scheme(year)) if klass in held), None)
    return PoliceComponent(
        municipality=here[0].municipality if here else municipality.strip(),
        year=year,
        areas=tuple(_with_lineage(one) for one in here),
        gravest=gravest,
        prioritised=gravest in (AreaClass.RISK, AreaClass.PARTICULARLY_VULNERABLE),
    )


def prioritised(year: int) -> tuple[PoliceComponent, ...]:
    """
    Return the municipalities that have an area of a prioritised class on a year's list, by name.

    Raises
    ------
    BadInput
        If there is no list of that year.
    """
    names = sorted({one.municipality for one in classified(year)})
    found = (police_component(name, year) for name in names)
    return tuple(one for one in found if one.prioritised)


def national_count(year: int) -> NationalCount:
    """
    Count the municipalities with a *särskilt utsatt område*, and the further ones with a *riskområde*.

    Raises
    ------
    BadInput
        If there is no list of that year.

    Examples
    --------
    >>> count = national_count(2021)
    >>> count.with_particularly, count.further_with_risk
    (9, 8)
    """
    gravest = [one.gravest for one in prioritised(year)]
    has_risk = AreaClass.RISK in scheme(year)
    return NationalCount(
        year=year,
        with_particularly=gravest.count(AreaClass.PARTICULARLY_VULNERABLE),
        further_with_risk=gravest.count(AreaClass.RISK) if has_risk else None,
    )


def _with_lineage(one: Listed) -> ListedArea:
    steps = [step for step in history(one.municipality, one.area).steps if step.later == one]
    return ListedArea(
        area=one,
        before=tuple(step.earlier for step in steps if step.earlier is not None),
        changes=tuple(step.change for step in steps),
    )
