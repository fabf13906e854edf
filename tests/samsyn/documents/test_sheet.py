"""The data sheet: every figure of the JSON, whole, as numbers, and no text that can run; read by another library."""

import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from samsyn import documents
from samsyn.cycle import Edition, Section
from samsyn.documents import sheet, xlsx
from samsyn.documents.sheet_words import DETAIL, SHOWN, STATUSES
from samsyn.errors import Refused
from samsyn.methods.incidents.keys import KEYS, NAMES
from tests.support.charted import table
from tests.support.pictured import AREAS, LABELS, small_document, small_picture

SHEETS = ["Om", "Resultat", "Serier", "Underlag", "Visas inte", "Tabeller"]


def opened(edition=Edition.INTERNAL, **changes):
    """Return the sheets of the small picture, by name, as rows of cells."""
    picture = {**small_picture().document(edition), **changes}
    book = CalamineWorkbook.from_filelike(BytesIO(xlsx(small_document(edition), picture, names=NAMES)))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


@pytest.fixture(scope="module")
def book():
    """Return the sheets of the internal edition."""
    return opened()


@pytest.fixture(scope="module")
def raw():
    """Return the parts of the file."""
    data = xlsx(small_document(), small_picture().document(), names=NAMES)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def columns(rows):
    """Return the rows as mappings from heading to cell."""
    head, *rest = rows
    return [dict(zip(head, row, strict=True)) for row in rest]


def same(cell, value):
    """Whether a cell holds a value of the document: an empty one is none."""
    return cell == ("" if value is None else value)


def test_the_sheets_are_these(book):
    assert list(book) == SHEETS


@pytest.mark.parametrize("edition", list(Edition))
def test_every_figure_is_that_of_the_json(edition):
    document = small_picture().document(edition)
    rows = columns(opened(edition)["Resultat"])
    assert len(rows) == len(document["findings"]) > 15
    for row, finding in zip(rows, document["findings"], strict=True):
        for name in ("value", "low", "high", "level", "n", "area_name", "category_name", "period", "unit"):
            assert same(row[SHOWN[name]], finding[name]), (name, finding)
        for name, number in finding["detail"].items():
            if number is None or isinstance(number, int | float | str):
                assert same(row[DETAIL[name]], number), (name, finding)
        assert row["Varför"] == finding["reason"]
        assert row["Statuskod"] == finding["status"]
        assert row["Bedömning"] == STATUSES[finding["status"]]
        assert (row["Nyckel"], row["Kontrollsumma"]) == (finding["key"], finding["digest"])
        assert row["Vad"].lower() == NAMES[finding["key"]]


def test_numbers_are_numbers(book):
    rows = columns(book["Resultat"])
    assert all(isinstance(row["Värde"], float) for row in rows if row["Värde"] != "")
    assert sum(isinstance(row["Väntat"], float) for row in rows) > 5


def test_withheld_figures_are_empty_cells_and_listed():
    document = small_picture().document(Edition.PUBLIC)
    hidden = [one for one in document["findings"] if one["status"] == "withheld"]
    assert hidden
    sheets = opened(Edition.PUBLIC)
    rows = [row for row in columns(sheets["Resultat"]) if row["Statuskod"] == "withheld"]
    assert len(rows) == len(hidden)
    assert {
        row[name] for row in rows for name in ("Värde", "Nedre gräns", "Övre gräns", "Underlag, antal")
    } == {""}
    listed = [row for row in columns(sheets["Visas inte"]) if row["Slag"] == "Visas inte i upplagan"]
    assert [row["Varför"] for row in listed] == [one["reason"] for one in hidden]
    about = dict(sheets["Om"])
    assert about["Det här visas inte"].startswith(f"{len(hidden)} tal visas inte")
    assert about["Upplaga"] == "Öppen upplaga"


def test_what_the_file_is(book):
    picture, about = small_picture().document(), {row[0]: row[1] for row in book["Om"]}
    assert about["Titel"] == picture["title"]
    assert about["Vad bilden säger"] == picture["sentence"]
    assert about["Bildens kontrollsumma"] == picture["digest"]
    assert about["Rader i filerna"] == picture["source"]["rows_read"]
    assert about["Fil: rapporter.csv"] == f"SHA-256 {picture['source']['files'][0]['sha256']}"
    assert about["Första dagen"] == picture["period"]["start"]
    assert about["Inställning: false_discovery"] == 0.05
    assert about["Inställning: map_categories"] == "nej"


def test_the_series_are_whole(book):
    series, rows = small_picture().document()["series"], columns(book["Serier"])
    trend = [row for row in rows if row["Serie"] == "Över tid"]
    for name, word in (("values", "Antal"), ("expected", "Väntat")):
        shown = {row["Period eller plats"]: row["Värde"] for row in trend if row["Uppgift"] == word}
        for step, number in zip(series["trend"]["periods"], series["trend"][name], strict=True):
            assert same(shown[step], number)
    for line in series["years"]["series"]:
        shown = [row["Värde"] for row in rows if row["Uppgift"] == str(line["year"])]
        assert all(map(same, shown, line["values"]))
        assert len(shown) == len(line["values"])


def test_a_rhythm_is_told_by_weekday_and_hour():
    values = [[day + hour / 4 for hour in range(24)] for day in range(7)]
    rows = columns(opened(series={"rhythm": {"n": 3, "values": values}, "new": {"what": [1, 2]}})["Serier"])
    shown = {row["Period eller plats"]: row["Värde"] for row in rows}
    assert (shown["måndag kl. 0"], shown["söndag kl. 23"]) == (0, 11.75)
    assert sum(row["Uppgift"] == "Antal" for row in rows) == 168
    assert [row["Värde"] for row in rows if row["Serie"] == "new"] == ["[1, 2]"]


def test_what_the_figures_rest_on(book):
    rows = columns(book["Underlag"])
    (left,) = [row for row in rows if row["Slag"] == "Rader som inte är med"]
    assert (left["Fil"], left["Antal rader"]) == ("rapporter.csv", 1)
    assert any(row["Slag"].startswith("Gissat") and row["Kolumn"] == "Ärendetyp" for row in rows)
    assert any(row["Slag"] == "Brist" and "i går kväll" in row["Vad"] for row in rows)
    assert "i går kväll" not in str(opened(Edition.PUBLIC))


def test_what_is_not_computed(book):
    picture = small_picture().document()
    rows = columns(book["Visas inte"])
    assert [row["Vad"] for row in rows] == [one["what"] for one in picture["refusals"]]
    assert picture["refusals"]


def test_long_tables_are_whole():
    section = Section(key="s", title="S", tables=(table(100),))
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=(section,))
    data = xlsx(doc, small_picture().document())
    rows = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("Tabeller").to_python()
    assert rows[0][0] == "Antal per område"
    assert rows[1] == ["Område", "Antal", "Kvot"]
    assert rows[2:102] == [[f"Område {n}", 1000 + n, 1.25] for n in range(100)]
    assert rows[102][0] == "Avrundat."


def test_every_table_of_the_document_is_there(book):
    captions = [one.caption for section in small_document().sections for one in section.tables]
    said = [row[0] for row in book["Tabeller"]]
    assert captions
    assert all(caption in said for caption in captions)


def test_text_is_never_computed(raw, book):
    assert all("<f>" not in data and "<f " not in data for data in raw.values())
    assert all("<hyperlink" not in data and "TargetMode" not in data for data in raw.values())
    names = {row["Kategori"] for row in columns(book["Resultat"])} | {
        row["Område"] for row in columns(book["Resultat"])
    }
    assert {*LABELS, *AREAS} <= names
    assert 'quotePrefix="1"' in raw["xl/styles.xml"]


def test_headings_stay_and_can_be_filtered(raw):
    for n in range(1, len(SHEETS)):
        data = raw[f"xl/worksheets/sheet{n}.xml"]
        assert 'state="frozen"' in data
        assert "<autoFilter" in data
        assert "<cols>" in data


def test_the_same_picture_gives_the_same_bytes():
    made = [xlsx(small_document(), small_picture().document(), names=NAMES) for _ in range(2)]
    assert made[0] == made[1]
    assert b"2000-01-01T00:00:00Z" in zipfile.ZipFile(BytesIO(made[0])).read("docProps/core.xml")


def test_long_and_odd_texts_do_no_harm():
    text = "a\x07\ud800" + "å" * 40_000
    doc = replace(small_document(), subtitle=text)
    rows = CalamineWorkbook.from_filelike(BytesIO(xlsx(doc, small_picture().document()))).get_sheet_by_name(
        "Om"
    )
    shown = dict(row[:2] for row in rows.to_python())["Vad bilden säger"]
    assert shown == "a" + "å" * 32_765 + "…"


def test_more_rows_than_a_sheet_holds(monkeypatch):
    monkeypatch.setattr(sheet, "ROWS", 60)
    with pytest.raises(Refused, match="Bladet Serier"):
        xlsx(small_document(), small_picture().document())


def test_every_kind_of_figure_has_a_short_name():
    assert set(NAMES) == set(KEYS)
    assert len(set(NAMES.values())) == len(NAMES)


def test_squares_are_rows_with_their_middle_and_what_they_hold():
    square = {"x_m": 1125.0, "y_m": 1425.0, "size_m": 150, "n": 80, "significant": True, "place": 1}
    other = {**square, "x_m": 1275.0, "n": 2, "significant": False, "place": None}
    rows = columns(opened(series={"hot_places": [square, other]})["Serier"])
    what = "antal i rutan om 150 meter"
    assert [tuple(row.values()) for row in rows] == [
        ("Rutor", "1425, 1125", f"{what}, plats 1 som sticker ut", 80),
        ("Rutor", "1425, 1275", what, 2),
    ]


def test_a_series_that_could_not_be_drawn_leaves_the_others():
    series = {**small_picture().document()["series"], "years": None}
    assert len(opened(series=series)["Serier"]) > 1
