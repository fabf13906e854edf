"""The municipalities that a programme may choose among, computed from the police's lists."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import samsyn.areas
from samsyn.areas import YEARS, AreaClass, Change
from samsyn.errors import BadInput
from samsyn.programme import national_count, police_component, prioritised, read_programme
from tests.architecture.tree import ROOT

SUO = read_programme(ROOT / "examples/suo")


def slow_count(year: int) -> tuple[int, int]:
    """Count straight from the file, without the library's own classes."""
    rows = list(csv.DictReader((Path(samsyn.areas.__file__).parent / "lists.csv").open(encoding="utf-8")))
    here = [one for one in rows if int(one["year"]) == year]
    grave = {one["municipality"] for one in here if one["class"] == "particularly_vulnerable"}
    return len(grave), len({one["municipality"] for one in here if one["class"] == "risk"} - grave)


def test_nine_municipalities_and_a_further_eight_in_2021_as_the_report_states() -> None:
    stated = SUO.more["selection"]["national_count_2021"]
    count = national_count(2021)
    assert (count.with_particularly, count.further_with_risk) == tuple(stated.values())
    assert slow_count(2021) == tuple(stated.values())


@given(st.sampled_from(YEARS))
def test_the_count_is_the_number_of_prioritised_municipalities(year: int) -> None:
    count = national_count(year)
    assert (count.with_particularly, count.further_with_risk or 0) == slow_count(year)
    assert len(prioritised(year)) == sum(slow_count(year))
    assert all(one == police_component(one.municipality.upper(), year) for one in prioritised(year))


def test_a_list_with_two_classes_has_no_number_of_riskomraden_and_relabelling_is_told() -> None:
    assert national_count(2025).further_with_risk is None
    sigtuna = police_component("Sigtuna", 2025)
    assert (sigtuna.gravest, sigtuna.prioritised) == (AreaClass.VULNERABLE, False)
    assert sigtuna.areas[0].changes == (Change.RELABELLED,)
    assert {one.klass for one in sigtuna.areas[0].before} == {AreaClass.RISK}


def test_every_chosen_municipality_was_prioritised_with_the_class_that_the_report_states() -> None:
    held = {one.municipality for one in prioritised(2021)}
    assert {"Linköping", "Södertälje", "Sigtuna", "Trollhättan", "Göteborg"} <= held
    hovsjo = [one for one in police_component("Södertälje", 2023).areas if one.area.area == "Hovsjö"]
    assert hovsjo[0].changes == (Change.HIGHER,)
    assert hovsjo[0].before[0].klass is AreaClass.RISK


def test_a_municipality_without_areas_and_a_year_without_a_list() -> None:
    nowhere = police_component(" Låtsasby ", 2021)
    assert (nowhere.municipality, nowhere.areas, nowhere.gravest, nowhere.prioritised) == (
        "Låtsasby", (), None, False,
    )  # fmt: skip
    with pytest.raises(BadInput):
        national_count(2022)
