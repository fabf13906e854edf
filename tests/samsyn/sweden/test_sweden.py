"""Sweden's areas: all of them, their population, and what may not be compared."""

from __future__ import annotations

import pytest

from samsyn.errors import BadInput
from samsyn.sweden import AreaKey, counties, municipalities, municipality, regso, why_not_comparable
from samsyn.sweden.municipalities import table


def test_there_are_290_municipalities_in_21_counties() -> None:
    assert len({one.code for one in municipalities()}) == 290
    assert len(counties()) == 21
    assert sorted(code for one in counties() for code in one.municipalities) == [
        one.code for one in municipalities()
    ]
    assert all(one.code.startswith(one.county_code) for one in municipalities())


def test_the_country_has_the_population_that_is_published() -> None:
    # Statistics Sweden: 10 551 707 on 31 December 2023, 10 587 710 a year later; the second column is of an open copy.
    assert sum(one.population[2023] for one in counties()) == 10_551_707
    assert sum(one.population[2024] for one in counties()) == pytest.approx(10_587_710, abs=1000)


def test_the_areas_of_2020_have_their_municipalities_inhabitants() -> None:
    people: dict[str, int] = {}
    for row in table("regso_2020.csv"):
        code = row["code"][:4]
        people[code] = people.get(code, 0) + int(row["population_2023"])
    assert people == {one.code: one.population_in(2023) for one in municipalities()}


@pytest.mark.parametrize("said", ["Södertälje", "södertälje kommun", "Södertäljes kommun", "0181"])
def test_a_municipality_is_found_by_what_people_call_it(said: str) -> None:
    one = municipality(said)
    assert (one.code, one.county_name, one.population_in(1999)) == ("0181", "Stockholms län", None)


def test_an_unknown_name_is_refused_with_the_nearest() -> None:
    with pytest.raises(BadInput, match="Menade du Södertälje"):
        municipality("Södertelje")


def test_each_vintage_holds_what_it_knows_and_not_the_others() -> None:
    old, new = regso("Trollhättan", 2020), regso("Trollhättan", 2025)
    assert set(old.keys) == set(new.keys)
    assert old.polygons is None
    assert sum(old.population or ()) == municipality("Trollhättan").population_in(2023)
    assert new.polygons is not None
    assert not new.population
    km2 = sum(one.area for one in new.polygons if one is not None) / 1e6
    assert 400 < km2 < 520  # the municipality is 411 km² of land, and water
    assert (old.version, new.version) == ("RegSO 2020 Trollhättan", "RegSO 2025 Trollhättan")
    with pytest.raises(BadInput, match="2020 och 2025"):
        regso("Trollhättan", 2018)


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        (("RegSO", "0181R001", 2020), ("RegSO", "0181R001", 2025), "ritades om mellan 2020 och 2025"),
        (("DeSO", "0181C1010", 2025), ("DeSO", "0181C1010", 2018), "ritades om mellan 2018 och 2025"),
        (("RegSO", "0181R001", 2025), ("RegSO", "0181R001", 2025), ""),
        (("RegSO", "0181R001", 2025), ("DeSO", "0181R001", 2025), "olika slags"),
        (("kommun", "0181", 1998), ("kommun", "0181", 1999), "Nykvarn bröts ut"),
        (("kommun", "0181", 1999), ("kommun", "0181", 2020), ""),
        (("kommun", "0380", 2010), ("kommun", "0380", 1996), "Knivsta bröts ut"),
        (("kommun", "0380", 2010), ("kommun", "0181", 2010), "två olika"),
    ],
)
def test_what_may_not_be_compared_says_why(
    first: tuple[str, str, int], second: tuple[str, str, int], why: str
) -> None:
    keys = [AreaKey(kind=kind, code=code, year=year) for kind, code, year in (first, second)]
    found = why_not_comparable(*keys)
    assert (why in found) if why else found == ""
