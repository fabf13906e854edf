"""Numbers, days and periods are written as the reader's language writes them; Swedish is exactly the library's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from samsyn.cycle import format_number
from samsyn.period import Period, PeriodKind, containing, format_date, parse
from samsyn_web.base import words

DAYS = st.dates(date(1901, 1, 1), date(2199, 12, 31))


@pytest.mark.parametrize(
    ("value", "decimals", "swedish", "english"),
    [
        (1234.5, 1, "1\u00a0234,5", "1,234.5"),
        (-1234567, 0, "\u22121\u00a0234\u00a0567", "\u22121,234,567"),
        (0, 0, "0", "0"),
        (0.125, 2, "0,12", "0.12"),
        (None, 0, "–", "–"),
    ],
)
def test_a_number(value, decimals, swedish, english):
    with override("sv"):
        assert words.number(value, decimals) == swedish
    with override("en"):
        assert words.number(value, decimals) == english


@given(st.floats(-1e12, 1e12), st.integers(0, 4))
def test_numbers_are_the_librarys_in_swedish_and_python_s_in_english(value, decimals):
    with override("sv"):
        assert words.number(value, decimals) == format_number(value, decimals)
    with override("en"):
        plain = f"{abs(value):,.{decimals}f}"
        assert words.number(value, decimals).lstrip("\u2212") == plain


def test_a_share_and_a_setting():
    with override("sv"):
        assert (words.percent(0.125, 1), words.percent(None), words.plain(0.05)) == (
            "12,5\u00a0%",
            "–",
            "0,05",
        )
    with override("en"):
        assert (words.percent(0.125, 1), words.percent(None), words.plain(0.05)) == ("12.5%", "–", "0.05")


@given(DAYS)
def test_a_day(day):
    with override("sv"):
        assert words.day(day) == format_date(day)
    with override("en"):
        assert words.day(day) == f"{day.day} {day:%B %Y}"


def test_what_is_kept_is_kept_for_each_language_and_an_instant_is_not_another_one_s_day():
    said = []
    for language in ("sv", "en", "sv"):
        with override(language):
            said.append((words.day(date(2026, 5, 1)), words.period("2026-W47")))
    assert said[0] == said[2] == ("1 maj 2026", "vecka 47, 2026")
    assert said[1] == ("1 May 2026", "week 47, 2026")
    late = datetime(2026, 5, 1, 23, 30, tzinfo=UTC)
    east = late.astimezone(timezone(timedelta(hours=2)))
    assert late == east
    with override("sv"):
        assert (words.day(late), words.day(east)) == ("1 maj 2026", "2 maj 2026")


@given(DAYS, st.sampled_from(sorted(set(PeriodKind) - {PeriodKind.SPAN})))
def test_a_period_is_called_in_swedish_as_in_the_library(day, kind):
    if kind is PeriodKind.TERM and day.month == 7:
        return
    one = containing(day, kind)
    with override("sv"):
        assert words.period(one) == words.period(str(one)) == one.label


@given(DAYS, st.integers(1, 500))
def test_a_span_is_called_in_swedish_as_in_the_library(day, length):
    one = Period(start=day, end=min(day + timedelta(days=length), date(2200, 12, 30)))
    with override("sv"):
        assert words.span(one.start, one.end) == words.period(one) == one.span_label


@pytest.mark.parametrize(
    ("key", "english"),
    [
        ("2026-W47", "week 47, 2026"),
        ("2026-11", "November 2026"),
        ("2026-Q3", "quarter 3, 2026"),
        ("2026-T3", "four-month period 3, 2026"),
        ("2026-VT", "spring term 2026"),
        ("2026-HT", "autumn term 2026"),
        ("2026", "2026"),
        ("2024-09-30..2024-10-07", "30 September–6 October 2024"),
        ("2024-10-01..2024-10-07", "1–6 October 2024"),
        ("2024-12-30..2025-01-03", "30 December 2024–2 January 2025"),
        ("2024-10-01..2024-10-02", "1 October 2024"),
    ],
)
def test_a_period_in_english(key, english):
    with override("en"):
        assert words.period(parse(key)) == english


def test_swedish_words_are_marked_only_where_the_page_is_in_another_language():
    with override("sv"):
        assert words.swedish("Fler <än> väntat") == "Fler <än> väntat"
    with override("en"):
        assert words.swedish("Fler <än> väntat") == '<span lang="sv">Fler &lt;än&gt; väntat</span>'
        assert words.swedish("") == ""


def test_a_reason_of_the_library_is_marked_after_words_of_the_page():
    with override("sv"):
        assert words.explained("Skäl", "en <e-postadress>") == "Skäl: en <e-postadress>"
    with override("en"):
        said = words.explained("<b>Reason</b>", "en <e-postadress>")
        assert said == '&lt;b&gt;Reason&lt;/b&gt;: <span lang="sv">en &lt;e-postadress&gt;</span>'
