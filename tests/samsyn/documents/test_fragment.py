"""A section as HTML: escaped, linked, and right for everyone who cannot see it."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from samsyn.cycle import Column, DataTable, Section
from samsyn.documents import section_html
from tests.support.charted import LEVELS, chart, sections, table

VOID = {"meta", "link", "br", "path", "rect", "line", "circle"}


class Outline(HTMLParser):
    """Collects ids and checks that tags close in order."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.headings = [], [], []

    def handle_starttag(self, tag, attrs):
        """Remember an element."""
        self.ids += [value for name, value in attrs if name == "id"]
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Remember an element without content."""
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        """Check the order."""
        if tag not in VOID:
            assert self.open.pop() == tag


def outline(text):
    """Return the outline of HTML, checked to be well formed."""
    found = Outline()
    found.feed(text)
    assert found.open == []
    return found


@pytest.mark.parametrize("section", sections(), ids=lambda section: section.key)
def test_every_section_is_well_formed_without_script_or_inline_style(section):
    text = section_html(section, link=lambda digest: f"/figur/{digest}")
    found = outline(text)
    assert len(found.ids) == len(set(found.ids))
    assert not re.search(r"<script|\sstyle=|\son\w+=|javascript:", text)


def test_the_heading_level_can_be_chosen():
    section = Section(key="s", title="S", charts=(chart("bars"),))
    assert outline(section_html(section)).headings == ["h2", "h3"]
    assert outline(section_html(section, heading_level=3)).headings == ["h3", "h4"]


def test_words_are_never_markup():
    evil = "<script>alert(1)</script> & \"x\" 'y'"
    rows = ((evil, 1),)
    columns = (Column(label=evil), Column(label="n", number=True))
    section = Section(
        key="k",
        title=evil,
        lead=evil,
        paragraphs=(evil,),
        method=evil,
        levels=(replace(LEVELS[0], name=evil, reason=evil),),
        charts=(replace(chart("bars"), title=evil, sentence=evil),),
        tables=(DataTable(key="t", caption=evil, columns=columns, rows=rows, note=evil, links=("d",)),),
    )
    text = section_html(section, link=lambda digest: f'/"{digest}')
    assert "<script" not in text
    assert 'href="/&quot;d"' in text
    outline(text)


def test_each_figure_is_linked_to_how_it_was_computed():
    text = section_html(
        Section(key="k", title="K", tables=(table(),)), link=lambda digest: f"/figur/{digest}"
    )
    assert text.count('href="/figur/') == 3
    assert re.search(
        r'<td class="num"><a href="/figur/digest1">1\u00a0001<span[^>]*>, Område 1: hur räknades', text
    )


def test_levels_are_linked_and_carry_symbol_and_word():
    text = section_html(Section(key="k", title="K", levels=LEVELS), link=lambda digest: f"/figur/{digest}")
    assert 'href="/figur/d1"' in text
    assert re.search(r'level--orange"><svg[^>]*aria-hidden="true">.*?</svg>samordnad insats', text)


def test_without_links_nothing_is_linked():
    assert "<a " not in section_html(Section(key="k", title="K", tables=(table(),), levels=LEVELS))


def test_numbers_are_swedish_and_rows_are_named():
    text = section_html(Section(key="k", title="K", tables=(table(),)))
    assert '<th scope="row">Område 0</th><td class="num">1\u00a0000</td><td class="num">1,2</td>' in text
    assert '<th scope="col" class="num">Antal</th>' in text
    assert "<caption>Antal per område</caption>" in text
    assert "Avrundat." in text


def test_a_chart_comes_with_its_sentence_and_its_table():
    text = section_html(Section(key="k", title="K", charts=(chart("trend"),), method="Så här."))
    assert text.count('role="img"') == 2  # one for a wide page and one for a narrow
    assert "<figcaption>Det syns.</figcaption>" in text
    assert "vecka 39, 2024" in text
    assert 'id="k-method"' in text


def test_an_empty_table_is_left_out():
    assert "<table" not in section_html(Section(key="k", title="K", tables=(table(0),)))


WIDE_TABLE = DataTable(
    key="t",
    caption="Nivå",
    columns=(
        Column(label="Område"),
        Column(label="Riktning"),
        Column(label="Antal", number=True),
        Column(label="Varför"),
    ),
    rows=(("Åsen", "", 3, "Fler än väntat: 24 rapporter på fyra veckor."), ("Backa", "stigande", 1, "Kort.")),
)


def test_rows_of_many_columns_can_become_cards_and_stay_a_table():
    text = section_html(Section(key="k", title="K", tables=(WIDE_TABLE,)))
    assert "table__scroll--cards" in text
    assert all(f'role="{role}"' in text for role in ("table", "rowgroup", "row", "columnheader", "rowheader"))
    assert text.count('role="cell"') == 2 * 3
    assert '<td role="cell" class="num" data-label="Antal">3</td>' in text
    assert '<td role="cell" class="long" data-label="Varför">Fler' in text
    assert '<td role="cell" data-label="Varför">Kort.</td>' in text
    assert '<td role="cell"></td>' in text  # nothing to say, so no word before it
    assert "tabindex" not in text


def test_only_a_table_that_may_scroll_is_a_stop_for_the_keyboard():
    columns = (Column(label="Vecka"), *(Column(label=f"Del {n}", number=True) for n in range(9)))
    rows = (("v. 1", *range(9)),)
    many = DataTable(key="m", caption="Delar", columns=columns, rows=rows)
    text = section_html(Section(key="k", title="Delar", tables=(many,)))
    assert 'role="group" aria-label="Tabell: Delar" tabindex="0"' in text
    few = replace(many, columns=columns[:5], rows=(rows[0][:5],))
    assert "tabindex" not in section_html(Section(key="k", title="Delar", tables=(few,)))


def test_after_twenty_rows_the_rest_of_a_long_table_is_folded():
    text = section_html(Section(key="k", title="K", tables=(table(285),)))
    shown, folded = text.split("<details")
    assert shown.count('<th scope="row">') == 20
    assert folded.count('<th scope="row">') == 265
    assert "<summary>De övriga 265 raderna</summary>" in folded
    assert "<details" not in section_html(Section(key="k", title="K", tables=(table(30),)))


def test_what_the_heading_says_is_not_said_again_to_the_eye():
    section = Section(key="k", title="Antal per område", charts=(chart("bars"),), tables=(table(),))
    text = section_html(section)
    assert '<caption class="visually-hidden">Antal per område</caption>' in text
    same = replace(section, charts=(replace(chart("bars"), title="Antal per område"),))
    assert '<h3 class="visually-hidden">Antal per område</h3>' in section_html(same)
    assert "<h3>Diagram bars</h3>" in text
    repeated = replace(section, lead="Det syns.")
    assert "<figcaption>" not in section_html(repeated)


def test_a_chart_that_is_the_same_at_every_width_is_drawn_once():
    ready = replace(chart("bars"), spec={"mark": "point", "data": {"values": [{}]}})
    text = section_html(Section(key="k", title="K", charts=(ready,)))
    assert text.count('role="img"') == 1


def test_a_table_of_figures_with_long_words_scrolls_on_a_small_screen_and_one_with_short_does_not():
    heads = ("Kvartal 4, 2025", "Kvartal 1, 2026", "Kvartal 2, 2026", "Kvartal 3, 2026", "Alla")
    columns = (Column(label="Hinder"), *(Column(label=head, number=True) for head in heads))
    wide = DataTable(
        key="k", caption="Hinder", columns=columns, rows=(("personalomsättning", 0, 0, 1, 0, 1),)
    )
    narrow = replace(
        wide, columns=(Column(label="Kommun"), *(Column(label=f"F{n}", number=True) for n in range(5)))
    )
    shown = [section_html(Section(key="s", title="S", tables=(one,))) for one in (wide, narrow)]
    assert 'table__scroll--wide" role="group" aria-label="Tabell: Hinder" tabindex="0"' in shown[0]
    assert "table__scroll--figures" in shown[1]
