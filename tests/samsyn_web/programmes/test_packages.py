"""A municipality with an installation of its own shares with a programme here, by a signed package."""

from __future__ import annotations

import os
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from samsyn.bundle import signed
from samsyn.bundle.keys import fingerprint, public_key
from samsyn.bundle.signed import open_package, open_revoked, sign_package, sign_revoked
from samsyn.bundle.untrusted import LIMIT
from samsyn.errors import BadInput, Refused
from samsyn.programme import SharedFigure
from samsyn_web.base import registry
from samsyn_web.base.registry import Shareable
from samsyn_web.base.scope import Scope
from samsyn_web.people.models import InstallationKey, TrustedKey
from samsyn_web.programmes import queries, services
from samsyn_web.programmes.models import (
    Participant,
    Programme,
    ReceivedFile,
    ReceivedPackage,
    SentPackage,
)
from tests.samsyn_web.programmes.test_sharing import figure
from tests.support.story import AT, Person

SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
KEY = public_key(SEED)


@pytest.fixture(autouse=True)
def signing_key(settings: Any, tmp_path: Path) -> Path:
    """A place for the secret that is the test's own."""
    settings.SIGNING_KEY = tmp_path / "signing_key"
    return tmp_path / "signing_key"


@pytest.fixture
def outside(dag: Person, running: Programme) -> Participant:
    """A municipality that Dag has added, and that has its own installation."""
    return services.add_participant(by=dag.scope, at=AT, programme=running, name="Fjärrstad")


def package(**changed: Any) -> bytes:
    """Return a package from far away, changed."""
    said: dict[str, Any] = {
        "seed": SEED, "sharer": "Fjärrstad", "receiver": "Ett uppdiktat program", "series": "UP", "number": 1, "at": AT,
        "figures": [figure(4.0)], "reports": {"report-1.html": b"<script>alert(1)</script>"},
    }  # fmt: skip
    return sign_package(**{**said, **changed})


def upload(by: Person, programme: Programme, content: bytes) -> Any:
    """Send a file to the page that opens packages."""
    file = BytesIO(content)
    file.name = "paket.zip"
    return by.client().post(f"/program/{programme.pk}/paket/", {"do": "open", "file": file})


def looked(dag: Person, programme: Programme, **changed: Any) -> ReceivedPackage:
    return services.look_at(by=dag.scope, at=AT, programme=programme, given=package(**changed))


def trusted(dag: Person, programme: Programme, seed: bytes = SEED) -> TrustedKey:
    key = public_key(seed)
    return services.trust_key(
        by=dag.scope, at=AT, programme=programme, sharer="Fjärrstad", key=key, told=fingerprint(key)
    )


def accepted(dag: Person, place: Participant, **changed: Any) -> ReceivedPackage:
    made = looked(dag, place.programme, **changed)
    return services.accept_package(by=dag.scope, at=AT, package=made, participant=place)


def test_a_package_is_opened_its_key_compared_and_then_taken_in(
    dag: Person, running: Programme, outside: Participant
) -> None:
    client = dag.client()
    sent = upload(dag, running, package())
    path = sent.url
    page = client.get(path).content.decode()
    for said in ("Nyckeln har ingen godkänt", fingerprint(KEY), "Insatser", "report-1.html", "Väntar på"):
        assert said in page
    assert "Ta emot paketet" not in page
    assert not queries.compared(dag.scope, running.pk)  # it counts nowhere yet
    wrong = client.post(path, {"do": "trust", "trust-told": fingerprint(public_key(OTHER))})
    assert wrong.status_code == 422
    assert "stämmer inte" in wrong.content.decode()
    told = {"do": "trust", "trust-told": f" {fingerprint(KEY).upper()} "}
    assert client.post(path, told).status_code == 302
    assert client.post(path, {"do": "accept", "accept-participant": outside.pk}).status_code == 302
    (beside,) = queries.compared(dag.scope, running.pk)
    assert [one.name for one in beside.sharers] == ["Fjärrstad (mottaget paket)"]
    assert "Fjärrstad (mottaget paket)" in client.get(f"/program/{running.pk}/delat/").content.decode()
    kept = client.get(f"{path}report-1.html")
    assert (kept["Content-Type"], kept["Content-Disposition"][:10]) == (
        "application/octet-stream",
        "attachment",
    )
    listed = client.get(f"/program/{running.pk}/paket/").content.decode()
    assert "taget emot" in listed
    assert "Godkänn inte längre" in listed


def test_why_a_package_is_not_taken_in(dag: Person, running: Programme, outside: Participant) -> None:
    waits = looked(dag, running)
    with pytest.raises(Refused, match="ingen godkänt"):
        services.accept_package(by=dag.scope, at=AT, package=waits, participant=outside)
    held = trusted(dag, running)
    changed = looked(dag, running, seed=OTHER)
    with pytest.raises(Refused, match="förut signerat med en annan nyckel"):
        services.accept_package(by=dag.scope, at=AT, package=changed, participant=outside)
    with pytest.raises(Refused, match="annan nyckel"):
        trusted(dag, running, OTHER)  # not before the old one is ended
    as_another = looked(dag, running, sharer="Annan stad")
    with pytest.raises(Refused, match="ingen godkänt"):  # a key is accepted for one name only
        services.accept_package(by=dag.scope, at=AT, package=as_another, participant=outside)
    services.end_key(by=dag.scope, at=AT, programme=running, trusted=held)
    with pytest.raises(Refused, match="godkänns inte längre"):
        services.accept_package(by=dag.scope, at=AT, package=waits, participant=outside)
    with pytest.raises(Refused, match="godkänns inte längre"):
        trusted(dag, running)  # an ended key is not taken up again
    trusted(dag, running, OTHER)
    services.accept_package(by=dag.scope, at=AT, package=changed, participant=outside)


def test_a_newer_package_replaces_and_an_older_one_is_not_played_again(
    dag: Person, running: Programme, outside: Participant
) -> None:
    trusted(dag, running)
    old = accepted(dag, outside, number=1)
    new = accepted(dag, outside, number=3, figures=[figure(2.0)])
    old.refresh_from_db()
    assert (old.figures, old.why_withdrawn) == ([], "replaced")
    assert not ReceivedFile.objects.filter(package=old).exists()
    assert looked(dag, running, number=1) == old  # the same bytes again are known
    for number in (2, 3):
        again = looked(dag, running, number=number, figures=[figure(5.0)])
        with pytest.raises(Refused, match="nyare paket"):
            services.accept_package(by=dag.scope, at=AT, package=again, participant=outside)
        services.drop_package(by=dag.scope, at=AT, package=again)
    services.drop_package(by=dag.scope, at=AT, package=new)
    assert not queries.compared(dag.scope, running.pk)
    again = looked(dag, running, number=2)
    with pytest.raises(Refused, match="nyare paket"):  # also when the newest was dropped
        services.accept_package(by=dag.scope, at=AT, package=again, participant=outside)


def test_a_signed_list_takes_back_what_was_taken_in_and_what_comes_later(
    dag: Person, running: Programme, outside: Participant
) -> None:
    content = package()
    identity, later = open_package(content).identity, open_package(package(number=2)).identity
    listed = sign_revoked(seed=SEED, identities=[identity, later], at=AT)
    refused = upload(dag, running, listed)
    assert refused.status_code == 422
    assert "ingen har godkänt" in refused.content.decode()
    trusted(dag, running)
    held = accepted(dag, outside)
    by_another = sign_revoked(seed=OTHER, identities=[identity], at=AT)
    assert upload(dag, running, by_another).status_code == 422  # nobody takes back what is another's
    assert upload(dag, running, listed).status_code == 302
    held.refresh_from_db()
    assert (held.figures, held.why_withdrawn) == ([], "revoked")
    assert not queries.compared(dag.scope, running.pk)
    assert "återkallat av avsändaren" in dag.client().get(f"/program/{running.pk}/paket/").content.decode()
    with pytest.raises(Refused, match="återkallat paketet"):
        accepted(dag, outside, number=2)
    assert upload(dag, running, listed.replace(identity.encode(), b"0" * 64)).status_code == 422  # tampered


def _zip(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _changed(content: bytes, name: str, put: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return _zip({**parts, name: put})


def _broken(monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[bytes, str]]:
    """Return files that are refused, by what is wrong, with what is said."""
    whole = package()
    with monkeypatch.context() as patch:
        patch.setattr(signed, "SCHEMA", "samsyn-share/2")
        newer = package()
    with monkeypatch.context() as patch:
        patch.setattr(signed, "_sound", lambda _about: True)
        endless = package(number=10**30)
        hidden = package(sharer="Fjärr\x00stad")
    plain = {"a": 1, **{name: 0 for name in SharedFigure.__dataclass_fields__}}
    return {
        "cut off": (whole[: len(whole) // 2], "skadad"),
        "no zip": (b"hej", "skadad"),
        "bomb": (_zip({"manifest.json": b"0" * (LIMIT + 1)}), "50 MB"),
        "huge": (b"0" * (LIMIT + 1), "50 MB"),
        "other file": (_zip({"../../etc/passwd": b"x"}), "inte hör dit"),
        "tampered": (_changed(whole, "report-1.html", b"annat"), "ändrats"),
        "other figures": (_changed(whole, "figures.json", str([plain]).encode()), "ändrats"),
        "newer version": (newer, "manifest"),
        "endless number": (endless, "manifest"),
        "hidden signs": (hidden, "manifest"),
        "points at a person": (
            package(figures=[replace(figure(4.0), note="Ring 811218-9876")]),
            "personnummer",
        ),
        "no period": (package(figures=[replace(figure(4.0), period="i fjol")]), "period"),
        "list of nothing": (b'{"list": {"schema": "samsyn-share-revoked/1"}}', "fel slag"),
        "deep": (b'{"list": ' + b"[" * 100_000, "går inte att läsa"),
    }


def test_what_is_broken_huge_or_tampered_is_refused_in_words(
    dag: Person, running: Programme, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong, (content, said) in _broken(monkeypatch).items():
        answer = upload(dag, running, content)
        assert answer.status_code == 422, wrong
        assert said in answer.content.decode(), wrong
    assert not ReceivedPackage.objects.exists()


def test_strangers_reach_nothing(
    anna: Person, cecilia: Person, dag: Person, running: Programme, outside: Participant
) -> None:
    held = trusted(dag, running)
    waits = looked(dag, running)
    for by in (anna, cecilia):  # Anna takes part in the programme, Cecilia does not
        for path in (f"/program/{running.pk}/paket/", f"/program/paket/{waits.pk}/"):
            assert by.client().get(path).status_code == 404
            assert by.client().post(path, {"do": "drop"}).status_code == 404
        assert by.client().get(f"/program/paket/{waits.pk}/report-1.html").status_code == 404
        for refused in (
            lambda by=by: services.look_at(by=by.scope, at=AT, programme=running, given=package()),
            lambda by=by: services.accept_package(by=by.scope, at=AT, package=waits, participant=outside),
            lambda by=by: services.drop_package(by=by.scope, at=AT, package=waits),
            lambda by=by: services.end_key(by=by.scope, at=AT, programme=running, trusted=held),
            lambda by=by: services.take_in_revoked(by=by.scope, at=AT, programme=running, given=b"{}"),
            lambda by=by: trusted(by, running),
        ):
            with pytest.raises(Refused):
                refused()
    inside = Participant.objects.get(organisation=anna.organisation)
    with pytest.raises(Refused, match="delar själv"):
        services.accept_package(by=dag.scope, at=AT, package=waits, participant=inside)
    elsewhere = Programme.objects.create(
        organisation=cecilia.organisation, name="Annat", short_name="A", facts={}, digest="", loaded_at=AT
    )
    theirs = Participant.objects.create(programme=elsewhere, key="x", name="X")
    with pytest.raises(Refused, match="inte med"):
        services.accept_package(by=dag.scope, at=AT, package=waits, participant=theirs)


@pytest.fixture
def offered(anna: Person) -> Iterator[None]:
    """One figure that Anna's municipality may share."""

    def find(scope: Scope) -> list[Shareable]:
        own = scope.organisation_id == anna.organisation.pk
        return [Shareable(key="1", origin="Mätningen", href="/", figure=figure(5.0))] if own else []

    before = dict(registry._shareables)
    registry._shareables.clear()
    registry.register_shareables("prov", find)
    yield
    registry._shareables.clear()
    registry._shareables.update(before)


@pytest.mark.usefixtures("offered")
def test_a_package_is_signed_here_and_taken_back(anna: Person, cecilia: Person, signing_key: Path) -> None:
    client, path = anna.client(), "/program/delat/paket/"
    said = {"do": "sign", "sign-receiver": "Långtbort", "sign-keys": ["prov:1"]}
    assert client.post(path, {**said, "sign-keys": ["prov:2"]}).status_code == 422
    assert not signing_key.exists()  # made when it is first needed
    first, second = (open_package(client.post(path, said).content) for _ in range(2))
    assert stat.S_IMODE(signing_key.stat().st_mode) == 0o600
    seed = signing_key.read_bytes()
    assert first.key == second.key == public_key(seed) == InstallationKey.objects.get().key
    assert (first.sharer, first.receiver, first.number, second.number) == (
        anna.organisation.name, "Långtbort", 1, 2,
    )  # fmt: skip
    assert first.figures == (figure(5.0),)
    page = client.get(path).content.decode()
    assert fingerprint(first.key) in page
    assert seed.hex() not in page
    sent = SentPackage.objects.get(number=1)
    with pytest.raises(Refused):
        services.revoke_package(by=cecilia.scope, at=AT, sent=sent)
    assert client.post(path, {"do": "revoke", "revoke-key": sent.pk}).status_code == 302
    whose, identities = open_revoked(client.get(f"{path}aterkallade.json").content)
    assert (whose, identities) == (fingerprint(first.key), {first.identity})
    assert cecilia.client().get(f"{path}aterkallade.json").status_code == 404
    with pytest.raises(BadInput):
        services.sign_for(by=cecilia.scope, at=AT, receiver="Långtbort", keys=["prov:1"])  # Anna's figure


@pytest.mark.usefixtures("offered")
def test_a_lost_exchanged_or_open_key_signs_nothing(anna: Person, signing_key: Path) -> None:
    def sign() -> None:
        services.sign_for(by=anna.scope, at=AT, receiver="Långtbort", keys=["prov:1"])

    sign()
    whole = signing_key.read_bytes()
    os.chmod(signing_key, 0o640)
    with pytest.raises(Refused, match="andra konton"):
        sign()
    os.chmod(signing_key, 0o600)
    signing_key.write_bytes(OTHER)
    with pytest.raises(Refused, match="annan än förut"):
        sign()
    signing_key.write_bytes(b"kort")
    with pytest.raises(Refused, match="skadad"):
        sign()
    signing_key.unlink()
    with pytest.raises(Refused, match="saknas"):
        sign()
    assert not signing_key.exists()  # a lost key is not replaced in silence
    with pytest.raises(CommandError):
        call_command("new_signing_key")
    call_command("new_signing_key", yes=True)
    sign()
    assert signing_key.read_bytes() != whole
    assert InstallationKey.objects.filter(ended_at=None).count() == 1
