"""A pack is verified by itself: whole or not, whose, and whether it may be taken in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from samsyn.bundle.pack_contents import Kind
from samsyn.bundle.packs import TERMS, sign_pack
from samsyn.bundle.signed import sign_revoked
from samsyn_cli import pack_verification
from samsyn_cli.__main__ import main

AT = datetime(2026, 11, 29, tzinfo=UTC)
SEED = bytes(range(32))
LESSON = {
    "title": "Ljus hjälpte",
    "result": "worked",
    "intervention": "Nya lampor.",
    "impact": "Färre rapporter.",
}


def test_a_pack_is_told_of_and_accepted_by_its_fingerprint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, listed = tmp_path / "paket", tmp_path / "aterkallade.json"
    path.write_bytes(
        sign_pack(
            seed=SEED,
            kind=Kind.LESSON,
            name="lesson-1",
            version=2,
            contents=LESSON,
            origin="Exempelby",
            terms="CC0-1.0",
            at=AT,
        )  # fmt: skip
    )
    assert main(["verify", str(path), "--format", "json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["format"], told["origin"], told["doubts"]) == (
        pack_verification.FORMAT, "Exempelby", ["unknown_key"],
    )  # fmt: skip
    trusted = ["verify", str(path), "--trust", told["fingerprint"]]
    assert main(trusted) == 0
    said = capsys.readouterr().out
    for part in ("Från Exempelby, version 2", told["fingerprint"], "CC0", "Färre rapporter.", "får tas in"):
        assert part in said
    listed.write_bytes(sign_revoked(seed=SEED, identities=[told["identity"]], at=AT))
    assert main([*trusted, "--revoked", str(listed)]) == 1
    listed.write_bytes(sign_revoked(seed=bytes(32), identities=[told["identity"]], at=AT))
    assert main([*trusted, "--revoked", str(listed)]) == 0  # another's list takes back nothing of theirs
    assert main([*trusted, str(listed)]) == 2  # no picture: there are no files to compute from
    assert "ange inga fler filer" in capsys.readouterr().err
    path.write_bytes(path.read_bytes().replace("Färre".encode(), b"Fler "))
    assert main(trusted) == 2
    assert "Signaturen stämmer inte" in capsys.readouterr().err


def test_a_picture_without_files_is_asked_for_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = tmp_path / "bild.zip"
    bundle.write_bytes(b"PK\x03\x04")
    assert main(["verify", str(bundle)]) == 2
    assert "Ange dem efter paketet" in capsys.readouterr().err
    assert main(["verify", str(tmp_path / "saknas.zip"), "x.csv"]) == 2
    empty = tmp_path / "tomt.json"
    empty.write_bytes(b"")
    assert main(["verify", str(empty)]) == 2
    assert "tom" in capsys.readouterr().err


def test_every_term_is_told_in_words() -> None:
    assert set(pack_verification.TERMS) == set(TERMS)
