"""Each component says what it is given, ties its parts together, and escapes what it did not write."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory

from samsyn.charts import tokens
from samsyn_web.portal.forms import ExampleForm

WEB = Path(__file__).parents[3] / "src/samsyn_web"
CSS = WEB / "static/css"


def render(source: str, path: str = "/", **context) -> str:
    """Return a template's text, through the loader that compiles components."""
    engine = engines["django"]
    from django_cotton.compiler_regex import CottonCompiler

    template = engine.from_string(CottonCompiler().process(source))
    return template.render(context, RequestFactory().get(path))


def test_the_sentence_is_the_heading():
    page = render('<c-page-head title="Lägesbild" period="vecka 47" sentence="Tre områden avviker." />')
    assert "<h1>Tre områden avviker.</h1>" in page
    assert re.search(r'class="eyebrow">Lägesbild.*vecka 47', page)
    assert "<h1>Lägesbild</h1>" in render('<c-page-head title="Lägesbild" />')


@pytest.mark.parametrize("look", tokens.LEVELS.values(), ids=lambda look: look.status)
def test_a_level_has_the_word_and_symbol_of_the_charts(look):
    long, short = (
        render(f'<c-level status="{look.status}" />'),
        render(f'<c-level status="{look.status}" short="1" />'),
    )
    assert look.word in long
    assert look.name in short
    assert tokens.SYMBOLS[look.symbol] in long
    assert tokens.SYMBOLS[look.symbol] in short


def test_an_unknown_level_is_grey_and_a_proposal_says_so():
    assert "underlag saknas" in render('<c-level status="nonsense" />')
    assert "förslag" in render('<c-level status="red" proposed="1" />')
    assert "förslag" not in render('<c-level status="red" />')


def test_a_step_of_the_thread_without_a_count_claims_nothing_and_may_be_a_link():
    page = render(
        '<c-thread here="picture" reports="12" reports_href="/r/" picture="v 47" problem="" actions_href="/p/" />'
    )
    assert '<a class="thread__label" href="/r/">Rapporter</a>' in page
    assert '<a class="thread__label" href="/p/">Åtgärder</a>' in page
    assert '<span class="thread__label">Orsaker</span>' in page
    assert page.count("thread__count") == 2
    assert page.count("is-blank") == 4
    assert page.count('aria-current="step"') == 1


def test_a_figure_shows_its_interval_and_opens():
    page = render('<c-figure label="Åsen" value="14" low="8" high="23" unit="rapporter" href="/f/" />')
    assert "8–23 (95 %)" in page
    assert 'href="/f/"' in page
    withheld = render('<c-figure label="Åsen" why="Färre än fem." />')
    assert "Visas inte" in withheld
    assert "Färre än fem." in withheld
    assert "osäkerhet" not in withheld


def test_zero_is_a_value():
    assert "<strong>0</strong>" in render(
        '<c-figure label="Åsen" :value="count" low="0" high="3" />', count=0
    )


def test_a_table_has_a_caption_and_named_scroll():
    page = render('<c-table caption="Rader" key="rader"><tr><td>1</td></tr></c-table>')
    assert '<caption id="rader-rubrik">Rader</caption>' in page
    assert 'aria-labelledby="rader-rubrik"' in page
    assert "Inget här." in render('<c-table caption="Rader" empty="Inget här."></c-table>')


@pytest.mark.parametrize(
    ("current", "number", "href", "order"),
    [
        ("", "", "?q=a&amp;ordning=namn", None),
        ("", "1", "?q=a&amp;ordning=-namn", None),
        ("namn", "", "?q=a&amp;ordning=-namn", "ascending"),
        ("-namn", "", "?q=a&amp;ordning=namn", "descending"),
    ],
)
def test_a_heading_sorts_by_a_link_that_keeps_the_rest(current, number, href, order):
    page = render(
        '<c-th sort="namn" number="{{ number }}" current="{{ current }}">Namn</c-th>',
        "/?q=a&sida=4",
        current=current,
        number=number,
    )
    assert f'href="{href}"' in page
    assert (f'aria-sort="{order}"' in page) if order else ("aria-sort" not in page)


def test_a_field_ties_its_words_to_its_control():
    page = render('<c-field :field="form.week" />', form=ExampleForm({"week": "99"}))
    described = re.search(r'aria-describedby="([^"]+)"', page)[1].split()
    assert all(f'id="{one}"' in page for one in described)
    assert len(described) == 2
    assert 'aria-invalid="true"' in page
    assert '<label for="id_week">' in page


def test_fields_that_may_be_left_out_say_so():
    form = ExampleForm()
    assert "frivilligt" in render('<c-field :field="form.note" />', form=form)
    assert "frivilligt" not in render('<c-field :field="form.name" />', form=form)


def test_choices_are_a_group_with_a_legend():
    page = render('<c-field :field="form.edition" />', form=ExampleForm())
    assert re.search(r"<fieldset.*<legend>Upplaga", page, re.DOTALL)


def test_pages_keep_the_rest_of_the_address():
    page = render(
        '<c-pagination :page="page" what="rader" />', "/?q=a&sida=2", page=Paginator(range(95), 10).page(2)
    )
    assert 'rel="prev" href="?q=a&amp;sida=1"' in page
    assert 'rel="next" href="?q=a&amp;sida=3"' in page
    assert "11–20 av 95" in page


def test_what_people_wrote_is_text():
    evil = "<img src=x onerror=alert(1)>"
    for source in (
        '<c-page-head title="{{ evil }}" sentence="{{ evil }}" />',
        '<c-page-head :title="evil" :sentence="evil" />',
        '<c-figure label="{{ evil }}" value="{{ evil }}" />',
        '<c-notice title="{{ evil }}">{{ evil }}</c-notice>',
        '<c-button href="{{ evil }}">{{ evil }}</c-button>',
        '<c-table caption="{{ evil }}"></c-table>',
        '<c-progress label="{{ evil }}" value="3" />',
        '<c-thread reports="{{ evil }}" reports_href="{{ evil }}" />',
    ):
        assert "<img" not in render(source, evil=evil), source


def test_a_component_does_not_borrow_from_the_page():
    page = render('<c-page-head title="Rubrik" />', sentence="Lånad", period="Lånad", actions="Lånad")
    assert "Lånad" not in page


def test_the_tokens_are_those_of_the_charts():
    written = (CSS / "tokens.css").read_text(encoding="utf-8")
    assert written.split("*/\n", 1)[1] == tokens.css(), "run: ./samsyn dev -m django write_tokens"


def test_the_style_sheets_are_small_and_name_no_colour_of_their_own():
    sheets = {path.name: path.read_text(encoding="utf-8") for path in CSS.glob("*.css")}
    assert sum(len(text.encode()) for text in sheets.values()) < 40_000
    for name, text in sheets.items():
        if name != "tokens.css":
            assert not re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", text), name


def test_every_property_that_is_used_is_a_token():
    tokens_named = set(re.findall(r"(--[\w-]+):", (CSS / "tokens.css").read_text(encoding="utf-8")))
    for path in CSS.glob("*.css"):
        used = set(re.findall(r"var\((--[\w-]+)", path.read_text(encoding="utf-8")))
        assert used <= tokens_named, path.name
