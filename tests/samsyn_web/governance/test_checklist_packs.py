"""The points of a handing over leave as a signed checklist and are added to one elsewhere, beside its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from samsyn.bundle.packs import open_pack
from samsyn.errors import Refused
from samsyn_web.base.models import AuditEvent
from samsyn_web.governance import queries, services
from samsyn_web.governance.models import HandoverCheck
from samsyn_web.knowledge import services as knowledge
from samsyn_web.knowledge.models import MadePack, ReceivedPack
from samsyn_web.people import services as people
from tests.samsyn_web.conftest import Person

PAGE, PACKS = "/styrning/overlamning/", "/kunskap/paket/"
POINT = "Nycklarna till lokalen är lämnade"


@pytest.fixture(autouse=True)
def _signing_key(settings: Any, tmp_path: Path) -> None:
    """A place for the secret that is the test's own."""
    settings.SIGNING_KEY = tmp_path / "signing_key"


def received(by: Person, at: datetime, made: MadePack) -> ReceivedPack:
    """The pack, with its sender accepted, waiting."""
    pack = open_pack(made.content.encode())
    people.trust_key(by=by.scope, at=at, sharer=pack.origin, key=pack.key, told=pack.fingerprint)
    return knowledge.open_received(by=by.scope, at=at, given=made.content.encode())


def test_points_go_out_and_are_added_elsewhere(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    one = services.start_handover(by=anna.scope, at=at, function="Samordnare")
    services.write_handover(
        by=anna.scope, at=at, handover=one, note="Fråga fritid först.", where="Diariet", seen=1
    )
    services.add_point(by=anna.scope, at=at, handover=one, text=POINT)
    address = f"{PACKS}gor/checklist/{one.pk}/"
    assert address in anna.client().get(f"{PAGE}{one.pk}/").content.decode()
    assert (bo.client().get(address).status_code, cecilia.client().get(address).status_code) == (403, 404)
    assert POINT in anna.client().get(address).content.decode()
    assert anna.client().post(address, {"seen": 7, "terms": "own-use"}).status_code == 302
    made = MadePack.objects.get()
    assert "Fråga fritid" not in made.content
    assert "Anna" not in made.content
    assert open_pack(made.content.encode()).title == "Punkter vid överlämning: Samordnare"

    there = services.start_handover(by=cecilia.scope, at=at, function="Säkerhetschef")
    usual = queries.handover_checks(cecilia.scope, there.pk).count()
    waits, client = received(cecilia, at, made), cecilia.client()
    with pytest.raises(Refused, match="inte intagen"):
        services.add_points(by=cecilia.scope, at=at, handover=there, pack=waits)
    assert "Checklista ur" not in client.get(f"{PAGE}{there.pk}/").content.decode()
    pack = knowledge.take_in_pack(by=cecilia.scope, at=at, pack=waits)
    assert PAGE in client.get(f"{PACKS}{pack.pk}/").content.decode()
    assert "Checklista ur" in client.get(f"{PAGE}{there.pk}/").content.decode()
    for _ in range(2):
        assert client.post(f"{PAGE}{there.pk}/checklista/", {"checklist": pack.pk}).status_code == 302
    found = queries.handover_checks(cecilia.scope, there.pk)
    assert found.count() == usual + 1, "the usual points stood there already, and nothing comes twice"
    assert AuditEvent.objects.filter(verb="handover.points_added").count() == 1
    page = client.get(f"{PAGE}{there.pk}/").content.decode()
    for said in (POINT, "Från Exempelköping, version 1, signerad"):
        assert said in page
    given_on = queries.packable_checks(cecilia.scope, there.pk)
    assert given_on is not None
    assert POINT not in given_on.contents["points"], "what came for own use is not given on as one's own"


def test_strangers_and_what_is_put_away(anna: Person, cecilia: Person, at: datetime) -> None:
    one = services.start_handover(by=anna.scope, at=at, function="Samordnare")
    services.add_point(by=anna.scope, at=at, handover=one, text=POINT)
    made = knowledge.make_pack(
        by=anna.scope, at=at, kind="checklist", key=str(one.pk), seen=7, terms="CC0-1.0"
    )
    pack = knowledge.take_in_pack(by=cecilia.scope, at=at, pack=received(cecilia, at, made))
    with pytest.raises(Refused, match="inte intagen"):
        services.add_points(by=anna.scope, at=at, handover=one, pack=pack)
    with pytest.raises(Refused):
        services.add_points(by=cecilia.scope, at=at, handover=one, pack=pack)
    assert cecilia.client().post(f"{PAGE}{one.pk}/checklista/", {"checklist": pack.pk}).status_code == 404
    anna.client().post(f"{PAGE}{one.pk}/checklista/", {"checklist": pack.pk})
    assert HandoverCheck.objects.filter(text=POINT).count() == 1
    knowledge.drop_pack(by=cecilia.scope, at=at, pack=pack)
    there = services.start_handover(by=cecilia.scope, at=at, function="Säkerhetschef")
    pack.refresh_from_db()
    with pytest.raises(Refused, match="inte intagen"):
        services.add_points(by=cecilia.scope, at=at, handover=there, pack=pack)
