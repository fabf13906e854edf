"""A bundle is the same every time, opens as it was written, and one from a stranger is not trusted."""

from __future__ import annotations

import json
import struct
import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from samsyn import bundle
from samsyn.bundle import archive
from samsyn.cycle import Edition
from samsyn.errors import BadInput, UnreadableFile
from samsyn.methods.incidents import VERSION
from tests.support.bundled import INPUT, PAGES, RECIPE, document, parts, resealed, written, zipped


def refused(data: bytes) -> str:
    """What is said of a bundle that is not opened."""
    with pytest.raises(UnreadableFile) as caught:
        bundle.read(data)
    return caught.value.message


def test_what_is_written_is_read(tmp_path: Path) -> None:
    opened = bundle.read(written())
    assert opened.document == document()
    assert dict(opened.pages) == PAGES
    assert opened.declaration is None
    about = opened.manifest
    assert about.recipe == RECIPE
    assert (about.period, about.edition, about.threshold) == (document()["period"]["key"], "internal", None)
    assert about.method == VERSION
    assert about.picture == document()["digest"]
    assert set(about.parts) == {"picture.json", *PAGES}
    path = tmp_path / "bild.zip"
    path.write_bytes(written())
    assert bundle.read(path) == bundle.read(str(path)) == opened


def test_a_declaration_goes_with_it() -> None:
    recipe = bundle.Recipe(inputs=(INPUT,), declared=True)
    opened = bundle.read(written(recipe=recipe, declaration=b"key: a\n"))
    assert opened.declaration == b"key: a\n"


def test_the_same_bundle_has_the_same_bytes() -> None:
    assert written() == written(pages=dict(reversed(PAGES.items())))
    with zipfile.ZipFile(BytesIO(written())) as file:
        assert file.namelist() == ["manifest.json", "picture.json", "picture.html", "picture.pdf"]
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_row_of_the_reports_is_in_a_public_bundle() -> None:
    data = bundle.write(document(Edition.PUBLIC), recipe=RECIPE, pages={})
    inside = b"".join(parts(data).values()).decode()
    assert "i går kväll" not in inside
    assert bundle.read(data).manifest.threshold == 5


def test_only_known_pages_are_written() -> None:
    with pytest.raises(BadInput, match=r"hemligt\.txt"):
        written(pages={"hemligt.txt": b""})


def test_a_file_that_is_no_bundle() -> None:
    for data in (b"", b"PK", b"%PDF-1.7", written()[:-40], written()[40:], b"PK\x05\x06" + bytes(18)):
        assert "zip-fil" in refused(data) or "manifest.json saknas" in refused(data)


def test_a_missing_part_is_named() -> None:
    for name in parts(written()):
        inside = parts(written())
        del inside[name]
        assert name in refused(zipped(inside))


@pytest.mark.parametrize("name", ["picture.json", "picture.pdf", "picture.html"])
def test_a_changed_part_is_named(name: str) -> None:
    inside = parts(written())
    inside[name] = inside[name] + b" "
    assert refused(zipped(inside)).startswith(f"{name} i paketet har ändrats")


def test_a_flipped_byte_is_noticed() -> None:
    whole = written()
    for at in range(60, len(whole) - 30, len(whole) // 40):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            opened = bundle.read(bytes(broken))
        except UnreadableFile:
            continue
        assert opened == bundle.read(whole)  # a byte that means nothing, such as a date


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "C:\\a",
        "picture.json/",
        "a\x1b[2Jb",
        "å" * 200,
    ],
)
def test_a_file_that_does_not_belong(name: str) -> None:
    message = refused(zipped({**parts(written()), name: b"x"}))
    assert "inte hör dit" in message
    assert message.isprintable()
    assert len(message) < 800


def test_the_same_name_twice() -> None:
    entries = [*parts(written()).items(), ("picture.json", b"{}")]
    with pytest.warns(UserWarning, match="Duplicate"):
        data = zipped(entries)
    assert "mer än en gång" in refused(data)


def test_what_would_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LIMIT", 2_000_000)
    bomb = zipped({**parts(written()), "picture.docx": bytes(3_000_000)})
    assert len(bomb) < 200_000
    assert "uppackat" in refused(bomb)
    assert "större än 200 MB" in refused(bytes(2_000_001))
    lying = bytearray(zipped({"picture.pdf": bytes(3_000_000)}))
    at = lying.rindex(b"PK\x01\x02") + 24
    lying[at : at + 4] = struct.pack("<I", 10)  # the size that the directory tells
    assert refused(bytes(lying))


def test_a_large_declaration_is_not_opened() -> None:
    recipe = bundle.Recipe(inputs=(INPUT,), declared=True)
    assert "1 MB" in refused(written(recipe=recipe, declaration=bytes(2**20 + 1)))


def test_other_ways_to_pack_and_locked_files() -> None:
    assert "packat på ett sätt" in refused(zipped(parts(written()), zipfile.ZIP_LZMA))
    locked = bytearray(zipped({"manifest.json": b"{}"}, zipfile.ZIP_STORED))
    locked[6] |= 1
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1
    assert "krypterat" in refused(bytes(locked))


@pytest.mark.parametrize(
    "text",
    [b"", b"{", b"[]", b"null", b'{"schema": 1}', b'{"schema": "samsyn.bundle/1"}', b"\xff\xfe", b"[" * 100_000,
     b'{"a": NaN}', b'{"schema": ' + b"1" * 5000 + b"}"],
)  # fmt: skip
def test_a_manifest_that_says_nothing(text: bytes) -> None:
    assert "manifest.json" in refused(zipped({**parts(written()), "manifest.json": text}))


def test_a_bundle_of_a_later_kind() -> None:
    def later(about: dict[str, Any], picture: dict[str, Any]) -> None:
        about["schema"] = "samsyn.bundle/2"

    assert "annan version" in refused(resealed(later))


@pytest.mark.parametrize(
    ("name", "value"),
    [("recipe", None), ("recipe", []), ("title", 3), ("parameters", "x"), ("parts", []), ("threshold", True),
     ("threshold", 0), ("period", None), ("made_with", {"a": 1}), ("more", "x")],
)  # fmt: skip
def test_a_manifest_with_values_of_another_kind(name: str, value: Any) -> None:
    inside = parts(written())
    about = {**json.loads(inside["manifest.json"]), name: value}
    assert "manifest.json" in refused(zipped({**inside, "manifest.json": json.dumps(about).encode()}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("inputs", []), ("inputs", [{"name": 1, "sha256": "a"}]), ("inputs", "abc"), ("columns", {"a": 1}),
     ("declared", "yes"), ("zone", 3), ("read_at", 3), ("areas", [1])],
)  # fmt: skip
def test_a_recipe_with_values_of_another_kind(name: str, value: Any) -> None:
    inside = parts(written())
    about = json.loads(inside["manifest.json"])
    about["recipe"][name] = value
    assert "manifest.json" in refused(zipped({**inside, "manifest.json": json.dumps(about).encode()}))


@pytest.mark.parametrize(
    "change",
    [
        lambda about, picture: picture.pop("series"),
        lambda about, picture: picture.update(findings={}),
        lambda about, picture: picture.update(period="2024"),
        lambda about, picture: picture.update(findings=[1]),
        lambda about, picture: picture["findings"][0].update(area=[]),
        lambda about, picture: picture["findings"][0].update(rows=None),
        lambda about, picture: picture["period"].pop("assumed"),
        lambda about, picture: picture.pop("digest"),
    ],
)
def test_a_picture_that_is_none(change: Any) -> None:
    assert "ingen lägesbild" in refused(resealed(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda about, picture: about.update(period="2020-W01"),
        lambda about, picture: about["parameters"].update(level=0.5),
        lambda about, picture: about.update(edition="public"),
        lambda about, picture: about.update(method="incidents/0"),
        lambda about, picture: about["recipe"].update(declared=True),
    ],
)
def test_a_manifest_and_a_picture_that_contradict_each_other(change: Any) -> None:
    assert "stämmer inte överens" in refused(resealed(change))


def test_a_picture_whose_own_digest_is_wrong() -> None:
    inside = parts(written())
    about, picture = json.loads(inside["manifest.json"]), json.loads(inside["picture.json"])
    picture["findings"][0]["value"] = 99
    inside["picture.json"] = json.dumps(picture).encode()
    about["parts"]["picture.json"] = sha256(inside["picture.json"]).hexdigest()
    inside["manifest.json"] = json.dumps(about).encode()
    assert "kontrollsumman" in refused(zipped(inside))


def test_a_picture_as_deep_as_a_well() -> None:
    def dig(about: dict[str, Any], picture: dict[str, Any]) -> None:
        hole: Any = 1
        for _ in range(400):
            hole = [hole]
        picture["series"]["well"] = hole

    inside = parts(resealed(lambda about, picture: None))
    about, picture = json.loads(inside["manifest.json"]), json.loads(inside["picture.json"])
    dig(about, picture)
    inside["picture.json"] = json.dumps(picture).encode()
    about["parts"]["picture.json"] = sha256(inside["picture.json"]).hexdigest()
    inside["manifest.json"] = json.dumps(about).encode()
    assert "picture.json" in refused(zipped(inside))
