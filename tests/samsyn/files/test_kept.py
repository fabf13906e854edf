"""What is kept of a file lets it be read again, names no person, and calls the same row by the same name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from samsyn import files
from samsyn.errors import MissingColumn
from samsyn.files.placing import place_again
from samsyn.instruments.suggest import suggested_categories
from samsyn.table import AreaSet, LocationPrecision, Sensitivity

Write = Callable[[str, str], Path]
HEADING = "Nr;Tidpunkt;Kategori;Område;Beskrivning"
LINES = [
    "1;2024-01-01 10:00;Buller;Åsen;Kim slog 19121212-1212",
    "2;2024-01-02 11:30;Klotter;Norrby;Rutan",
    "3;i går;Klotter;Norrby;Rutan",
]


def text(*lines: str, heading: str = HEADING) -> str:
    """Return a file."""
    return "\n".join([heading, *lines]) + "\n"


def names(reading: files.Reading) -> list[bytes]:
    """Return what the rows are called."""
    return reading.kept.identities["identity"].to_list()


def test_reading_again_gives_the_same(file: Write) -> None:
    first = files.read(file(text(*LINES), "r.csv"), keep=True)
    again = files.read_again(first)
    assert again.table.frame.equals(first.table.frame)
    for part in (
        "source",
        "columns",
        "problems",
        "left_out",
        "warnings",
        "guesses",
        "sha256",
        "rows_read",
        "encoding",
    ):
        assert getattr(again, part) == getattr(first, part), part
    assert again.kept.identities.equals(first.kept.identities)
    assert again.kept.cells.equals(first.kept.cells)


def test_no_cell_about_a_person_is_kept(file: Write) -> None:
    kept = files.read(file(text(*LINES), "r.csv"), keep=True).kept
    assert kept.withheld == {"Beskrivning": Sensitivity.FREE_TEXT}
    assert kept.cells["Beskrivning"].null_count() == len(LINES)
    assert kept.reason.to_list() == [None, None, "bad_time"]


def test_other_columns_may_be_pointed_out_but_not_those_that_are_gone(file: Write) -> None:
    first = files.read(file(text(*LINES), "r.csv"), keep=True)
    again = files.read_again(first, declared=first.source, corrections={"category": "Område", "area": ""})
    assert again.table.frame["category"].to_list() == ["Åsen", "Norrby"]
    with pytest.raises(MissingColumn, match="sparades inte"):
        files.read_again(first, corrections={"category": "Beskrivning"})


def test_a_reading_without_what_is_kept_cannot_be_read_again(file: Write) -> None:
    with pytest.raises(ValueError, match="Nothing was kept"):
        files.read_again(files.read(file(text(*LINES), "r.csv")))


def test_a_row_with_a_number_is_called_by_it(file: Write) -> None:
    first = files.read(file(text(*LINES), "a.csv"), keep=True)
    changed = files.read(
        file(text("9;2024-01-05 10:00;Buller;Åsen;", LINES[0].replace("Buller", "Brand")), "b.csv"), keep=True
    )
    assert names(changed)[1] == names(first)[0]
    assert changed.kept.identities["digest"][1] != first.kept.identities["digest"][0]


def test_rows_without_numbers_are_called_by_what_they_say(file: Write) -> None:
    heading, row, other = (
        "Tidpunkt;Kategori;Område",
        "2024-01-01 10:00;Buller;Åsen",
        "2024-01-01 10:00;Buller;Norrby",
    )
    short = files.read(file(text(row, other, row, heading=heading), "a.csv"), keep=True)
    longer = files.read(
        file(text(other, row, row, row, heading=heading).replace(";", ","), "b.csv"), keep=True
    )
    assert len(set(names(short))) == 3
    assert set(names(short)) < set(names(longer))
    assert len(set(names(longer))) == 4


@given(
    st.lists(
        st.sampled_from(["2024-01-01 10:00;A;X", "2024-01-01 10:00;B;X", "2024-01-02 10:00;A;"]), min_size=1
    )
)
def test_a_longer_delivery_holds_the_names_of_a_shorter(lines: list[str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        found = []
        for n, some in enumerate((lines, [*lines, "2024-01-03 10:00;A;X"])):
            path = Path(folder) / f"{n}.csv"
            path.write_text(text(*some, heading="Tidpunkt;Kategori;Område"))
            found.append(names(files.read(path, keep=True)))
    assert len(set(found[0])) == len(lines)
    assert set(found[0]) < set(found[1])


def test_the_areas_in_use_make_no_row_another(file: Write) -> None:
    path = file(text(*LINES), "a.csv")
    areas = AreaSet(keys=("1", "2"), names=("Åsen", "Norrby"), version="v1")
    assert names(files.read(path, keep=True)) == names(files.read(path, areas=areas, keep=True))


SQUARES = np.array([shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 10)], dtype=object)


@pytest.mark.parametrize(("points", "expected"), [(True, ["w", "e", "n"]), (False, [None, "e", "n"])])
def test_rows_are_placed_again_by_point_and_else_by_name(points: bool, expected: list[str | None]) -> None:
    areas = AreaSet(keys=("w", "e", "n"), names=("Väst", "Öst", "Norr"), version="v2", crs="EPSG:3006",
                    polygons=np.append(SQUARES, shapely.box(0, 10, 20, 20)))  # fmt: skip
    frame = pl.DataFrame(
        {"area": ["gammal", "Öst", "N1"], "x_m": [5.0, 15.0, None], "y_m": [5.0, 5.0, None]},
        schema={"area": pl.String, "x_m": pl.Float64, "y_m": pl.Float64},
    )
    own = AreaSet(keys=("N1", "gammal"), names=("Norr", "Gamla"), version="filens")
    precision = LocationPrecision.POINT if points else LocationPrecision.CENTROID
    placed, crs = place_again(frame, crs="EPSG:3006", precision=precision, own=own, areas=areas)
    assert placed["area"].to_list() == expected
    assert crs == "EPSG:3006"


def test_placing_again_equals_reading_with_the_areas(file: Write) -> None:
    rows = ["2024-01-01 10:00;Buller;674032;6580821", "2024-01-02 10:00;Buller;674900;6580000"]
    path = file(text(*rows, heading="Tidpunkt;Kategori;X;Y"), "p.csv")
    around = np.array([shapely.box(674000, 6580500, 674500, 6581000)], dtype=object)
    areas = AreaSet(keys=("a",), names=("A",), version="v", polygons=around)
    bare, direct = files.read(path), files.read(path, areas=areas)
    precision = bare.source.location_precision
    placed, _ = place_again(
        bare.table.frame, crs=bare.table.crs, precision=precision, own=bare.areas, areas=areas
    )
    assert placed["area"].to_list() == direct.table.frame["area"].to_list()


def test_categories_are_suggested_where_words_say_so() -> None:
    found = suggested_categories(["Klotter", "SKA", "skadegörelse och klotter", "Störning", "Rån, väpnat"])
    assert found["Klotter"] == found["SKA"] == found["skadegörelse och klotter"] == "SKA"
    assert "Störning" not in found
