"""The self-contained HTML file."""

import re

import pytest

from samsyn.charts import tokens
from samsyn.documents import html, section_css
from tests.samsyn.documents.test_fragment import outline
from tests.support.charted import document


@pytest.fixture(scope="module")
def page():
    """Return a document with every kind of chart."""
    return html(document(notice="Uppdiktade data"))


def test_it_needs_nothing_else(page):
    outside = re.findall(r'(?:src|href|url)\s*[=(]\s*"?((?:https?:)?//[^")]+)', page)
    assert outside == []
    assert "<script" not in page
    assert page.count("data:font/ttf;base64,") == 2


def test_it_is_swedish_with_landmarks_a_skip_link_and_one_main_heading(page):
    found = outline(re.sub(r"<!DOCTYPE html>\n", "", page))
    assert '<html lang="sv">' in page
    assert all(f"<{tag}" in page for tag in ("header", "main", "nav", "footer"))
    assert 'class="skip" href="#innehåll"' in page
    assert found.headings.count("h1") == 1
    levels = [int(heading[1]) for heading in found.headings]
    assert all(b - a <= 1 for a, b in zip(levels, levels[1:], strict=False))
    assert len(found.ids) == len(set(found.ids))


def test_every_internal_link_has_its_goal(page):
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= ids


def test_the_sentence_stands_first_and_once(page):
    assert page.count("Ett område avviker.") == 1
    assert page.index("Uppdiktade data") < page.index('class="says"') < page.index("<table")


def test_the_same_document_gives_the_same_file(page):
    assert html(document(notice="Uppdiktade data")) == page


def test_styles_use_tokens_and_no_colour_of_their_own():
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", section_css())
    known = {*tokens.LIGHT, *tokens.TYPE, *tokens.SPACE, "font"}
    assert set(re.findall(r"var\(--([\w-]+)\)", section_css())) <= known


def test_colours_in_the_page_follow_the_theme(page):
    body = page[page.index("<body>") :]
    assert not re.search(r'"#[0-9a-fA-F]{6}"', body)
    assert set(re.findall(r"var\(--([\w-]+)\)", body)) <= set(tokens.LIGHT)
