"""`areas`: the police's lists as text and as JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest

from samsyn_cli.__main__ import main

Capture = pytest.CaptureFixture[str]


def document(capsys: Capture, *arguments: str) -> dict[str, Any]:
    """The JSON of an answer."""
    assert main(["areas", *arguments, "--format", "json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_every_row_of_the_lists_is_in_the_document(capsys: Capture) -> None:
    found = document(capsys)
    rows = {
        (area["municipality"], row["year"], row["area"], row["class"])
        for area in found["areas"]
        for row in area["listed"]
    }
    assert found["format"] == "samsyn-areas/1"
    assert len(rows) == 359
    assert [len(one["classes"]) for one in found["schemes"]] == [3, 3, 3, 3, 3, 2]


def test_a_municipality_and_a_year_are_chosen(capsys: Capture) -> None:
    found = document(capsys, "--municipality", "Södertälje", "--year", "2021")
    assert [one["area"] for one in found["areas"]] == ["Fornhöjden", "Geneta", "Hovsjö", "Lina", "Ronna"]
    hovsjo = found["areas"][2]
    assert [step["change"] for step in hovsjo["steps"]] == ["same", "higher", "same", "higher", "same"]
    assert found["schemes"] == [
        {"year": 2021, "classes": ["utsatt område", "riskområde", "särskilt utsatt område"]}
    ]


def test_the_text_has_a_line_for_each_area_and_its_sentence(capsys: Capture) -> None:
    assert main(["areas", "--municipality", "Tyresö"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["Område", "2015", "2017", "2019", "2021", "2023", "2025"]
    assert lines[1].split() == ["Tyresö:", "Granängsringen", *"–––––", "utsatt"]
    assert lines[-1] == "Tyresö, Granängsringen. 2025 kom Granängsringen med på listan som utsatt område."
    assert main(["areas", "--municipality", "Tyresö", "--year", "2015"]) == 0
    assert capsys.readouterr().out.strip() == "Inget område stod på listan."


def test_a_year_without_a_list_is_refused_with_those_there_are(capsys: Capture) -> None:
    assert main(["areas", "--year", "2016"]) == 2
    assert "Välj bland 2015, 2017, 2019, 2021, 2023, 2025" in capsys.readouterr().err
