"""The lists told in words: every row stands in a history, and nothing that was only renamed is called better."""

from __future__ import annotations

import re

import pytest

from samsyn.areas import YEARS, Change, classified, histories, history, in_municipality, sentence, told
from samsyn.areas.lists import rows
from samsyn.errors import BadInput

EVERY = histories()
BETTER = re.compile(r"förbättr|bättre(?! eller sämre)|lägre|sjönk|lyft", re.IGNORECASE)


def test_all_359_rows_stand_in_the_histories() -> None:
    told_of = {row for one in EVERY for listed in one.listed.values() for row in listed}
    assert told_of == set(rows())
    assert len(told_of) == 359
    assert len({(one.municipality, one.area) for one in EVERY}) == len(EVERY)


def test_a_whole_that_was_split_is_told_with_each_part_and_not_by_itself() -> None:
    names = [one.area for one in EVERY if one.municipality == "Södertälje"]
    assert names == ["Fornhöjden", "Geneta", "Hovsjö", "Lina", "Ronna", "Saltskog"]
    assert "2025 delades Ronna / Geneta / Lina i Ronna, Geneta och Lina." in sentence(
        history("Södertälje", "Lina")
    )


def test_lower_is_said_only_where_the_class_is_lower_on_the_same_ground() -> None:
    for one in EVERY:
        for step in one.steps:
            said_lower = bool(BETTER.search(told(step)))
            assert said_lower is (step.change is Change.LOWER), told(step)


def test_the_fifteen_risk_areas_are_told_as_a_new_name_for_the_class() -> None:
    risk = {(one.municipality, one.area) for one in classified(2023) if one.klass == "risk"}
    later = [
        step
        for one in EVERY
        for step in one.steps
        if step.earlier and step.later and step.later_year == 2025
        and (step.earlier.municipality, step.earlier.area) in risk
    ]  # fmt: skip
    assert len(risk) == 15
    assert {step.change for step in later} == {Change.RELABELLED}
    assert all(
        "ny benämning och säger inte att området har blivit bättre eller sämre" in told(s) for s in later
    )


def test_hovsjo_is_told_as_higher_in_2023() -> None:
    assert (
        sentence(history("Södertälje", "Hovsjö"))
        == "På listan sedan 2015. 2019 klassade polisen Hovsjö högre: från utsatt område till riskområde. "
        "2023 klassade polisen Hovsjö högre: från riskområde till särskilt utsatt område."
    )


@pytest.mark.parametrize(
    ("municipality", "area", "expected"),
    [
        ("Botkyrka", "Hallunda / Norsborg", "Samma klass på alla listor som området står på."),
        ("Halmstad", "Andersberg", "2025 står Andersberg inte längre på listan; 2023 var det utsatt område."),
        ("Tyresö", "Granängsringen", "2025 kom Granängsringen med på listan som utsatt område."),
        ("Malmö", "Rosengård", "2023 ritades Rosengård söder om Amiralsgatan om och heter Rosengård."),
        ("Göteborg", "Hisings Backa", "2025 ritades Hisings Backa om."),
        ("Malmö", "Södra Sofielund / Seved", "2025 heter Södra Sofielund (Seved) Södra Sofielund / Seved."),
        ("Malmö", "Södra Sofielund / Seved", "2023 klassade polisen Södra Sofielund (Seved) lägre"),
    ],
)
def test_what_happened_is_said(municipality: str, area: str, expected: str) -> None:
    assert expected in sentence(history(municipality, area))


def test_a_municipality_is_found_by_its_name_or_refused_with_the_nearest() -> None:
    assert {one.municipality for one in in_municipality(" sigtuna ")} == {"Sigtuna"}
    assert {year for one in in_municipality("Sigtuna") for year in one.listed} == set(YEARS)
    with pytest.raises(BadInput, match="Menade du Sigtuna"):
        in_municipality("Sigtunna")
