"""What areas are like: the small ones add up to the larger, and those to what is published of municipalities."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadInput
from samsyn.sweden import municipalities, profiles, together
from samsyn.sweden.municipalities import table
from samsyn.sweden.profiles import NUMBERS


def test_every_area_is_there_and_adds_up_to_what_is_published() -> None:
    every = [one for place in municipalities() for one in profiles(place.code)]
    kept = {row["code"]: row for row in table("regso_2020.csv")}
    assert {one.code for one in every} == set(kept)
    assert all(one.population == int(kept[one.code]["population_2022"]) for one in every)
    assert all(one.population_2023 == int(kept[one.code]["population_2023"]) for one in every)
    # Statistics Sweden: 5 984 DeSO, and 10 521 556 inhabitants on 31 December 2022
    assert sum(len(profiles(place.code, small=True)) for place in municipalities()) == 5984
    assert sum(one.population for one in every) == 10_521_556


def test_by_hand() -> None:
    one = next(each for each in profiles("Upplands Väsby") if each.name == "Bollstanäs")
    assert (one.working, one.working_age, one.young, one.population) == (3111, 3811, 1749, 5982)
    assert one.shares["working"] == pytest.approx(3111 / 3811)
    assert one.shares["rental"] == pytest.approx(55 / (55 + 829 + 1327))


@given(place=st.sampled_from(municipalities()))
def test_parts_never_exceed_their_whole_and_add_up_as_read_row_by_row(place: object) -> None:
    code = place.code  # type: ignore[attr-defined]
    text = (files("samsyn.sweden") / "deso_2018.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["code"][:4] == code]
    whole = together(profiles(code), code=code, name="")
    assert {key: getattr(whole, key) for key in NUMBERS} == {
        key: sum(int(row[key]) for row in rows) for key in NUMBERS
    }
    assert all(
        share is None or 0 <= share <= 1
        for one in profiles(code, small=True)
        for share in one.shares.values()
    )


def test_nothing_is_told_of_a_place_that_is_not() -> None:
    with pytest.raises(BadInput):
        profiles("Exempelköping")
    empty = together([], code="x", name="")
    assert set(empty.shares.values()) == {None}
