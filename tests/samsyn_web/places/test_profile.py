"""What statistical areas are like: chosen by municipality and level, and nothing breaks for a place that is none."""

from __future__ import annotations

from samsyn.sweden import profiles
from samsyn_web.base import words
from tests.support.story import Person

PAGE = "/omraden/profil/"


def test_areas_of_either_level_with_the_whole_municipality(anna: Person) -> None:
    client = anna.client()
    for level, small in (("regso", False), ("deso", True)):
        page = client.get(PAGE, {"kommun": "Södertälje", "niva": level}).content.decode()
        found = profiles("Södertälje", small=small)
        assert all(one.code in page for one in found)
        assert f"i {len(found)} områden" in page
        assert words.percent(found[0].shares["working"]) in page
        assert "Hela kommunen" in page


def test_without_a_municipality_or_with_one_that_is_none(anna: Person) -> None:
    client = anna.client()
    assert "Hela kommunen" not in client.get(PAGE).content.decode()
    answer = client.get(PAGE, {"kommun": "Exempelköping", "niva": "x"})
    assert answer.status_code == 200
    assert "Det finns ingen svensk kommun med det namnet" in answer.content.decode()
