"""Files that cannot be read say why, in Swedish."""

from __future__ import annotations

import contextlib
import gzip
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration, BadInput, MissingColumn, UnreadableFile
from samsyn.files import read
from samsyn.files.raw import MOST_COLUMNS
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
        (gzip.compress(b"Datum;Kategori\n2024-10-01;A\n" * 50, mtime=0)[:-20], UnreadableFile, "avbruten"),
        (b"\x1f\x8b\x08trasig", UnreadableFile, "skadad"),
        (gzip.compress(b"", mtime=0), UnreadableFile, "tom"),
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


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_file_that_is_larger_than_asked_for_is_refused(file: Write, pack: Callable[[bytes], bytes]) -> None:
    path = file(pack(b"Datum;Kategori\n" + b"2024-10-01;A\n" * 100_000))
    with pytest.raises(UnreadableFile, match="större än 1 MB uppackad"):
        read(path, largest=10**6)
    assert read(path, largest=2 * 10**6).rows_read == 100_000


def test_the_number_of_columns_has_a_ceiling(file: Write) -> None:
    def table(columns: int) -> str:
        return (
            ";".join(["Datum", *(f"K{n}" for n in range(1, columns))]) + "\n2024-10-01" + ";a" * (columns - 1)
        )

    assert len(read(file(table(MOST_COLUMNS))).columns) == MOST_COLUMNS
    with pytest.raises(UnreadableFile, match=f"har {MOST_COLUMNS + 1} kolumner"):
        read(file(table(MOST_COLUMNS + 1)))


STARTS = [b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b\x08", b"{", b"[{", b"SQLite format 3\x00"]
HEADINGS = ["Datum", "Tidpunkt", "Kategori", "lat", "lon", "x", "y", "Område", "id", "", "Slag", "till"]
CELLS = st.one_of(
    st.sampled_from(
        [
            "2024-10-01",
            "13/10/2024 10:00",
            "Åsen",
            "59,3",
            "18.1",
            "",
            "=1+1",
            "\x00",
            "Summa",
            "45566",
            "\u202e",
        ]
    ),
    st.text(max_size=8),
)


@settings(max_examples=120, deadline=None)
@given(
    st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=6),
    st.lists(st.lists(CELLS, max_size=7), max_size=8),
    st.sampled_from([";", ",", "\t"]),
)  # fmt: skip
def test_any_table_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, head: list[str], rows: list[list[str]], delimiter: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "a.csv"
    text = "\n".join(delimiter.join(each) for each in [head, *rows])
    path.write_bytes(text.encode(errors="replace"))
    try:
        reading = read(path)
    except BadInput as error:
        assert error.message.endswith(".")  # noqa: PT017
        return
    assert reading.rows_read == reading.rows_used + sum(each.count for each in reading.left_out)


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"PK\x03\x04", b"PAR1", b"\x1f\x8b\x08", b"{", b"[{", b"SQLite format 3\x00"]),
)
def test_any_bytes_are_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, start: bytes
) -> None:
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(start + content)
    with contextlib.suppress(BadInput):
        read(path)


def test_features_without_a_place_are_rows_without_a_place(file: Write) -> None:
    """No geometry, an empty point and a point of words: counted, and nowhere on the map."""
    features = ",".join(
        f'{{"type": "Feature", "properties": {{"Tid": "2024-01-0{n}"}}, "geometry": {geometry}}}'
        for n, geometry in enumerate(
            ("null", '{"type": "Point", "coordinates": []}', '{"type": "Point", "coordinates": ["a", "b"]}'),
            1,
        )
    )
    reading = read(file(f'{{"type": "FeatureCollection", "features": [{features}]}}', "a.geojson"))
    assert reading.rows_used == 3
    assert reading.table.frame["x_m"].null_count() == 3
