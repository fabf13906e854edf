"""A lesson leaves one municipality as a signed pack and is taken in by another as a draft that says whence it came."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Model

from samsyn.bundle.keys import fingerprint, public_key
from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.packs import LIMIT, TERMS, open_pack, sign_pack
from samsyn.bundle.signed import open_revoked, sign_revoked
from samsyn.errors import BadInput, Refused
from samsyn.instruments.load import surveys as ready_surveys
from samsyn_web.base.models import AuditEvent
from samsyn_web.knowledge import policies, queries, services
from samsyn_web.knowledge.models import Lesson, MadePack, PackKind, ReceivedPack, Terms
from samsyn_web.knowledge.queries import Sought
from samsyn_web.methods.surveys import services as surveys
from samsyn_web.people import services as people
from samsyn_web.people.models import TrustedKey
from tests.samsyn_web.conftest import Person

PAGE = "/kunskap/paket/"
SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
SAID = {"intervention": "Ljuset byttes i parken.", "impact": "Färre rapporter om klotter."}
TITLE = "Ljus hjälpte i parken"
CONTENTS: dict[str, Any] = {
    "title": TITLE,
    "result": "worked",
    **SAID,
    "proofs": ["Utvärderad, utslag: minskade"],
}


@pytest.fixture(autouse=True)
def _signing_key(settings: Any, tmp_path: Path) -> None:
    """A place for the secret that is the test's own."""
    settings.SIGNING_KEY = tmp_path / "signing_key"


def pack(at: datetime, **changed: Any) -> bytes:
    """Return a pack from far away, changed."""
    said: dict[str, Any] = {
        "seed": SEED, "kind": Kind.LESSON, "name": "lesson-7", "version": 2, "contents": CONTENTS,
        "origin": "Fjärrstad", "terms": "CC-BY-4.0", "at": at,
    }  # fmt: skip
    return sign_pack(**{**said, **changed})


def upload(by: Person, content: bytes) -> Any:
    """Send a file to the page that opens packs."""
    file = BytesIO(content)
    file.name = "paket.json"
    return by.client().post(PAGE, {"file": file})


def trusted(by: Person, at: datetime, seed: bytes = SEED) -> TrustedKey:
    key = public_key(seed)
    return people.trust_key(by=by.scope, at=at, sharer="Fjärrstad", key=key, told=fingerprint(key))


def taken_in(by: Person, at: datetime, **changed: Any) -> ReceivedPack:
    kept = services.open_received(by=by.scope, at=at, given=pack(at, **changed))
    return services.take_in_pack(by=by.scope, at=at, pack=kept)


def draft_of(kept: ReceivedPack) -> Lesson:
    return Lesson.objects.get(pack=kept)


def titles(person: Person) -> list[str]:
    return [one.text.title for one in queries.entries(person.scope, Sought())]


def test_a_lesson_goes_out_as_a_pack_and_is_a_draft_elsewhere(
    anna: Person, bo: Person, cecilia: Person, at: datetime
) -> None:
    text = services.write_lesson(by=bo.scope, at=at, title=TITLE, result="worked", said=SAID)
    make = f"{PAGE}gor/lesson/{text.lesson_id}/"
    assert bo.client().get(make).status_code == 403  # an analyst does not decide
    shown = anna.client().get(make).content.decode()
    for said in (TITLE, *SAID.values(), "Det här följer med", "CC BY 4.0"):
        assert said in shown
    assert anna.client().post(make, {"seen": 1}).status_code == 422
    assert anna.client().post(make, {"seen": 1, "terms": "CC-BY-4.0"}).status_code == 302
    again = anna.client().post(make, {"seen": 1, "terms": "CC-BY-4.0"})
    assert "version 1 är likadan" in again.content.decode()
    made = MadePack.objects.get()
    file = bo.client().get(f"{PAGE}gjorda/{made.pk}/paket.json")
    assert "attachment" in file["Content-Disposition"]
    opened = open_pack(file.content)
    assert (opened.origin, opened.title, opened.version) == (anna.organisation.name, TITLE, 1)
    assert "Anna" not in file.content.decode()
    assert "Bo" not in file.content.decode()
    own = upload(anna, file.content)
    assert "ert eget" in own.content.decode()

    sent = upload(cecilia, file.content)
    client = cecilia.client()
    page = client.get(sent.url).content.decode()
    for said in ("Nyckeln har ingen godkänt", opened.fingerprint, TITLE, "Från Exempelköping, version 1"):
        assert said in page
    assert "Ta in som utkast" not in page
    client.post(f"{sent.url}ta-in/")
    assert not Lesson.objects.filter(
        organisation=cecilia.organisation
    ).exists()  # not before the key is accepted
    wrong = client.post(f"{sent.url}nyckel/", {"told": fingerprint(public_key(OTHER))})
    assert (wrong.status_code, "stämmer inte" in wrong.content.decode()) == (422, True)
    assert client.post(f"{sent.url}nyckel/", {"told": opened.fingerprint}).status_code == 302
    assert "Ta in som utkast" in client.get(sent.url).content.decode()
    client.post(f"{sent.url}ta-in/")
    lesson = Lesson.objects.get(organisation=cecilia.organisation)
    assert lesson.is_draft
    card = client.get(f"/kunskap/{lesson.pk}/").content.decode()
    assert "Från Exempelköping, version 1, signerad" in card
    assert "Det är ett utkast" in card
    client.post(f"/kunskap/{lesson.pk}/godkann/", {"seen": "1"})
    lesson.refresh_from_db()
    assert not lesson.is_draft
    assert "Från Exempelköping, version 1" in client.get(f"/kunskap/{lesson.pk}/").content.decode()
    assert "från Exempelköping" in client.get("/kunskap/").content.decode()


def test_a_draft_is_seen_by_those_who_write_and_goes_to_nobody(
    anna: Person, lars: Person, at: datetime
) -> None:
    trusted(anna, at)
    lesson = draft_of(taken_in(anna, at))
    assert (titles(anna), titles(lars)) == ([TITLE], [])
    assert lars.client().get(f"/kunskap/{lesson.pk}/").status_code == 404
    assert lars.client().get(PAGE).status_code == 403
    with pytest.raises(Refused, match="utkast"):
        services.share_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    assert queries.packable(anna.scope, "lesson", str(lesson.pk)) is None
    with pytest.raises(policies.SomebodyChanged):
        services.approve_lesson(by=anna.scope, at=at, lesson=lesson, seen=2)
    services.approve_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    with pytest.raises(Refused, match="redan godkänd"):
        services.approve_lesson(by=anna.scope, at=at, lesson=lesson, seen=1)
    assert titles(lars) == [TITLE]
    services.change_lesson(
        by=anna.scope, at=at, lesson=lesson, seen=1, title="Här", result="worked", said=SAID
    )
    shown = lars.client().get(f"/kunskap/{lesson.pk}/").content.decode()
    for said in (
        "ändrad här sedan dess",
        "Från Fjärrstad, version 2",
        CONTENTS["proofs"][0],
        "Hos avsändaren",
    ):
        assert said in shown


def test_terms_follow_and_bind(anna: Person, cecilia: Person, at: datetime) -> None:
    trusted(anna, at)
    narrow = draft_of(taken_in(anna, at, terms="own-use"))
    services.approve_lesson(by=anna.scope, at=at, lesson=narrow, seen=1)
    give: dict[str, Any] = {"by": anna.scope, "at": at, "kind": "lesson", "seen": 1}
    with pytest.raises(Refused, match="spridas vidare"):
        services.share_lesson(by=anna.scope, at=at, lesson=narrow, seen=1)
    with pytest.raises(Refused, match="spridas vidare"):
        services.make_pack(**give, key=str(narrow.pk), terms="CC0-1.0")
    named = draft_of(taken_in(anna, at, version=3))
    services.approve_lesson(by=anna.scope, at=at, lesson=named, seen=1)
    with pytest.raises(BadInput, match="avsändaren anges"):
        services.make_pack(**give, key=str(named.pk), terms="CC0-1.0")
    with pytest.raises(BadInput, match="villkor"):
        services.make_pack(**give, key=str(named.pk), terms="allt")
    with pytest.raises(policies.SomebodyChanged):
        services.make_pack(**{**give, "seen": 2}, key=str(named.pk), terms="CC-BY-4.0")
    made = services.make_pack(**give, key=str(named.pk), terms="CC-BY-4.0")
    opened = open_pack(made.content.encode())
    assert opened.based_on == f"{TITLE} (Fjärrstad, version 3)"
    assert opened.contents["proofs"] == []  # the numbers of somebody else do not go on as one's own


def test_a_newer_version_says_what_differs_and_replaces_nothing(anna: Person, at: datetime) -> None:
    trusted(anna, at)
    old = draft_of(taken_in(anna, at))
    services.change_lesson(
        by=anna.scope, at=at, lesson=old, seen=1, title="Vår text", result="worked", said=SAID
    )
    newer = services.open_received(
        by=anna.scope, at=at, given=pack(at, version=3, contents={**CONTENTS, "impact": "Inget alls."})
    )
    page = anna.client().get(f"{PAGE}{newer.pk}/").content.decode()
    for said in ("Vad som skiljer", "version 2, tagen emot", SAID["impact"], "Inget alls."):
        assert said in page
    services.take_in_pack(by=anna.scope, at=at, pack=newer)
    assert sorted(titles(anna)) == [TITLE, "Vår text"]
    older = services.open_received(by=anna.scope, at=at, given=pack(at, version=1))
    with pytest.raises(Refused, match="nyare paket"):
        services.take_in_pack(by=anna.scope, at=at, pack=older)


def test_whose_key_it_is_is_asked_once_and_again_when_it_changes(
    anna: Person, bo: Person, at: datetime
) -> None:
    with pytest.raises(Refused, match="ingen godkänt"):
        taken_in(anna, at)
    with pytest.raises(Refused, match="rätt att bestämma"):
        trusted(bo, at)
    held = trusted(anna, at)
    taken_in(bo, at)  # an analyst takes in what is signed by an accepted key
    with pytest.raises(Refused, match="annan nyckel"):
        taken_in(anna, at, seed=OTHER, version=3)
    with pytest.raises(Refused, match="ingen godkänt"):  # a key is accepted for one name only
        taken_in(anna, at, origin="Annan stad")
    assert anna.client().post(f"{PAGE}nyckel/{held.pk}/avsluta/").status_code == 302
    with pytest.raises(Refused, match="godkänns inte längre"):
        taken_in(anna, at, version=4)


def test_what_is_put_away_can_be_opened_again_and_what_is_approved_stays(anna: Person, at: datetime) -> None:
    trusted(anna, at)
    waits = services.open_received(by=anna.scope, at=at, given=pack(at))
    assert services.open_received(by=anna.scope, at=at, given=pack(at)) == waits
    anna.client().post(f"{PAGE}{waits.pk}/ta-bort/")
    assert not ReceivedPack.objects.exists()  # what only waited leaves nothing
    first = taken_in(anna, at)
    services.drop_pack(by=anna.scope, at=at, pack=first)
    assert titles(anna) == []  # the draft went with it
    second = taken_in(anna, at + timedelta(days=1))
    approved = draft_of(second)
    services.approve_lesson(by=anna.scope, at=at, lesson=approved, seen=1)
    services.drop_pack(by=anna.scope, at=at, pack=second)
    second.refresh_from_db()
    assert (second.contents, second.why_withdrawn) == ({}, "dropped")
    assert titles(anna) == [TITLE]
    assert "Innehållet är borttaget" in anna.client().get(f"{PAGE}{second.pk}/").content.decode()
    again = taken_in(anna, at + timedelta(days=1))
    assert again == second  # the same pack, in force again
    verbs = [one.verb for one in AuditEvent.objects.filter(verb__startswith="pack.").order_by("pk")]
    assert verbs[:4] == ["pack.opened", "pack.dropped", "pack.opened", "pack.taken_in"]


def test_a_signed_list_takes_back_what_came_and_what_comes_later(anna: Person, at: datetime) -> None:
    given, later = open_pack(pack(at)), open_pack(pack(at, version=3))
    listed = sign_revoked(seed=SEED, identities=[given.identity, later.identity], at=at)
    assert "ingen har godkänt" in upload(anna, listed).content.decode()
    trusted(anna, at)
    kept = taken_in(anna, at)
    assert upload(anna, sign_revoked(seed=OTHER, identities=[given.identity], at=at)).status_code == 422
    assert upload(anna, listed).status_code == 302
    kept.refresh_from_db()
    assert (kept.contents, kept.why_withdrawn) == ({}, "revoked")
    assert services.open_received(by=anna.scope, at=at, given=pack(at)).contents == {}  # and stays so
    warned = anna.client().get(f"/kunskap/{draft_of(kept).pk}/").content.decode()
    assert "Avsändaren har återkallat paketet" in warned
    with pytest.raises(Refused, match="återkallat paketet"):
        taken_in(anna, at, version=3)


def test_a_pack_made_here_is_taken_back_by_a_list_of_its_own_key(
    anna: Person, cecilia: Person, at: datetime
) -> None:
    text = services.write_lesson(by=anna.scope, at=at, title=TITLE, result="worked", said=SAID)
    give: dict[str, Any] = {
        "by": anna.scope,
        "at": at,
        "kind": "lesson",
        "key": str(text.lesson_id),
        "seen": 1,
    }
    made = services.make_pack(**give, terms="CC0-1.0")
    for refused in (
        lambda: services.revoke_pack(by=cecilia.scope, at=at, made=made),
        lambda: services.make_pack(**{**give, "by": cecilia.scope}, terms="CC0-1.0"),
    ):
        with pytest.raises((Refused, BadInput)):
            refused()
    client = anna.client()
    assert client.post(f"{PAGE}gjorda/{made.pk}/aterkalla/").status_code == 302
    whose, identities = open_revoked(client.get(f"{PAGE}aterkallade.json").content)
    assert (whose, identities) == (fingerprint(made.key), {made.identity})
    assert cecilia.client().get(f"{PAGE}aterkallade.json").status_code == 404
    with pytest.raises(Refused, match="redan återkallat"):
        services.revoke_pack(by=anna.scope, at=at, made=made)
    again = services.make_pack(**give, terms="CC0-1.0")  # after it was taken back it can be given anew
    assert again.version == 2


def test_what_is_no_pack_is_refused_in_words(anna: Person, at: datetime) -> None:
    whole = pack(at)
    other = json.loads(pack(at, version=9))["signature"]
    for content, said in (
        (b"", "Filen är tom"),
        (b"0" * (LIMIT + 1), "större än 1 MB"),
        (b"PK\x03\x04", "packad"),
        (whole[:99], "inte att läsa"),
        (whole.decode().encode("utf-16"), "UTF-8"),
        (whole.replace("Färre".encode(), b"Fler "), "Signaturen stämmer inte"),
        (json.dumps({**json.loads(whole), "signature": other}).encode(), "Signaturen stämmer inte"),
        (whole.replace(b"samsyn-pack/1", b"samsyn-pack/2"), "annan version"),
        (b'{"list": {"schema": "samsyn-share-revoked/1"}}', "fel slag"),
    ):
        answer = upload(anna, content)
        assert (answer.status_code, said in answer.content.decode()) == (422, True), said
    assert not ReceivedPack.objects.exists()


def test_strangers_reach_nothing(anna: Person, cecilia: Person, at: datetime) -> None:
    held = trusted(anna, at)
    kept = services.open_received(by=anna.scope, at=at, given=pack(at))
    text = services.write_lesson(by=anna.scope, at=at, title=TITLE, result="worked", said=SAID)
    give: dict[str, Any] = {
        "by": anna.scope,
        "at": at,
        "kind": "lesson",
        "key": str(text.lesson_id),
        "seen": 1,
    }
    made = services.make_pack(**give, terms="CC0-1.0")
    client = cecilia.client()
    for address in (f"{kept.pk}/", f"gjorda/{made.pk}/paket.json", f"gor/lesson/{text.lesson_id}/"):
        assert client.get(f"{PAGE}{address}").status_code == 404
    for address in (
        f"{kept.pk}/ta-in/", f"{kept.pk}/ta-bort/", f"{kept.pk}/nyckel/", f"gjorda/{made.pk}/aterkalla/",
        f"nyckel/{held.pk}/avsluta/", f"gor/lesson/{text.lesson_id}/",
    ):  # fmt: skip
        assert (
            client.post(f"{PAGE}{address}", {"told": "x", "seen": 1, "terms": "CC0-1.0"}).status_code == 404
        )
    for refused in (
        lambda: services.take_in_pack(by=cecilia.scope, at=at, pack=kept),
        lambda: services.drop_pack(by=cecilia.scope, at=at, pack=kept),
        lambda: people.end_key(by=cecilia.scope, at=at, trusted=held),
    ):
        with pytest.raises(Refused):
            refused()
    assert TITLE not in client.get(PAGE).content.decode()
    for model in (MadePack, ReceivedPack):
        assert _rows(model) == 1


def survey_of(by: Person, at: datetime, form: Any, title: str) -> Any:
    return surveys.make(
        by=by.scope, at=at, form=form, title=title, purpose="Vi vill veta.", sender="Kommunen", about="alla",
        is_anonymous=True, opens_at=at, closes_at=at + timedelta(days=9), asked=9,
    )  # fmt: skip


def test_a_form_goes_out_without_answers_and_surveys_made_of_it_say_whence_it_came(
    anna: Person, lars: Person, cecilia: Person, at: datetime
) -> None:
    ready = ready_surveys().forms[0]
    asked = survey_of(anna, at, ready, "Hemligt namn")
    words = {one.key: "Ett svar i förtroende" for one in ready.items if one.kind == "open"}
    surveys.answer(by=None, at=at, survey=asked, given=words)
    assert "Gör ett paket" in anna.client().get(f"/enkater/{asked.pk}/fragor/").content.decode()
    assert "Gör ett paket" not in lars.client().get(f"/enkater/{asked.pk}/fragor/").content.decode()
    address = f"{PAGE}gor/form/{asked.pk}/"
    assert cecilia.client().get(address).status_code == 404
    anna.client().post(address, {"seen": asked.pk, "terms": "CC-BY-4.0"})
    made = MadePack.objects.get()
    for hidden in ("förtroende", "Hemligt", "Vi vill veta"):
        assert hidden not in made.content
    opened = open_pack(made.content.encode())
    assert (opened.title, opened.name) == (ready.title, f"form-{ready.key}")

    people.trust_key(by=cecilia.scope, at=at, sharer=opened.origin, key=opened.key, told=opened.fingerprint)
    kept = services.open_received(by=cecilia.scope, at=at, given=made.content.encode())
    make = f"/enkater/ny/?formular=pack_{kept.pk}"
    assert f'value="pack_{kept.pk}"' not in cecilia.client().get(make).content.decode()  # it only waits
    services.take_in_pack(by=cecilia.scope, at=at, pack=kept)
    assert make in cecilia.client().get(f"{PAGE}{kept.pk}/").content.decode()
    assert f'value="pack_{kept.pk}" selected' in cecilia.client().get(make).content.decode()
    assert f"pack_{kept.pk}" not in anna.client().get("/enkater/ny/").content.decode()
    (form,) = queries.pack_forms(cecilia.scope)
    assert replace(form, key=ready.key, origin="") == ready
    here = survey_of(cecilia, at, form, "Vår enkät")
    assert (
        "Från Exempelköping, version 1, signerad"
        in cecilia.client().get(f"/enkater/{here.pk}/").content.decode()
    )
    again: dict[str, Any] = {
        "by": cecilia.scope,
        "at": at,
        "kind": "form",
        "key": str(here.pk),
        "seen": here.pk,
    }
    with pytest.raises(BadInput, match="avsändaren anges"):
        services.make_pack(**again, terms="CC0-1.0")
    given_on = open_pack(services.make_pack(**again, terms="CC-BY-4.0").content.encode())
    assert given_on.based_on == f"{ready.title} (Exempelköping, version 1)"
    services.drop_pack(by=cecilia.scope, at=at, pack=kept)
    assert queries.pack_forms(cecilia.scope) == []


def test_the_original_words_of_somebody_else_are_not_given_out(anna: Person, at: datetime) -> None:
    asked = survey_of(anna, at, replace(ready_surveys().forms[0], source_status="original"), "Enkät")
    with pytest.raises(Refused, match="originalets ord"):
        services.make_pack(
            by=anna.scope, at=at, kind="form", key=str(asked.pk), seen=asked.pk, terms="CC0-1.0"
        )


def test_words_and_choices_are_those_of_the_library() -> None:
    assert set(Terms.values) == set(TERMS)
    assert set(PackKind.values) == {kind.value for kind in Kind}


def test_a_person_or_a_long_text_is_not_kept(at: datetime) -> None:
    opened = open_pack(pack(at))
    for changed in (
        {"origin": "Ring 811218-9876"},
        {"source": "anna@exempel.se"},
        {"contents": {**opened.contents, "impact": "x" * 2001}},
    ):
        with pytest.raises(BadInput):
            policies.check_pack_words(replace(opened, **changed))


def _rows(model: type[Model]) -> int:
    return model._default_manager.count()
