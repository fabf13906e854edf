"""Declarations of sources: what is read, refused, and written back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samsyn.errors import BadDeclaration
from samsyn.files import dump_source, load_source
from samsyn.files.known import recognised
from samsyn.files.reading import MEANINGS
from samsyn.table import Break, LocationPrecision, Source, TimePrecision

Write = Callable[..., Path]

FULL = """
key: polisen
name: Polisens händelser
time_precision: exact
location_precision: centroid
zone: Europe/Stockholm
columns: {time_from: occurred_local, category: type}
categories: {Brand: BRN}
not_incidents: [Sammanfattning natt]
breaks:
  - day: 2026-01-01
    what: Från kommun till län.
counts: pressnotis
caveats: [Händelserna är pressnotiser.]
"""


def test_reads_every_field(file: Write) -> None:
    source = load_source(file(FULL, "a.yaml"))
    assert source.time_precision is TimePrecision.EXACT
    assert source.location_precision is LocationPrecision.CENTROID
    assert source.breaks == (Break(day=date(2026, 1, 1), what="Från kommun till län."),)
    assert source.columns == {"time_from": "occurred_local", "category": "type"}
    assert source.not_incidents == ("Sammanfattning natt",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("key: a\nname: A\ncolour: red", "colour"),
        ("name: A", "key"),
        ("key: a\nname: A\ntime_precision: hourly", "hourly"),
        ("key: a\nname: A\nlocation_precision: [point]", "location_precision"),
        ("key: a\nname: A\nzone: Mars/Olympus", "Mars"),
        ("key: a\nname: A\ncolumns: {colour: Färg}", "colour"),
        ("key: a\nname: A\ncategories: {Nej: false}", "categories"),
        ("key: a\nname: A\nbreaks: [{day: i går, what: x}]", "breaks"),
        ("key: a\nname: A\nbreaks: [{day: 2026-01-01}]", "breaks"),
        ("key: a\nname: A\ncaveats: en text", "caveats"),
        ("key: a\nname: 12", "name"),
        ("key: a\nname: A\nsource_status: copied", "source_status"),
        ("key: [a", "rad"),
        ("- a", "namngivna"),
        ("", "namngivna"),
    ],
)
def test_says_what_is_wrong(file: Write, text: str, words: str) -> None:
    with pytest.raises(BadDeclaration) as caught:
        load_source(file(text or "#", "a.yaml"))
    assert words in caught.value.message


def test_a_missing_declaration(tmp_path: Path) -> None:
    with pytest.raises(BadDeclaration, match="finns inte"):
        load_source(tmp_path / "saknas.yaml")


words = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
).filter(bool)  # fmt: skip
sources = st.builds(
    Source,
    key=words,
    name=words,
    time_precision=st.sampled_from(TimePrecision),
    location_precision=st.sampled_from(LocationPrecision),
    zone=st.sampled_from([None, "Europe/Stockholm", "Europe/London"]),
    columns=st.dictionaries(st.sampled_from(list(MEANINGS)), words),
    categories=st.dictionaries(words, words, max_size=3),
    not_incidents=st.lists(words, max_size=2).map(tuple),
    breaks=st.lists(st.builds(Break, day=st.dates(), what=words), max_size=2).map(tuple),
    credit=words,
    caveats=st.lists(words, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(sources)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, source: Source) -> None:
    path = tmp_path_factory.mktemp("source") / "a.yaml"
    path.write_text(dump_source(source), encoding="utf-8")
    assert load_source(path) == source


def test_recognises_by_all_columns_and_prefers_the_most() -> None:
    small = Source(key="small", name="S", columns={"date": "Datum", "category": "Typ"})
    large = Source(key="large", name="L", columns={"date": "Datum", "category": "Typ", "area": "Område"})
    one = Source(key="one", name="O", columns={"date": "Datum"})
    assert recognised(["datum", "TYP", "omrade"], (one, small, large)).key == "large"  # type: ignore[union-attr]
    assert recognised(["Datum", "Typ"], (one, small, large)).key == "small"  # type: ignore[union-attr]
    assert recognised(["Datum"], (one, small, large)) is None
    assert recognised(["datum", "TYP"], (small,)).columns == {"date": "datum", "category": "TYP"}  # type: ignore[union-attr]
