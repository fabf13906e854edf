"""The texts of a method leave one municipality as a signed pack and can be chosen in another, beside its own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.pack_methods import method_contents
from samsyn.bundle.packs import open_pack, sign_pack
from samsyn.bundle.signed import sign_revoked
from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import readiness_plain
from samsyn_web.knowledge import queries, services
from samsyn_web.knowledge.models import MadePack, ReceivedPack
from samsyn_web.methods.readiness import queries as readiness
from samsyn_web.methods.readiness import services as measuring
from samsyn_web.methods.readiness.models import Measurement, TextPack
from samsyn_web.people import queries as people_queries
from samsyn_web.people import services as people
from tests.samsyn_web.conftest import Person

PAGE, TEXTS = "/kunskap/paket/", "/beredskap/texter/"
SEED = bytes(range(32))
STEPS = [f"vårt steg {n}" for n in range(1, 10)]


@pytest.fixture(autouse=True)
def _signing_key(settings: Any, tmp_path: Path) -> None:
    """A place for the secret that is the test's own."""
    settings.SIGNING_KEY = tmp_path / "signing_key"


def loaded(by: Person, at: datetime, **told: Any) -> TextPack:
    """A text with its own steps in dimension C."""
    given = {"name": "Våra ord", "version": 4, "source": "Arbetsgruppen", "source_status": "local_design"}
    content = yaml.safe_dump({**given, "anchors": {"C": STEPS}, **told}, allow_unicode=True).encode()
    return measuring.load_text_pack(by=by.scope, at=at, content=content, name="egen.yaml")


def measured(by: Person, at: datetime, pack: TextPack | None) -> Measurement:
    """A measurement that is taken with a text."""
    return measuring.start(
        by=by.scope, at=at, unit="Kommunen", wave="Start", definition="Öppen handel.", first_scorer=by.membership,
        second_scorer=None, text_pack=pack,
    )  # fmt: skip


def came(by: Person, at: datetime, **changed: Any) -> ReceivedPack:
    """A pack from far away, whose sender is accepted."""
    contents = method_contents({**readiness_plain(), "name": "Fjärrstads ord"})
    said: dict[str, Any] = {
        "seed": SEED, "kind": Kind.METHOD, "name": "method-ord", "version": 1, "contents": contents,
        "origin": "Fjärrstad", "terms": "CC-BY-4.0", "at": at,
    }  # fmt: skip
    given = sign_pack(**{**said, **changed})
    pack = open_pack(given)
    if not people_queries.trusted_keys(by.scope).exists():
        people.trust_key(by=by.scope, at=at, sharer=pack.origin, key=pack.key, told=pack.fingerprint)
    return services.open_received(by=by.scope, at=at, given=given)


def test_a_text_goes_out_and_is_chosen_elsewhere_with_its_origin(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    text = loaded(anna, at)
    measured(anna, at, text)
    address = f"{PAGE}gor/method/{text.pk}/"
    assert address in anna.client().get(TEXTS).content.decode()
    assert address not in bo.client().get(TEXTS).content.decode()  # an analyst does not decide
    assert (bo.client().get(address).status_code, cecilia.client().get(address).status_code) == (403, 404)
    shown = anna.client().get(address).content.decode()
    for said in ("vårt steg 9", "Dimension 3, 9. steg", readiness_plain()["questions"][0]["text"]):
        assert said in shown
    assert anna.client().post(address, {"seen": text.pk, "terms": "CC-BY-4.0"}).status_code == 302
    made = MadePack.objects.get()
    assert "Öppen handel" not in made.content
    opened = open_pack(made.content.encode())
    assert (opened.kind, opened.name, opened.source) == (Kind.METHOD, "method-vara-ord", "Arbetsgruppen")

    people.trust_key(by=cecilia.scope, at=at, sharer=opened.origin, key=opened.key, told=opened.fingerprint)
    client = cecilia.client()
    own = loaded(cecilia, at, version=1, anchors={"C": STEPS[::-1]})
    before = measured(cecilia, at, own)
    sent = client.post(PAGE, {"file": SimpleUploadedFile("paket.json", made.content.encode())})
    assert "Metodtext" in client.get(sent.url).content.decode()
    assert readiness.text_packs(cecilia.scope).count() == 1, "it only waits"
    assert client.post(f"{sent.url}ta-in/").status_code == 302
    assert TEXTS in client.get(sent.url).content.decode()
    there = readiness.text_packs(cecilia.scope).exclude(pk=own.pk).get()
    assert str(there) == "Våra ord (Exempelköping), version 1"
    listed = client.get(TEXTS).content.decode()
    assert "Från Exempelköping, version 1, signerad" in listed
    assert f'value="{there.pk}"' in client.get("/beredskap/ny/").content.decode()
    assert measured(cecilia, at, there).texts.dimensions["C"].anchors == tuple(STEPS)
    again = Measurement.objects.get(pk=before.pk)
    assert again.texts.dimensions["C"].anchors == tuple(STEPS[::-1]), "what was measured with stays"


def test_what_may_not_be_spread_is_refused_with_the_reason(anna: Person, at: datetime) -> None:
    permitted = loaded(
        anna, at, source_status="original", permission="Skriftligt, 3 mars 2024", name="Godkänd"
    )
    listed = anna.client().get(TEXTS).content.decode()
    assert "tillståndet gäller er" in listed
    assert f"gor/method/{permitted.pk}/" not in listed
    narrow = services.take_in_pack(by=anna.scope, at=at, pack=came(anna, at, terms="own-use"))
    for text, why in (
        (permitted, "originalets ord"),
        (TextPack.objects.get(came_as=narrow.identity), "låter det spridas vidare"),
    ):
        page = anna.client().get(f"{PAGE}gor/method/{text.pk}/").content.decode()
        assert why in page
        assert "Signera paketet" not in page
        with pytest.raises(Refused, match=why):
            services.make_pack(
                by=anna.scope, at=at, kind="method", key=str(text.pk), seen=text.pk, terms="CC-BY-4.0"
            )
    measuring.withdraw_text_pack(by=anna.scope, at=at, pack=permitted)
    assert queries.packable(anna.scope, "method", str(permitted.pk)) is None
    original = came(anna, at, version=2, source_status="original")
    with pytest.raises(Refused, match="tillstånd följer inte med"):
        services.take_in_pack(by=anna.scope, at=at, pack=original)
    original.refresh_from_db()
    assert original.accepted_at is None
    with pytest.raises(BadInput, match="9999"):
        services.take_in_pack(by=anna.scope, at=at, pack=came(anna, at, version=10_000))


def test_what_is_put_away_or_taken_back_is_chosen_no_more(anna: Person, at: datetime) -> None:
    pack = services.take_in_pack(by=anna.scope, at=at, pack=came(anna, at))
    text = TextPack.objects.get()
    services.drop_pack(by=anna.scope, at=at, pack=pack)
    text.refresh_from_db()
    assert text.withdrawn_at == at
    services.take_in_pack(by=anna.scope, at=at, pack=came(anna, at))
    text.refresh_from_db()
    assert (text.withdrawn_at, TextPack.objects.count()) == (None, 1), "the same text, taken up again"
    one = measured(anna, at, text)
    listed = sign_revoked(seed=SEED, identities=[pack.identity], at=at)
    assert services.take_in_revoked_packs(by=anna.scope, at=at, given=listed) == 1
    text.refresh_from_db()
    assert (text.withdrawn_at, text.taken_back_at) == (at, at)
    assert "Avsändaren har återkallat texten" in anna.client().get(TEXTS).content.decode()
    assert Measurement.objects.get(pk=one.pk).instrument["name"] == "Fjärrstads ord (Fjärrstad)"
