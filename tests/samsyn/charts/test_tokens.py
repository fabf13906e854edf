"""The look: contrast in both themes, hues that can be told apart, and the CSS."""

import itertools
import re

import pytest

from samsyn.charts import tokens
from samsyn.cycle import Status

THEMES = [tokens.LIGHT, tokens.DARK]
DEUTAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881))
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998))


def test_contrast_is_that_of_the_definition():
    assert tokens.contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert tokens.contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # a published value


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "surface"])
def test_text_can_be_read(theme, ground):
    texts = ["ink", "quiet", "accent", "danger", *(f"level-{name}" for name in tokens.LEVELS)]
    assert {name: tokens.contrast(theme[name], theme[ground]) >= 4.5 for name in texts} == dict.fromkeys(
        texts, True
    )


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_lines_and_dots_can_be_seen(theme):
    marks = [*(f"category-{n}" for n in range(1, 9)), "past", "accent", "ink"]
    assert {name: tokens.contrast(theme[name], theme["paper"]) >= 3 for name in marks} == dict.fromkeys(
        marks, True
    )
    assert tokens.contrast(theme["accent"], theme["band"]) >= 3
    assert tokens.contrast(theme["on-accent"], theme["accent"]) >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
@pytest.mark.parametrize("name", list(tokens.LEVELS))
def test_a_level_can_be_read_on_its_own_colour(theme, name):
    assert tokens.contrast(theme["ink"], theme[f"level-{name}-fill"]) >= 4.5
    assert tokens.contrast(theme[f"level-{name}"], theme[f"level-{name}-fill"]) >= 4.5


def test_no_two_tokens_share_a_colour_since_the_web_tells_them_apart_by_it():
    assert len({colour.lower() for colour in tokens.LIGHT.values()}) == len(tokens.LIGHT)
    assert set(tokens.LIGHT) == set(tokens.DARK)


def test_categories_are_never_the_colours_of_levels():
    levels = {tokens.LIGHT[look.ink] for look in tokens.LEVELS.values()}
    assert not levels & set(tokens.CATEGORIES)


def _seen(colour, matrix):
    """Return a colour as a dichromat sees it (Machado, Oliveira and Fernandes 2009, severity 1)."""
    linear = [((int(colour[n : n + 2], 16) / 255 + 0.055) / 1.055) ** 2.4 for n in (1, 3, 5)]
    return [
        min(max(sum(m * c for m, c in zip(row, linear, strict=True)), 0), 1) ** (1 / 2.2) for row in matrix
    ]


@pytest.mark.parametrize("matrix", [DEUTAN, PROTAN], ids=["deutan", "protan"])
@pytest.mark.parametrize("theme", THEMES, ids=["light", "dark"])
def test_categories_can_be_told_apart_with_colour_blindness(theme, matrix):
    hues = [theme[f"category-{n}"] for n in range(1, 9)]
    for one, other in itertools.combinations(hues, 2):
        seen = zip(_seen(one, matrix), _seen(other, matrix), strict=True)
        assert sum((a - b) ** 2 for a, b in seen) ** 0.5 > 0.2, (one, other)


def test_the_heat_scale_darkens_step_by_step():
    luminances = [tokens.luminance(colour) for colour in tokens.HEAT]
    assert luminances == sorted(luminances, reverse=True)


def test_each_level_has_its_own_symbol_word_and_digit():
    looks = tokens.LEVELS.values()
    assert len({look.symbol for look in looks}) == len({look.word for look in looks}) == 5
    assert [look.digit for look in looks] == [0, 1, 2, 3, 4]
    assert not any("akut" in look.word for look in looks)


def test_what_is_no_level_looks_grey():
    assert tokens.level(Status.WITHHELD).status == "grey"
    assert tokens.level(Status.YELLOW).symbol == "triangle"


def test_css_holds_every_token_in_both_themes():
    css = tokens.css()
    for name in tokens.LIGHT:
        assert f"--{name}: {tokens.LIGHT[name]};" in css
        assert f"--{name}: {tokens.DARK[name]};" in css
    assert css.count("{") == css.count("}")
    assert not re.search(r"[<>]|url\(", css)
