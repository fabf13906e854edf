"""The instrument says whose words each question is, and the stated analyses are those of the report and no more."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from samsyn.errors import BadDeclaration
from samsyn.instruments.crimeproofing import read_crimeproofing
from samsyn.instruments.load import crimeproofing

TEXT = files("samsyn.instruments").joinpath("crimeproofing.yaml").read_text(encoding="utf-8")


def test_nothing_is_passed_off_as_the_original() -> None:
    made = crimeproofing()
    every = [
        *made.screening,
        *made.likelihood,
        *made.consequences,
        *(c for some in made.lists.values() for c in some),
    ]
    assert {one.source_status for one in every} == {"own_words", "local_design"}


def test_the_stated_analyses_are_the_reports() -> None:
    stated = crimeproofing().stated
    assert Counter(one.municipality for one in stated) == {
        "Linköping": 1, "Sigtuna": 1, "Trollhättan": 3, "Göteborgs Stad": 3,
    }  # fmt: skip
    assert Counter(one.object for one in stated) == {
        "Föreningsstöd": 2, "Personlig assistans": 3, "Ekonomiskt bistånd": 1, "Föreningsbidrag": 1,
        "Hemvårdsbidrag": 1,
    }  # fmt: skip
    assert all("Ju2022/01000" in one.source for one in stated)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("most: 16", "most: 12"),
        ("most: 6,", "most: 3,"),
        ("{value: 4,", "{value: 5,"),
        ("code: value,", "code: duty,"),
        ("kind: modal", "kind: sharp"),
        ("source_status: local_design\n\ntriggers", "source_status: brå\n\ntriggers"),
    ],
)
def test_a_mistake_in_the_file_is_refused(old: str, new: str) -> None:
    assert old in TEXT
    with pytest.raises(BadDeclaration):
        read_crimeproofing(TEXT.replace(old, new, 1), "a.yaml")
