"""Periods: by hand, by a slow walk over days, and by properties."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.errors import BadPeriod
from samsyn.period import Period, PeriodKind, containing, format_date, parse, periods_between

NAMED = [kind for kind in PeriodKind if kind is not PeriodKind.SPAN]
CALENDAR = [kind for kind in NAMED if kind is not PeriodKind.TERM]
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31))


def period_of(day: date, kind: PeriodKind) -> Period:
    """The period of a kind near a day; July lies in no term, so the autumn term follows."""
    if kind is PeriodKind.TERM and day.month == 7:
        return parse(f"{day.year}-HT")
    return containing(day, kind)


@pytest.mark.parametrize(
    ("text", "start", "end", "label"),
    [
        ("2024-W40", date(2024, 9, 30), date(2024, 10, 7), "vecka 40, 2024"),
        ("2020-W53", date(2020, 12, 28), date(2021, 1, 4), "vecka 53, 2020"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), "februari 2024"),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1), "december 2024"),
        ("2024-Q3", date(2024, 7, 1), date(2024, 10, 1), "kvartal 3, 2024"),
        ("2024-T3", date(2024, 9, 1), date(2025, 1, 1), "tertial 3, 2024"),
        ("2024-VT", date(2024, 1, 1), date(2024, 7, 1), "vårterminen 2024"),
        ("2024-HT", date(2024, 8, 1), date(2025, 1, 1), "höstterminen 2024"),
        ("2024", date(2024, 1, 1), date(2025, 1, 1), "2024"),
        ("2024-01-01..2024-04-01", date(2024, 1, 1), date(2024, 4, 1), "1 januari–31 mars 2024"),
    ],
)
def test_parse_by_hand(text: str, start: date, end: date, label: str) -> None:
    period = parse(text)
    assert (period.start, period.end, period.label, str(period)) == (start, end, label, text)


@pytest.mark.parametrize(
    "text",
    ["", "vecka 40", "2023-W53", "2024-W00", "2024-13", "2024-Q5", "2024-T4", "2024-02-30..2024-03-01"],
)
def test_a_period_that_does_not_exist_is_refused_with_examples(text: str) -> None:
    with pytest.raises(BadPeriod, match="2024-W40"):
        parse(text)


def test_a_period_without_a_day_is_refused() -> None:
    with pytest.raises(BadPeriod, match="ingen dag"):
        Period(start=date(2024, 1, 2), end=date(2024, 1, 2))


@given(days, st.sampled_from(NAMED))
def test_str_and_parse_are_inverse(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    assert parse(str(period)) == period


@given(days, st.integers(min_value=1, max_value=4000))
def test_str_and_parse_are_inverse_for_spans(day: date, length: int) -> None:
    period = Period(start=day, end=day + timedelta(days=length))
    assert parse(str(period)) == period
    assert period.days == length


@given(days, st.sampled_from(CALENDAR))
def test_a_day_lies_in_exactly_one_period(day: date, kind: PeriodKind) -> None:
    period = containing(day, kind)
    assert day in period
    assert period.start in period
    assert period.end not in period
    assert containing(period.end, kind).start == period.end
    assert containing(period.end - timedelta(days=1), kind) == period


@given(days, st.sampled_from(NAMED))
def test_previous_lies_before_and_never_overlaps(day: date, kind: PeriodKind) -> None:
    period = period_of(day, kind)
    before = period.previous()
    gap = (period.start - before.end).days
    # Terms leave July out; every other kind follows without a gap.
    assert gap == (31 if kind is PeriodKind.TERM and period.start.month == 8 else 0)
    assert before.kind == kind


@given(days, st.integers(min_value=1, max_value=400))
def test_previous_span_has_the_same_length(day: date, length: int) -> None:
    period = Period(start=day, end=day + timedelta(days=length))
    before = period.previous()
    assert (before.end, before.days) == (period.start, length)


def test_week_53_becomes_the_last_week_of_a_shorter_year() -> None:
    assert str(parse("2020-W53").years_back(1)) == "2019-W52"
    assert str(parse("2020-W53").years_back(5)) == "2015-W53"
    assert str(parse("2021-W01").years_back(1)) == "2020-W01"


def test_29_february_becomes_the_28th() -> None:
    leap = Period(start=date(2024, 2, 29), end=date(2024, 3, 1))
    assert leap.years_back(1) == Period(start=date(2023, 2, 28), end=date(2023, 3, 1))
    assert leap.years_back(4) == Period(start=date(2020, 2, 29), end=date(2020, 3, 1))


@given(days, st.sampled_from(NAMED), st.integers(min_value=1, max_value=10))
def test_years_back_keeps_kind_and_number(day: date, kind: PeriodKind, years: int) -> None:
    period = period_of(day, kind)
    earlier = period.years_back(years)
    assert earlier.kind == kind
    assert earlier.end <= period.start
    if "53" not in str(period):
        assert str(earlier).partition("-")[2] == str(period).partition("-")[2]


@given(days, st.integers(min_value=0, max_value=900), st.sampled_from(CALENDAR))
def test_periods_between_equals_a_walk_over_the_days(start: date, length: int, kind: PeriodKind) -> None:
    end = start + timedelta(days=length)
    walked = {containing(start + timedelta(days=number), kind) for number in range(length)}
    whole = sorted(period for period in walked if start <= period.start and period.end <= end)
    assert list(periods_between(start, end, kind)) == whole


def test_july_lies_in_no_term_and_a_span_has_no_containing() -> None:
    with pytest.raises(BadPeriod):
        containing(date(2024, 7, 15), PeriodKind.TERM)
    with pytest.raises(BadPeriod):
        containing(date(2024, 7, 15), PeriodKind.SPAN)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2024-10-06..2024-10-07", "6 oktober 2024"),
        ("2024-10-01..2024-10-07", "1–6 oktober 2024"),
        ("2024-09-30..2024-10-07", "30 september–6 oktober 2024"),
        ("2024-12-30..2025-01-06", "30 december 2024–5 januari 2025"),
    ],
)
def test_span_label(text: str, label: str) -> None:
    assert parse(text).label == label


def test_a_date_is_written_in_swedish() -> None:
    assert format_date(date(2026, 11, 21)) == "21 november 2026"


@pytest.mark.parametrize(
    "text", ["9999-W52", "9999", "9999-12-31..9999-12-31", "0001", "1899", "1900-01-01..2300-01-01", "2201"]
)
def test_periods_beyond_all_files_are_refused(text):
    with pytest.raises(BadPeriod):
        parse(text)
