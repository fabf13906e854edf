"""The Word file: headings, tables, words for pictures, and the same bytes every time; read as the XML that it is."""

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from uuid import UUID
from xml.etree import ElementTree

import pytest
from PIL import Image

from samsyn import documents
from samsyn.charts import resolve, tokens
from samsyn.charts.lettering import font_folder
from samsyn.cycle import Edition, Section
from samsyn.documents import Brand, docx
from samsyn.documents.printed import WIDTH, content
from samsyn.documents.word_tables import ROOM, column_widths
from samsyn.errors import BadInput
from tests.support.charted import KINDS, chart, document, table
from tests.support.opened_word import WP, W, Word, text_of, value

ORDER = {  # the order in which Word wants these to stand (ECMA-376, part 1)
    "pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr tabs spacing ind jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders shd tcMar vAlign",
}


@pytest.fixture(scope="module")
def written():
    """Return the document with every kind of chart, as written."""
    return docx(document(notice="Uppdiktade data"))


@pytest.fixture(scope="module")
def word(written):
    """Return the same, opened."""
    return Word(written)


def small(text="Text", **more):
    """Return a document with one text everywhere and no chart."""
    section = Section(key="s", title=text, lead=f"{text}!", paragraphs=(text,), method=text)
    return documents.document(
        title=text,
        subtitle=text,
        edition=Edition.PUBLIC,
        sections=(section,),
        meta={"organisation": text},
        **more,
    )


def picture(kind="PNG", size=(400, 100), **more):
    """Return a picture as bytes."""
    file = BytesIO()
    Image.new("RGB", size, "navy").save(file, kind, **more)
    return file.getvalue()


def test_headings_descend_and_are_the_documents_own(word):
    styles = {one.attrib[f"{W}styleId"]: one for one in word.xml("word/styles.xml").iter(f"{W}style")}
    for level in (1, 2, 3):
        assert value(styles[f"Heading{level}"], "name") == f"heading {level}"
        assert value(styles[f"Heading{level}"], "pPr/outlineLvl") == str(level - 1)
    found = [(int(style[-1]), text) for style, text in word.paragraphs() if style.startswith("Heading")]
    assert found[0] == (1, "Läget per område")
    assert all(b - a <= 1 for (a, _), (b, _) in zip(found, found[1:], strict=False))
    shown = content(document())
    parts = [text for level, text in found if level == 1]
    assert parts[2:] == [*(section["title"] for section in shown["sections"]), "Om dokumentet"]
    assert [text for level, text in found if level == 2] == [f"Diagram {kind}" for kind in KINDS]
    assert word.texts("Title") == ["Lägesbild vecka 39, 2024"]


def test_every_style_that_is_used_is_there(word):
    defined = {one.attrib[f"{W}styleId"] for one in word.xml("word/styles.xml").iter(f"{W}style")}
    for part in ("word/document.xml", "word/footer1.xml", "word/numbering.xml"):
        for name in ("pStyle", "rStyle", "tblStyle"):
            assert {one.attrib[f"{W}val"] for one in word.xml(part).iter(f"{W}{name}")} <= defined


def test_it_is_swedish(word):
    language = word.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    assert language.attrib[f"{W}val"] == "sv-SE"
    assert b">sv-SE</dc:language>" in word.parts["docProps/core.xml"]
    others = [part for part, data in word.parts.items() if b"en-US" in data and part.endswith(".xml")]
    assert others == []


def test_tables_repeat_their_header_and_their_widths_fit(word):
    found = list(word.xml().iter(f"{W}tbl"))
    assert len(found) == 3
    for one in found:
        first, *rest = one.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
        widths = [int(column.attrib[f"{W}w"]) for column in one.iter(f"{W}gridCol")]
        assert sum(widths) <= ROOM
        assert all(
            [int(value(cell, "tcPr/tcW", "w")) for cell in row.iter(f"{W}tc")] == widths
            for row in [first, *rest]
        )
        assert value(one, "tblPr/tblCaption")
        assert one.find(f"{W}tblPr/{W}tblLook").attrib[f"{W}firstRow"] == "1"


def test_tables_say_what_the_pdf_says(word):
    shown = [one for section in content(document())["sections"] for one in section["tables"]]
    made = word.tables()[1:]
    for one, (head, *rows) in zip(shown, made, strict=True):
        assert head == one["heads"]
        for n, row in enumerate(rows):
            at = one["level_column"]
            assert [text for c, text in enumerate(row) if c != at] == [
                t for c, t in enumerate(one["rows"][n]) if c != at
            ]
    assert word.tables()[2][1] == ["Område 0", "1\u00a0000", "1,2"]
    right = [cell for cell in list(word.xml().iter(f"{W}tbl"))[2].iter(f"{W}tc") if "000" in text_of(cell)]
    assert [value(cell, "p/pPr/jc") for cell in right] == ["right"]


def test_a_level_is_colour_symbol_and_word(word):
    for at, column in ((0, 2), (1, 1)):
        rows = list(list(word.xml().iter(f"{W}tbl"))[at].iter(f"{W}tr"))[1:]
        cells = [list(row.iter(f"{W}tc"))[column] for row in rows]
        assert [text_of(cell) for cell in cells] == ["◆ samordnad insats", "● normalläge"]
        fills = [f"#{value(cell, 'tcPr/shd', 'fill')}" for cell in cells]
        assert fills == [tokens.LIGHT["level-orange-fill"], tokens.LIGHT["level-green-fill"]]


def test_every_picture_has_words_and_is_drawn_at_twice_the_size(word):
    found = list(word.xml().iter(f"{WP}docPr"))
    assert [one.attrib["descr"] for one in found] == [f"Diagram {kind}. Det syns." for kind in KINDS]
    assert len({one.attrib["id"] for one in found}) == len(KINDS)
    sizes = [
        Image.open(BytesIO(data)).width for name, data in word.parts.items() if name.startswith("word/media/")
    ]
    assert len(sizes) == len(KINDS)
    assert resolve(chart("trend"), width=WIDTH).spec
    assert all(2 * WIDTH - 40 <= width <= 2 * WIDTH + 60 for width in sizes)


def test_captions_are_numbered_by_word(word):
    figures = word.texts("Caption")
    assert figures == [f"Figur {n}. Det syns." for n in range(1, len(KINDS) + 1)]
    assert word.texts("TableCaption") == ["Tabell 1. Läget", "Tabell 2. Antal per område"]
    fields = [one.attrib[f"{W}instr"].split() for one in word.xml().iter(f"{W}fldSimple")]
    assert [code[:2] for code in fields].count(["SEQ", "Figur"]) == len(KINDS)
    assert [code[:2] for code in fields].count(["SEQ", "Tabell"]) == 2


def test_a_number_that_a_caption_brings_is_not_said_twice():
    numbered = Section(
        key="s",
        title="Avsnitt",
        charts=(replace(chart("bars"), title="Figur 3. Kurvan", sentence=""),),
        tables=(replace(table(), caption="Tabell 7. Antal"),),
    )
    made = Word(
        docx(documents.document(title="T", subtitle="u", edition=Edition.PUBLIC, sections=(numbered,)))
    )
    assert made.texts("TableCaption") == ["Tabell 1. Antal"]
    assert made.texts("Caption") == ["Figur 1. Kurvan"]
    assert made.texts("Heading2") == ["Kurvan"]


def test_the_footer_says_edition_and_page(word):
    footer = word.xml("word/footer1.xml")
    assert text_of(footer) == "Lägesbild vecka 39, 2024 · Upplaga för samverkan\tSida 1 av 1"
    assert [one.attrib[f"{W}instr"].strip() for one in footer.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]
    assert word.xml().find(f"{W}body/{W}sectPr/{W}footerReference") is not None


def test_the_list_of_contents_is_a_field_and_works_before_it_is_updated(word):
    holder = word.xml().find(f"{W}body/{W}sdt")
    assert "TOC" in text_of_field(holder)
    kinds = [one.attrib[f"{W}fldCharType"] for one in holder.iter(f"{W}fldChar")]
    assert kinds == ["begin", "separate", "end"]
    marked = {}
    for one in word.xml().iter(f"{W}p"):
        for mark in one.iter(f"{W}bookmarkStart"):
            marked[mark.attrib[f"{W}name"]] = text_of(one)
    links = [(one.attrib[f"{W}anchor"], text_of(one)) for one in holder.iter(f"{W}hyperlink")]
    assert len(links) == 3 + len(KINDS)
    assert all(marked[name] == text for name, text in links)
    assert holder.find(f".//{W}docPartGallery").attrib[f"{W}val"] == "Table of Contents"


def text_of_field(element):
    return "".join(one.text for one in element.iter(f"{W}instrText"))


def test_a_short_document_has_no_list_of_contents():
    assert Word(docx(small())).xml().find(f"{W}body/{W}sdt") is None


def test_the_file_tells_who_made_it_and_what_it_says():
    at = datetime(2024, 10, 3, 9, 0, tzinfo=UTC)
    core = ElementTree.fromstring(Word(docx(document(generated_at=at))).parts["docProps/core.xml"])
    said = {one.tag.rpartition("}")[2]: one.text for one in core}
    assert said["title"] == "Lägesbild vecka 39, 2024"
    assert said["creator"] == said["lastModifiedBy"] == "Exempelköpings kommun"
    assert said["subject"] == "Ett område avviker."
    assert said["keywords"] == "vecka 39, 2024, Upplaga för samverkan"
    assert said["created"] == said["modified"] == "2024-10-03T09:00:00Z"


def test_the_same_document_gives_the_same_bytes(written, word):
    assert docx(document(notice="Uppdiktade data")) == written
    assert word.dates == {(1980, 1, 1, 0, 0, 0)}
    assert docx(small("a")) != docx(small("b"))


def test_the_type_is_in_the_file(word):
    fonts = word.xml("word/fontTable.xml")
    keys = [one.attrib[f"{W}fontKey"] for one in fonts.iter() if "fontKey" in "".join(one.attrib)]
    for n, (key, name) in enumerate(zip(keys, ("Regular", "Bold"), strict=True), start=1):
        hidden = word.parts[f"word/fonts/font{n}.odttf"]
        mask = bytes.fromhex(UUID(key).hex)[::-1]
        shown = bytes(byte ^ mask[i % 16] for i, byte in enumerate(hidden[:32])) + hidden[32:]
        assert shown == (font_folder() / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()


def test_elements_stand_in_the_order_that_word_wants(word):
    for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        for name, order in ORDER.items():
            places = {f"{W}{one}": n for n, one in enumerate(order.split())}
            for one in word.xml(part).iter(f"{W}{name}"):
                at = [places[child.tag] for child in one]
                assert at == sorted(at), (part, name, [child.tag for child in one])


def test_nothing_leads_out_of_the_file(word):
    for name, data in word.parts.items():
        if name.endswith(".rels"):
            assert all("TargetMode" not in one.attrib for one in ElementTree.fromstring(data)), name


@pytest.mark.parametrize(
    "text",
    ["<w:p>&amp;</w:p> $ ${accent} {said}", "emoji 😀 →", "klocka \x07", "halv \ud800", "中文", "a" * 400],
)
def test_words_are_data(text):
    word = Word(docx(small(text)))
    shown = "".join(one for one in text if one not in "\x07\ud800")
    assert word.texts("Title") == word.texts("Subtitle") == word.texts("Heading1")[1:2] == [shown]
    assert word.texts("Lead") == [f"{shown}!"]
    assert text_of(word.xml("word/footer1.xml")).startswith(f"{shown} · Öppen upplaga")


def test_an_empty_document_can_be_written():
    doc = documents.document(title="Tom", subtitle="", edition=Edition.INTERNAL, sections=())
    assert Word(docx(doc)).texts("Title") == ["Tom"]


def test_a_long_table_is_cut_with_a_note():
    section = Section(key="s", title="S", tables=(table(100),))
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=(section,))
    word = Word(docx(doc))
    assert len(word.tables()[0]) == 61
    assert word.texts("TableNote") == ["Avrundat. De första 60 av 100 rader. Alla rader finns i datafilen."]


def test_columns_get_what_they_need_and_no_more_than_there_is():
    assert sum(column_widths([["a", "b"], ["c", "1"]])) < ROOM / 4
    narrow, wide = column_widths(
        [["namn", "skäl"], ["Åsen", "en lång mening som fortsätter och fortsätter " * 5]]
    )
    assert narrow < wide <= ROOM
    for number in (2, 8, 30):
        widths = column_widths([["ett långt ord och flera till " * 4] * number])
        assert sum(widths) <= ROOM
        assert min(widths) >= 1


def test_a_logo_and_a_colour():
    brand = Brand(logo=picture(), logo_text="Exempelköpings vapen", accent="#7A1F5C")
    word = Word(docx(small(brand=brand)))
    (logo,) = word.xml().iter(f"{WP}docPr")
    assert logo.attrib["descr"] == "Exempelköpings vapen"
    height = int(next(word.xml().iter(f"{WP}extent")).attrib["cy"])
    assert height <= 18 * 36_000
    assert b'w:val="7A1F5C"' in word.parts["word/styles.xml"]
    assert tokens.LIGHT["accent"].removeprefix("#").encode() not in word.parts["word/styles.xml"]
    assert Word(docx(small())).parts["word/styles.xml"].count(b"0B5563") > 1


def test_a_logo_goes_out_as_a_picture_and_nothing_else():
    exif = Image.Exif()
    exif[0x010E] = "hemlig plats"
    given = picture("JPEG", exif=exif)
    assert b"hemlig plats" in given
    kept = Brand(logo=given).logo
    assert b"hemlig plats" not in kept
    assert Image.open(BytesIO(kept)).size == (400, 100)
    assert max(Image.open(BytesIO(Brand(logo=picture(size=(4000, 40))).logo)).size) == 1200
    assert replace(document(), brand=Brand(logo=kept)).brand.logo == kept


@pytest.mark.parametrize("accent", ["red", "#12345", "#GGGGGG", "#FFE900", ""])
def test_a_colour_that_cannot_be_read(accent):
    with pytest.raises(BadInput, match="Färgen"):
        Brand(accent=accent)


@pytest.mark.parametrize(
    "logo", [b"", b"GIF89a", b"<svg/>", picture("GIF"), picture()[:60], picture(size=(6000, 5000))]
)
def test_a_logo_that_is_none(logo):
    with pytest.raises(BadInput, match="Logotypen"):
        Brand(logo=logo)
