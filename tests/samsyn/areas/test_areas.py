"""The police's lists: as published, every row with its history, and a dropped class never told as an improvement."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.areas import YEARS, AreaClass, Change, Listed, change, classified, history, scheme
from samsyn.areas.lists import links, rows
from samsyn.errors import BadInput

V, R, P = AreaClass.VULNERABLE, AreaClass.RISK, AreaClass.PARTICULARLY_VULNERABLE
PUBLISHED = {  # vulnerable, risk, particularly vulnerable, as the police and the press told them
    2015: (32, 6, 15),
    2017: (32, 6, 23),
    2019: (28, 10, 22),
    2021: (28, 14, 19),
    2023: (27, 15, 17),
    2025: (46, 0, 19),
}
SUO = Path(__file__).parents[3] / "examples" / "suo" / "areas.csv"
SUO_PLACES = {
    "linkoping": "Linköping",
    "goteborg_sydvast": "Göteborg",
    "trollhattan": "Trollhättan",
    "sigtuna": "Sigtuna",
    "sodertalje": "Södertälje",
}


def row(year: int, municipality: str, area: str) -> Listed:
    (found,) = [one for one in classified(year) if (one.municipality, one.area) == (municipality, area)]
    return found


def slow_line(start: Listed) -> set[Listed]:
    """Every row on the way back or on from a row, by walking one row at a time over all pairs of rows."""

    def leads(one: Listed, two: Listed) -> bool:
        if one.municipality != two.municipality or one.year >= two.year:
            return False
        linked = [
            k for k in links() if (k.municipality, k.year, k.area) == (one.municipality, one.year, one.area)
        ]
        if linked:
            return (
                two.area in {k.next_area for k in linked}
                and YEARS.index(two.year) == YEARS.index(one.year) + 1
            )
        between = [x for x in rows() if x.municipality == one.municipality and one.year < x.year < two.year]
        return one.area == two.area and all(x.area != one.area for x in between)

    found = {start}
    for forward in (True, False):
        ahead = {start}
        while ahead:
            ahead = {x for x in rows() for y in ahead if (leads(y, x) if forward else leads(x, y))}
            found |= ahead
    return found


@pytest.mark.parametrize("year", YEARS)
def test_each_list_has_as_many_of_each_class_as_published(year: int) -> None:
    counts = Counter(one.klass for one in classified(year))
    assert (counts[V], counts[R], counts[P]) == PUBLISHED[year]
    assert set(counts) == set(scheme(year))
    assert len({(one.municipality, one.area) for one in classified(year)}) == sum(PUBLISHED[year])


def test_every_row_stands_in_its_own_history() -> None:
    for one in rows():
        assert one in history(one.municipality, one.area).listed[one.year], one


def test_histories_are_those_of_a_slow_walk_from_row_to_row() -> None:
    newest = {(one.municipality, one.area): one for one in rows()}  # rows stand by year
    for one in newest.values():
        listed = history(one.municipality, one.area).listed
        assert {x for year in YEARS for x in listed[year]} == slow_line(one), one


def test_every_link_joins_a_row_to_a_row_of_the_next_list() -> None:
    for link in links():
        later = YEARS[YEARS.index(link.year) + 1]
        row(link.year, link.municipality, link.area)
        row(later, link.municipality, link.next_area)


def test_hovsjo_rose_from_risk_area() -> None:
    hovsjo = history("Södertälje", "Hovsjö")
    assert [hovsjo.listed[year][0].klass for year in YEARS] == [V, V, R, R, P, P]
    assert [step.change for step in hovsjo.steps] == ["same", "higher", "same", "higher", "same"]


def test_the_fifteen_risk_areas_of_2023_are_seventeen_relabelled_areas() -> None:
    risk = [one for one in classified(2023) if one.klass is R]
    steps = [s for one in risk for s in history(one.municipality, one.area).steps if s.earlier_year == 2023]
    assert len(risk) == 15
    assert len(steps) == 17
    assert {step.change for step in steps} == {Change.RELABELLED}


def test_from_2023_to_2025_nothing_is_told_as_lower_or_higher_in_class() -> None:
    steps = {s for one in classified(2023) for s in history(one.municipality, one.area).steps}
    last = Counter(step.change for step in steps if step.earlier_year == 2023)
    assert last[Change.HIGHER] == last[Change.LOWER] == 0
    assert last[Change.REMOVED] == 1  # Andersberg
    assert last[Change.SPLIT] == 6  # Rinkeby, Tensta, Hjulsta; Ronna, Geneta, Lina
    assert last[Change.NOT_COMPARABLE] == 3  # Hässleholmen, Hässelby gård, Hisings Backa
    assert [s.change for s in history("Tyresö", "Granängsringen").steps] == ["added"]


def test_an_area_that_left_the_list_and_came_back_is_one_history() -> None:
    hageby = history("Norrköping", "Hageby")
    assert [bool(hageby.listed[year]) for year in YEARS] == [True, True, False, False, True, True]
    assert [step.change for step in hageby.steps] == ["same", "removed", "added", "same"]


def test_a_part_has_the_history_of_the_whole_and_not_of_the_other_parts() -> None:
    lina = history("södertälje", "lina")
    assert [one.area for one in lina.listed[2025]] == ["Lina"]
    assert [one.area for one in lina.listed[2015]] == ["Ronna / Geneta / Lina"]
    assert change(lina.listed[2023][0], lina.listed[2025][0]) is Change.SPLIT


def test_what_was_redrawn_or_is_other_ground_is_not_compared() -> None:
    assert (
        change(row(2015, "Uppsala", "Gottsunda / Valsätra"), row(2017, "Uppsala", "Gottsunda"))
        == "not comparable"
    )
    assert change(row(2023, "Göteborg", "Hammarkullen"), row(2025, "Göteborg", "Hjällbo")) == "not comparable"
    assert change(row(2021, "Göteborg", "Biskopsgården"), row(2023, "Göteborg", "Biskopsgården")) == "lower"


def test_the_names_and_classes_of_the_national_programme_are_found() -> None:
    with SUO.open(encoding="utf-8") as file:
        programme = list(csv.DictReader(file))
    for one in programme:
        listed = history(SUO_PLACES[one["municipality"]], one["area"]).listed
        for year in (2021, 2023):
            (there,) = listed[year]
            assert there.klass.swedish.removesuffix(" område") == one[f"class_{year}"], one


@given(st.sampled_from(rows()), st.sampled_from(rows()))
def test_a_risk_area_is_never_lower_on_a_list_without_the_class(one: Listed, two: Listed) -> None:
    if two.year < one.year:
        one, two = two, one
    found = change(one, two)
    if R in scheme(one.year) and R not in scheme(two.year) and one.klass is R:
        assert found is not Change.LOWER
    if found is not Change.NOT_COMPARABLE:
        assert (
            one.area in {x.area for x in history(two.municipality, two.area).listed[one.year]}
            or one.area == two.area
        )
        assert one.municipality == two.municipality
    if found is Change.RELABELLED:
        assert (one.klass, two.klass, two.year) == (R, V, 2025)


def test_what_is_not_there_is_refused_with_what_is() -> None:
    with pytest.raises(BadInput, match="2016"):
        classified(2016)
    with pytest.raises(BadInput, match="Menade du Linköping"):
        history("Linkoping", "Skäggetorp")
    with pytest.raises(BadInput, match="Skäggetorp"):
        history("Linköping", "Ryd")
    with pytest.raises(BadInput, match="minst ett"):
        change(None, None)
    with pytest.raises(BadInput, match="tidigare"):
        change(row(2025, "Örebro", "Vivalla"), row(2023, "Örebro", "Vivalla"))
