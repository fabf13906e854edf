"""The PDF: tagged, the same every time, and deaf to what the words look like."""

import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfua import validate

from samsyn import documents
from samsyn.cycle import Edition, Section, Status
from samsyn.documents import pdf
from samsyn.documents.printed import GAP, LINE, ROWS, content, shares_of
from tests.support.charted import KINDS, LEVELS, chart, document, table


@pytest.fixture(scope="module")
def printed():
    """Return a document with every kind of chart as PDF."""
    return pdf(document(notice="Uppdiktade data"))


def tags(data):
    """Return all structure elements in reading order, as (tag, alternative text, scope)."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                scope = str(node.A[0].Scope) if str(node.S) == "/TH" else ""
                found.append((str(node.S), str(node.get("/Alt", "")), scope))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(data)) as file:
        walk(file.Root.StructTreeRoot.K)
    return found


def words(text, **meta):
    """Return a document with one text everywhere."""
    section = Section(key="s", title=text, lead=text, paragraphs=(text,), method=text)
    return documents.document(
        title=text, subtitle=text, edition=Edition.PUBLIC, sections=(section,), meta=meta
    )


def test_it_says_its_language_title_and_standards(printed):
    file = pikepdf.open(io.BytesIO(printed))
    assert str(file.Root.Lang) == "sv-SE"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as about:
        assert (about["pdfuaid:part"], about["pdfaid:part"]) == ("1", "2")
        assert "Lägesbild vecka 39, 2024" in str(about["dc:title"])


def test_headings_descend_and_every_figure_has_words(printed):
    found = tags(printed)
    levels = [int(tag[2]) for tag, _, _ in found if tag in ("/H1", "/H2", "/H3")]
    assert levels[0] == 1
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    figures = [alt for tag, alt, _ in found if tag == "/Figure"]
    assert len(figures) == len(KINDS)
    assert all("Det syns." in alt for alt in figures)


def test_tables_have_captions_and_headings_that_say_what_they_head(printed):
    found = tags(printed)
    count = Counter(tag for tag, _, _ in found)
    assert count["/Table"] == count["/THead"] == 2
    assert count["/Caption"] == 1 + len(KINDS)  # the heading names the other table
    heads = [scope for tag, _, scope in found if tag == "/TH"]
    assert heads == ["/Column"] * (4 + 3)


def test_sentences_are_paragraphs(printed):
    assert Counter(tag for tag, _, _ in tags(printed))["/P"] >= 8


def test_the_checker_finds_nothing(printed, tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(printed)
    assert [finding.message for finding in validate(str(path)).findings] == []


def test_the_same_document_gives_the_same_bytes(printed):
    assert pdf(document(notice="Uppdiktade data")) == printed


def test_the_time_is_the_documents_own():
    at = datetime(2024, 10, 3, 9, 0, tzinfo=UTC)
    file = pikepdf.open(io.BytesIO(pdf(words("a", generated_at=at))))
    assert "20241003" in str(file.docinfo["/CreationDate"])


@pytest.mark.parametrize(
    "text",
    ['#read("/etc/passwd") *fet* $x$ [a](b) <etikett>', "emoji 😀 →", "klocka \x07", "halv \ud800", "中文"],
)
def test_words_are_data_and_odd_letters_stop_nothing(text):
    assert pdf(words(text)).startswith(b"%PDF")


def test_an_empty_document_can_be_printed():
    doc = documents.document(title="Tom", subtitle="", edition=Edition.INTERNAL, sections=())
    assert pdf(doc).startswith(b"%PDF")


def test_long_tables_are_cut_with_a_note():
    section = Section(key="s", title="S", tables=(table(ROWS + 40),))
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=(section,))
    shown = content(doc)["sections"][0]["tables"][0]
    assert len(shown["rows"]) == 60
    assert shown["note"] == "Avrundat. De första 60 av 100 rader. Alla rader finns i datafilen."


def test_long_documents_get_a_list_of_contents():
    sections = [Section(key=f"s{n}", title=f"Del {n}", tables=(table(50),)) for n in range(8)]
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=sections)
    assert Counter(tag for tag, _, _ in tags(pdf(doc)))["/TOCI"] == 8


def _areas(calm, other):
    levels = [replace(LEVELS[1], area=f"g{n}", name=f"Grön {n}", status=Status.GREEN) for n in range(calm)]
    return (*levels, *(replace(LEVELS[0], area=f"o{n}", name=f"Orange {n}") for n in range(other)))


def _content_of(section):
    doc = documents.document(title="T", subtitle="", edition=Edition.INTERNAL, sections=(section,))
    return content(doc)


def test_the_first_page_names_all_of_few_areas_and_those_that_are_not_calm_of_many():
    few = _content_of(Section(key="s", title="S", levels=_areas(38, 2)))
    assert (len(few["levels"]), few["other_levels"]) == (40, "")
    many = _content_of(Section(key="s", title="S", levels=_areas(283, 2)))
    assert [one["name"] for one in many["levels"]] == ["Orange 0", "Orange 1"]
    assert many["other_levels"] == "Områden som inte står här: normalläge i 283."
    calm = _content_of(Section(key="s", title="S", levels=_areas(285, 0)))
    assert (calm["levels"], calm["other_levels"]) == ([], "Alla områden: normalläge i 285.")


def test_what_the_heading_says_is_not_printed_again():
    drawn = replace(chart("bars"), title="Var", sentence="Det syns.")
    said = _content_of(Section(key="s", title="Var", lead="Det syns.", charts=(drawn,), tables=(table(),)))
    shown = said["sections"][0]
    assert (shown["charts"][0]["headed"], shown["charts"][0]["captioned"]) == (False, False)
    assert shown["charts"][0]["alt"] == "Var. Det syns."
    assert shown["tables"][0]["headed"]


def test_short_tables_are_kept_on_one_page_and_long_ones_are_not():
    kept = [
        _content_of(Section(key="s", title="S", tables=(table(n),)))["sections"][0]["tables"][0]
        for n in (5, 30)
    ]
    assert [one["breakable"] for one in kept] == [False, True]


@pytest.mark.parametrize("areas", [0, 20])
def test_the_list_of_contents_does_not_stand_alone(areas):
    pages = [Section(key=f"s{n}", title=f"Del {n}", lead="L", charts=(chart("trend"),)) for n in range(14)]
    first = Section(key="levels", title="Nivå", levels=_areas(areas, 0))
    told = (first, *pages) if areas else pages
    doc = documents.document(title="T", subtitle="S", edition=Edition.INTERNAL, sections=told)
    with pikepdf.open(io.BytesIO(pdf(doc))) as file:
        curves = [page.Contents.read_bytes().count(b" c\n") for page in file.pages]
    assert len(curves) > 6
    assert min(curves[: 2 if areas else 1]) > 10  # symbols of levels, or the dots of a chart under the list


def test_the_first_page_is_its_own_where_it_shows_the_areas():
    last = Section(key="last", title="Sist", lead="Slut.")
    levels = Section(key="levels", title="Nivå", lead="Så är det.", levels=_areas(20, 0))
    for sections, pages in (((levels, last), 2), ((last, last), 1)):
        doc = documents.document(title="T", subtitle="S", edition=Edition.INTERNAL, sections=sections)
        with pikepdf.open(io.BytesIO(pdf(doc))) as file:
            assert len(file.pages) == pages


CROWDED = (
    (
        "stöd till kommunerna",
        "2022",
        "2 000",
        "Brå",
        "de fem kommunerna tillsammans",
        "projektledare på halvtid",
        "",
    ),
    (
        "utöver de tillförda medlen",
        "",
        "–",
        "Brås ramanslag",
        "projektet",
        "utöver medlen",
        "summa ej angiven",
    ),
)
HEADS = ("Slag", "År", "Tusen kronor", "Från", "Till", "För", "Anmärkning")


def test_every_column_of_a_crowded_table_has_room_for_its_longest_word() -> None:
    shares = shares_of(CROWDED, HEADS)
    assert all(shares), "no column takes room that another needs"
    room = LINE - GAP * len(HEADS)
    for n, head in enumerate(HEADS):
        longest = max(len(word) for row in (HEADS, *CROWDED) for word in row[n].split() or [""])
        assert shares[n] / sum(shares) * room >= longest - 0.5, head


def test_long_texts_of_a_table_with_room_share_what_short_ones_leave() -> None:
    rows = (("Linköping", "Heldagskonferens om brottsförebyggande arbete", "1"),)
    assert shares_of(rows, ("Kommun", "Aktivitet", "Format")) == [0, 45, 0]


@given(
    st.lists(st.lists(st.text(st.sampled_from("ab "), max_size=40), min_size=3, max_size=3), min_size=1),
)
def test_shares_do_not_depend_on_the_order_of_rows(rows: list[list[str]]) -> None:
    shares = shares_of(rows, ("A", "B", "C"))
    assert shares == shares_of(rows[::-1], ("A", "B", "C"))
    assert len(shares) == 3
    assert min(shares) >= 0
