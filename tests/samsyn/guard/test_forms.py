"""No text that points at a person comes through, however it is written; what only looks so does."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.guard import find, refusal

# 811228-9874 is the usual example of a personal identity number, 701063-2391 of a coordination number.
IDENTITIES = [
    "8112289874",
    "811228-9874",
    "811228+9874",
    "19811228-9874",
    "198112289874",
    "19811228 9874",
    "811228 9874",
    "81 12 28 - 98 74",
    "1981-12-28-9874",
    "811228–9874",
    "811228\u22129874",
    "811228\u00a09874",
    "81.12.28.9874",
    "1981-12-28 och sista fyra är 9874",
    "811228, hans sista fyra: 9874",
    "٨١١٢٢٨-٩٨٧٤",
]
PHONES = [
    "070-123 45 67",
    "0701234567",
    "+46 70 123 45 67",
    "+46701234567",
    "0046 8 123 456 78",
    "08-123 45 67",
    "(08) 123 45 67".replace("(08)", "08"),
    "0510-123 45",
    "+47 22 12 34 56",
]
MAILS = ["kajsa@exempel.se", "Kajsa.H+x@exempel-kommun.se", "åsa@exempel.nu", "kajsa @ exempel.se"]
HARMLESS = [
    "",
    "Tre bilar brann vid Storgatan 12 den 7 oktober 2024 kl 21.30–22.15.",
    "2024-10-07",
    "07-10-2024",
    "Mellan 0800-1000 och kl 08:00-10:00 var det lugnt.",
    "Ärende 2024/1234 och dnr KS 2024-000123.",
    "12 500 kronor, 1 234 567 invånare, 99,5 procent",
    "811228-9875",  # the check digit is wrong
    "811328-9874",  # there is no such month
    "@torget samlas många",
    "vecka 40-41, linje 55",
    "Ring fastighetsjouren 0771-11 22 33 eller 020-22 40 00, från utlandet +46 771 11 22 33.",
    "Larmet den 2026-11-26 och sista 1400 metrarna plogades.",
    "Nycklarna 811228 och 9874 lämnades.",
]


@pytest.mark.parametrize("text", IDENTITIES)
def test_a_personal_identity_number_is_found_in_every_written_form(text: str) -> None:
    assert [(one.name, one.start, one.end) for one in find(f"Vi såg {text} där.")] == [
        ("ett personnummer", 7, 7 + len(text))
    ]


def test_a_coordination_number_is_found() -> None:
    assert [one.name for one in find("701063-2391")] == ["ett samordningsnummer"]


@pytest.mark.parametrize("text", PHONES)
def test_a_phone_number_is_found(text: str) -> None:
    assert [one.name for one in find(f"Ring {text}.")] == ["ett telefonnummer"]


@pytest.mark.parametrize(
    "word", ["eller", "efter", "nu", "en", "ett", "nån", "refa", "hans nr e", "hennes nummer är"]
)
def test_a_mobile_number_is_found_after_a_word_that_begins_as_one_of_numbers(word: str) -> None:
    assert [one.name for one in find(f"Det var {word} 0701234567")] == ["ett telefonnummer"]
    assert find("Ordernr AB 0701234567, ref: 0701234567, bg0701234567.") == ()


@pytest.mark.parametrize("text", MAILS)
def test_an_address_of_mail_is_found(text: str) -> None:
    assert [one.name for one in find(f"Skriv till {text} i dag")] == ["en e-postadress"]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_so_comes_through(text: str) -> None:
    assert find(text) == ()
    assert refusal(text) == ""


def test_the_refusal_says_what_and_where_and_does_not_repeat_it() -> None:
    said = refusal("Kajsa 811228-9874 nås på 070-123 45 67 eller kajsa@exempel.se.")
    assert "ett personnummer (tecken 7–17, efter ”Kajsa”)" in said
    assert "ett telefonnummer (tecken 26–38" in said
    assert "och en e-postadress (tecken 46–61" in said
    assert not any(secret in said for secret in ("9874", "123 45", "exempel.se"))


def luhn(nine: str) -> str:
    """The check digit, computed by its definition: the sum of the digits of alternating doubled digits."""
    total = sum(int(d) for n, digit in enumerate(nine) for d in str(int(digit) * (2 - n % 2)))
    return str(-total % 10)


@given(
    st.dates(date(1900, 1, 1), date(2029, 12, 31)),
    st.integers(1, 999),
    st.sampled_from(["", "-", "+", " ", " - ", "–"]),
    st.sampled_from([0, 60]),
    st.booleans(),
    st.text("abc åäö.,", max_size=9),
)
def test_every_valid_number_is_found(day, serial, between, added, century, around) -> None:  # type: ignore[no-untyped-def]
    born = f"{day.year % 100:02}{day.month:02}{day.day + added:02}"
    number = f"{born}{serial:03}"
    written = f"{day.year // 100 if century else ''}{born}{between}{serial:03}{luhn(number)}"
    assert any(one.name.endswith("nummer") for one in find(f"{around} {written} {around}"))


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in find(text))
