"""Files that cannot be read say why, in Swedish."""

from __future__ import annotations

import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from samsyn.errors import BadDeclaration, BadInput, MissingColumn, UnreadableFile
from samsyn.files import read
from samsyn.table import Source

Write = Callable[..., Path]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", UnreadableFile, "tom"),
        (b"\n\n \n", UnreadableFile, "tom"),
        (b"\xef\xbb\xbf", UnreadableFile, "tom"),
        (b"Datum;Kategori\n", UnreadableFile, "inga rader"),
        (b"2024-10-01;A;1\n2024-10-02;B;2\n", MissingColumn, "rubriker"),
        (b"Kategori;Antal\nA;x\nB;y\n", MissingColumn, "tid"),
        (os.urandom(4000), UnreadableFile, "tabell"),
        (b"%PDF-1.7 ...", UnreadableFile, "PDF"),
        (b"PK\x03\x04trasig", UnreadableFile, "skadad"),
        (b"PAR1trasig", UnreadableFile, "skadad"),
        (b"SQLite format 3\x00trasig", UnreadableFile, "GeoPackage"),
        (b'{"type": "FeatureCollection", "features": [', UnreadableFile, "skadad"),
        (b'{"type": "FeatureCollection", "features": []}', UnreadableFile, "inga objekt"),
        (b'{"a": 1}', UnreadableFile, "GeoJSON"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), UnreadableFile, "lösenord"),
        (OLE, UnreadableFile, "skadad"),
        (gzip.compress(b"Datum;Kategori\n2024-10-01;A\n" * 50)[:-20], UnreadableFile, "avbruten"),
        (b"\x1f\x8b\x08trasig", UnreadableFile, "skadad"),
        (gzip.compress(b""), UnreadableFile, "tom"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_in_swedish(
    file, content: bytes, error: type[BadInput], words: str
) -> None:
    with pytest.raises(error) as caught:
        read(file(content))
    assert words in caught.value.message


def test_a_missing_file_and_wrong_corrections(file: Write, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="finns inte"):
        read(tmp_path / "saknas.csv")
    path = file("Datum;Kategori\n2024-10-01;A\n")
    with pytest.raises(MissingColumn, match="Typ"):
        read(path, corrections={"category": "Typ"})
    with pytest.raises(BadInput, match="betydelse"):
        read(path, corrections={"colour": "Kategori"})
    with pytest.raises(BadDeclaration, match="Tidszon"):
        read(path, declared=Source(key="x", name="X", zone="Mars/Olympus"))
