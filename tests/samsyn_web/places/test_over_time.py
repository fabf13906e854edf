"""The page of the police's lists: every row with its history, and a choice among them."""

from __future__ import annotations

import re

from samsyn.areas import sentence
from samsyn.areas.histories import histories
from samsyn.areas.lists import rows

PAGE = "/omraden/over-tid/"


def text(person, **chosen: str) -> str:
    """The words of the page, tags taken away."""
    answer = person.client().get(PAGE, chosen)
    assert answer.status_code == 200
    main = answer.content.decode().split("<main")[1].split("</main")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_every_row_of_the_lists_is_on_the_page_with_its_history(lars, db):
    page = text(lars)
    for one in histories():
        assert sentence(one) in page, one
    for row in rows():
        assert row.area in page, row
    cells = len(re.findall(r"(?:utsatt område|riskområde)", page.split("Två indelningar")[1]))
    assert cells >= 359
    assert "17 av dem fick en ny benämning 2025, vilket inte säger att de har blivit bättre." in page


def test_a_municipality_a_county_and_a_list_are_chosen(lars, db):
    one = text(lars, kommun="Södertälje", lista="2023")
    assert "6 områden i 1 kommun" in one
    assert "Områden i Södertälje på varje lista" in one
    assert "Områden i Botkyrka på varje lista" not in one
    county = text(lars, lan="Örebro län")
    assert "Områden i Örebro på varje lista" in county
    assert "Områden i Södertälje på varje lista" not in county
    assert "Inget område stämmer med valet" in text(lars, kommun="Södertälje", lan="Örebro län")


def test_each_municipality_on_the_lists_has_its_county(lars, db):
    from samsyn_web.places import queries

    counties = {one.name: one.county_name for one in queries.municipalities()}
    assert {row.municipality for row in rows()} <= set(counties)
