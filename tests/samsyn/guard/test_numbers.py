"""Numbers against a peer (`personnummer`) and their definition; the written forms stand in the sentences too."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from personnummer import personnummer

from samsyn.guard import find
from samsyn.guard.numbers import kind_of, luhn

NUMBERS = {"personal_number", "coordination_number"}
BETWEEN = ["", "-", "+", " ", " - ", "–", "\u2011", "\u2212", "/", ".", "\u00a0", "_", "\n", "-\n", " – "]
# How twelve digits are parted; the dash of a form is replaced by what stands before the last four.
FORMS = [
    "yyyymmdd{}nnnn",
    "yymmdd{}nnnn",
    "yyyy-mm-dd{}nnnn",
    "yy mm dd{}nn nn",
    "yy.mm.dd{}nnnn",
    "yyyy mm dd{}nnnn",
]
DIGITS = ["0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗"]
HIDDEN = ["", "\u200b", "\u00ad", "\u2060"]
AROUND = [("", ""), ("pnr:", "."), ("p.nr ", ","), ("(", ")"), ("Nr", " kom"), ("född ", "\nigen")]


def check_digit(nine: str) -> str:
    """By its definition: the sum of the digits of every other digit doubled."""
    return str(-sum(int(d) for n, digit in enumerate(nine) for d in str(int(digit) * (2 - n % 2))) % 10)


def written(form: str, day: date, added: int, four: str, between: str) -> str:
    whole = form.format(between)
    parts = {"yyyy": f"{day.year:04}", "yy": f"{day.year % 100:02}", "mm": f"{day.month:02}"}
    for name, value in (*parts.items(), ("dd", f"{day.day + added:02}")):
        whole = whole.replace(name, value, 1)
    return whole.replace("nnnn", four).replace("nn nn", f"{four[:2]} {four[2:]}")


days = st.dates(date(1900, 1, 1), date(2026, 11, 28))
forms = st.sampled_from(FORMS)


@given(days, st.integers(1, 999), st.sampled_from([0, 60]), forms, st.sampled_from(BETWEEN), st.data())
def test_every_valid_number_is_found_whole_in_every_written_form(
    day, serial, added, form, between, data
) -> None:  # type: ignore[no-untyped-def]
    ten = f"{day.year % 100:02}{day.month:02}{day.day + added:02}{serial:03}"
    four = f"{serial:03}{check_digit(ten)}"
    plain = written(form, day, added, four, between)
    clock = int(four[:2]) < 24 and int(four[2:]) < 60
    parted = "-mm" in form or ".mm" in form
    # A day of the twenties, written with dashes or dots, and a time are let be: see the notes of `numbers`.
    assume(not (clock and parted and between and not between.strip() and day.year % 100 in range(20, 30)))
    alphabet, hidden = data.draw(st.sampled_from(DIGITS)), data.draw(st.sampled_from(HIDDEN))
    number = "".join(alphabet[int(one)] if one.isdigit() else one for one in plain)
    number = number[:3] + hidden + number[3:]
    before, after = data.draw(st.sampled_from(AROUND))
    mobile = number.isdigit() and plain.startswith("070")
    kind = "coordination_number" if added else "personal_number"
    assert personnummer.valid(f"{day.year:04}{ten[2:]}{four[3]}")
    found = [(one.kind, one.start, one.end) for one in find(f"{before}{number}{after}")]
    if mobile:  # ten digits in a row that begin with 070 may be taken for a mobile number, never for nothing
        assert [span[1:] for span in found] == [(len(before), len(before) + len(number))]
    else:
        assert found == [(kind, len(before), len(before) + len(number))]


@given(
    st.tuples(st.integers(0, 99), st.integers(0, 13), st.integers(0, 99), st.integers(0, 30)),
    st.integers(0, 1),
    st.sampled_from(["", "18", "19", "20"]),
)
def test_a_number_is_what_the_peer_says_it_is(parts, off, century) -> None:  # type: ignore[no-untyped-def]
    """In full; the peer guesses the century of ten digits, so there either century will do."""
    nine = "{:02}{:02}{:02}{:03}".format(*parts)
    ten = f"{nine}{(int(check_digit(nine)) + off) % 10}"
    assume(century or not ten.startswith("070"))  # which may be taken for a mobile number
    peers = [personnummer.valid(f"{one}{ten}") for one in ([century] if century else ["19", "20"])]
    found = [
        one
        for one in find(f"{century}{ten}")
        if one.kind in NUMBERS and one.end - one.start >= 10 + len(century)
    ]
    assert bool(found) == any(peers)


@given(days, st.integers(1, 999), st.integers(1, 9), forms, st.sampled_from(BETWEEN))
def test_a_number_with_a_wrong_check_digit_is_not_found(day, serial, off, form, between) -> None:  # type: ignore[no-untyped-def]
    ten = f"{day.year % 100:02}{day.month:02}{day.day:02}{serial:03}"
    wrong = (int(check_digit(ten)) + off) % 10
    text = written(form, day, 0, f"{serial:03}{wrong}", between)
    assert not any(one.kind in NUMBERS for one in find(text))


@given(st.text("0123456789", min_size=9, max_size=9))
def test_exactly_one_last_digit_is_right(nine: str) -> None:
    assert [str(one) for one in range(10) if luhn(f"{nine}{one}")] == [check_digit(nine)]


@pytest.mark.parametrize(
    ("century", "six", "kind"),
    [
        ("", "000229", "personal_number"),  # 2000 was a leap year
        ("19", "000229", ""),  # 1900 was not
        ("", "850230", ""),
        ("", "850161", "coordination_number"),
        ("", "850160", ""),  # day 0
        ("", "850192", ""),  # day 32
        ("18", "991231", "personal_number"),
    ],
)
def test_a_day_must_exist(century: str, six: str, kind: str) -> None:
    assert kind_of(century, six) == kind


@pytest.mark.parametrize("letter", "TRSUWXJKLMN")
def test_an_interim_number_has_a_letter_that_counts_as_one(letter: str) -> None:
    number = f"850101-{letter}98{check_digit('850101198')}"
    assert [one.kind for one in find(f"Kortet {number} visades")] == ["personal_number"]
    assert find(number.replace(letter, "Q")) == ()


@pytest.mark.parametrize(
    "text",
    [
        "2024-10-12 21.30",
        "24.10.12 21.30",
        "2024-10-12 2130",
        "2024-10-07--2024-10-13",
        "241007-13",
        "556012-5790",
    ],
)
def test_days_times_and_numbers_of_organisations_are_none(text: str) -> None:
    """Each with every day of a month, since a check digit is right by chance once in ten."""
    for day in range(10, 29):
        assert (
            find(text.replace("-12 ", f"-{day} ").replace(".12 ", f".{day} ").replace("-07-", f"-{day}-"))
            == ()
        )
