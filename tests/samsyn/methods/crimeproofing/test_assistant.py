"""The word list marks what it should, where it stands, and nothing else; a person decides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.files import Passage, read_prose
from samsyn.instruments.load import crimeproofing
from samsyn.methods.crimeproofing import KINDS, Mark, assist

INSTRUMENT = crimeproofing()


def passages(*texts: str) -> list[Passage]:
    """Return texts as passages."""
    return [Passage(number=n, label=f"{n} §", heading="", text=text) for n, text in enumerate(texts, start=1)]


def marked(*texts: str, terms: tuple[str, ...] = ()) -> list[tuple[int, str, str]]:
    """Return passage, kind and words of the marks of one text with a purpose."""
    found = assist([passages("Syftet är klart.", *texts)], INSTRUMENT, terms=terms)
    return [(one.passage - 1, one.kind, one.words) for one in found]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Skälig ersättning lämnas.", "vague", "Skälig"),
        ("Det sker vid  behov.", "vague", "vid  behov"),
        ("Stöd till kultur, idrott m.m. prövas.", "vague", "m.m."),
        ("Nämnden gör en bedömning.", "discretion", "bedömning"),
        ("Den sökande intygar detta.", "proof", "intygar"),
        ("Redovisning bör lämnas.", "modal", "bör"),
        ("Föreningen skall svara.", "modal", "skall"),
    ],
)
def test_each_kind_of_word_is_found(text: str, kind: str, words: str) -> None:
    assert (1, kind, words) in marked(text)


@pytest.mark.parametrize(
    "text", ["Oskäligt dyrt.", "Kanske.", "Intygaren.", "Skallen.", "Den 1 mars betalas pengarna ut."]
)
def test_parts_of_words_are_not_marked(text: str) -> None:
    assert marked(text) == []


def test_a_term_that_is_used_and_never_defined_is_marked_once() -> None:
    assert [one for one in marked("Varje medlem betalar.", "En medlem röstar.") if one[1] == "undefined"] == [
        (1, "undefined", "medlem")
    ]
    assert not [
        one
        for one in marked("Med medlem avses den som betalar.", "En medlem röstar.")
        if one[1] == "undefined"
    ]
    assert not [one for one in marked("En medlem röstar.") if one[1] == "undefined"]


def test_a_case_adds_its_own_terms_with_their_endings() -> None:
    found = marked("Lokalen hyrs ut.", "Varje lokal städas.", terms=("lokal",))
    assert found == [(1, "undefined", "Lokalen")]


def test_a_rule_without_a_purpose_is_marked_as_a_whole() -> None:
    (found,) = assist([passages("Pengar betalas ut.")], INSTRUMENT)
    assert (found.kind, found.start, found.end, found.words) == ("no_purpose", 0, 0, "")


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("Minst 20 medlemmar krävs.", "Det ska vara minst 25 medlemmar.", "number"),
        ("Ansökan lämnas senast den 1 mars.", "Ansökan lämnas senast 1 oktober.", "number"),
        ("Föreningen ska redovisa.", "Föreningen bör redovisa.", "binding"),
        ("Kvitton ska sparas.", "Kvitton kan sparas.", "binding"),
    ],
)
def test_a_possible_conflict_is_found_within_and_between_texts(first: str, second: str, code: str) -> None:
    for texts in (
        [passages("Syfte.", first, second)],
        [passages("Syfte.", first), passages("Syfte.", second)],
    ):
        (found,) = (one for one in assist(texts, INSTRUMENT) if one.kind == "conflict")
        assert (found.code, found.other) == (code, (0, 2))
        assert texts[found.text][found.passage - 1].text == second


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Minst 20 medlemmar krävs.", "Minst 20 medlemmar räcker."),
        ("Minst 20 medlemmar krävs.", "Minst 3 ledare krävs."),
        ("Ansökan lämnas senast den 1 mars.", "Redovisning lämnas senast den 1 maj."),
        ("Föreningen ska redovisa.", "Föreningen skall redovisa."),
    ],
)
def test_what_agrees_is_no_conflict(first: str, second: str) -> None:
    assert not [
        one for one in assist([passages("Syfte.", first, second)], INSTRUMENT) if one.kind == "conflict"
    ]


def slow(text: str) -> set[tuple[int, int]]:
    """Return where words of the list stand, letter by letter, from the definition: whole words in any case."""
    low, found = text.lower(), set[tuple[int, int]]()
    for entry in INSTRUMENT.words:
        for form in entry.forms:
            for at in range(len(low)):
                end = at + len(form)
                free = not (at and (low[at - 1].isalnum() or low[at - 1] == "_"))
                free = free and not (end < len(low) and (low[end].isalnum() or low[end] == "_"))
                longer = any(
                    low.startswith(other.lower(), at) and len(other) > len(form) and other in entry.forms
                    and not low[at + len(other) : at + len(other) + 1].isalnum()
                    for other in entry.forms
                )  # fmt: skip
                if low.startswith(form.lower(), at) and free and not longer:
                    found.add((at, end))
    return found


WORDS = st.sampled_from(
    ["kan", "bör", "Skälig", "normalt", "vid behov", "kanske", "intyg", "och", "pengar", ",", "m.m."]
)


@given(st.lists(WORDS, max_size=12))
def test_the_words_are_those_of_a_slow_search(words: list[str]) -> None:
    text = " ".join(words)
    found = assist([passages("Syfte.", text)], INSTRUMENT)
    kinds = {one.kind for one in INSTRUMENT.words}
    assert {(one.start, one.end) for one in found if one.kind in kinds} == slow(text)


@given(st.lists(st.text(max_size=60), max_size=4))
def test_every_mark_stands_in_its_text(texts: list[str]) -> None:
    rule = passages(*texts)
    found = assist([rule], INSTRUMENT)
    for one in found:
        assert one.kind in KINDS
        assert rule[one.passage - 1].text[one.start : one.end] == one.words
    keys = [(one.passage, one.start, one.kind, one.code) for one in found]
    assert len(keys) == len(set(keys))
    assert assist([rule], INSTRUMENT) == found


def test_the_invented_rules_show_what_the_assistant_is_for() -> None:
    from samsyn.methods.crimeproofing.example_case import MUNICIPAL, SOCIAL

    texts = [read_prose(one.encode(), name="a").passages for one in (MUNICIPAL, SOCIAL)]
    found: tuple[Mark, ...] = assist(texts, INSTRUMENT)
    assert {"vague", "modal", "proof", "undefined", "conflict"} <= {one.kind for one in found}
    between = [
        one.words for one in found if one.kind == "conflict" and one.other and one.other[0] != one.text
    ]
    assert "minst 25 medlemmar" in between
