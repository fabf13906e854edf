"""A municipality takes in its own statistical areas with one press."""

from __future__ import annotations

import pytest

from samsyn.errors import Refused
from samsyn_web.people import services
from samsyn_web.people.models import Organisation
from samsyn_web.places import services as places
from samsyn_web.places.models import Area, AreaVersion
from tests.support.story import AT, Person


def test_the_areas_of_the_own_municipality_are_taken_in_once_and_can_be_removed(
    anna: Person, lars: Person, cecilia: Person
) -> None:
    with pytest.raises(Refused, match="ingen kommun med kommunkod"):
        services.take_in_areas(by=anna.scope, at=AT)
    assert "Ta in kommunens områden" not in anna.client().get("/omraden/").content.decode()
    Organisation.objects.filter(pk=anna.organisation.pk).update(municipality_code="1488")
    assert "Ta in kommunens områden" in anna.client().get("/omraden/").content.decode()
    answer = anna.client().post("/omraden/kommunens/")
    kept = AreaVersion.objects.get()
    assert answer.url == f"/omraden/{kept.pk}/"
    assert (kept.version, kept.organisation_id, kept.note) == (
        "RegSO 2025 Trollhättan", anna.organisation.pk, "Källa: SCB (CC0)",
    )  # fmt: skip
    assert str(kept.valid_from) == "2025-01-01"
    areas = Area.objects.filter(version=kept)
    assert areas.count() > 10
    assert all(one.key.startswith("1488") and one.geometry for one in areas)
    assert "Ta in kommunens områden" not in anna.client().get("/omraden/").content.decode()
    anna.client().post("/omraden/kommunens/")
    assert AreaVersion.objects.count() == 1
    assert lars.client().post("/omraden/kommunens/").status_code == 403
    assert cecilia.client().get(f"/omraden/{kept.pk}/").status_code == 404
    places.remove_version(by=anna.scope, version=kept, at=AT)
    assert not AreaVersion.objects.exists()
