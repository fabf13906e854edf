"""Share packages: what was signed comes out, and nothing else is opened."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.bundle import keys, signed, untrusted
from samsyn.bundle.signed import Doubt, doubts, open_package, open_revoked, sign_package, sign_revoked
from samsyn.errors import BadInput, UnreadableFile
from samsyn.programme import SharedFigure

AT = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
SEED, OTHER = bytes(range(32)), bytes(range(1, 33))
FIGURE = SharedFigure(
    method="m", version="m/1", edition="six", key="A", label="Insatser", period="2026", value=5.0, low=4.0, high=6.0,
    unit="poäng", n=6,
)  # fmt: skip


def made(**changed: Any) -> bytes:
    """Return a package, changed."""
    said: dict[str, Any] = {
        "seed": SEED, "sharer": "Exempelköping", "receiver": "Annanstad", "series": "beredskap", "number": 2, "at": AT,
        "figures": [FIGURE], "reports": {"report-1.pdf": b"%PDF"},
    }  # fmt: skip
    return sign_package(**{**said, **changed})


PACKAGE = made()


def rezipped(package: bytes, **changed: bytes) -> bytes:
    """Return a package with other files put in, by name with _ for - and no ending for JSON."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts | changed).items():
            archive.writestr(name, content)
    return file.getvalue()


def test_what_was_signed_comes_out() -> None:
    opened = open_package(PACKAGE)
    assert (opened.sharer, opened.receiver, opened.number) == ("Exempelköping", "Annanstad", 2)
    assert opened.figures == (FIGURE,)
    assert opened.reports == {"report-1.pdf": b"%PDF"}
    assert made() == PACKAGE
    assert doubts(opened, trusted=[opened.fingerprint.upper()]) == ()


# RFC 8032, section 7.1, test 1: the public key of a secret.
def test_the_key_is_that_of_the_standard() -> None:
    secret = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    assert keys.public_key(secret) == public
    assert len(keys.fingerprint(public).split(" ")) == 10


def test_a_person_decides_about_key_age_and_revocation() -> None:
    opened = open_package(PACKAGE)
    assert doubts(opened, trusted=[]) == (Doubt.UNKNOWN_KEY,)
    whose, gone = open_revoked(sign_revoked(seed=SEED, identities=[opened.identity], at=AT))
    assert whose == opened.fingerprint
    found = doubts(opened, trusted=[whose], revoked=gone, newest=3)
    assert found == (Doubt.REVOKED, Doubt.OLDER)
    assert doubts(opened, trusted=[whose], newest=2) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"figures.json": b"[]"},
        {"report-1.pdf": b"other"},
        {"report-2.pdf": b"added"},
        {"signature.json": b"{}"},
        {"signature.json": b'{"signature": "00"}'},
        {"manifest.json": b"{}"},
        {"manifest.json": b"["},
        {"../../etc/passwd": b"x"},
        {"rows.parquet": b"x"},
    ],
)
def test_what_was_changed_is_not_opened(changed: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableFile):
        open_package(rezipped(PACKAGE, **changed))


def test_another_key_under_the_same_manifest_is_not_opened() -> None:
    with zipfile.ZipFile(BytesIO(made(seed=OTHER))) as archive:
        theirs = archive.read("signature.json")
    with pytest.raises(UnreadableFile, match="Signaturen"):
        open_package(rezipped(PACKAGE, **{"signature.json": theirs}))
    listed = json.loads(sign_revoked(seed=SEED, identities=["a"], at=AT))
    listed["list"]["revoked"].append("b")
    with pytest.raises(UnreadableFile, match="Signaturen"):
        open_revoked(json.dumps(listed).encode())
    with pytest.raises(UnreadableFile):
        open_revoked(b"[]")


def test_what_unpacks_to_too_much_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = rezipped(PACKAGE, **{"report-2.pdf": bytes(2**20)})
    monkeypatch.setattr(untrusted, "LIMIT", 2**19)
    assert len(bomb) < 2**19
    with pytest.raises(UnreadableFile, match="uppackat"):
        open_package(bomb)
    with pytest.raises(UnreadableFile, match="större"):
        open_package(bytes(2**19 + 1))


def test_figures_about_few_are_not_opened_even_when_signed() -> None:
    few = json.loads(json.dumps({**signed.figure_to_plain(FIGURE)}))
    few["n"] = 2
    with pytest.raises(UnreadableFile, match="färre"):
        open_package(made(figures=[SharedFigure(**few)]))


@settings(max_examples=60)
@given(st.integers(0, len(PACKAGE) - 1), st.integers(1, 255))
def test_no_changed_byte_gives_another_content(place: int, by: int) -> None:
    changed = bytearray(PACKAGE)
    changed[place] ^= by
    try:
        opened = open_package(bytes(changed))
    except UnreadableFile:
        return
    assert opened == open_package(PACKAGE)  # a byte that says nothing, such as a time in the zip


@pytest.mark.parametrize(
    "wrong",
    [
        {"figures": [], "reports": {}},
        {"reports": {"rows.csv": b""}},
        {"number": 0},
        {"sharer": ""},
        {"seed": b"short"},
    ],
)
def test_what_is_no_package_is_not_signed(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadInput):
        made(**wrong)
